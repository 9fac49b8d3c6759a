import { NO_CONTACT } from './keys.js';

/** The engines that `clickTable` writes statements for. */
export type SqlDialect = 'sqlite' | 'postgres' | 'duckdb' | 'clickhouse';

/** Names of a table's columns and tables, quoted. */
export interface Tables {
  /** The clicks: one row for each event. */
  readonly events: string;
  /** The places that links stand in, with everything that their clicks have in common. */
  readonly links: string;
  /** Facts about the table: its schema's version, erased and renamed contacts. */
  readonly facts: string;
  /** ClickHouse only: the cluster that they lie on. */
  readonly cluster?: string;
}

/** A way to count different contacts. */
export type Uniques = 'pairs' | 'distinct';

/** All that differs between engines in a query; how each makes its tables stands in schema.ts. */
export interface Dialect {
  /** The placeholder of the n-th value of a statement, counted from 1. */
  readonly placeholder: (number: number) => string;
  /** Types of columns: 128-bit keys, text that orders by its bytes, whole numbers of 64 and 32 bits. */
  readonly key: string;
  readonly text: string;
  readonly big: string;
  readonly int: string;
  /** A key as a literal, from its 32 hexadecimal digits. */
  readonly keyLiteral: (digits: string) => string;
  /** A key as text, with hyphens or without. */
  readonly keyText: (expression: string) => string;
  /** The bits that two whole numbers have in common. */
  readonly bits: (expression: string, mask: number | string) => string;
  /** A whole number of 64 bits that has one bit, by the bit's place, counted from 0. */
  readonly bitAt: (place: string) => string;
  /** The aggregate that ORs whole numbers together, where there is one. */
  readonly bitOr?: string;
  /** Where in a text another one starts, from 1; 0 for nowhere. */
  readonly position: (text: string, part: string) => string;
  /** Rounds the quotient of two whole numbers down. */
  readonly floorDivide: (dividend: string, divisor: number) => string;
  /**
   * How different contacts are counted, of clicks whose labels lie there and of clicks that are labelled in the query. `pairs`: by
   * grouping twice, by contact and then without; servers that share a table by contact each do the first. `distinct`: by
   * COUNT(DISTINCT), in one pass over the clicks.
   */
  readonly uniques: { readonly settled: Uniques; readonly fresh: Uniques };
  /** Whether several servers share a table by contact: SQL that is 1 or 0. Absent where nothing tells. */
  readonly isShared?: string;
  /** Planning takes longer than a pass over the clicks: what a query can do in one, it does. */
  readonly onePass: boolean;
  /** Before the query of a CTE that is read from the table each time. */
  readonly inlined: string;
  /** Behind a table's name, where rows that came twice are still in it. */
  readonly final: string;
  /** Whether rows are changed by writing them anew, because keys of a table's order cannot change. */
  readonly appendOnly: boolean;
  /** A row so many before or behind in a window, one where nothing is said: NULL beyond the edge. */
  readonly neighbour: (which: 'LAG' | 'LEAD', expression: string, offset?: number) => string;
  /** Leaves out the clicks of groups of a contact and a message that a CTE names: what stands behind FROM, and behind WHERE. */
  readonly without: (alias: string, groups: string) => readonly [join: string, condition: string];
  /** A whole number that may be NULL, from a condition and a value. */
  readonly whenElseNull: (condition: string, value: string) => string;
  /** At the end of a query with CTEs that are worked out once however often they are read (`AS MATERIALIZED`). */
  readonly settings: string;
  /** Reads rows out of one parameter that holds a JSON array of objects: what stands after FROM, and a column of it. */
  readonly unpack?: {
    readonly from: (parameter: string, columns: readonly Column[]) => string;
    readonly column: (column: Column) => string;
    /** At the end of an INSERT, so that a row whose key is there already is left out. */
    readonly skipKnown: string;
  };
}

/** A column of a table of ours. */
export interface Column {
  readonly name: string;
  readonly type: 'key' | 'text' | 'big' | 'int';
  /** It may be NULL. */
  readonly optional?: true;
}

const plainBits = (expression: string, mask: number | string): string => `(${expression} & ${mask})`;
const plainBitAt = (place: string): string => `(CAST(1 AS BIGINT) << CAST(${place} AS INTEGER))`;
const nullCase = (condition: string, value: string): string => `CASE WHEN ${condition} THEN ${value} END`;
const neighbour = (which: 'LAG' | 'LEAD', expression: string, offset = 1): string =>
  `${which}(${expression}, ${offset})`;
const antiJoin = (alias: string, groups: string): readonly [string, string] => [
  ` LEFT JOIN ${groups} AS w ON ${alias}.message_key = w.message_key AND ${alias}.contact_key = w.contact_key`,
  ' AND w.contact_key IS NULL',
];
const hyphened = (digits: string): string => digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

const JSON_TYPES: Readonly<Record<Column['type'], string>> = {
  key: 'VARCHAR',
  text: 'VARCHAR',
  big: 'BIGINT',
  int: 'INTEGER',
};

/** One row for each engine. */
export const DIALECTS: Readonly<Record<SqlDialect, Dialect>> = {
  sqlite: {
    placeholder: () => '?',
    key: 'BLOB',
    text: 'TEXT',
    big: 'INTEGER',
    int: 'INTEGER',
    keyLiteral: (digits) => `x'${digits}'`,
    keyText: (expression) => `lower(hex(${expression}))`,
    bits: plainBits,
    bitAt: plainBitAt,
    position: (text, part) => `instr(${text}, ${part})`,
    // Division cuts towards zero, and times before 1970 are below it.
    floorDivide: (dividend, divisor) =>
      `((${dividend}) - ((${dividend}) % ${divisor} + ${divisor}) % ${divisor}) / ${divisor}`,
    uniques: { settled: 'distinct', fresh: 'distinct' },
    onePass: false,
    inlined: 'NOT MATERIALIZED ',
    final: '',
    appendOnly: false,
    neighbour,
    without: antiJoin,
    whenElseNull: nullCase,
    settings: '',
    unpack: {
      from: (parameter) => `json_each(${parameter}) AS r WHERE true`,
      column: ({ name, type }) => (type === 'key' ? `unhex(r.value ->> '$.${name}')` : `(r.value ->> '$.${name}')`),
      skipKnown: 'ON CONFLICT DO NOTHING',
    },
  },
  postgres: {
    placeholder: (number) => `$${number}`,
    key: 'uuid',
    text: 'text COLLATE "C"',
    big: 'bigint',
    int: 'integer',
    keyLiteral: (digits) => `'${hyphened(digits)}'::uuid`,
    keyText: (expression) => `${expression}::text`,
    bits: plainBits,
    bitAt: plainBitAt,
    bitOr: 'bit_or',
    position: (text, part) => `strpos(${text}, ${part})`,
    floorDivide: (dividend, divisor) =>
      `((${dividend}) - ((${dividend}) % ${divisor} + ${divisor}) % ${divisor}) / ${divisor}`,
    uniques: { settled: 'pairs', fresh: 'distinct' },
    isShared: `CASE WHEN current_setting('enable_partitionwise_aggregate') = 'on' THEN 1 ELSE 0 END`,
    onePass: false,
    inlined: 'NOT MATERIALIZED ',
    final: '',
    appendOnly: false,
    neighbour,
    without: antiJoin,
    whenElseNull: nullCase,
    settings: '',
    unpack: {
      from: (parameter, columns) =>
        `json_to_recordset(${parameter}::json) AS r(${columns
          .map(({ name, type }) => `${name} ${{ key: 'uuid', text: 'text', big: 'bigint', int: 'integer' }[type]}`)
          .join(', ')})`,
      column: ({ name }) => `r.${name}`,
      skipKnown: 'ON CONFLICT DO NOTHING',
    },
  },
  duckdb: {
    placeholder: (number) => `$${number}`,
    key: 'UUID',
    text: 'VARCHAR',
    big: 'BIGINT',
    int: 'INTEGER',
    keyLiteral: (digits) => `'${hyphened(digits)}'::UUID`,
    keyText: (expression) => `CAST(${expression} AS VARCHAR)`,
    bits: plainBits,
    bitAt: plainBitAt,
    bitOr: 'bit_or',
    position: (text, part) => `strpos(${text}, ${part})`,
    floorDivide: (dividend, divisor) =>
      `((${dividend}) - ((${dividend}) % ${divisor} + ${divisor}) % ${divisor}) // ${divisor}`,
    uniques: { settled: 'pairs', fresh: 'pairs' },
    onePass: false,
    inlined: 'NOT MATERIALIZED ',
    final: '',
    appendOnly: false,
    neighbour,
    without: antiJoin,
    whenElseNull: nullCase,
    settings: '',
    unpack: {
      from: (parameter, columns) =>
        `(SELECT unnest(from_json(${parameter}::JSON, '[{${columns
          .map(({ name, type }) => `"${name}":"${JSON_TYPES[type]}"`)
          .join(',')}}]')) AS r)`,
      column: ({ name, type }) => (type === 'key' ? `r.${name}::UUID` : `r.${name}`),
      skipKnown: 'ON CONFLICT DO NOTHING',
    },
  },
  clickhouse: {
    placeholder: (number) => `{p${number}:String}`,
    key: 'UUID',
    text: 'String',
    big: 'Int64',
    int: 'Int32',
    keyLiteral: (digits) => `toUUID('${hyphened(digits)}')`,
    keyText: (expression) => `toString(${expression})`,
    bits: (expression, mask) => `bitAnd(${expression}, ${mask})`,
    bitAt: (place) => `bitShiftLeft(toInt64(1), ${place})`,
    bitOr: 'groupBitOr',
    position: (text, part) => `position(${text}, ${part})`,
    floorDivide: (dividend, divisor) => `intDiv((${dividend}) - positiveModulo((${dividend}), ${divisor}), ${divisor})`,
    uniques: { settled: 'distinct', fresh: 'distinct' },
    onePass: true,
    inlined: '',
    final: ' FINAL',
    appendOnly: true,
    // They give 0 at the edge, unless what they look at can be NULL.
    neighbour: (which, expression, offset = 1) => `${which.toLowerCase()}(toNullable(${expression}), ${offset})`,
    // Not by IN: its set is made while the query is planned, when no CTE has been worked out. Numbers of groups begin at 1.
    without: (alias, groups) => [
      ` LEFT JOIN ${groups} AS w ON ${alias}.message_key = w.message_key AND ${alias}.contact_key = w.contact_key`,
      ' AND w.crowd = 0',
    ],
    whenElseNull: (condition, value) => `CASE WHEN ${condition} THEN toNullable(${value}) END`,
    settings: ' SETTINGS enable_materialized_cte = 1',
  },
};

/** The literal for the contact of anonymous clicks. */
export function noContact(dialect: Dialect): string {
  return dialect.keyLiteral(NO_CONTACT);
}
