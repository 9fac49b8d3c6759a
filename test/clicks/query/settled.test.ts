import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ClickAggregator, type ClickEvent, type LabelledClick } from '../../../src/clicks/index.js';
import { runs } from '../../runs.js';

const AT = Date.UTC(2026, 10, 24, 10);
const MINUTE = 60_000;
const at = (minutes: number): Date => new Date(AT + minutes * MINUTE);
const click = (eventId: string, linkId: string, minutes: number, more: Partial<ClickEvent> = {}): ClickEvent => ({
  eventId,
  linkId,
  contactId: 'c-1',
  messageId: 'm',
  at: at(minutes),
  ...more,
});
const ids = (clicks: readonly LabelledClick[]): (string | undefined)[] => clicks.map(({ eventId }) => eventId);

describe('settledSince', () => {
  test('gives each click once, a quarter of an hour and an hour after its time', () => {
    const counts = new ClickAggregator();
    const more = { url: 'https://a.example/', tags: { n: '1' }, eventTags: { device: 'phone' } };
    counts.add(click('e-1', 'a', 0, { ...more, linkCount: 7, signals: ['many-contacts'] }));
    counts.add(click('e-2', 'b', 30));
    const early = counts.settledSince(undefined, { now: at(75) });
    expect(early.clicks).toEqual([]);
    const first = counts.settledSince(early.cursor, { now: at(75.01) });
    expect(first.clicks).toEqual([
      {
        eventId: 'e-1',
        at: at(0),
        linkId: 'a',
        part: 'html',
        url: 'https://a.example/',
        messageId: 'm',
        contactId: 'c-1',
        tags: { n: '1' },
        eventTags: { device: 'phone' },
        test: false,
        expired: false,
        honeypot: false,
        linkCount: 7,
        signals: ['many-contacts'],
        bot: false,
        suspect: true,
        reasons: ['many-contacts'],
      },
    ]);
    const second = counts.settledSince(first.cursor, { now: at(300) });
    expect(ids(second.clicks)).toEqual(['e-2']);
    expect(counts.settledSince(second.cursor, { now: at(600) }).clicks).toEqual([]);
    // A clock that was put back takes nothing back.
    const back = counts.settledSince(second.cursor, { now: at(0) });
    expect(counts.settledSince(back.cursor, { now: at(600) }).clicks).toEqual([]);
  });

  test('a click that arrives too late is given, and those that it changes are given again', () => {
    const counts = new ClickAggregator();
    counts.add(click('e-1', 'a', 0));
    counts.add(click('e-2', 'b', 60));
    const { cursor } = counts.settledSince(undefined, { now: at(300) });
    counts.add(click('e-3', 'a', 0.5, { part: 'text' }));
    const { clicks } = counts.settledSince(cursor, { now: at(301) });
    expect(clicks.map(({ eventId, bot, revised }) => [eventId, bot, revised])).toEqual([
      ['e-3', true, undefined],
      ['e-1', true, true],
    ]);
  });

  test('renaming a contact gives those again whose label it changes', () => {
    const counts = new ClickAggregator();
    counts.add(click('e-1', 'a', 0));
    counts.add(click('e-2', 'b', 0.5, { contactId: 'c-2', part: 'text' }));
    counts.add(click('e-3', 'b', 120, { contactId: 'c-2' }));
    const { cursor } = counts.settledSince(undefined, { now: at(300) });
    counts.renameContact('c-2', 'c-1');
    for (const each of [
      counts,
      ClickAggregator.restore(counts.snapshot()),
      ClickAggregator.fromBytes(counts.toBytes()),
    ]) {
      const next = each.settledSince(cursor, { now: at(301) });
      expect(next.clicks.map(({ eventId, contactId, bot, revised }) => [eventId, contactId, bot, revised])).toEqual([
        ['e-1', 'c-1', true, true],
        ['e-2', 'c-1', true, true],
      ]);
      expect(each.settledSince(next.cursor, { now: at(302) }).clicks).toEqual([]);
    }
  });

  test.each([
    [{}, /^now: must/],
    [{ now: AT }, /^now: must/],
    [{ now: at(0), lateMs: -1 }, /^lateMs: must/],
    [{ now: at(0), late: 1 }, /unknown option "late"/],
  ])('options %j are refused', (options, message) => {
    expect(() => new ClickAggregator().settledSince(undefined, options as never)).toThrow(message);
  });

  test('no label that was given changes for clicks that arrive in time, and revisions are told', () => {
    const event = fc.record({
      linkId: fc.constantFrom('a', 'b', 'c', 'd'),
      part: fc.constantFrom('html', 'html', 'text'),
      contactId: fc.constantFrom('c-1', 'c-2', undefined),
      minutes: fc.integer({ min: 0, max: 240 }).map((tenths) => tenths / 2),
      late: fc.constantFrom(0, 0, 1, 20, 59, 61, 300),
      method: fc.constantFrom('GET', 'GET', 'HEAD'),
      honeypot: fc.constantFrom(false, false, false, true),
    });
    let revisions = 0;
    let settled = 0;
    fc.assert(
      fc.property(
        fc.array(event, { minLength: 5, maxLength: 30 }),
        fc.integer({ min: 5, max: 60 }),
        (events, every) => {
          const counts = new ClickAggregator();
          const arriving = events
            .map((each, i) => ({ ...each, eventId: `e-${i}`, arrives: each.minutes + each.late }))
            .sort((a, b) => a.arrives - b.arrives);
          const known = new Map<string, string>();
          const late = new Set<string>();
          let cursor: string | undefined;
          let next = 0;
          for (let now = 0; now < 800; now += every) {
            for (; next < arriving.length && (arriving[next]?.arrives ?? Infinity) <= now; next++) {
              const { minutes, late: by, arrives: _, ...rest } = arriving[next] as (typeof arriving)[number];
              // It arrives when it is read, not before.
              if (now - minutes > 60) for (const contact of [rest.contactId ?? '']) late.add(contact);
              counts.add({ ...rest, at: at(minutes), linkCount: 4, messageId: 'm' });
              void by;
            }
            const page = counts.settledSince(cursor, { now: at(now) });
            for (const { eventId = '', reasons, revised, contactId = '' } of page.clicks) {
              expect(known.has(eventId)).toBe(revised === true);
              if (revised === true) {
                revisions++;
                expect(late.has(contactId)).toBe(true);
                expect(known.get(eventId)).not.toBe(reasons.join());
              }
              known.set(eventId, reasons.join());
            }
            ({ cursor } = page);
          }
          const final = counts.settledSince(undefined, { now: at(10_000) }).clicks;
          expect(known).toEqual(new Map(final.map(({ eventId, reasons }) => [eventId, reasons.join()])));
          settled += known.size;
        },
      ),
      { numRuns: runs(150) },
    );
    expect(revisions).toBeGreaterThan(8);
    expect(settled).toBeGreaterThan(1_000);
  });
});

describe('a cursor', () => {
  const filled = (clicks: number, contact = 'c'): ClickAggregator => {
    const counts = new ClickAggregator();
    for (let i = 0; i < clicks; i++) counts.add(click(`e-${i}`, 'a', i, { contactId: `${contact}-${i % 3}` }));
    return counts;
  };

  test('is refused by a log that went another way after a snapshot', () => {
    const counts = filled(10);
    const snapshot = counts.snapshot();
    for (let i = 10; i < 20; i++) counts.add(click(`e-${i}`, 'a', i));
    const changes = counts.changesSince().cursor;
    const settled = counts.settledSince(undefined, { now: at(999) }).cursor;
    const restored = ClickAggregator.restore(snapshot);
    for (let i = 0; i < 15; i++) restored.add(click(`f-${i}`, 'a', i));
    expect(() => restored.changesSince(changes)).toThrow(/^cursor: must/);
    expect(() => restored.settledSince(settled, { now: at(999) })).toThrow(/^cursor: must/);
    expect(() => counts.changesSince(settled)).toThrow(/^cursor: must/);
    expect(() => filled(20, 'd').changesSince(changes)).toThrow(/^cursor: must/);
    expect(() => filled(5).changesSince(changes)).toThrow(/^cursor: must/);
  });

  test('is taken by what was restored from a snapshot of its state or later, and by a replay of the same clicks', () => {
    const counts = filled(10);
    const { cursor } = counts.changesSince();
    counts.add(click('e-10', 'b', 10));
    for (const each of [
      counts,
      ClickAggregator.restore(counts.snapshot()),
      ClickAggregator.fromBytes(counts.toBytes()),
      filled(10).merge(counts),
    ])
      expect(each.changesSince(cursor).changes.length).toBe(2);
  });

  test('survives forgetting, renaming and pruning, before and after a snapshot', () => {
    const counts = filled(9);
    const { cursor } = counts.changesSince();
    const settled = counts.settledSince(undefined, { now: at(999) }).cursor;
    counts.forget('c-0');
    counts.renameContact('c-1', 'c-2');
    counts.add(click('e-9', 'new', 40, { contactId: 'c-9' }));
    counts.prune({ before: at(9) });
    counts.add(click('e-10', 'newer', 41, { contactId: 'c-9' }));
    for (const each of [
      counts,
      ClickAggregator.restore(counts.snapshot()),
      ClickAggregator.fromBytes(counts.toBytes()),
    ]) {
      expect(each.changesSince(cursor).changes.map(({ linkId }) => linkId)).toEqual(['newer', 'new']);
      expect(ids(each.settledSince(settled, { now: at(999) }).clicks)).toEqual(['e-9', 'e-10']);
      expect(each.totals().clicks).toBe(2);
    }
  });
});
