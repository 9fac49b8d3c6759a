import { describe, expect, test } from 'vitest';
import { auditLinks, compileHtml, createKeyring, rewriteLinks, rewriteText } from '../../../src/index.js';
import { clicksIn, keys, link, tracked } from '../setup.js';

const html = `<p>${link('https://shop.example/a', 'data-link-id="hero"')}${link('https://shop.example/?c={{id}}')}</p>`;
const fail = (): never => {
  throw new Error('secret: jo@shop.example');
};

/** Services that stand for a KMS that fails in one way or another. */
const services: readonly (readonly [name: string, sign: () => never | Promise<never>])[] = [
  ['rejects', () => Promise.reject(new Error('kms is down: jo@shop.example'))],
  ['throws', fail],
];

describe('a signature service that fails', () => {
  test.each(services)('%s: the original goes out, and a finding says so', async (_, sign) => {
    const down = createKeyring([{ kid: 'kms', alg: 'ES256', key: { sign, verify: () => false } }]);
    const part = compileHtml(html, tracked);
    const result = await part.render({ contactId: 'c', values: { id: '1' } }, down);
    expect(result.html).toBe(html);
    expect(result.tracked).toBe(0);
    expect(result.bytes.after).toBe(result.bytes.before);
    expect(result.links.map((each) => each.verdict)).toEqual(['leave', 'leave']);
    expect(result.links[0]?.reason).toBe('internal-error');
    expect(result.findings.map((finding) => finding.code)).toEqual(['internal-error']);
    expect(JSON.stringify(result.findings)).not.toContain('jo@');
    // The same compiled part with working keys is as good as new.
    expect((await part.render({ contactId: 'c' }, keys)).tracked).toBe(1);
  });

  test('one that comes back is used again', async () => {
    let calls = 0;
    const { privateKey, publicKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
      'verify',
    ]);
    const scheme = { name: 'ECDSA', hash: 'SHA-256' };
    const service = {
      sign: async (data: Uint8Array): Promise<Uint8Array> => {
        if (calls++ === 0) fail();
        return new Uint8Array(await crypto.subtle.sign(scheme, privateKey, data.slice()));
      },
      verify: (data: Uint8Array, signature: Uint8Array) =>
        crypto.subtle.verify(scheme, publicKey, signature.slice(), data.slice()),
    };
    const flaky = createKeyring([{ kid: 'k', alg: 'ES256', key: service }]);
    const part = compileHtml(link('https://shop.example/a'), tracked);
    expect((await part.render({}, flaky)).tracked).toBe(0);
    const second = await part.render({}, flaky);
    expect((await clicksIn(second.html, { keys: flaky }))[0]?.url).toBe('https://shop.example/a');
  });
});

describe("an app's function that throws", () => {
  const hooks = {
    classify: { classify: fail },
    linkId: { linkId: fail },
    neverTrack: { neverTrack: [fail] },
    onlyTrack: { onlyTrack: [fail, 'shop.example'] },
    systemLinks: { systemLinks: { unsubscribe: { match: [fail] } } },
    utm: { utm: { source: fail } },
  };
  test.each(Object.entries(hooks))(
    '%s: the built-in rules decide, and a finding says so once for each link',
    async (_, hook) => {
      const {
        findings,
        tracked: count,
        html: output,
      } = await rewriteLinks(html, { ...tracked, keys, values: { id: '1' }, ...hook });
      expect(count).toBe(2);
      expect((await clicksIn(output)).map((click) => click.url)).toEqual([
        'https://shop.example/a',
        'https://shop.example/?c=1',
      ]);
      expect(new Set(findings.map((finding) => finding.code))).toEqual(new Set(['link-rule-failed']));
      expect(findings[0]).toMatchObject({ link: 0, severity: 'error' });
      expect(JSON.stringify(findings)).not.toContain('jo@');
    },
  );

  const answers = {
    'classify: a word': { classify: () => 'leave' },
    'classify: a promise': { classify: async () => ({ verdict: 'leave' }) },
    'classify: an unknown key': { classify: () => ({ track: false }) },
    'classify: an unknown verdict': { classify: () => ({ verdict: 'skip' }) },
    'classify: an unknown kind': { classify: () => ({ kind: 'button' }) },
    'classify: tags that are no strings': { classify: () => ({ tags: { a: 7 } }) },
    'classify: an empty id': { classify: () => ({ id: '' }) },
    'linkId: a number': { linkId: () => 7 },
    'neverTrack: a promise': { neverTrack: [async () => true] },
    'neverTrack: what match gives': { neverTrack: [(target: { href: string }) => /shop/.exec(target.href)] },
    'utm: a number': { utm: { source: () => 7 } },
  };
  test.each(Object.entries(answers))('%s is no proper answer', async (_, hook) => {
    const { findings, tracked: count } = await rewriteLinks(link('https://shop.example/a'), {
      ...tracked,
      keys,
      ...hook,
    } as never);
    expect([count, findings.map((finding) => finding.code)]).toEqual([1, ['link-rule-failed']]);
  });

  test('at rendering, too, and for neighbours with the same value', async () => {
    const part = compileHtml(link('https://shop.example/?c={{id}}'), { ...tracked, neverTrack: [fail] });
    for (const contactId of ['a', 'b']) {
      const { findings } = await part.render({ contactId, values: { id: '1' } }, keys);
      expect(findings.map((finding) => finding.code)).toEqual(['link-rule-failed']);
    }
  });
});

describe('values that fight back', () => {
  const hostile = (): Record<string, string> =>
    Object.defineProperty({}, 'id', { enumerable: true, get: fail }) as Record<string, string>;
  const proxy = new Proxy({}, { ownKeys: fail, get: fail, getOwnPropertyDescriptor: fail });

  test.each([
    ['a getter', hostile()],
    ['a proxy', proxy],
  ])('%s that throws: the original goes out', async (_, values) => {
    const result = await rewriteLinks(html, { ...tracked, keys, values });
    expect([result.html, result.findings.map((finding) => finding.code)]).toEqual([html, ['internal-error']]);
    const text = 'https://shop.example/{{id}}';
    expect((await rewriteText(text, { ...tracked, keys, values })).text).toBe(text);
    const audit = auditLinks(html, { values });
    expect([audit.tracked, audit.findings.map((finding) => finding.code)]).toEqual([0, ['internal-error']]);
  });

  test('a contact\u2019s record whose getter throws', async () => {
    const part = compileHtml(html, tracked);
    const record = Object.defineProperty({}, 'contactId', { enumerable: true, get: fail });
    const results = [];
    for await (const result of part.renderAll([record, { contactId: 'b' }], keys))
      results.push([result.html === html, result.tracked]);
    expect(results).toEqual([
      [true, 0],
      [false, 1],
    ]);
  });
});

describe('what would make a token that the redirect refuses', () => {
  test('ids so long that the token is too long: the original goes out', async () => {
    const result = await rewriteLinks(link('https://shop.example/'), {
      ...tracked,
      keys,
      contactId: 'c'.repeat(20_000),
    });
    expect([result.html, result.findings.map((finding) => finding.code)]).toEqual([
      link('https://shop.example/'),
      ['internal-error'],
    ]);
  });

  test('tags of the app\u2019s own rule are bounded as an author\u2019s are', async () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`k${i}`, 'v'.repeat(200)]));
    const { html: output } = await rewriteLinks(link('https://shop.example/'), {
      ...tracked,
      keys,
      classify: () => ({ tags: many }),
    });
    const [click] = await clicksIn(output);
    expect(Object.keys(click?.tags ?? {})).toHaveLength(10);
    expect(click?.tags?.['k0']).toHaveLength(64);
  });

  test('parameters that would make a destination too long are left out', async () => {
    const url = `https://shop.example/${'a'.repeat(5_750)}`;
    const { html: output } = await rewriteLinks(link(url), { ...tracked, keys, utm: { source: 's'.repeat(100) } });
    expect((await clicksIn(output))[0]?.url).toBe(url);
  });
});

describe('content of any kind', () => {
  const contents = [
    '',
    ' ',
    '\u0000',
    '<',
    '<a',
    '<a href',
    '<a href=',
    '<a href="',
    '<a href="https://shop.example/',
    '\ud800\udc00\ud800',
    '<!--'.repeat(500),
    '<a href="https://shop.example/">'.repeat(500),
    '{{'.repeat(2_000),
    '%'.repeat(2_000),
    '\r\n'.repeat(500),
  ];
  test.each(contents.map((content) => [content.slice(0, 40), content]))('%j comes back', async (_, content) => {
    for (const result of [
      await rewriteLinks(content, { ...tracked, keys }),
      await rewriteLinks(content, { ...tracked, keys, part: 'amp' }),
    ]) {
      expect(result.findings.filter((finding) => finding.code === 'internal-error')).toEqual([]);
      if (result.tracked === 0) expect(result.html).toBe(content);
    }
    const { text, tracked: count } = await rewriteText(content, { ...tracked, keys });
    if (count === 0) expect(text).toBe(content);
  });
});
