import type { ClickAggregator } from '../../src/clicks/index.js';
import type { Run } from '../../src/clicks/sql/index.js';
import { importUntyped } from './import-untyped.js';
import type { Truth } from './plan.js';

interface Queries {
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<{ readonly rows: Row[] }>;
}

/** What is used of PGlite. */
interface PgliteModule {
  readonly PGlite: {
    create(): Promise<
      Queries & {
        exec(sql: string): Promise<unknown>;
        transaction(work: (tx: Queries) => Promise<void>): Promise<unknown>;
        close(): Promise<void>;
      }
    >;
  };
}

/** Clicks in a real Postgres: what `changesSince` gives is written over what was there. */
export async function openStore(): Promise<{
  save(counts: ClickAggregator): Promise<void>;
  pairs(): Promise<Truth[]>;
  query<Row>(sql: string): Promise<Row[]>;
  run: Run;
  close(): Promise<void>;
}> {
  const { PGlite } = await importUntyped<PgliteModule>('@electric-sql/pglite');
  const db = await PGlite.create();
  await db.exec(`
    create table clicks (
      campaign text not null, variant text not null, part text not null, link text not null, contact text not null,
      human integer not null, bot integer not null, first_at timestamptz not null, last_at timestamptz not null,
      primary key (campaign, variant, part, link, contact)
    );
    create table links (part text not null, link text not null, url text not null, primary key (part, link));
  `);
  let cursor: string | undefined;
  return {
    async save(counts) {
      const { cursor: next, changes, links } = counts.changesSince(cursor);
      await db.transaction(async (tx) => {
        for (const { campaignId, variant, part, linkId, contactId, human, bot, firstClickAt, lastClickAt } of changes)
          await tx.query(
            `insert into clicks values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             on conflict (campaign, variant, part, link, contact) do update
             set human = excluded.human, bot = excluded.bot, first_at = excluded.first_at, last_at = excluded.last_at`,
            [campaignId ?? '', variant ?? '', part, linkId, contactId ?? '', human, bot, firstClickAt, lastClickAt],
          );
        for (const { part, linkId, url } of links)
          await tx.query(
            'insert into links values ($1, $2, $3) on conflict (part, link) do update set url = excluded.url',
            [part, linkId, url],
          );
      });
      cursor = next;
    },
    async pairs() {
      const { rows } = await db.query<Truth>(`
        select contact as "contactId", variant, part, link as "linkId", human, bot
        from clicks order by contact collate "C", part collate "C", link collate "C"`);
      return rows;
    },
    async query<Row>(sql: string) {
      return (await db.query<Row>(sql)).rows;
    },
    run: async (text, values) => (await db.query<unknown>(text, values)).rows,
    close: () => db.close(),
  };
}
