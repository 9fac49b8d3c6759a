import type { Filter } from './filter.js';
import { numberIn } from './rows.js';
import { formSql, type ScanContext, type ScanForm } from './scan.js';
import { type Run, type Sql, type SqlRow, write } from './statement.js';

/** Runs a statement and returns its rows. */
export async function readRows(run: Run, { dialect }: ScanContext, statement: Sql): Promise<readonly SqlRow[]> {
  const { text, values } = write(statement, dialect.placeholder);
  return (await run(text, values)) as readonly SqlRow[];
}

/** Reads which form of labels a reading needs. A click that comes meanwhile is left out, or labelled: nothing is counted wrong. */
export async function readForm(run: Run, context: ScanContext, filter: Filter): Promise<ScanForm> {
  const [row = {}] = await readRows(run, context, formSql(context, filter));
  if (numberIn(row, 'fresh') === 0) return 'settled';
  return numberIn(row, 'settled') === 0 ? 'fresh' : 'mixed';
}
