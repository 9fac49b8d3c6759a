import { usageError } from '../../checks/options.js';
import type { Run, TableView } from '../../clicks/sql/index.js';
import { checkReportOptions, type ReportOptions } from './options.js';
import { bucketFor, buildReport, stretchOf, TREND_BINS } from './report.js';
import type { Report } from './rows.js';

/** A `maxContacts` that any engine takes for a LIMIT. */
const MOST = 2 ** 31 - 1;

/**
 * Works a report out of a table of clicks: the same as `createReport` of the same records, but for `overview.duplicates`,
 * which no database counts. It reads some ten statements, one after another; where the table is being written to
 * meanwhile, run them in one transaction that sees one state (`REPEATABLE READ`).
 *
 * @param clicks What `clickTable` returned, or a view of some of its clicks: `clicks.where({ campaignId })`.
 * @param run Runs a statement on your connection.
 * @param options Title, message, what was delivered; how it is to be written.
 * @returns Rows as plain data, for `toText`, `toMarkdown`, `toHtml` and `toCsv`. The CSV tables `contacts` and `pairs` are read
 *   from the database when they are written, so they take `streamCsv`.
 * @throws `TypeError` for a wrong option; rejects with whatever your driver throws.
 *
 * @example
 * ```ts
 * import Database from 'libsql';
 * import { readReport, toText } from 'clickstamp/report';
 * import { clickTable } from 'clickstamp/sql';
 *
 * const db = new Database(':memory:');
 * const run = (text: string, values: readonly unknown[]) => db.prepare(text).all(...values) as Record<string, unknown>[];
 * const clicks = clickTable({ dialect: 'sqlite', name: 'clicks' });
 * for (const { text } of clicks.create().statements) db.exec(text);
 * const report = await readReport(clicks, run, { title: 'November' });
 * toText(report).split('\n')[0]; // => 'November'
 * ```
 */
export async function readReport(clicks: TableView, run: Run, options: ReportOptions = {}): Promise<Report> {
  checkReportOptions('readReport options', options);
  if (clicks === null || typeof clicks !== 'object' || !('reporting' in clicks && 'timeline' in clicks))
    throw usageError('clicks', 'must be a table, as clickTable returns it, or a view of one', clicks);
  if (typeof run !== 'function') throw usageError('run', 'must be a function', run);
  const { maxContacts = 500, bucket, timeZone = 'UTC' } = options;
  const { reporting } = clicks;
  const summary = await reporting.summarise(run, Math.min(maxContacts, MOST));
  const variants: { variant: string; totals: Awaited<ReturnType<ReturnType<TableView['totals']>['read']>> }[] = [];
  for (const { value, view } of await clicks.groupBy('variant').read(run))
    if (value !== undefined) variants.push({ variant: value, totals: await view.totals().read(run) });
  const { from, to } = stretchOf(summary);
  const chosen = bucket ?? bucketFor(to - from);
  return buildReport(
    {
      summary,
      variants,
      timeline: await clicks.timeline({ bucket: chosen, timeZone }).read(run),
      bucket: chosen,
      trends: await reporting.trends(run, { from, to, bins: TREND_BINS }),
      complete: { contacts: () => reporting.contacts(run) },
    },
    options,
  );
}
