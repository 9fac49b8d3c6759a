import { checkKeys, checkNumber, checkOneOf, checkType, usageError } from '../../checks/options.js';
import { sha256 } from '../../checks/sha256.js';
import { requestBits } from '../bots/request.js';
import { type BotOptions, createBotRules } from '../bots/rules.js';
import { SIGNALS } from '../bots/signals.js';
import type { SettleOptions } from '../query/settled.js';
import { type ClickEvent, checkEvent } from '../store/event.js';
import type { ClickRecord } from '../store/record.js';
import { timeOf } from '../store/record.js';
import { signalBits, signalsOf } from '../store/request-signals.js';
import { DIALECTS, type SqlDialect, type Tables } from './dialects.js';
import { EVERYTHING } from './filter.js';
import { createKeys, insertStatements, type StoredClick } from './insert.js';
import { keyOf, ordered, reordered, stored } from './keys.js';
import { exportSql, forgetSql, pruneSql, renameSql } from './people.js';
import { checkRun, readRows } from './read.js';
import { numberIn } from './rows.js';
import { createStatements, SCHEMA_VERSION, suffixed } from './schema.js';
import { settleSql } from './settle.js';
import { type Reading, type Sql, type Statement, sql, write } from './statement.js';
import { TableView } from './table-view.js';

/** Where clicks are kept, and how they are counted. */
export interface ClickTableOptions {
  /** The engine that runs the statements. */
  readonly dialect: SqlDialect;
  /** The table's name, `schema.table` too: letters, digits and `_`. Two more tables get names that begin with it. */
  readonly name: string;
  /** What makes a click a bot's: as for `ClickAggregator`. */
  readonly bots?: BotOptions | undefined;
  /**
   * Mixed into the hashes by which rows are found, so that nobody finds a contact by hashing guesses. The same for all who
   * use the table, and never changed. @default none
   */
  readonly salt?: string | undefined;
  /** ClickHouse only: the cluster that the tables lie on. @default one server */
  readonly cluster?: string | undefined;
}

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]{0,40}$/;

/** Checks a name of one or two parts and quotes it. */
function quoted(option: string, name: string): string {
  const parts = name.split('.');
  if (parts.length > 2 || !parts.every((part) => IDENTIFIER.test(part)))
    throw usageError(
      option,
      'must be a name such as clicks or app.clicks: letters, digits and _, at most 41 characters each',
    );
  // Names inside our queries begin like this, and would hide the table.
  if (/^cs_/i.test(parts.at(-1) as string)) throw usageError(option, 'must not begin with cs_');
  return parts.map((part) => `"${part}"`).join('.');
}

/**
 * The clicks of a database: the statements that store them and count them, for whatever driver you have. It holds no
 * connection. Its reading methods return the same rows as those of `ClickAggregator`, for the same clicks.
 */
export class ClickTable extends TableView {
  readonly #tables: Tables;
  readonly #name: SqlDialect;

  /** Not for callers: `clickTable` makes one. */
  constructor(options: ClickTableOptions) {
    checkKeys('clickTable options', options, ['dialect', 'name', 'bots', 'salt', 'cluster']);
    const { dialect, name, bots, salt = '', cluster } = options;
    if (dialect === undefined) throw usageError('dialect', `must be one of ${Object.keys(DIALECTS).join(', ')}`);
    checkOneOf('dialect', dialect, Object.keys(DIALECTS));
    if (typeof name !== 'string') throw usageError('name', 'must be a string', name);
    checkType('salt', options.salt, 'string');
    checkType('cluster', cluster, 'string');
    if (cluster !== undefined && dialect !== 'clickhouse') throw usageError('cluster', 'is for ClickHouse only');
    const events = quoted('name', name);
    if (cluster !== undefined) quoted('cluster', cluster);
    const tables = {
      events,
      links: suffixed(events, '_links'),
      facts: suffixed(events, '_facts'),
      ...(cluster === undefined ? {} : { cluster }),
    };
    const rules = createBotRules(bots);
    super(
      { dialect: DIALECTS[dialect], tables, rules, fingerprint: fingerprintOf(rules) },
      EVERYTHING,
      createKeys(salt),
    );
    this.#tables = tables;
    this.#name = dialect;
  }

  /**
   * Makes the tables. Where they are there already, nothing happens.
   *
   * @returns the statements; `read` runs them, and rejects with an `Error` that says what to do if a newer version of
   *   this package made the table
   */
  create(): Reading<void> & {
    /** The statements, for a migrations file: run them one after another. */
    readonly statements: readonly Statement[];
  } {
    const statements = createStatements(this.#name, this.#tables).map((text) => ({ text, values: [] }));
    return {
      statements,
      read: async (run) => {
        checkRun(run);
        for (const { text, values } of statements) await run(text, values);
        const facts = `${this.#tables.facts}${DIALECTS[this.#name].final}`;
        const [row] = await readRows(run, this.context, sql`SELECT value FROM ${facts} WHERE fact = 'version'`);
        const version = row === undefined ? SCHEMA_VERSION : numberIn(row, 'value');
        if (version > SCHEMA_VERSION)
          throw new Error(
            `The table is of version ${version}, and this release of clickstamp knows version ${SCHEMA_VERSION}: update clickstamp before you use it.`,
          );
      },
    };
  }

  /**
   * Stores clicks. An event id counts once, however often and from however many writers it comes; events without one count
   * each time.
   *
   * @param records - a few hundred at a time do best
   * @returns the statements, to be run one after another; none for no records
   * @throws TypeError for a record of the wrong shape, naming the member
   */
  insert(records: Iterable<ClickEvent | ClickRecord>): Statement[] {
    if (records === null || typeof records !== 'object' || !(Symbol.iterator in records))
      throw usageError('records', 'must be an array of clicks', records);
    const clicks: StoredClick[] = [];
    for (const record of records) clicks.push(this.#clickOf(record));
    return insertStatements(this.context.dialect, this.#tables, this.keys, clicks, randomId);
  }

  /**
   * Writes the labels of all clicks that can no longer change beside them: reading them is then a plain grouping. Run it at
   * night, or every hour. Clicks that come later than `lateMs` are still counted and labelled.
   *
   * @param options - `now` is required
   * @returns the statements, to be run one after another
   * @throws TypeError for a wrong option
   */
  settle(options: SettleOptions): Statement[] {
    checkKeys('settle options', options, ['now', 'lateMs']);
    const { now, lateMs = 3_600_000 } = options;
    if (!(now instanceof Date && Number.isFinite(now.getTime()))) throw usageError('now', 'must be a valid Date', now);
    checkNumber('lateMs', lateMs, 0);
    return [this.#write(settleSql(this.context, now.getTime() - lateMs, now.getTime()))];
  }

  /**
   * Forgets a contact. The clicks stay in all counts, together, under a key that stands for nobody; a hash of the id stays
   * behind, by which later clicks of the contact count without one.
   *
   * @param contactId - as in the clicks
   * @returns the statements, to be run one after another
   * @throws TypeError for an empty id
   */
  forget(contactId: string): Statement[] {
    checkId('contactId', contactId);
    const nameless = keyOf('nameless', randomId());
    return this.#people((written) =>
      forgetSql(this.context.dialect, this.#tables, this.keys.contact(contactId), nameless, written),
    );
  }

  /**
   * Moves all clicks of one contact to another. If the other is forgotten, the first is, too.
   *
   * @param from - whose clicks they are
   * @param to - whose they become
   * @returns the statements, to be run one after another
   * @throws TypeError for an empty id
   */
  renameContact(from: string, to: string): Statement[] {
    checkId('from', from);
    checkId('to', to);
    if (from === to) return [];
    const { contact } = this.keys;
    return this.#people((written) =>
      renameSql(this.context.dialect, this.#tables, {
        from: contact(from),
        to: contact(to),
        name: ordered(to),
        nameless: keyOf('nameless', randomId()),
        written,
      }),
    );
  }

  /**
   * Takes old clicks out of all counts: those of a contact on a message together, when the last of them is older; anonymous
   * ones by themselves.
   *
   * @param options - `before`: the time of a click that is kept
   * @returns the statements, to be run one after another
   * @throws TypeError for a time that is not valid
   */
  prune(options: { readonly before: Date }): Statement[] {
    const { before } = options;
    if (!(before instanceof Date && Number.isFinite(before.getTime())))
      throw usageError('before', 'must be a valid Date', before);
    return pruneSql(this.context.dialect, this.#tables, before.getTime()).map((each) => this.#write(each));
  }

  /**
   * Reads everything that is stored of a contact, for a request of access.
   *
   * @param contactId - as in the clicks
   * @returns click by click, oldest first
   * @throws TypeError for an empty id
   */
  exportOf(contactId: string): Reading<ClickRecord[]> {
    checkId('contactId', contactId);
    const statement = exportSql(this.context.dialect, this.#tables, this.keys.contact(contactId));
    return { read: async (run) => (await readRows(run, this.context, statement)).map(recordOf) };
  }

  #people(statements: (written: number) => readonly Sql[]): Statement[] {
    return statements(Date.now()).map((each) => this.#write(each));
  }

  #write(each: Sql): Statement {
    return write(each, this.context.dialect.placeholder);
  }

  #clickOf(event: ClickEvent): StoredClick {
    checkEvent(event);
    const { rules } = this.context;
    const signals = requestBits(event, rules) | (event.signals === undefined ? 0 : signalBits(event.signals));
    const { linkCount = 0 } = event;
    return {
      eventId: event.eventId,
      contactId: event.contactId,
      campaignId: event.campaignId,
      messageId: event.messageId,
      variant: event.variant,
      part: event.part ?? 'html',
      linkId: event.linkId,
      url: event.url ?? '',
      tags: event.tags,
      eventTags: event.eventTags,
      at: timeOf('event.at', event.at),
      sentAt: event.sentAt === undefined ? undefined : timeOf('event.sentAt', event.sentAt),
      linkCount: linkCount <= MAX_LINK_COUNT ? linkCount : 0,
      test: event.test === true,
      expired: event.expired === true,
      honeypot: event.honeypot === true,
      signals,
    };
  }
}

/** More links than this count as unknown, as in memory. */
const MAX_LINK_COUNT = 1_022;

/**
 * Writes the statements that keep clicks in your own database and count them there. Numbers and bot labels are those of
 * `ClickAggregator`. Throws `TypeError` naming the option; a table's name must be made of letters, digits and `_`.
 *
 * @param options - `dialect` and `name` are required
 * @returns the statements, and readings that your own function runs
 * @throws TypeError for a wrong option
 * @example
 * ```ts
 * import { clickTable } from 'clickstamp/sql';
 *
 * const clicks = clickTable({ dialect: 'postgres', name: 'clicks' });
 * clicks.create().statements[0]?.text.slice(0, 37); // => 'CREATE TABLE IF NOT EXISTS "clicks" ('
 * const statements = clicks.insert([{ linkId: 'sale', at: new Date(), contactId: 'c-1', eventId: 'e-1' }]);
 * statements.map(({ text }) => text.slice(0, 27)); // => ['INSERT INTO "clicks_links" ', 'INSERT INTO "clicks" (event']
 * ```
 */
export function clickTable(options: ClickTableOptions): ClickTable {
  return new ClickTable(options);
}

/** Names rules by a number that is not 0: 48 bits of the hash of all that labels depend on. */
function fingerprintOf(rules: ReturnType<typeof createBotRules>): number {
  const { afterSendingMs, honeypotWindowMs, everyLinkWindowMs, weights } = rules;
  const reasons = SIGNALS.map(({ reason }) => reason);
  const all = JSON.stringify([1, reasons, weights, afterSendingMs, honeypotWindowMs, everyLinkWindowMs]);
  return Number.parseInt(sha256(all).slice(0, 12), 16) + 1;
}

function checkId(option: string, id: unknown): void {
  if (typeof id !== 'string' || id === '') throw usageError(option, 'must be a string that is not empty');
}

function randomId(): string {
  return globalThis.crypto.randomUUID();
}

function recordOf(row: Readonly<Record<string, unknown>>): ClickRecord {
  const text = (name: string): string | undefined =>
    row[name] === null || row[name] === undefined ? undefined : stored(String(row[name]));
  const tags = (name: string): Record<string, string> | undefined =>
    row[name] === null || row[name] === undefined ? undefined : JSON.parse(String(row[name]));
  const is = (name: string): boolean => numberIn(row, name) !== 0;
  const sent = numberIn(row, 'sent_s');
  const count = numberIn(row, 'link_count');
  const optional = {
    campaignId: text('campaign'),
    messageId: text('message'),
    variant: text('variant'),
    contactId: row['contact'] === null ? undefined : reordered(String(row['contact'])),
    sentAt: sent === 0 ? undefined : sent * 1000,
    linkCount: count === 0 ? undefined : count,
    honeypot: is('honeypot') ? true : undefined,
    tags: tags('tags'),
    eventTags: tags('event_tags'),
  };
  return {
    version: 1,
    eventId: text('event') ?? '',
    at: numberIn(row, 'at_ms'),
    url: text('url') ?? '',
    linkId: text('link') ?? '',
    part: text('part') ?? '',
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
    expired: is('expired'),
    test: is('test'),
    signals: signalsOf(numberIn(row, 'signals')),
  };
}
