import { describe, expect, test } from 'vitest';
import { ClickAggregator } from '../../src/clicks/index.js';

const AT = Date.UTC(2026, 10, 24, 10);

describe('ClickAggregator', () => {
  test('says what became of each event', () => {
    const counts = new ClickAggregator();
    const event = { linkId: 'a', at: AT, contactId: 'c-1' };
    expect(
      [
        event,
        { ...event, test: true },
        { ...event, expired: true },
        { ...event, test: true, expired: true },
        { ...event, eventId: 'e-1' },
        { ...event, eventId: 'e-1' },
      ].map((each) => counts.add(each).status),
    ).toEqual(['counted', 'test', 'expired', 'test', 'counted', 'duplicate']);
    expect(counts.add({ ...event, eventId: 'e-1' })).toEqual({ status: 'duplicate', bot: false, reasons: [] });
    expect(counts.totals()).toMatchObject({ clicks: 2, test: 2, expired: 1, duplicates: 2 });
  });

  test('a number of links that is beyond all mails is none, and changes nothing else', () => {
    const countsOf = (linkCount: number | undefined) => {
      const counts = new ClickAggregator();
      counts.add({ linkId: 'a', at: AT, ...(linkCount === undefined ? {} : { linkCount }) });
      return counts.snapshot();
    };
    for (const linkCount of [0, 1_023, 1_024, 4_096, 1e6, 2 ** 32 + 1])
      expect(countsOf(linkCount)).toEqual(countsOf(undefined));
    for (const linkCount of [1, 1_022]) expect(countsOf(linkCount)).not.toEqual(countsOf(undefined));
  });

  test('times may be dates or milliseconds, late or before 1970', () => {
    const counts = new ClickAggregator();
    for (const at of [new Date(AT), AT + 0.7, -1_000, 1e15]) counts.add({ linkId: 'a', at, contactId: 'c-1' });
    expect(counts.link('a')).toMatchObject({ clicks: 4, firstClickAt: new Date(-1_000), lastClickAt: new Date(1e15) });
    expect(ClickAggregator.fromBytes(counts.toBytes()).links()).toEqual(counts.links());
  });

  test('what one gets cannot change what is counted', () => {
    const counts = new ClickAggregator();
    counts.add({ linkId: 'a', at: AT, contactId: 'c-1', tags: { product: 'book' } });
    const [link] = counts.links();
    link?.firstClickAt.setTime(0);
    counts.add({ linkId: 'a', at: AT + 1, contactId: 'c-1', tags: { product: 'book' } });
    expect(counts.links()[0]).toMatchObject({ clicks: 2, firstClickAt: new Date(AT) });
  });

  test('merging leaves the other as it was, and goes with itself', () => {
    const [a, b] = [new ClickAggregator(), new ClickAggregator()];
    a.add({ linkId: 'a', at: AT, contactId: 'c-1', eventId: 'e-1' });
    b.add({ linkId: 'b', at: AT, contactId: 'c-2', eventId: 'e-2' });
    const before = b.toBytes();
    expect(a.merge(b)).toBe(a);
    expect(b.toBytes()).toEqual(before);
    expect(a.totals()).toMatchObject({ clicks: 2, uniqueContacts: 2, duplicates: 0 });
    expect(a.merge(a).totals()).toMatchObject({ clicks: 2, duplicates: 2 });
    const plain = new ClickAggregator();
    plain.add({ linkId: 'a', at: AT });
    expect(plain.merge(plain).totals().clicks).toBe(2);
  });

  test('merging numbers ids anew', () => {
    const [a, b] = [new ClickAggregator(), new ClickAggregator()];
    for (const contactId of ['x', 'y', 'z']) a.add({ linkId: `l-${contactId}`, at: AT, contactId });
    for (const contactId of ['z', 'w', 'y']) b.add({ linkId: `l-${contactId}`, at: AT, contactId });
    a.merge(b);
    expect(a.contacts().map(({ contactId, clicks }) => [contactId, clicks])).toEqual([
      ['y', 2],
      ['z', 2],
      ['w', 1],
      ['x', 1],
    ]);
    expect(a.linksOf('z')).toMatchObject([{ linkId: 'l-z', clicks: 2 }]);
  });

  test.each([
    [() => new ClickAggregator({ bot: {} } as never), 'did you mean "bots"'],
    [() => new ClickAggregator({ dedupeWindwMs: 1 } as never), 'did you mean "dedupeWindowMs"'],
    [() => new ClickAggregator(null as never), 'must be an object'],
    [() => new ClickAggregator().merge({} as never), 'other: must be a ClickAggregator'],
  ])('%s is refused', (run, message) => {
    expect(run).toThrow(TypeError);
    expect(run).toThrow(message);
  });

  test('no contact, no event id, no address and no user agent in what is kept but the ids', () => {
    const counts = new ClickAggregator();
    counts.add({ linkId: 'a', at: AT, ip: '192.0.2.77', userAgent: 'curl/8.9.1', headers: { cookie: 'secret' } });
    const kept = JSON.stringify(counts.snapshot()) + new TextDecoder('latin1').decode(counts.toBytes());
    expect(kept).not.toMatch(/192\.0\.2|curl|secret|cookie/);
  });
});
