import { describe, expect, test } from 'vitest';
import { ClickAggregator } from '../../src/clicks/index.js';
import { writeCursor } from '../../src/clicks/query/cursor.js';
import type { ClickLog } from '../../src/clicks/store/click-log.js';

/** How copies of the package find an aggregator's log. */
const LOG = Symbol.for('clickstamp.click-log/1');

const AT = Date.UTC(2026, 10, 24, 10);
const LINKS = 20;

/** Every contact on every link, contacts in an order that jumps about. */
function fill(counts: ClickAggregator, contacts: number, from = 0): void {
  let n = 0;
  for (let round = 0; round < LINKS; round++) {
    for (let i = 0; i < contacts; i++) {
      const contact = (i * 7_919 + round * 31) % contacts;
      counts.add({
        linkId: `link-${(round + contact) % LINKS}`,
        url: 'https://shop.example/',
        contactId: `c-${from + contact}`,
        at: AT + ((n++ * 7_919) % 86_400_000),
      });
    }
  }
}

const cpu = (since?: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
};

/** The slope of the line through the logarithms: 1 is linear. */
function exponentOf(points: readonly (readonly [size: number, seconds: number])[]): number {
  const logs = points.map(([size, seconds]) => [Math.log(size), Math.log(seconds)] as const);
  const mean = (at: 0 | 1): number => logs.reduce((sum, each) => sum + each[at], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  return logs.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0) / logs.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
}

describe('at the size of real sends', () => {
  test('adding, reading and writing grow in line with the clicks, from ten thousand to ten million', () => {
    // The meter first: a function that takes the square must show.
    expect(exponentOf([10, 100, 1_000].map((size) => [size, size * size]))).toBeCloseTo(2);
    fill(new ClickAggregator(), 5_000);
    const points = [10_000, 100_000, 1_000_000, 10_000_000].map((pairs) => {
      const seconds = { add: Infinity, read: Infinity, write: Infinity };
      for (let again = 0; again < (pairs > 1_000_000 ? 1 : 3); again++) {
        const counts = new ClickAggregator();
        const start = process.cpuUsage();
        fill(counts, pairs / LINKS);
        const added = cpu(start);
        counts.totals();
        const read = cpu(start);
        counts.toBytes();
        seconds.add = Math.min(seconds.add, added);
        seconds.read = Math.min(seconds.read, read - added);
        seconds.write = Math.min(seconds.write, cpu(start) - read);
      }
      console.log(pairs, seconds);
      return { pairs, ...seconds };
    });
    for (const what of ['add', 'read', 'write'] as const) {
      const exponent = exponentOf(points.map((point) => [point.pairs, point[what]]));
      console.log(what, exponent.toFixed(3));
      expect(exponent).toBeLessThanOrEqual(1.15);
    }
  });

  test('25 million pairs in one aggregator: every reading method, changes page by page, a stream there and back', async () => {
    const contacts = 1_250_000;
    const before = process.memoryUsage().arrayBuffers;
    const counts = new ClickAggregator();
    fill(counts, contacts);
    const bytes = process.memoryUsage().arrayBuffers - before;
    console.log('bytes a pair', (bytes / (contacts * LINKS)).toFixed(1));
    expect(bytes / (contacts * LINKS)).toBeLessThanOrEqual(48);

    expect(counts.totals()).toMatchObject({ clicks: 25_000_000, uniqueContacts: contacts, uniqueLinks: LINKS });
    const after = process.memoryUsage().arrayBuffers - before;
    console.log('bytes a pair once read', (after / (contacts * LINKS)).toFixed(1));
    expect(after / (contacts * LINKS)).toBeLessThanOrEqual(48);
    expect(counts.links().map(({ uniqueContacts }) => uniqueContacts)).toEqual(new Array(LINKS).fill(contacts));
    expect(counts.urls()).toMatchObject([{ clicks: 25_000_000, uniqueContacts: contacts, instances: LINKS }]);
    expect(counts.timeline().reduce((sum, { clicks }) => sum + clicks, 0)).toBe(25_000_000);
    expect(counts.contactsOf('link-3')).toHaveLength(contacts);
    expect(counts.contacts()).toHaveLength(contacts);
    expect(counts.linksOf('c-1249999')).toHaveLength(LINKS);

    const page = counts.changesSince(undefined, { limit: 10_000 });
    expect([page.more, page.changes.length]).toEqual([true, 10_000 * LINKS]);
    // Written here: to be given a cursor that says "all", one is given all pairs first, which takes more memory than there is.
    const log = (counts as unknown as Record<symbol, () => ClickLog>)[LOG]?.() as ClickLog;
    const cursor = writeCursor(log, 'changes', { seen: log.end, from: log.end, horizon: 0, renames: 0 });
    counts.add({ linkId: 'link-0', url: 'https://shop.example/', contactId: 'c-7', at: AT });
    counts.changesSince(cursor);
    const start = process.cpuUsage();
    expect(counts.changesSince(cursor).changes).toHaveLength(LINKS);
    counts.add({ linkId: 'link-0', url: 'https://shop.example/', contactId: 'c-8', at: AT });
    expect(counts.changesSince(cursor).changes).toHaveLength(2 * LINKS);
    expect(cpu(start)).toBeLessThan(0.2);

    let largest = 0;
    async function* measured(): AsyncGenerator<Uint8Array> {
      for await (const chunk of counts.stream()) {
        largest = Math.max(largest, chunk.length);
        yield chunk;
      }
    }
    const again = await ClickAggregator.fromStream(measured());
    expect(largest).toBeLessThan(1_000_000);
    expect(again.totals()).toEqual(counts.totals());
  });

  test('17 million event ids: past where a Map ends', () => {
    const counts = new ClickAggregator();
    const before = process.memoryUsage().arrayBuffers;
    const events = 17_000_000;
    for (let i = 0; i < events; i++)
      counts.add({ linkId: 'a', at: AT + i, eventId: `0199b2c4-${String(i).padStart(27, '0')}` });
    const bytes = (process.memoryUsage().arrayBuffers - before) / events;
    console.log('bytes a click with an event id of 36 characters', bytes.toFixed(1));
    expect(counts.add({ linkId: 'a', at: AT, eventId: `0199b2c4-${String(0).padStart(27, '0')}` }).status).toBe(
      'duplicate',
    );
    expect(counts.totals()).toMatchObject({ clicks: events, duplicates: 1 });
  });
});
