import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SIGNALS } from '../../../src/clicks/bots/signals.js';
import { type ClickTable, clickTable } from '../../../src/clicks/sql/index.js';
import { ordered, reordered, storable, stored } from '../../../src/clicks/sql/keys.js';
import { SPAN_REASONS } from '../../../src/clicks/sql/spans.js';
import { type Engine, openSqlite } from './engines.js';
import { clear, runAll } from './law.js';
import { checkPages } from './pages.js';
import { MISTAKES } from './table.cases.js';

describe('mistakes of callers', () => {
  test.each(Object.entries(MISTAKES))('%s', (_, [call, message]) => {
    expect(call).toThrow(TypeError);
    expect(call).toThrow(message);
  });

  test('no message shows what could be a contact', async () => {
    const table = clickTable({ dialect: 'sqlite', name: 'clicks' });
    const secret = { secret: 'anna@example.com' } as never;
    for (const call of [() => table.forget(secret), () => table.insert([{ linkId: 'a', at: 1, contactId: secret }])])
      expect(call).toThrow(/^(?!.*anna)/);
  });
});

test.each([
  ['no run', undefined, 'run: must be a function that runs a statement, not undefined'],
  ['no rows', () => ({ rows: [] }), 'run: must return the rows of a statement as an array, not an object'],
])('a reading with %s says what it needs', async (_, run, message) => {
  const table = clickTable({ dialect: 'sqlite', name: 'clicks' });
  await expect(table.links().read(run as never)).rejects.toThrow(TypeError);
  await expect(table.create().read(run as never)).rejects.toThrow(message);
  await expect(table.links().read(run as never)).rejects.toThrow(message);
});

test('every signal that looks among several clicks has its SQL', () => {
  const among = SIGNALS.filter((signal) => signal.among !== undefined).map(({ reason }) => reason);
  expect([...SPAN_REASONS].sort()).toEqual(among.sort());
});

test('every text is stored as one that all engines keep, and comes back', () => {
  for (const text of [
    '',
    'a',
    '\\',
    '\\u0000',
    '\0',
    '\ud800',
    '\udc00x',
    '\u{1f600}',
    'a\\u0041',
    '\x01',
    '\ud7ff0',
  ]) {
    expect(stored(storable(text))).toBe(text);
    expect(storable(text)).not.toMatch(/\0/);
    expect(() => encodeURIComponent(storable(text))).not.toThrow();
    expect(reordered(ordered(text))).toBe(text);
  }
  const texts = [
    '',
    'a',
    '\0',
    '\x01',
    '\x01\0',
    '\x02',
    '\ud7fe',
    '\ud7ff',
    '\ud800',
    '\udfff',
    '\ue000',
    '\uffee',
    '\u{1f600}',
    'a\0',
  ];
  const bytes = (text: string): Buffer => Buffer.from(ordered(text));
  expect([...texts].sort((a, b) => Buffer.compare(bytes(a), bytes(b)))).toEqual([...texts].sort());
});

describe('a table', () => {
  let engine: Engine;
  let table: ClickTable;
  beforeAll(async () => {
    engine = await openSqlite();
    table = clickTable({ dialect: 'sqlite', name: 'clicks' });
    await table.create().read(engine.run);
  });
  afterAll(() => engine.close());

  const click = (number: number, more: object = {}): never =>
    ({
      eventId: `e-${number}`,
      linkId: `link-${number % 7}`,
      at: 1_000_000 * number,
      contactId: `c-${number % 11}`,
      ...more,
    }) as never;

  test('pages together are the whole list', async () => {
    expect(await checkPages(engine)).toBeGreaterThan(15);
    for (const after of ['x', "5-' OR 1=1", 5])
      await expect(table.links().page(engine.run, { after: after as string })).rejects.toThrow(
        'after: must be the `next` of a page',
      );
  });

  test('a table of a newer version is refused, with what to do', async () => {
    await clear(engine);
    await engine.run(`INSERT INTO clicks_facts (fact, value) VALUES ('version', '99')`, []);
    await expect(table.create().read(engine.run)).rejects.toThrow(
      /is of version 99, .* update clickstamp before you use it/,
    );
    await clear(engine);
    await table.create().read(engine.run);
  });

  test('an error of the driver comes through as it is', async () => {
    const broken = new Error('connection lost');
    const run = (): never => {
      throw broken;
    };
    await expect(table.totals().read(run)).rejects.toBe(broken);
  });

  test('a forgotten contact counts on without a name, and does not come back', async () => {
    await clear(engine);
    await runAll(table.insert(Array.from({ length: 30 }, (_, number) => click(number))), engine.run);
    const before = await table.totals().read(engine.run);
    await runAll(table.forget('c-1'), engine.run);
    expect(await table.totals().read(engine.run)).toEqual(before);
    await runAll(table.insert([click(1), click(101, { contactId: 'c-1' })]), engine.run);
    const after = await table.totals().read(engine.run);
    expect([after.clicks, after.uniqueContacts]).toEqual([before.clicks + 1, before.uniqueContacts]);
    expect(await table.contact('c-1').read(engine.run)).toBeUndefined();
    expect(await table.exportOf('c-1').read(engine.run)).toEqual([]);
    expect((await table.contacts().read(engine.run)).length).toBe(10);
    await runAll(table.renameContact('c-2', 'c-1'), engine.run);
    expect(await table.contact('c-2').read(engine.run)).toBeUndefined();
    expect((await table.contacts().read(engine.run)).length).toBe(9);
  });

  test('a renamed contact takes the clicks along, and its labels are worked out anew', async () => {
    await clear(engine);
    const bots = { weights: { 'quick-succession': 1 } };
    const strict = clickTable({ dialect: 'sqlite', name: 'clicks', bots });
    const pair = [click(1, { linkId: 'a', at: 5_000 }), click(2, { linkId: 'b', at: 5_050 })];
    await runAll(strict.insert(pair), engine.run);
    await runAll(strict.settle({ now: new Date(1e12) }), engine.run);
    expect((await strict.totals().read(engine.run)).bot.clicks).toBe(0);
    await runAll(strict.renameContact('c-1', 'c-2'), engine.run);
    expect((await strict.totals().read(engine.run)).bot.clicks).toBe(2);
    expect((await strict.contacts().read(engine.run)).map(({ contactId }) => contactId)).toEqual(['c-2']);
  });

  test('pruning takes whole groups and their places, and exportOf gives back what was stored', async () => {
    await clear(engine);
    const kept = {
      version: 1,
      eventId: 'e-9',
      linkId: 'new',
      at: 9_000,
      url: 'https://a.example/',
      part: 'text',
      contactId: 'c-9',
      messageId: 'm-2',
      sentAt: 8_000,
      linkCount: 4,
      expired: false,
      test: false,
      signals: ['head'],
      tags: { a: 'b' },
      eventTags: { device: 'phone' },
    };
    await runAll(
      table.insert([click(1, { at: 10, messageId: 'm-1' }), click(2, { at: 10, contactId: undefined }), kept as never]),
      engine.run,
    );
    await runAll(table.prune({ before: new Date(5_000) }), engine.run);
    expect((await table.links().read(engine.run)).map(({ linkId }) => linkId)).toEqual(['new']);
    expect((await table.groupBy('messageId').read(engine.run)).map(({ value }) => value)).toEqual(['m-2']);
    expect(await table.exportOf('c-9').read(engine.run)).toEqual([kept]);
  });
});
