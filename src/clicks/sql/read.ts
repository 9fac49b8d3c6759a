import { usageError } from '../../checks/options.js';
import type { Filter } from './filter.js';
import { countingOf, countingSql, type LinksReading } from './links.js';
import { numberIn } from './rows.js';
import { formSql, type ScanContext, type ScanForm } from './scan.js';
import { type Run, type Sql, type SqlRow, write } from './statement.js';

/** Runs a statement and returns its rows. */
export async function readRows(run: Run, { dialect }: ScanContext, statement: Sql): Promise<readonly SqlRow[]> {
  checkRun(run);
  const { text, values } = write(statement, dialect.placeholder);
  const rows = await run(text, values);
  if (!Array.isArray(rows)) throw usageError('run', 'must return the rows of a statement as an array', rows);
  return rows;
}

/** Throws unless `run` is a function: forgetting to pass it is the first mistake with a reading. */
export function checkRun(run: unknown): void {
  if (typeof run !== 'function') throw usageError('run', 'must be a function that runs a statement', run);
}

/** Reads which form of labels a reading needs. A click that comes meanwhile is left out, or labelled: nothing is counted wrong. */
export async function readForm(run: Run, context: ScanContext, filter: Filter): Promise<ScanForm> {
  const [row = {}] = await readRows(run, context, formSql(context, filter));
  return formIn(row);
}

/** The same for a reading of links, and how contacts are counted. */
export async function readLinksForm(
  run: Run,
  context: ScanContext,
  filter: Filter,
): Promise<Omit<LinksReading, 'withAll'>> {
  const [row = {}] = await readRows(run, context, formSql(context, filter, countingSql(context, filter)));
  const form = formIn(row);
  return { form, counting: countingOf(context, form, row) };
}

function formIn(row: SqlRow): ScanForm {
  if (numberIn(row, 'fresh') === 0) return 'settled';
  return numberIn(row, 'settled') === 0 ? 'fresh' : 'mixed';
}
