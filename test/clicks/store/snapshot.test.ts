import { describe, expect, test } from 'vitest';
import { ClickAggregator, type Snapshot } from '../../../src/clicks/index.js';
import { SnapshotError } from '../../../src/errors.js';

const AT = Date.UTC(2026, 10, 24, 10);

function sample(): ClickAggregator {
  const counts = new ClickAggregator({
    bots: { networks: ['192.0.2.0/24'], afterSendingMs: 3_000, weights: { 'after-sending': 1 } },
  });
  counts.add({ linkId: 'a', url: 'https://a.example/', at: AT, contactId: 'c-1', eventId: 'e-1', ip: '192.0.2.1' });
  counts.add({
    linkId: 'a',
    url: 'https://b.example/',
    at: AT + 1,
    contactId: 'c-2',
    eventId: 'e-2',
    sentAt: AT - 2_000,
  });
  counts.add({ linkId: 'b', at: AT + 2, test: true, tags: { product: 'book' }, variant: 'A', messageId: 'm' });
  counts.add({ linkId: 'a', at: AT, contactId: 'c-1', eventId: 'e-1' });
  return counts;
}

describe('snapshot', () => {
  test('is plain JSON, and says what it is', () => {
    const snapshot = sample().snapshot();
    expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot);
    expect(snapshot).toEqual({
      format: 'clickstamp-clicks',
      version: 1,
      options: { bots: { networks: ['192.0.2.0/24'], afterSendingMs: 3_000, weights: { 'after-sending': 1 } } },
      duplicates: 1,
      instances: [
        { part: 'html', linkId: 'a', url: 'https://a.example/', hasMultipleUrls: true },
        { part: 'html', linkId: 'b', url: '', messageId: 'm', variant: 'A', tags: { product: 'book' } },
      ],
      contacts: ['c-1', 'c-2'],
      clicks: [
        [1, 0, AT, 0, 16 << 7, 'e-1'],
        [2, 0, AT + 1, (AT - 2_000) / 1_000, 0, 'e-2'],
        [0, 1, AT + 2, 0, 1],
      ],
    });
  });

  test('comes back whole, options too', () => {
    const counts = sample();
    const again = ClickAggregator.restore(JSON.parse(JSON.stringify(counts.snapshot())));
    expect(again.snapshot()).toEqual(counts.snapshot());
    expect(again.totals()).toEqual(counts.totals());
    expect(again.totals().bot.clicks).toBe(2);
    expect(ClickAggregator.restore(counts.snapshot(), {}).totals().bot.clicks).toBe(1);
  });

  test('a restored aggregator and its source go their own ways', () => {
    const counts = sample();
    const snapshot = counts.snapshot();
    const again = ClickAggregator.restore(snapshot);
    again.add({ linkId: 'new', at: AT });
    expect([counts.totals().clicks, again.totals().clicks, snapshot.clicks.length]).toEqual([2, 3, 3]);
  });

  const good = sample().snapshot();
  const pruned = sample();
  pruned.prune({ before: new Date(AT + 1) });
  const edited = pruned.snapshot();
  const withHistory = (changes: object): unknown => ({ ...edited, history: { ...edited.history, ...changes } });

  test('one with a history comes back whole', () => {
    expect(edited.history).toMatchObject({ gaps: [[0, 1]] });
    expect(ClickAggregator.restore(withHistory({}) as Snapshot).snapshot()).toEqual(edited);
  });

  test.each<[what: string, snapshot: unknown, code: string]>([
    ['null', null, 'snapshot-foreign'],
    ['a string', 'clickstamp-clicks', 'snapshot-foreign'],
    ['an empty object', {}, 'snapshot-foreign'],
    ['a newer version', { ...good, version: 2 }, 'snapshot-version'],
    ['no version', { ...good, version: undefined }, 'snapshot-version'],
    ['no options', { ...good, options: null }, 'snapshot-malformed'],
    ['unknown options', { ...good, options: { bot: {} } }, 'snapshot-malformed'],
    ['no places', { ...good, instances: undefined }, 'snapshot-malformed'],
    ['a place twice', { ...good, instances: [...good.instances, good.instances[0]] }, 'snapshot-malformed'],
    [
      'tags that are none',
      { ...good, instances: [{ part: '', linkId: 'a', url: '', tags: { a: 1 } }] },
      'snapshot-malformed',
    ],
    ['contacts that are none', { ...good, contacts: 'c-1' }, 'snapshot-malformed'],
    ['an empty contact', { ...good, contacts: [''] }, 'snapshot-malformed'],
    ['a place that is not there', { ...good, clicks: [[0, 2, AT, 0, 0]] }, 'snapshot-malformed'],
    ['a contact that is not there', { ...good, clicks: [[3, 0, AT, 0, 0]] }, 'snapshot-malformed'],
    ['a time that is none', { ...good, clicks: [[0, 0, 'now', 0, 0]] }, 'snapshot-malformed'],
    ['a time far off', { ...good, clicks: [[0, 0, 3e15, 0, 0]] }, 'snapshot-malformed'],
    ['flags that are none', { ...good, clicks: [[0, 0, AT, 0, 1.5]] }, 'snapshot-malformed'],
    ['an event id that is none', { ...good, clicks: [[0, 0, AT, 0, 0, 7]] }, 'snapshot-malformed'],
    ['an event id that is too long', { ...good, clicks: [[0, 0, AT, 0, 0, 'e'.repeat(9_000)]] }, 'snapshot-malformed'],
    ['a click that is none', { ...good, clicks: [null] }, 'snapshot-malformed'],
    ['a number of duplicates that is none', { ...good, duplicates: '1' }, 'snapshot-malformed'],
    ['hashes that are none', withHistory({ hashes: ['x', 1] }), 'snapshot-malformed'],
    ['renamed rows that are none', withHistory({ renames: [{ seen: 0, from: 0, rows: ['x'] }] }), 'snapshot-malformed'],
    ['a gap that is none', withHistory({ gaps: ['x'] }), 'snapshot-malformed'],
    ['a gap of words', withHistory({ gaps: [['1', 2]] }), 'snapshot-malformed'],
    ['a gap without a length', withHistory({ gaps: [[1]] }), 'snapshot-malformed'],
    ['a gap of less than nothing', withHistory({ gaps: [[1, -1]] }), 'snapshot-malformed'],
  ])('%s is refused', (_, snapshot, code) => {
    let error: unknown;
    try {
      ClickAggregator.restore(snapshot as Snapshot);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(SnapshotError);
    expect((error as SnapshotError).code).toBe(code);
    expect((error as SnapshotError).message).not.toMatch(/c-\d|e-\d|eeee/);
  });
});
