import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  compileHtml,
  compileText,
  createKeyring,
  markLinks,
  type ProviderName,
  rewriteLinks,
} from '../../../src/index.js';
import { DIALECTS } from '../../../src/message/classify/dialects.js';
import { PROVIDERS } from '../../../src/message/providers/providers.js';
import { ROOT } from '../../structure/read-imports.js';
import { MARK_CASES } from './marks.cases.js';

const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }]);
const trackingUrl = 'https://click.brand.example/c';
const sentAt = new Date('2026-11-24T10:00:00Z');
const compile = { trackingUrl, clickTracking: true, sentAt };
const emails = readdirSync(`${ROOT}fixtures/emails`).filter((name) => name.endsWith('.html'));
const sources = emails.map((name) => [name, readFileSync(`${ROOT}fixtures/emails/${name}`, 'utf8')] as const);
const names = PROVIDERS.map(({ name }) => name);
/** What any of the services puts in. */
const ATTRIBUTES = new RegExp(
  `^ (?:${PROVIDERS.flatMap(({ optOut, linkName }) => [
    ...(optOut === undefined ? [] : [optOut]),
    ...(linkName === undefined ? [] : [`${linkName.attribute}="[^"]*"`]),
  ]).join('|')})`,
);

/** Takes out the marks that stand in the marked message and not in the source. */
function withoutMarks(marked: string, source: string): string {
  let out = '';
  let at = 0;
  while (at < marked.length) {
    const mark = marked[at] === ' ' ? ATTRIBUTES.exec(marked.slice(at, at + 300))?.[0] : undefined;
    if (mark !== undefined && !source.startsWith(mark, out.length)) at += mark.length;
    else out += marked[at++];
  }
  return out;
}

test('every opt-out of the table is one that its dialect reads', () => {
  for (const { service, optOut } of PROVIDERS)
    if (optOut !== undefined) {
      const [attribute] = optOut.split('=');
      const rows = DIALECTS.filter((row) => row.service === service && row.attribute === attribute);
      expect(rows.map(({ role }) => role)).toEqual(['opt-out']);
      const { links } = markLinks(`<a ${optOut} href="https://a.example/">A</a>`, { provider: 'ses' });
      expect(links[0]?.reason).toBe('opt-out');
    }
});

describe('a service that tracks', () => {
  for (const { is, html, marked } of MARK_CASES)
    test.each(Object.entries(marked) as [ProviderName, string | null][])(`${is}: %s`, (provider, wanted) => {
      const result = markLinks(html, { provider });
      expect(result.html).toBe(wanted ?? html);
      expect(result.marked).toBe(wanted === null ? 0 : 1);
      expect(markLinks(result.html, { provider })).toMatchObject({ html: result.html, marked: 0 });
    });

  test.each(names)('marked twice is marked once, and without the marks it is the source: %s', (provider) => {
    let marks = 0;
    for (const [name, source] of sources) {
      const options = { provider, part: name.includes('.amp.') ? ('amp' as const) : ('html' as const) };
      const { html, marked } = markLinks(source, options);
      expect(markLinks(html, options)).toMatchObject({ html, marked: 0 });
      expect(withoutMarks(html, source)).toBe(source);
      marks += marked;
    }
    expect(marks > 0).toBe(PROVIDERS.find((row) => row.name === provider)?.optOut !== undefined);
  });

  test('the app’s own lists and rules are translated, too', () => {
    const html = '<a href="https://pay.bank.example/">Pay</a><a href="https://a.example/">A</a>';
    const options = { provider: 'postmark', neverTrack: ['bank.example'] } as const;
    expect(markLinks(html, options).html).toBe(html.replace('<a ', '<a data-pm-no-track '));
    const rule = { provider: 'postmark', classify: () => ({ verdict: 'leave' as const }) } as const;
    expect(markLinks(html, rule).html).toBe(html.replaceAll('<a ', '<a data-pm-no-track '));
  });

  test('AMP gets data attributes and no others', () => {
    const html = '<a data-track="off" href="https://a.example/">A</a>';
    expect(markLinks(html, { provider: 'ses', part: 'amp' }).html).toBe(html);
    expect(markLinks(html, { provider: 'postmark', part: 'amp' }).html).toContain('<a data-pm-no-track ');
  });

  test('says what to switch off where there is no opt-out, once, and only if there is a link to protect', () => {
    const left = '<a data-track="off" href="https://a.example/">A</a>'.repeat(2);
    const codes = (html: string, provider: ProviderName): string[] =>
      markLinks(html, { provider }).findings.map(({ code }) => code);
    expect(codes(left, 'resend')).toEqual(['provider-no-opt-out']);
    expect(codes(left, 'brevo')).toEqual(['provider-no-opt-out']);
    expect(codes(left, 'ses')).toEqual([]);
    expect(codes('<a href="https://a.example/">A</a>', 'resend')).toEqual([]);
  });

  test.each([
    [{}, /^TypeError: provider: is required/],
    [{ provider: 'sparkpst' }, /^TypeError: provider: must be one of .*did you mean "sparkpost"/],
    [{ provider: 'ses', trackingUrl }, /unknown option "trackingUrl"; it is for compileHtml: markLinks signs nothing/],
    [{ provider: 'ses', part: 'text' }, /^TypeError: part: must be one of "html", "amp"/],
    [{ provider: 'ses', neverTrak: [] }, /did you mean "neverTrack"/],
  ])('refuses %j', (options, message) => {
    let error: unknown;
    try {
      markLinks('', options as never);
    } catch (thrown) {
      error = thrown;
    }
    expect(String(error)).toMatch(message);
    expect(error).toBeInstanceOf(TypeError);
  });
});

describe('a service beside our own tracking', () => {
  const html =
    '<p><a href="https://a.example/">A</a> <a data-track="off" class="x" href="https://b.example/">B</a> <a href="mailto:c@d.example">C</a></p>';

  test.each(names)('%s wraps no link that is signed or opted out', async (provider) => {
    const mark = PROVIDERS.find((row) => row.name === provider)?.optOut;
    const plain = await rewriteLinks(html, { ...compile, keys, contactId: 'c-1' });
    const marked = await rewriteLinks(html, { ...compile, provider, keys, contactId: 'c-1' });
    expect(marked.html).toBe(
      mark === undefined
        ? plain.html
        : plain.html
            .replace('<a href="https://click', `<a ${mark} href="https://click`)
            .replace('<a class', `<a ${mark} class`),
    );
    const again = await rewriteLinks(marked.html, { ...compile, provider, keys, contactId: 'c-1' });
    // Our own opt-out has gone, so where the service has none the second run signs what the first left.
    if (mark !== undefined) expect(again.html).toBe(marked.html);
    expect(marked.findings.map(({ code }) => code)).toEqual(mark === undefined ? ['provider-no-opt-out'] : []);
  });

  test('readers who are not tracked by us are not tracked by the service either', async () => {
    const part = compileHtml(html, { ...compile, provider: 'ses' });
    const { html: copy } = await part.render({ consent: 'none' }, keys);
    expect(copy).toContain('<a ses:no-track href="https://a.example/">');
  });

  test('the honeypot link is marked, too', async () => {
    const options = { ...compile, provider: 'ses', honeypotUrl: 'https://brand.example/quiet' } as const;
    const { html: copy } = await compileHtml(html, options).render({}, keys);
    expect(copy.match(/<a ses:no-track href="https:\/\/click/g)).toHaveLength(2);
  });

  test('nothing is marked where tracking is off', async () => {
    const off = { ...compile, clickTracking: false, provider: 'ses', keys } as const;
    const source = '<a href="https://a.example/">A</a>';
    expect((await rewriteLinks(source, off)).html).toBe(source);
  });

  test('stripVendorAttributes leaves the attribute of the service that is named', async () => {
    const source = '<a clicktracking="off" ses:no-track href="https://a.example/">A</a>';
    const options = { ...compile, provider: 'ses', stripVendorAttributes: true, keys } as const;
    expect((await rewriteLinks(source, options)).html).toBe('<a ses:no-track href="https://a.example/">A</a>');
  });

  test('in text/plain only SparkPost has an opt-out; the others say what to switch off, if they rewrite text', async () => {
    const text = 'A: https://a.example/x, B: https://b.example/.';
    const { text: copy } = await compileText(text, { ...compile, provider: 'sparkpost' }).render({}, keys);
    expect(copy.match(/\/c\/[\w.-]+\[\[data-msys-clicktrack="0"\]\]/g)).toHaveLength(2);
    const again = await compileText(copy, { ...compile, provider: 'sparkpost' }).render({}, keys);
    expect(again.text).toBe(copy);
    for (const { name, switchOff } of PROVIDERS) {
      const codes = compileText(text, { ...compile, provider: name }).findings.map(({ code }) => code);
      expect([name, codes]).toEqual([name, switchOff.text === undefined ? [] : ['provider-no-opt-out']]);
    }
  });
});

test('every service has a case of its marks, and a heading in docs/providers.md', () => {
  const page = readFileSync(new URL('../../../docs/providers.md', import.meta.url), 'utf8');
  const covered = new Set(MARK_CASES.flatMap(({ marked }) => Object.keys(marked)));
  expect(PROVIDERS.filter(({ name }) => !covered.has(name)).map(({ name }) => name)).toEqual([]);
  expect(PROVIDERS.filter(({ service }) => !page.includes(`\n# ${service}`)).map(({ service }) => service)).toEqual([]);
});
