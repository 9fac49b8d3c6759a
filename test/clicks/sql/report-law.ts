import fc from 'fast-check';
import { expect } from 'vitest';
import type { ContactSummary } from '../../../src/clicks/query/summarise.js';
import { createReport, type Report, readReport, streamCsv, toCsv, toHtml, toText } from '../../../src/report/index.js';
import { CSV_TABLES } from '../../../src/report/model/csv-tables.js';
import type { Engine } from './engines.js';
import { AT, open, queries, rules, runAll, streams, type Trials } from './law.js';

/** A report as data: without the way to its complete rows. */
const dataOf = (report: Report): unknown => JSON.parse(JSON.stringify(report));

/**
 * The law of reports: the same from a table as from an aggregator with the same records, as data, text, page and CSV, however few
 * contacts are listed. Resolves with the contacts that lists left out, so that a test can see that they were cut.
 */
export async function checkReports(engine: Engine, trials: Trials): Promise<number> {
  let left = 0;
  await fc.assert(
    fc.asyncProperty(
      // No event twice: what was left out is not counted by a table.
      streams.map((events) => [...new Map(events.map((event) => [event.eventId, event])).values()]),
      rules,
      fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, queries),
      fc.constantFrom(0, 1, 1, 3, 500),
      fc.constantFrom(undefined, AT.early, AT.late),
      async (events, bots, query, maxContacts, settled) => {
        const { table, counts } = await open(engine, events, bots);
        await runAll(table.insert(events), engine.run);
        if (settled !== undefined) await runAll(table.settle({ now: settled, lateMs: 0 }), engine.run);
        const options = { maxContacts, delivered: { A: 40, B: 50 } };
        const [view, rows] = [counts.where(query), table.where(query)];
        const wanted = createReport(view, options);
        const found = await readReport(rows, engine.run, options);
        left += wanted.total - wanted.listed;
        expect(dataOf(found)).toEqual(dataOf(wanted));
        expect(toText(found)).toBe(toText(wanted));
        expect(toHtml(found)).toBe(toHtml(wanted));
        for (const name of CSV_TABLES) {
          let csv = '';
          for await (const piece of streamCsv(found, name)) csv += piece;
          expect(csv).toBe(toCsv(wanted, name));
        }
        const paged: ContactSummary[] = [];
        for await (const contact of rows.reporting.contacts(engine.run, 2)) paged.push(contact);
        expect(paged).toEqual([...view.reporting.contacts()]);
      },
    ),
    trials,
  );
  return left;
}
