import { createRequire } from 'node:module';
import type { SqlDialect } from '../../../src/clicks/sql/index.js';
import type { Run, SqlRow } from '../../../src/clicks/sql/statement.js';

/** An engine that runs, with an empty database. */
export interface Engine {
  readonly name: string;
  readonly dialect: SqlDialect;
  readonly run: Run;
  readonly close: () => Promise<void>;
}

const own = createRequire(import.meta.url);
/** Engines that only these tests need have a package of their own. */
const engines = createRequire(new URL('../../engines/package.json', import.meta.url));

/** SQLite 3.45, as libsql carries it. */
export async function openSqlite(path = ':memory:'): Promise<Engine> {
  const Database = own('libsql');
  const db = new Database(path);
  return {
    name: 'SQLite',
    dialect: 'sqlite',
    run: (text, values) => {
      const statement = db.prepare(text);
      if (statement.reader) return statement.all(...values);
      statement.run(...values);
      return [];
    },
    close: async () => db.close(),
  };
}

/** Postgres, compiled to WebAssembly. */
export async function openPglite(): Promise<Engine> {
  const { PGlite } = own('@electric-sql/pglite');
  const db = await PGlite.create();
  return {
    name: 'PGlite',
    dialect: 'postgres',
    run: async (text, values) => (await db.query(text, [...values])).rows,
    close: () => db.close(),
  };
}

export async function openDuckdb(path = ':memory:'): Promise<Engine> {
  const { DuckDBInstance } = engines('@duckdb/node-api');
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  return {
    name: 'DuckDB',
    dialect: 'duckdb',
    run: async (text, values) => (await connection.runAndReadAll(text, [...values])).getRowObjectsJS(),
    close: async () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** ClickHouse in this process: one session at a time. */
export async function openClickhouse(): Promise<Engine> {
  const { Session } = engines('chdb');
  const session = new Session();
  return {
    name: 'ClickHouse',
    dialect: 'clickhouse',
    run: async (text, values) => {
      const named = Object.fromEntries(values.map((value, i) => [`p${i + 1}`, value]));
      const result = await (values.length === 0
        ? session.queryAsync(text, { format: 'JSONEachRow' })
        : session.queryBindAsync(text, named, { format: 'JSONEachRow' }));
      const rows: string = result.text();
      return rows
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as SqlRow);
    },
    close: async () => session.close(),
  };
}

/** Every engine that runs in this process. */
export const ENGINES: readonly (() => Promise<Engine>)[] = [openSqlite, openPglite, openDuckdb, openClickhouse];
