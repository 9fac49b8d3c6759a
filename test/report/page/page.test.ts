import fc from 'fast-check';
import { parse, parseFragment } from 'parse5';
import { describe, expect, test } from 'vitest';
import { ClickAggregator } from '../../../src/clicks/index.js';
import { createReport } from '../../../src/report/model/report.js';
import type { Report } from '../../../src/report/model/rows.js';
import { toHtml } from '../../../src/report/page/page.js';
import { PAGE_SCRIPT, PAGE_SCRIPT_HASH } from '../../../src/report/page/script.js';
import { runs } from '../../runs.js';
import { newsletter, simulateSend } from '../simulated-send.js';
import { HOSTILE, HOSTILE_MESSAGE, hostileReport } from './hostile.js';

interface Node {
  readonly nodeName: string;
  readonly attrs?: readonly { readonly name: string; readonly value: string }[];
  readonly childNodes?: readonly Node[];
  readonly value?: string;
}

function elementsOf(node: Node): Node[] {
  return [...(node.attrs === undefined ? [] : [node]), ...(node.childNodes ?? []).flatMap(elementsOf)];
}

function attribute({ attrs }: Node, name: string): string | undefined {
  return attrs?.find((each) => each.name === name)?.value;
}

/** Every element of our own page and the attributes it may have. */
const OURS: Readonly<Record<string, string>> = {
  html: 'lang',
  head: '',
  meta: 'charset http-equiv content name',
  title: '',
  style: '',
  script: 'type id',
  body: '',
  header: '',
  main: '',
  footer: '',
  nav: 'aria-label',
  ul: 'class',
  li: 'id tabindex',
  h1: '',
  h2: 'id',
  h3: 'id',
  p: 'class aria-hidden',
  bdi: 'class',
  a: 'href class download',
  div: 'class style tabindex role aria-label aria-hidden data-source data-total',
  section: 'id class aria-labelledby tabindex',
  figure: 'class id aria-label tabindex',
  dl: 'class',
  dt: '',
  dd: '',
  span: 'class style aria-hidden',
  code: '',
  wbr: '',
  table: 'class aria-labelledby',
  caption: 'class',
  thead: '',
  tbody: '',
  tr: 'id class',
  th: 'scope class data-v',
  td: 'class data-v',
  details: 'open class',
  summary: '',
  svg: 'class viewBox preserveAspectRatio role aria-label',
  rect: 'class x y width height',
  path: 'd',
  iframe: 'sandbox title srcdoc',
};

/** What the values of some attributes look like. */
const VALUES: Readonly<Record<string, RegExp>> = {
  href: /^(?:#(?:overview|timeline|links|variants|contacts|reasons|map|map-of-\w+|map-\d+-\d+|(?:link|contact|row)-\d+)|[\w-]+\.csv)$/,
  style: /^(?:(?:left|top|--w):[\d.]+%?|--w:\d+;--h:\d+)$/,
  d: /^(?:M\d+ 24v-\d+)+$/,
  sandbox: /^$/,
};

/** What of an element is not ours. */
function foreignIn({ nodeName, attrs = [] }: Node): string[] {
  const allowed = OURS[nodeName];
  if (allowed === undefined) return [nodeName];
  return attrs
    .filter(({ name, value }) => !allowed.split(' ').includes(name) || VALUES[name]?.test(value) === false)
    .map(({ name, value }) => `${nodeName} ${name}="${value}"`);
}

function expectOurs(html: string): Node[] {
  const elements = elementsOf(parse(html) as unknown as Node);
  expect(elements.flatMap(foreignIn)).toEqual([]);
  return elements;
}

test('hostile content makes no element and no attribute', () => {
  const elements = expectOurs(toHtml(hostileReport()));
  expect(elements.filter(({ nodeName }) => nodeName === 'iframe')).toHaveLength(2);
});

test('whatever labels, URLs and ids are, the page has as many elements as with plain ones', () => {
  const piece = fc.oneof(
    fc.constantFrom(...HOSTILE.slice(0, 13)),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
  );
  const pageOf = (linkId: string, url: string, contactId: string, title: string): string => {
    const counts = new ClickAggregator();
    counts.add({ linkId, url, contactId, at: Date.UTC(2026, 10, 24) });
    return toHtml(createReport(counts, { title }));
  };
  // Where an address may break is an element, and nothing that could do anything.
  const namesOf = (html: string): string[] =>
    expectOurs(html).flatMap(({ nodeName }) => (nodeName === 'wbr' ? [] : nodeName));
  const plain = namesOf(pageOf('a', 'b', 'c', 'd'));
  fc.assert(
    fc.property(piece, piece, piece, piece, (...texts) => {
      expect(namesOf(pageOf(...texts))).toEqual(plain);
    }),
    { numRuns: runs(15) },
  );
});

test('every way inside the page leads somewhere, and ids are unique', () => {
  for (const report of [hostileReport(), realReport()]) {
    const elements = elementsOf(parse(toHtml(report)) as unknown as Node);
    const ids = elements.flatMap((element) => attribute(element, 'id') ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = elements.flatMap((element) => attribute(element, 'href') ?? []);
    expect(targets.length).toBeGreaterThan(40);
    expect(targets.filter((target) => !ids.includes(target.slice(1)))).toEqual([]);
  }
});

function realReport(): Report {
  return createReport(simulateSend(300), { message: newsletter(), delivered: { A: 150, B: 150 }, uniqueOpens: 200 });
}

describe('the click map', () => {
  const frames = elementsOf(parse(toHtml(hostileReport())) as unknown as Node).filter(
    ({ nodeName }) => nodeName === 'iframe',
  );
  const [map] = frames.map((frame) => elementsOf(parse(attribute(frame, 'srcdoc') ?? '') as unknown as Node));

  test('has nothing that loads, leads or runs', () => {
    for (const element of map ?? []) {
      expect(['script', 'iframe', 'object', 'embed', 'meta', 'base', 'link', 'video', 'audio']).not.toContain(
        element.nodeName,
      );
      for (const { name, value } of element.attrs ?? []) {
        expect(name).not.toMatch(/^(?:on|href|srcset|action|formaction|poster|background|ping|target|autofocus)/);
        if (name === 'src') expect(value).toMatch(/^data:image\/svg\+xml,/);
        if (name === 'style') expect(value).not.toContain('url(');
      }
    }
    expect(HOSTILE_MESSAGE).toContain('url(');
  });

  test('marks every tracked link that a browser draws, once', () => {
    const [message] = hostileReport().messages;
    const drawn = message?.links.filter(
      ({ verdict, condition, carrier }) => verdict === 'track' && condition === undefined && carrier !== 'svg',
    );
    expect(map?.filter((element) => attribute(element, 'data-cs-share') !== undefined)).toHaveLength(
      drawn?.length ?? -1,
    );
    expect(drawn?.length).toBeGreaterThan(4);
  });

  test('of an ordinary message keeps its text and its elements', () => {
    const [html] = newsletter();
    const page = elementsOf(parse(toHtml(realReport())) as unknown as Node);
    const frame = page.find(({ nodeName }) => nodeName === 'iframe') as Node;
    const names = (source: string): string[] =>
      elementsOf(parseFragment(source) as unknown as Node).map(({ nodeName }) => nodeName);
    const kept = names(attribute(frame, 'srcdoc') ?? '');
    const before = names((html?.source ?? '').replace(/<svg.*?<\/svg>/gs, '<img>')).filter(
      (name) => !['meta', 'link', 'title'].includes(name),
    );
    expect(kept.slice(0, -1)).toEqual(before.map((name) => (name === 'area' ? 'span' : name)));
  });
});

describe('size', () => {
  test('a bucket of a second makes no endless table', () => {
    const counts = new ClickAggregator();
    for (let n = 0; n < 5_000; n++) counts.add({ linkId: 'a', at: Date.UTC(2026, 10, 24) + n * 3_000 });
    const rows = toHtml(createReport(counts, { bucket: 1_000 })).match(/<tr/g)?.length ?? 0;
    expect(rows).toBeLessThan(200);
  });
});

test('a column that would be empty in every row is left out', () => {
  const titlesOf = (method?: string): string[] => {
    const counts = new ClickAggregator();
    counts.add({ linkId: 'a', url: 'https://shop.example/', contactId: 'c', at: Date.UTC(2026, 10, 24), method });
    const html = toHtml(createReport(counts));
    return [...html.matchAll(/<th scope="col"[^>]*>([^<]+)</g)].map(([, title = '']) => title);
  };
  const ofPerson = titlesOf();
  expect(ofPerson).not.toContain('Why');
  expect(ofPerson).toEqual(expect.arrayContaining(['Trend', 'Last by people']));
  const ofBot = titlesOf('HEAD');
  expect(ofBot.filter((title) => title === 'Why').length).toBeGreaterThan(2);
  expect(ofBot).not.toEqual(expect.arrayContaining(['Trend']));
  expect(ofBot).not.toEqual(expect.arrayContaining(['Last by people']));
});

test('a number of reasons that includes suspect clicks says so beside the bots', () => {
  const said = (suspects: number): string => {
    const counts = new ClickAggregator();
    const sentAt = Date.UTC(2026, 10, 24);
    for (let n = 0; n < 3 + suspects; n++)
      counts.add({
        linkId: 'a',
        contactId: `c-${n}`,
        sentAt,
        at: sentAt + 5_000,
        ...(n < 3 ? { method: 'HEAD' } : {}),
      });
    const report = createReport(counts);
    expect([report.overview.bot.clicks, report.overview.human.suspect]).toEqual([3, suspects]);
    return /Most often[^<]*/.exec(toHtml(report))?.[0] ?? '';
  };
  expect(said(0)).toMatch(/^Most often: .* \(3\)/);
  expect(said(2)).toMatch(/^Most often, suspect clicks included: .* \(5\)/);
});

test('a caption that says no more than the heading above it is for screen readers alone', () => {
  const counts = new ClickAggregator();
  for (const variant of ['A', 'B'])
    counts.add({ linkId: 'a', variant, contactId: variant, at: Date.UTC(2026, 10, 24), method: 'HEAD' });
  const html = toHtml(createReport(counts));
  const shown = [...html.matchAll(/<caption( class="unseen")?>([^<]+)</g)].filter(([, unseen]) => unseen === undefined);
  const headings = [...html.matchAll(/<h2[^>]*>([^<]+)</g)].map(([, heading]) => heading);
  expect(headings).toEqual(expect.arrayContaining(['Variants', 'Why clicks are suspected']));
  for (const [, , caption] of shown) expect(headings).not.toContain(caption);
});

test('what a contact clicked has the numbers of the table of links, because labels may be the same', () => {
  const counts = new ClickAggregator();
  for (const [linkId, clicks] of [
    ['a', 1],
    ['b', 2],
  ] as const)
    for (let at = 0; at < clicks; at++)
      counts.add({ linkId, url: `https://shop.example/${linkId}`, contactId: 'c', at });
  const html = toHtml(createReport(counts));
  const page = html.slice(html.indexOf('id="contact-0"'));
  expect(
    [...page.matchAll(/>(\w+)<\/bdi><\/a><span class="nth">(#\d)</g)].map(([, label, number]) => [label, number]),
  ).toEqual([
    ['b', '#1'],
    ['a', '#2'],
  ]);
});

test('nothing has happened: every section says so, and quiet links are listed', () => {
  const html = toHtml(createReport(new ClickAggregator(), { message: newsletter() }));
  for (const said of [
    'There are no clicks yet. Tests and clicks on expired links do not count.',
    'No clicks by identified contacts yet.',
    'twelve early bulbs',
  ])
    expect(html).toContain(said);
  expect(html.replace(PAGE_SCRIPT, '')).not.toMatch(/NaN|undefined|Infinity/);
  expect(toHtml(createReport(new ClickAggregator()))).toContain('No link has been clicked yet.');
});

test('the policy allows the page’s own script by its hash, and no other', async () => {
  const html = toHtml(hostileReport());
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(PAGE_SCRIPT));
  expect(PAGE_SCRIPT_HASH).toBe(`sha256-${Buffer.from(digest).toString('base64')}`);
  const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    `script-src '${PAGE_SCRIPT_HASH}'`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-src 'none'",
  ]);
  const scripts = elementsOf(parse(html) as unknown as Node).filter(({ nodeName }) => nodeName === 'script');
  expect(scripts.map((script) => attribute(script, 'type'))).toEqual(['application/json', undefined]);
  expect(scripts[1]?.childNodes?.[0]?.value).toBe(PAGE_SCRIPT);
});
