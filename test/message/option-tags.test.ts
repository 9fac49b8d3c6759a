import { createTransport } from 'nodemailer';
import { describe, expect, test } from 'vitest';
import {
  auditLinks,
  type Click,
  type CompileOptions,
  compileHtml,
  compileMessage,
  type Finding,
  type Recipient,
  rewriteLinks,
  rewriteText,
  signLink,
} from '../../src/index.js';
import { FINDINGS } from '../../src/message/findings/catalog.js';
import { clickstamp } from '../../src/nodemailer.js';
import { CONTACTS, TEXTS } from './option-tags.cases.js';
import { clicksIn, keys, link, tracked, trackingUrl } from './setup.js';

const html = link('https://shop.example/');
const told = (findings: readonly Finding[], code: Finding['code']): readonly string[] =>
  findings.filter((finding) => finding.code === code).map(({ message }) => message);

/** The one click of a message and its findings, once rendered. */
async function clickOf(
  options: Partial<CompileOptions>,
  recipient: Recipient,
  source = html,
): Promise<{ click: Click; findings: readonly Finding[] }> {
  const copy = await compileHtml(source, { ...tracked, ...options }).render(recipient, keys);
  const [click] = await clicksIn(copy.html);
  return { click: click as Click, findings: copy.findings };
}

describe('a merge tag in an option', () => {
  test.each(TEXTS)('is filled in or left out: $text, $values', async ({ text, values, mergeTags, expected }) => {
    for (const option of ['campaignId', 'messageId', 'variant'] as const) {
      const { click, findings } = await clickOf({ [option]: text, mergeTags }, { values });
      expect(click[option]).toBe(expected);
      expect(told(findings, 'option-tag-unresolved').map((message) => message.includes(option))).toEqual(
        expected === undefined ? [true] : [],
      );
    }
    const tags = { place: 'top', segment: text };
    for (const [options, source] of [
      [{ classify: () => ({ tags }) }, html],
      [{}, link('https://shop.example/', `data-link-tags="place:top;segment:${text.replaceAll('"', '&quot;')}"`)],
    ] as const) {
      const { click, findings } = await clickOf({ ...options, mergeTags }, { values }, source);
      expect(click.tags).toEqual({ place: 'top', ...(expected === undefined ? {} : { segment: expected }) });
      expect(told(findings, 'option-tag-unresolved').map((message) => message.includes('tags.segment'))).toEqual(
        expected === undefined ? [true] : [],
      );
    }
    for (const utm of [{ campaign: text }, { campaign: () => text }, { params: { utm_x: text } }]) {
      const { click, findings } = await clickOf({ utm: { ...utm, source: 's' }, mergeTags }, { values });
      const { searchParams } = new URL(click.url);
      expect(searchParams.get('params' in utm ? 'utm_x' : 'utm_campaign') ?? undefined).toBe(expected);
      expect(searchParams.get('utm_source')).toBe('s');
      const name = 'params' in utm ? 'utm.params.utm_x' : 'utm.campaign';
      expect(told(findings, 'option-tag-unresolved').map((message) => message.includes(name))).toEqual(
        expected === undefined ? [true] : [],
      );
    }
  });

  test('suggests the tag whose name has a value', async () => {
    const { findings } = await clickOf(
      { campaignId: 'x {{ campain.name }}' },
      { values: { 'campaign.name': 's3cret' } },
    );
    expect(findings.map(({ code, severity, suggestion }) => [code, severity, suggestion])).toEqual([
      ['option-tag-unresolved', 'warning', '{{ campaign.name }}'],
    ]);
    expect(JSON.stringify(findings)).not.toContain('s3cret');
    expect(
      (await clickOf({ campaignId: '{{week}}' }, { values: { 'campaign.name': 'x' } })).findings[0],
    ).not.toHaveProperty('suggestion');
  });

  test('an empty value leaves an option out, and there is nothing to say of it', async () => {
    const options = { campaignId: '{{a}}', utm: { source: '{{a}}', medium: 'email' } };
    const { click, findings } = await clickOf(options, { values: { a: '' } });
    expect(click).not.toHaveProperty('campaignId');
    expect(click.url).toBe('https://shop.example/?utm_medium=email');
    expect(findings).toEqual([]);
  });

  test('differs from contact to contact, whoever came before', async () => {
    const part = compileHtml(html + link('https://shop.example/?c={{id}}'), {
      ...tracked,
      variant: '{{v}}',
      utm: { source: '{{s}}', content: '{link}-{{v}}', term: () => '{{s}}{{v}}' },
    });
    const people = [
      { s: 'a', v: 'A', id: '1' },
      { s: 'a', v: 'A', id: '1' },
      { s: 'b', v: 'A', id: '1' },
      { s: 'a', v: 'B', id: '1' },
      { v: 'B', id: '1' },
      { s: 'a', v: 'A', id: '1' },
    ];
    const urls: string[][] = [];
    const findings: number[] = [];
    for await (const copy of part.renderAll(
      people.map((values) => ({ values })),
      keys,
    )) {
      const clicks = await clicksIn(copy.html);
      urls.push(clicks.map(({ url }) => url));
      findings.push(told(copy.findings, 'option-tag-unresolved').length);
      expect(copy.links.map(({ url }) => url)).toEqual(clicks.map(({ url }) => url));
      expect(clicks.map(({ variant }) => variant)).toEqual(clicks.map(() => people[urls.length - 1]?.v));
    }
    const [name, other] = part.links.map(({ id }) => id);
    const of = (s: string, v: string) => {
      const parameters = (id: string | undefined, term: string) =>
        `${s === '' ? '' : `utm_source=${s}&`}utm_content=${id}-${v}${term}`;
      const term = s === '' ? '' : `&utm_term=${s}${v}`;
      return [
        `https://shop.example/?${parameters(name, term)}`,
        `https://shop.example/?c=1&${parameters(other, term)}`,
      ];
    };
    expect(urls).toEqual([of('a', 'A'), of('a', 'A'), of('b', 'A'), of('a', 'B'), of('', 'B'), of('a', 'A')]);
    expect(findings).toEqual([0, 0, 0, 0, 2, 0]);
  });

  test('differs from contact to contact where a function of the app writes it', async () => {
    const part = compileHtml(html, { ...tracked, utm: { term: () => '{{s}}' } });
    const urls: (string | undefined)[] = [];
    for await (const { links } of part.renderAll(
      ['a', 'b'].map((s) => ({ values: { s } })),
      keys,
    ))
      urls.push(links[0]?.url);
    expect(urls).toEqual(['https://shop.example/?utm_term=a', 'https://shop.example/?utm_term=b']);
  });

  test('keeps its link countable as one, out of the manifest, and the link says its address', async () => {
    const options = { ...tracked, destination: 'manifest', utm: { campaign: '{{c}}' } } as const;
    const part = compileHtml(html, options);
    expect(part.links.map(({ verdict, url }) => [verdict, url])).toEqual([['track', 'https://shop.example/']]);
    const copy = await part.render({ values: { c: 'x' } }, keys);
    const [click] = await clicksIn(copy.html);
    expect(click?.url).toBe('https://shop.example/?utm_campaign=x');
    expect(click?.linkId).toBe(part.links[0]?.id);
  });

  test('is no tag in {link}, even where single braces are tags', async () => {
    const options = { mergeTags: ['single-brace'] as const, utm: { content: '{link}', term: '{link}/{term}' } };
    const { click } = await clickOf(
      options,
      { values: { link: 'no', term: '{link}' } },
      link('https://shop.example/', 'data-link-id="cta"'),
    );
    expect(new URL(click.url).searchParams.get('utm_content')).toBe('cta');
    expect(new URL(click.url).searchParams.get('utm_term')).toBeNull();
    const good = await clickOf(
      options,
      { values: { link: 'no', term: 'x' } },
      link('https://shop.example/', 'data-link-id="cta"'),
    );
    expect(new URL(good.click.url).searchParams.get('utm_term')).toBe('cta/x');
  });

  test('goes onto links that are not tracked, and says nothing of ids that nobody signs', async () => {
    const options = { ...tracked, utm: { campaign: '{{c}}' }, campaignId: '{{c}}' };
    const off = await rewriteLinks(html, { ...options, clickTracking: false, values: { c: 'a&b' }, keys });
    expect(off.html).toBe(link('https://shop.example/?utm_campaign=a%26b'));
    const none = await rewriteLinks(html, { ...options, consent: 'none', values: { c: 'a&b' }, keys });
    expect(none.html).toBe(link('https://shop.example/?utm_campaign=a%26b'));
    const missing = await rewriteLinks(html, { ...options, consent: 'none', keys });
    expect(missing.html).toBe(html);
    expect(told(missing.findings, 'option-tag-unresolved')).toEqual([expect.stringContaining('utm.campaign')]);
    const untouched = await rewriteLinks(link('mailto:a@b.example'), { ...options, keys });
    expect(untouched.findings).toEqual([]);
  });

  test('leaves alone what the address has already, and links that get no parameters', async () => {
    const options = { ...tracked, utm: { campaign: '{{c}}', except: ['other.example'] } };
    for (const href of ['https://shop.example/?utm_campaign=own', 'https://other.example/']) {
      const part = compileHtml(link(href), options);
      const copy = await part.render({}, keys);
      expect(copy.findings).toEqual([]);
      expect((await clicksIn(copy.html))[0]?.url).toBe(href);
      expect(part.manifest().html).toEqual({ [part.links[0]?.id as string]: href });
    }
  });
});

describe('a merge tag in the tags of a link', () => {
  const source =
    link('https://shop.example/?c={{c}}', 'data-link-tags="segment:{{segment}}"') + link('https://shop.example/b');

  test('differs from contact to contact, whoever came before', async () => {
    const compiled = compileHtml(source, tracked);
    const of = async (values: Record<string, string>, consent?: Recipient['consent']) => {
      const copy = await compiled.render({ values, consent }, keys);
      const clicks = await clicksIn(copy.html);
      return [clicks.map(({ tags }) => tags?.['segment']), told(copy.findings, 'option-tag-unresolved').length];
    };
    expect(await of({ c: 'x', segment: 'a' })).toEqual([['a', undefined], 0]);
    expect(await of({ c: 'x', segment: 'b' })).toEqual([['b', undefined], 0]);
    expect(await of({ c: 'x', segment: '' })).toEqual([[undefined, undefined], 0]);
    expect(await of({ c: 'x' })).toEqual([[undefined, undefined], 1]);
    expect(await of({ c: 'x' }, 'none')).toEqual([[], 0]);
    expect(await of({ c: 'x', segment: 'a' }, 'none')).toEqual([[], 0]);
    expect(await of({ c: 'x', segment: 'z'.repeat(90) })).toEqual([['z'.repeat(64), undefined], 0]);
    expect(await of({ c: 'y', segment: 'a' })).toEqual([['a', undefined], 0]);
  });

  test('holds for the other parts, in a batch, and for one link', async () => {
    const parts = {
      html: link('https://shop.example/', 'data-link-tags="segment:{{segment}}"'),
      text: 'https://shop.example/',
    };
    const message = compileMessage(parts, tracked);
    const { html: rendered, text } = await message.render({ values: { segment: 'a' } }, keys);
    expect((await clicksIn(`${rendered} ${text}`)).map(({ tags }) => tags)).toEqual([
      { segment: 'a' },
      { segment: 'a' },
    ]);
    const batch = message.batch({ slot: (index) => `-url${index}-` });
    const variables = await batch.variables({ values: { segment: 'b' } }, keys);
    expect((await clicksIn(Object.values(variables).join(' '))).map(({ tags }) => tags?.['segment'])).toEqual([
      'b',
      'b',
    ]);
    const one = { trackingUrl, tags: { segment: '{{segment}}' } };
    expect(
      await clicksIn(await signLink('https://shop.example/', { ...one, values: { segment: 'c' } }, keys)),
    ).toMatchObject([{ tags: { segment: 'c' } }]);
    await expect(signLink('https://shop.example/', one, keys)).rejects.toThrow('values: must have a value');
  });

  test('is nothing to a link that is left', () => {
    const { findings } = auditLinks(link('mailto:a@shop.example', 'data-link-tags="segment:{{segment}}"'), {
      values: {},
    });
    expect(findings).toEqual([]);
  });
});

describe('a merge tag in the name of a link', () => {
  const [{ id: hash } = { id: '' }] = auditLinks(html).links;

  test('gives it the hash of its address, with a finding at the link', () => {
    const cases: readonly [string, Partial<CompileOptions>][] = [
      [link('https://shop.example/', 'data-link-id="{{ product.id }}"'), {}],
      [html, { linkId: () => 'p-*|ID|*' }],
      [html, { classify: () => ({ id: '%recipient.id%' }) }],
    ];
    for (const [source, more] of cases) {
      const { links, findings } = auditLinks(source + source, { ...more, utm: { content: '{link}' } });
      expect(links.map(({ id, url }) => [id, url])).toEqual([
        [hash, `https://shop.example/?utm_content=${hash}`],
        [`${hash}-2`, `https://shop.example/?utm_content=${hash}`],
      ]);
      expect(findings.map(({ code, link: index }) => [code, index])).toEqual([
        ['option-tag-unresolved', 0],
        ['option-tag-unresolved', 1],
      ]);
      expect(findings[0]?.message).toContain('linkId');
    }
  });

  test('is none where the app has a better name, and where the name is the label', () => {
    const named = link('https://shop.example/', 'data-link-id="{{id}}"');
    expect(auditLinks(named, { linkId: () => 'mine' })).toMatchObject({ links: [{ id: 'mine' }], findings: [] });
    expect(auditLinks('<a href="https://shop.example/">Hi {{name}}</a>', { linkId: 'label' })).toMatchObject({
      links: [{ id: 'Hi {{name}}' }],
      findings: [],
    });
  });
});

describe('every call fills them in', () => {
  const options = { ...tracked, campaignId: 'c {{c}}', utm: { source: '{{c}}' } };
  const recipient = { values: { c: 'x y' } };
  const expected = { campaignId: 'c x y', url: 'https://shop.example/?utm_source=x%20y' };

  test('rewriteLinks, rewriteText, compileMessage, batch', async () => {
    const copy = await rewriteLinks(html, { ...options, ...recipient, keys });
    expect(await clicksIn(copy.html)).toMatchObject([expected]);
    const { text } = await rewriteText('Go to https://shop.example/', { ...options, ...recipient, keys });
    expect(await clicksIn(text)).toMatchObject([expected]);
    const message = compileMessage({ html, text: 'https://shop.example/' }, options);
    const both = await message.render(recipient, keys);
    expect(await clicksIn(both.html + both.text)).toMatchObject([expected, expected]);
    const { variables } = message.batch({ provider: 'sendgrid' });
    expect(await clicksIn(Object.values(await variables(recipient, keys)).join(' '))).toMatchObject([
      expected,
      expected,
    ]);
  });

  test('and compileMessage says once what is missing in all its parts', async () => {
    const message = compileMessage({ html, text: 'https://shop.example/' }, { ...options, variant: '{{v}}' });
    const { findings } = await message.render({ contactId: '{{id}}' }, keys);
    expect(findings.map(({ code, message: sentence }) => [code, /option ([\w.]+)/.exec(sentence)?.[1]])).toEqual([
      ['option-tag-unresolved', 'utm.source'],
      ['option-tag-unresolved', 'campaignId'],
      ['option-tag-unresolved', 'variant'],
      ['contact-is-placeholder', undefined],
    ]);
  });

  test('auditLinks, which tells of missing values where there are values', () => {
    const { links, findings } = auditLinks(html, { ...options, ...recipient });
    expect(links.map(({ url }) => url)).toEqual([expected.url]);
    expect(findings).toEqual([]);
    expect(auditLinks(html, options).findings).toEqual([]);
    expect(auditLinks(html, { ...options, values: {} }).findings.map(({ code }) => code)).toEqual([
      'option-tag-unresolved',
      'option-tag-unresolved',
    ]);
  });

  test('nodemailer', async () => {
    const seen: Finding[] = [];
    const transporter = createTransport({ jsonTransport: true });
    const { sentAt: _, ...forAll } = options;
    const plugin = clickstamp({ ...forAll, keys, onRewrite: ({ findings }) => seen.push(...findings) });
    transporter.use('compile', plugin);
    const send = async (clicks: object): Promise<readonly Click[]> => {
      const { message } = await transporter.sendMail({ to: 'ada@reader.example', html, clickstamp: clicks });
      return clicksIn((JSON.parse(message) as { html: string }).html);
    };
    expect(await send(recipient)).toMatchObject([expected]);
    expect(seen).toEqual([]);
    const [click] = await send({ messageId: '{{m}}', contactId: 'undefined', values: { c: 'z' } });
    expect(click).toMatchObject({ campaignId: 'c z', url: 'https://shop.example/?utm_source=z' });
    expect([click?.messageId, click?.contactId]).toEqual([undefined, undefined]);
    expect(seen.map(({ code }) => code)).toEqual(['option-tag-unresolved', 'contact-is-placeholder']);
  });

  test('signLink, for which a missing value is a mistake', async () => {
    const { clickTracking: _, ...one } = options;
    const url = await signLink('https://shop.example/', { ...one, ...recipient }, keys);
    expect(await clicksIn(url)).toMatchObject([expected]);
    for (const consent of ['identified', 'none'] as const)
      await expect(signLink('https://shop.example/', { ...one, consent }, keys)).rejects.toThrow(
        'values: must have a value, without tags in it, for each merge tag of the options',
      );
    await expect(signLink('https://shop.example/', { trackingUrl, contactId: '{{id}}' }, keys)).rejects.toThrow(
      'contactId: must be an id, not a merge tag or a placeholder',
    );
  });
});

describe('a contact id that stands for one', () => {
  test.each(CONTACTS)('%s: %s', async (contactId, isPlaceholder) => {
    for (const consent of ['identified', 'pseudonymous'] as const) {
      const { click, findings } = await clickOf({}, { contactId, consent });
      expect(click.contactId === undefined).toBe(isPlaceholder);
      if (consent === 'identified' && !isPlaceholder) expect(click.contactId).toBe(contactId);
      // One sentence for all, so that no id is shown.
      expect(told(findings, 'contact-is-placeholder')).toEqual(
        isPlaceholder ? [FINDINGS['contact-is-placeholder'].message('')] : [],
      );
    }
  });

  test('is nobody news where no token says it', async () => {
    for (const consent of ['anonymous', 'none'] as const)
      expect((await rewriteLinks(html, { ...tracked, contactId: '{{id}}', consent, keys })).findings).toEqual([]);
    expect((await rewriteLinks('no link', { ...tracked, contactId: '{{id}}', keys })).findings).toEqual([]);
  });
});
