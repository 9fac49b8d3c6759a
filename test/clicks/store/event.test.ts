import { describe, expect, test } from 'vitest';
import { ClickAggregator, type ClickEvent } from '../../../src/clicks/index.js';
import { MAX_ID_LENGTH } from '../../../src/clicks/store/record.js';

const AT = new Date('2026-11-24T10:00:00Z');
/** Stands for whatever must not show up in a message or a log. */
const SECRET = 'anna@shop.example';

const BAD: readonly (readonly [member: string, event: Record<string, unknown>])[] = [
  ['event.linkId', { linkId: '' }],
  ['event.linkId', { linkId: undefined }],
  ['event.linkId', { linkId: 7 }],
  ['event.at', { at: undefined }],
  ['event.at', { at: SECRET }],
  ['event.at', { at: new Date(Number.NaN) }],
  ['event.at', { at: Number.NaN }],
  ['event.at', { at: 3e15 }],
  ['event.at', { at: `${SECRET}` }],
  ['event.sentAt', { sentAt: SECRET }],
  ['event.sentAt', { sentAt: null }],
  ...['part', 'url', 'campaignId', 'messageId', 'variant', 'contactId', 'eventId', 'method', 'userAgent', 'ip'].flatMap(
    (name) => [null, 7, true, {}, [SECRET]].map((value) => [`event.${name}`, { [name]: value }] as const),
  ),
  ...['test', 'expired', 'honeypot'].flatMap((name) =>
    [null, 1, SECRET].map((value) => [`event.${name}`, { [name]: value }] as const),
  ),
  ['event.part', { part: '' }],
  ['event.eventTags', { eventTags: { product: 1 } }],
  ['event.signals', { signals: SECRET }],
  ['event.signals\\[1\\]', { signals: ['head', SECRET] }],
  ['event.linkCount', { linkCount: 1.5 }],
  ['event.linkCount', { linkCount: -1 }],
  ['event.linkCount', { linkCount: SECRET }],
  ['event.version', { version: 2 }],
  ['event.tags', { tags: null }],
  ['event.tags', { tags: SECRET }],
  ['event.tags', { tags: { product: 1 } }],
  ['event.headers', { headers: null }],
  ['event.headers', { headers: SECRET }],
  ['event.contactId', { contactId: SECRET.repeat(500) }],
  ['event.eventId', { eventId: SECRET.repeat(500) }],
  ['event.eventId', { eventId: '' }],
];

describe('an event of the wrong shape', () => {
  test.each(BAD)('%s is named, and nothing is counted', (member, wrong) => {
    const counts = new ClickAggregator();
    const before = counts.toBytes();
    let error: unknown;
    try {
      counts.add({ linkId: 'a', at: AT, contactId: SECRET, eventId: SECRET, ...wrong } as unknown as ClickEvent);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(TypeError);
    expect((error as TypeError).message).toMatch(new RegExp(`^${member}: must`));
    expect((error as TypeError).message).not.toContain('shop.example');
    expect(counts.toBytes()).toEqual(before);
  });

  test.each([null, undefined, 'click', 7])('%s is no event', (event) => {
    expect(() => new ClickAggregator().add(event as never)).toThrow(TypeError);
  });
});

describe('an event of the right shape', () => {
  test('needs no more than a link and a time', () => {
    const counts = new ClickAggregator();
    expect(counts.add({ linkId: 'a', at: AT.getTime() })).toEqual({ status: 'counted', bot: false, reasons: [] });
    expect(counts.links()).toEqual([
      {
        linkId: 'a',
        part: 'html',
        url: '',
        clicks: 1,
        uniqueContacts: 0,
        human: { clicks: 1, uniqueContacts: 0, suspect: 0 },
        bot: { clicks: 0, uniqueContacts: 0 },
        firstClickAt: AT,
        lastClickAt: AT,
        reasons: {},
      },
    ]);
  });

  test('may hold what nobody asked for', () => {
    const counts = new ClickAggregator();
    counts.add({ linkId: 'a', at: AT, kid: 'k1', extra: { deep: true } } as ClickEvent);
    expect(counts.totals().clicks).toBe(1);
  });

  test('an empty contact id is that of nobody', () => {
    const counts = new ClickAggregator();
    counts.add({ linkId: 'a', at: AT, contactId: '' });
    expect(counts.totals()).toMatchObject({ clicks: 1, uniqueContacts: 0 });
    expect([counts.contacts(), counts.contactsOf('a')]).toEqual([[], []]);
  });

  test('ids may have 8,000 characters', () => {
    const counts = new ClickAggregator();
    const id = '日'.repeat(MAX_ID_LENGTH);
    counts.add({ linkId: id, at: AT, contactId: id, eventId: id });
    expect(counts.add({ linkId: id, at: AT, contactId: id, eventId: id }).status).toBe('duplicate');
    expect(counts.contact(id)).toMatchObject({ contactId: id, clicks: 1 });
    expect(ClickAggregator.fromBytes(counts.toBytes()).contact(id)).toEqual(counts.contact(id));
  });

  test('is left as it was, and is not held on to', () => {
    const tags = { product: 'book' };
    const event = Object.freeze({ linkId: 'a', at: new Date(AT), tags: tags as Record<string, string> });
    const counts = new ClickAggregator();
    counts.add(event);
    event.at.setTime(0);
    tags.product = 'pen';
    expect(counts.links()[0]).toMatchObject({ firstClickAt: AT, tags: { product: 'book' } });
  });
});
