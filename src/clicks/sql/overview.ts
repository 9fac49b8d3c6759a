import { type PageCut, totalsSql, uncountedSql } from './counts.js';
import { clickCondition, type Filter } from './filter.js';
import { linksSql } from './links.js';
import { readLinksForm, readRows } from './read.js';
import { numberIn } from './rows.js';
import type { ScanContext, ScanForm } from './scan.js';
import type { Run, SqlRow } from './statement.js';

/** The rows of links and of all of them together. */
export interface OverviewRows {
  readonly form: ScanForm;
  readonly total: SqlRow;
  readonly links: readonly SqlRow[];
}

/** The whole list. */
export const WHOLE: PageCut = { limit: undefined, after: undefined };

/** Reads a page of the links' rows. */
export async function readLinks(
  run: Run,
  context: ScanContext,
  filter: Filter,
  page: PageCut,
): Promise<readonly SqlRow[]> {
  const reading = { ...(await readLinksForm(run, context, filter)), withAll: false };
  return readRows(run, context, linksSql(context, filter, reading, page));
}

/** Reads the row of totals. */
export async function readTotal(run: Run, context: ScanContext, filter: Filter): Promise<SqlRow> {
  const { form, counting } = await readLinksForm(run, context, filter);
  const [row = {}] = await readRows(run, context, totalsSql(context, filter, form, counting === 'firsts'));
  return row;
}

/** Reads links and totals by one statement. */
export async function readOverview(run: Run, context: ScanContext, filter: Filter): Promise<OverviewRows> {
  const reading = { ...(await readLinksForm(run, context, filter)), withAll: true };
  const links = await readRows(run, context, linksSql(context, filter, reading, WHOLE));
  return { form: reading.form, total: together(links), links };
}

/** Reads the one row of what no other count holds. */
export async function readUncounted(run: Run, context: ScanContext, filter: Filter): Promise<SqlRow> {
  const condition = clickCondition(filter, context.tables, context.dialect, 'e');
  const [row = {}] = await readRows(run, context, uncountedSql(context, condition));
  return row;
}

const ADDED = /^(?:clicks|human_clicks|suspects|bot_clicks|reason_\d+)$/;

/** The row of all links together: sums of theirs, and the contacts that stand in each of them. */
function together(links: readonly SqlRow[]): SqlRow {
  const [first] = links;
  if (first === undefined) return {};
  const numbers = (name: string): readonly number[] => links.map((row) => numberIn(row, name));
  const sums = Object.keys(first)
    .filter((name) => ADDED.test(name))
    .map((name): [string, number] => [name, numbers(name).reduce((sum, each) => sum + each, 0)]);
  return {
    ...Object.fromEntries(sums),
    contacts: first['all_contacts'],
    human_contacts: first['all_human_contacts'],
    bot_contacts: first['all_bot_contacts'],
    first_at: numbers('first_at').reduce((a, b) => Math.min(a, b)),
    last_at: numbers('last_at').reduce((a, b) => Math.max(a, b)),
    unique_links: links.length,
  };
}
