import type { BotOptions } from '../clicks/bots/rules.js';
import type { ClickQuery } from '../clicks/query/stats.js';
import { clickTable } from '../clicks/sql/index.js';
import { printable } from '../print/table.js';
import type { ReportOptions } from '../report/model/options.js';
import { readReport } from '../report/model/read-report.js';
import type { Report } from '../report/model/rows.js';
import { cannot } from './files.js';
import { type Io, UsageError } from './io.js';
import { shellWord } from './shown-name.js';

/** Which clicks to read, and by which rules bots are told. */
export interface SqliteSource {
  readonly path: string;
  /** @default 'clicks' */
  readonly table: string | undefined;
  readonly bots: BotOptions | undefined;
  readonly query: ClickQuery;
}

/** Makes a report of the table that `clickTable` keeps in a file of SQLite's. Only reads. */
export async function readSqlite(
  { path, table = 'clicks', bots, query }: SqliteSource,
  options: ReportOptions,
  io: Io,
): Promise<Report> {
  const clicks = clickTable({ dialect: 'sqlite', name: table, bots });
  const run = await io.openSqlite(path).catch((error: unknown) => {
    throw error instanceof UsageError ? error : cannot('read', path, error);
  });
  return readReport(clicks.where(query), run, options).catch((error: unknown) => {
    // A caller's own mistake keeps its sentence; the engine's would show a path or a statement.
    if (error instanceof UsageError || error instanceof TypeError) throw error;
    const { message } = error as { message?: unknown };
    if (/no such table|no such column/i.test(String(message)))
      throw new UsageError(
        `${printable(path)} has no table of clickstamp/sql with that name.`,
        `clickstamp report --sqlite ${shellWord(path)} --sqlite-table NAME`,
      );
    throw new UsageError(`${printable(path)} cannot be read as a database of SQLite.`);
  });
}
