import { describe, expect, test } from 'vitest';
import { hashId } from '../../../src/checks/hash-id.js';
import { fromPostmark, fromSes, fromSparkPost } from '../../../src/clicks/providers/index.js';
import { createLinkFinder } from '../../../src/clicks/providers/links.js';
import { auditLinks } from '../../../src/index.js';
import { PROVIDERS } from '../../../src/message/providers/providers.js';
import { FACTS, postmark, sesRecord, sparkPost } from './payloads.js';

const HTML = `<a data-link-id="sale" href="https://shop.example/sale?a=1&amp;b=2">Sale</a>
<a data-link-id="again" href="https://shop.example/sale?a=1&amp;b=2">Sale</a>
<a data-link-id="store" data-link-tags="area:north" href="https://shop.example/stores/{{city}}?from={{id}}&amp;x=1">Near you</a>
<a data-link-id="stores" href="https://shop.example/stores/{{city}}">All</a>
<a data-link-id="münchen" href="https://münchen.example">München</a>
<a data-link-id="süd" href="HTTPS://Shop.example/münchen süd/{{id}}?ü=1&amp;utm_term={{id}}&amp;b=2">Süd</a>
<a href="{{url}}">Whole</a> <a href="https://shop.example/unsubscribe?u=1">Leave</a>`;
const { links } = auditLinks(HTML);
const text = auditLinks('https://shop.example/sale?a=1&b=2 https://shop.example/only', { part: 'text' }).links;
const idOf = (url: string, of = links): string | undefined =>
  fromPostmark(postmark({ ...FACTS, url }), { links: of }).records[0]?.linkId;

const LIMITED = PROVIDERS.flatMap(({ service, linkName }) => (linkName === undefined ? [] : [{ service, linkName }]));

test.each(LIMITED)('$service: a link is found by its name as the service takes it', ({ linkName }) => {
  const ids = links.map(({ id }) => `${id}, no. ${'é'.repeat(40)}`);
  const finder = createLinkFinder(links.map((link, i) => ({ ...link, id: ids[i] as string })));
  const names = ids.map((id) => linkName.write({ id }).replace(/^link:(.*);$/, '$1'));
  expect(names.map((name) => finder.find(name, 'https://other.example/', undefined).id)).toEqual(ids);
});

describe('by address', () => {
  test.each([
    ['https://shop.example/sale?a=1&b=2', 'sale'],
    ['https://shop.example/sale?a=1&amp;b=2', 'sale'],
    ['https://SHOP.example/sale?a=1&b=2', 'sale'],
    [' https://shop.example/stores/Oslo?from=c-17&x=1\n', 'store'],
    ['https://shop.example:443/sale?a=1&b=2&utm_source=news&utm_medium=email', 'sale'],
    ['https://xn--mnchen-3ya.example/', 'münchen'],
    ['https://shop.example/stores/K%C3%B6ln', 'stores'],
    ['https://shop.example/stores/Oslo?from=c-17&x=1', 'store'],
    ['https://shop.example/stores/Oslo?from=c-17&x=1&utm_source=news&utm_medium=email', 'store'],
    ['HTTPS://SHOP.example:443/stores/Oslo?from=c-17&x=1', 'store'],
    ['https://shop.example/m%C3%BCnchen%20s%C3%BCd/c-17?%C3%BC=1&b=2', 'süd'],
    ['https://shop.example/unsubscribe?u=1', links.at(-1)?.id],
  ])('%s', (url, id) => {
    expect(idOf(url)).toBe(id);
  });

  test.each([
    'https://other.example/',
    'https://shop.example/store',
    'https://shop.example/sale?a=1&b=3',
    'no address',
  ])('%s is none of them: its own hash', (url) => {
    expect(idOf(url)).toBe(hashId(url));
  });

  test('the link of the part that the provider names', () => {
    const both = [...links, ...text.map((link) => ({ ...link, id: `text-${link.id}` }))];
    const [record] = fromPostmark({ ...postmark(FACTS), ClickLocation: 'Text' }, { links: both }).records;
    expect(record).toMatchObject({ part: 'text', linkId: `text-${text[0]?.id}`, linkCount: 2 });
    // A provider that says nothing: the part of the only link that there is.
    const [other] = fromSes(sesRecord({ ...FACTS, url: 'https://shop.example/only' }), { links: both }).records;
    expect(other).toMatchObject({ part: 'text', linkId: `text-${text[1]?.id}` });
  });

  test('counts as links of the copy what can be told apart', () => {
    const [byAddress] = fromSes(sesRecord(FACTS), { links }).records;
    const [byName] = fromSes(sesRecord(FACTS, { linkTags: { link: ['again'] } }), { links }).records;
    const tracked = links.filter(({ verdict }) => verdict === 'track').length;
    expect([byAddress?.linkCount, byName?.linkCount]).toEqual([tracked - 1, tracked]);
  });
});

describe('by name', () => {
  test('before the address', () => {
    expect(fromSes(sesRecord(FACTS, { linkTags: { link: ['again'] } }), { links }).records[0]?.linkId).toBe('again');
  });

  test('an address with blanks around it', () => {
    const plain = fromSes(sesRecord(FACTS), { links }).records[0];
    expect(plain?.linkCount).toBeGreaterThan(0);
    for (const url of [`${FACTS.url} `, `\n${FACTS.url}\r\n`])
      expect(fromSes(sesRecord({ ...FACTS, url }), { links }).records[0]).toMatchObject({
        linkId: plain?.linkId,
        linkCount: plain?.linkCount,
      });
  });

  test('as a service has shortened it', () => {
    const long = auditLinks(`<a data-link-id="${'é'.repeat(40)}" href="https://a.example/">A</a>`).links;
    const name = 'é'.repeat(31);
    expect(fromSparkPost([sparkPost(FACTS, { target_link_name: name })], { links: long }).records[0]?.linkId).toBe(
      'é'.repeat(40),
    );
    expect(fromSes(sesRecord(FACTS, { linkTags: { link: ['m-nchen'] } }), { links }).records[0]?.linkId).toBe(
      'münchen',
    );
  });

  test('a name that no link has stands for itself, unless the address is known', () => {
    const linkTags = { link: ['lost'] };
    expect(fromSes(sesRecord(FACTS, { linkTags }), { links }).records[0]?.linkId).toBe('sale');
    const url = 'https://other.example/';
    expect(fromSes(sesRecord({ ...FACTS, url }, { linkTags }), { links }).records[0]?.linkId).toBe('lost');
  });
});

test("a link's own tags come with its clicks", () => {
  const url = 'https://shop.example/stores/Oslo?from=1&x=1';
  expect(fromPostmark(postmark({ ...FACTS, url }), { links }).records[0]?.tags).toEqual({ area: 'north' });
});

describe('links by message', () => {
  const asked: unknown[] = [];
  const options = {
    links: (message: object) => {
      asked.push(message);
      return links;
    },
  };

  test('are asked for with what the metadata says', () => {
    expect(fromPostmark(postmark(FACTS), options).records[0]?.linkId).toBe('sale');
    expect(asked).toEqual([{ campaignId: 'autumn' }]);
  });

  test('may be unknown', () => {
    expect(fromPostmark(postmark(FACTS), { links: () => undefined }).records[0]?.linkId).toBe(hashId(FACTS.url));
  });

  test.each([
    () => {
      throw new Error('lost');
    },
    () => 7 as never,
    () => [{}] as never,
    () => Promise.resolve(links) as never,
  ])('that fail to come are told of: %s', (find) => {
    expect(fromPostmark(postmark(FACTS), { links: find })).toMatchObject({
      records: [],
      skipped: [{ reason: 'links-failed' }],
    });
  });

  test('may come from any iterable', () => {
    expect(fromPostmark(postmark(FACTS), { links: new Set(links) }).records[0]?.linkId).toBe('sale');
  });
});
