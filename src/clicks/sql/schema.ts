import type { Column, Dialect, SqlDialect, Tables } from './dialects.js';
import { DIALECTS } from './dialects.js';

/** The version of the tables that this release writes. */
export const SCHEMA_VERSION = 1;

/** The columns of the clicks' table, in their order. */
export const EVENT_COLUMNS: readonly Column[] = [
  { name: 'event_key', type: 'key' },
  { name: 'contact_key', type: 'key' },
  { name: 'message_key', type: 'key' },
  { name: 'link_key', type: 'key' },
  { name: 'place_key', type: 'key' },
  { name: 'at_ms', type: 'big' },
  { name: 'sent_s', type: 'big' },
  { name: 'part_no', type: 'int' },
  { name: 'link_count', type: 'int' },
  { name: 'flags', type: 'int' },
  { name: 'signals', type: 'int' },
  { name: 'contact', type: 'text', optional: true },
  { name: 'event', type: 'text', optional: true },
];

/** Written by `settle`: what a click was found to be, what it is the first of, and by which rules. 0 where nothing is written yet. */
export const LABEL_COLUMNS: readonly Column[] = [
  { name: 'label', type: 'int' },
  { name: 'verdict', type: 'int' },
  { name: 'firsts', type: 'int' },
  { name: 'rules', type: 'big' },
];

/** The columns of the places' table. `url_order` is the URL as `ordered` writes it. */
export const LINK_COLUMNS: readonly Column[] = [
  { name: 'place_key', type: 'key' },
  { name: 'instance_key', type: 'key' },
  { name: 'message_key', type: 'key' },
  { name: 'link_key', type: 'key' },
  { name: 'campaign', type: 'text', optional: true },
  { name: 'message', type: 'text', optional: true },
  { name: 'variant', type: 'text', optional: true },
  { name: 'part', type: 'text' },
  { name: 'link', type: 'text' },
  { name: 'url', type: 'text' },
  { name: 'url_order', type: 'text' },
  { name: 'tags', type: 'text', optional: true },
  { name: 'event_tags', type: 'text', optional: true },
];

/** `flags`: bits of what a click is besides. The honeypot's is the highest, so that the greatest of some flags tells of one. */
export const FLAGS = { test: 1, expired: 2, honeypot: 4 } as const;

/**
 * `firsts`: bits of what a click is the first of among its contact's clicks on the message, and, so many times, among those on the
 * link. So of one message contacts are counted by adding up: each once, whoever has clicked how often.
 */
export const FIRSTS = { human: 1, bot: 2, any: 4, timesOnLink: 8 } as const;

const ALL_FLAGS: number = FLAGS.test | FLAGS.expired | FLAGS.honeypot;

/**
 * The condition that a click has none of the flags of a mask. The values are listed, because planners take what they cannot
 * read (`flags & 1 = 0`) for true of one row in 200, and then join millions of rows by a nested loop.
 */
export function withoutFlags(column: string, mask: number): string {
  const values = Array.from({ length: ALL_FLAGS + 1 }, (_, flags) => flags).filter((flags) => (flags & mask) !== 0);
  return `${column} NOT IN (${values.join(', ')})`;
}

/** What labels are worked out from, beside the contact and the message. */
export const LABEL_INPUTS: readonly string[] = [
  'event_key',
  'link_key',
  'at_ms',
  'part_no',
  'link_count',
  'flags',
  'signals',
];

/** The statements that make the tables where they are not there yet. */
export function createStatements(name: SqlDialect, tables: Tables): string[] {
  return name === 'clickhouse' ? clickhouse(tables) : relational(name, tables);
}

const quote = (name: string, suffix: string): string => name.replace(/"?$/, (end) => `${suffix}${end}`);

/** The name of a table of ours with something behind it, inside the quotes. */
export function suffixed(name: string, suffix: string): string {
  return quote(name, suffix);
}

function columnsOf(dialect: Dialect, columns: readonly Column[], primary: string): string {
  return columns
    .map(({ name, type, optional }) => {
      const rest = name === primary ? ' PRIMARY KEY' : optional === true ? '' : ' NOT NULL';
      return `${name} ${dialect[type]}${rest}`;
    })
    .join(', ');
}

function relational(name: SqlDialect, { events, links, facts }: Tables): string[] {
  const dialect = DIALECTS[name];
  const labels = LABEL_COLUMNS.map((column) => `${column.name} ${dialect[column.type]} NOT NULL DEFAULT 0`).join(', ');
  // An index is named without its schema in Postgres and DuckDB, and lies beside its table.
  const index = (table: string, columns: string, suffix: string, using = ''): string => {
    const bare = suffixed(table, suffix);
    return `CREATE INDEX IF NOT EXISTS ${name === 'sqlite' ? bare : bare.replace(/^.*\."/, '"')} ON ${
      name === 'sqlite' ? table.replace(/^.*\."/, '"') : table
    }${using} (${columns})`;
  };
  const indexes =
    name === 'duckdb'
      ? []
      : [
          index(events, 'message_key, contact_key, at_ms', '_groups'),
          index(events, 'contact_key', '_contacts'),
          index(events, 'rules', '_settled'),
          index(links, 'message_key', '_messages'),
          index(links, 'link_key', '_places'),
          // By hash in Postgres, whose trees take no text of more than 2,704 bytes.
          ...['campaign', 'message', 'link'].map((column) =>
            index(links, column, `_by_${column}`, name === 'postgres' ? ' USING hash' : ''),
          ),
        ];
  return [
    `CREATE TABLE IF NOT EXISTS ${events} (${columnsOf(dialect, EVENT_COLUMNS, 'event_key')}, ${labels})`,
    `CREATE TABLE IF NOT EXISTS ${links} (${columnsOf(dialect, LINK_COLUMNS, 'place_key')})`,
    `CREATE TABLE IF NOT EXISTS ${facts} (fact ${dialect.text} PRIMARY KEY, value ${dialect.text} NOT NULL)`,
    ...indexes,
    `INSERT INTO ${facts} (fact, value) VALUES ('version', '${SCHEMA_VERSION}') ON CONFLICT DO NOTHING`,
  ];
}

/**
 * ClickHouse: rows lie in the order in which they are read, and rows of one event are merged into the newest. On a cluster
 * each table is a `Distributed` one over replicated ones, and all clicks of a contact lie on one shard.
 */
function clickhouse({ events, links, facts, cluster }: Tables): string[] {
  const dialect = DIALECTS.clickhouse;
  const columns = (list: readonly Column[]): string =>
    list
      .map(({ name, type, optional }) => `${name} ${optional === true ? `Nullable(${dialect[type]})` : dialect[type]}`)
      .join(', ');
  const labels = LABEL_COLUMNS.map(({ name, type }) => `${name} ${dialect[type]} DEFAULT 0`).join(', ');
  const tables = [
    {
      name: events,
      // The order finds messages; what holds no click of a contact is passed over by this index.
      columns: `${columns(EVENT_COLUMNS)}, ${labels}, written UInt64 DEFAULT 0, INDEX by_contact contact_key TYPE bloom_filter GRANULARITY 1`,
      version: 'written',
      order: 'message_key, contact_key, at_ms, event_key',
      shard: 'cityHash64(contact_key)',
    },
    { name: links, columns: columns(LINK_COLUMNS), version: '', order: 'place_key', shard: 'cityHash64(place_key)' },
    {
      name: facts,
      columns: 'fact String, value String, written UInt64 DEFAULT 0',
      version: 'written',
      order: 'fact',
      shard: 'cityHash64(fact)',
    },
  ];
  const made = tables.flatMap(({ name, columns: list, version, order, shard }) => {
    if (cluster === undefined)
      return [
        `CREATE TABLE IF NOT EXISTS ${name} (${list}) ENGINE = ReplacingMergeTree${version === '' ? '' : `(${version})`} ORDER BY (${order})`,
      ];
    const local = suffixed(name, '_local');
    const [database, table] = local.includes('.') ? local.split('.') : ['currentDatabase()', local];
    const on = ` ON CLUSTER ${cluster}`;
    return [
      `CREATE TABLE IF NOT EXISTS ${local}${on} (${list}) ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{shard}/{database}/{table}', '{replica}'${version === '' ? '' : `, ${version}`}) ORDER BY (${order})`,
      `CREATE TABLE IF NOT EXISTS ${name}${on} AS ${local} ENGINE = Distributed(${cluster}, ${database}, ${table}, ${shard})`,
    ];
  });
  return [...made, `INSERT INTO ${facts} (fact, value) VALUES ('version', '${SCHEMA_VERSION}')`];
}
