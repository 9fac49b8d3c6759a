import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clickTable, type Statement } from '../../../src/clicks/sql/index.js';

// ClickHouse runs here in one process, so no cluster does: what it would be sent is parsed.
const table = clickTable({ dialect: 'clickhouse', name: 'app.clicks', cluster: 'main' });
const record = { linkId: 'sale', at: 1, contactId: "c-'1\0", eventId: 'e-1', url: 'https://shop.example/' };
let parse: (text: string, values?: Statement['values']) => Promise<string>;
let close: () => void;

beforeAll(() => {
  const { Session } = createRequire(new URL('../../engines/package.json', import.meta.url))('chdb');
  const session = new Session();
  parse = async (text, values = []) => {
    const named = Object.fromEntries(values.map((value, i) => [`p${i + 1}`, value]));
    const query = `EXPLAIN AST ${text}`;
    const result = await (values.length === 0
      ? session.queryAsync(query, { format: 'TSVRaw' })
      : session.queryBindAsync(query, named, { format: 'TSVRaw' }));
    return result.text();
  };
  close = () => session.close();
});
afterAll(() => close());

test('tables are made on the cluster: replicated ones, and one over them for each', async () => {
  const texts = table.create().statements.map(({ text }) => text);
  for (const text of texts) expect(await parse(text)).toMatch(/^(?:Create|Insert)Query/);
  const count = (pattern: RegExp): number => texts.filter((text) => pattern.test(text)).length;
  expect([
    count(/ON CLUSTER main .*ReplicatedReplacingMergeTree\(/),
    count(/ON CLUSTER main .*Distributed\(main/),
  ]).toEqual([3, 3]);
  expect(texts[1]).toContain('cityHash64(contact_key)');
});

test('what is written and erased is parsed, and rows are deleted where they are stored', async () => {
  const statements = [
    ...table.insert([record]),
    ...table.settle({ now: new Date(0) }),
    ...table.forget(record.contactId),
    ...table.renameContact('a', 'b'),
    ...table.prune({ before: new Date(0) }),
  ];
  const parsed: string[] = [];
  for (const { text, values } of statements) parsed.push(await parse(text, values));
  expect(parsed.map((each) => each.slice(0, 6)).filter((kind) => kind === 'Insert').length).toBe(7);
  const deletes = statements.filter(({ text }) => text.startsWith('DELETE'));
  expect(deletes).toHaveLength(5);
  for (const { text } of deletes)
    expect(text).toMatch(/^DELETE FROM "app"\."clicks(?:_links)?_local" ON CLUSTER main /);
});

test('every reading is parsed', async () => {
  const parsed: string[] = [];
  const run = async (text: string, values: Statement['values']): Promise<readonly unknown[]> => {
    parsed.push(await parse(text, values));
    // Some of everything, so that readings of several statements go on.
    return text.startsWith('SELECT CASE') ? [{ fresh: 1, settled: 1 }] : [{ n: 1, first_at: 0, last_at: 1 }];
  };
  const view = table.where({ campaignId: 'november', from: new Date(0) });
  await view.totals().read(run);
  await view.timeline({ bucket: 'day', timeZone: 'Europe/Rome' }).read(run);
  await view.groupBy('variant').read(run);
  await view.reporting.trends(run, { from: 0, to: 1, bins: 2 }).catch(() => {});
  for (const list of [view.links(), view.urls(), view.contacts(), view.contactsOf('sale'), view.linksOf('c-1')])
    await list.page(run, { limit: 2 }).catch(() => {});
  expect(parsed.length).toBeGreaterThan(15);
  for (const each of parsed) expect(each).toMatch(/^SelectWithUnionQuery/);
});
