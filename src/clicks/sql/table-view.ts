import { checkKeys, checkNumber, checkOneOf, checkType, usageError } from '../../checks/options.js';
import { compare } from '../query/describe.js';
import type {
  Bucket,
  ClickQuery,
  ClickTotals,
  ContactClicks,
  ContactStats,
  Dimension,
  LinkClicks,
  LinkStats,
  TimelineQuery,
  UrlStats,
} from '../query/stats.js';
import type { ClickGroup } from '../query/view.js';
import { type PageCut, type PageStart, pairContactsSql, pairLinksSql, timelineSql, urlsSql } from './counts.js';
import { clickCondition, type Filter, narrow, narrowTo, placeCondition, tagOfDimension } from './filter.js';
import type { Keys } from './insert.js';
import { ordered, reordered, stored } from './keys.js';
import { readLinks, readOverview, readTotal, readUncounted, WHOLE } from './overview.js';
import { readForm, readRows } from './read.js';
import { createReporting, type TableReporting } from './reporting.js';
import {
  bucketOf,
  contactClicksOf,
  contactOf,
  linkClicksOf,
  linkOf,
  numberIn,
  sorted,
  totalsOf,
  urlOf,
} from './rows.js';
import type { ScanContext, ScanForm } from './scan.js';
import { startSql } from './starts.js';
import { type Reading, type Run, type Sql, type SqlRow, sql } from './statement.js';

/** Which page of a list, and how long. */
export interface PageQuery {
  /** At most so many rows: 1 to 100,000. @default 1000 */
  readonly limit?: number | undefined;
  /** `next` of the page before; absent for the first page. */
  readonly after?: string | undefined;
}

/** A list, whole or page by page. */
export interface ListReading<T> extends Reading<T[]> {
  /**
   * Reads a page. Rows come by clicks, most first, and then by their keys, which are hashes. A row whose clicks change
   * between two pages can be missed or come twice.
   */
  page(
    run: Run,
    query?: PageQuery,
  ): Promise<{
    /** In order: most clicks first. */
    readonly rows: readonly T[];
    /** Where the next page begins; absent on the last one. */
    readonly next?: string;
  }>;
}

type PageSql = (context: ScanContext, filter: Filter, form: ScanForm, page: PageCut) => Sql;
type ReadPage = (run: Run, page: PageCut) => Promise<readonly SqlRow[]>;

/** Counts of some of a table's clicks, or of all of them: each reading method returns what is to be read with your `run`. */
export class TableView {
  /** @internal */
  protected readonly context: ScanContext;
  /** @internal */
  protected readonly keys: Keys;
  readonly #filter: Filter;

  /** Not for callers: `clickTable`, `where` and `groupBy` make views. */
  constructor(context: ScanContext, filter: Filter, keys: Keys) {
    this.context = context;
    this.#filter = filter;
    this.keys = keys;
  }

  /** What a report asks of these clicks. Not for callers: `readReport` asks. */
  get reporting(): TableReporting {
    return createReporting(this.context, this.#filter);
  }

  /**
   * Narrows to the clicks that also match a query.
   *
   * @param query - all of its members must match
   * @returns a view of these clicks, to be read like the whole
   * @throws TypeError for an unknown member, or a value of the wrong type
   */
  where(query: ClickQuery): TableView {
    return this.#with(narrow(this.#filter, query, this.context.dialect));
  }

  /**
   * Cuts the clicks up by a dimension.
   *
   * @param dimension - such as `variant`, or `tag:` and a tag's name
   * @returns one view for each of its values, in their order, that of none last
   * @throws TypeError for an unknown dimension
   */
  groupBy(dimension: Dimension): Reading<ClickGroup<TableView>[]> {
    const { dialect, tables } = this.context;
    const tag = tagOfDimension(dimension);
    if (tag === undefined)
      checkOneOf(
        'dimension',
        dimension,
        DIMENSIONS.map(([name]) => name),
      );
    if (dimension === undefined) throw usageError('dimension', 'must be a dimension');
    const condition = placeCondition(this.#filter);
    const [, column] = DIMENSIONS.find(([name]) => name === dimension) ?? ['', tag?.[0] ?? ''];
    const from = `${tables.links}${dialect.final}`;
    const values =
      dimension === 'url'
        ? sql`SELECT DISTINCT value FROM (SELECT COALESCE(MIN(NULLIF(url_order, '')), '') AS value FROM ${from} WHERE instance_key IN (SELECT instance_key FROM ${from} WHERE ${condition}) GROUP BY instance_key) AS v`
        : sql`SELECT DISTINCT ${column} AS value FROM ${from} WHERE ${condition}`;
    return {
      read: async (run) => {
        const rows = await this.#run(run, values);
        const found = new Set(rows.map(({ value }) => dimensionValue(dimension, value)));
        return [...found]
          .sort((a, b) => (a === undefined ? 1 : b === undefined ? -1 : compare(a, b)))
          .map((value) => ({
            value,
            view: this.#with(narrowTo(this.#filter, dimension, value, tables, dialect)),
          }));
      },
    };
  }

  /**
   * Counts all clicks together.
   *
   * @returns the counts; `duplicates` is 0, because no engine keeps count of what it left out
   */
  totals(): Reading<ClickTotals> {
    return {
      read: async (run) => {
        const row = await readTotal(run, this.context, this.#filter);
        return totalsOf(row, await readUncounted(run, this.context, this.#filter), this.context.rules);
      },
    };
  }

  /**
   * Counts all clicks together and each link, by one statement: where both are wanted, that takes half as long.
   *
   * @returns what `totals` and `links` say
   * @example
   * ```ts
   * import { clickTable, type Run } from 'clickstamp/sql';
   *
   * const spring = clickTable({ dialect: 'sqlite', name: 'clicks' }).where({ campaignId: 'spring' });
   * const share = async (run: Run) => {
   *   const { totals, links } = await spring.overview().read(run);
   *   return links.map(({ linkId, human }) => [linkId, human.clicks / totals.human.clicks]);
   * };
   * ```
   */
  overview(): Reading<{ readonly totals: ClickTotals; readonly links: LinkStats[] }> {
    const { rules } = this.context;
    return {
      read: async (run) => {
        const { total, links } = await readOverview(run, this.context, this.#filter);
        const uncounted = await readUncounted(run, this.context, this.#filter);
        return { totals: totalsOf(total, uncounted, rules), links: byLink(links.map((row) => linkOf(row, rules))) };
      },
    };
  }

  /**
   * Counts each link with at least one click.
   *
   * @returns one row a link, most clicks first, whole or page by page
   * @example
   * ```ts
   * import { clickTable, type Run } from 'clickstamp/sql';
   *
   * const clicks = clickTable({ dialect: 'sqlite', name: 'clicks' });
   * const topTen = async (run: Run) => (await clicks.links().page(run, { limit: 10 })).rows;
   * const titles = async (run: Run) => (await clicks.links().read(run)).map(({ linkId, human }) => [linkId, human.clicks]);
   * ```
   */
  links(): ListReading<LinkStats> {
    return this.#list(
      (run, page) => readLinks(run, this.context, this.#filter, page),
      (row) => linkOf(row, this.context.rules),
      byLink,
    );
  }

  /**
   * Counts one link.
   *
   * @param linkId - as in `links()`
   * @param part - `html`, `text` or `amp`; without one, the first row of `links()` that has the id
   * @returns its row; undefined for a link without clicks
   * @throws TypeError for an id or a part that is not a string
   */
  link(linkId: string, part?: string): Reading<LinkStats | undefined> {
    const links = this.where({ linkId, part }).links();
    return { read: async (run) => (await links.read(run))[0] };
  }

  /**
   * Counts links rolled up by URL: the same address in several places, parts or messages counts once.
   *
   * @returns one row a URL, most clicks first, whole or page by page
   */
  urls(): ListReading<UrlStats> {
    return this.#list(
      this.#rowsOf(this.#filter, urlsSql),
      urlOf,
      (rows) => sorted(rows, ({ url }) => url),
      ({ url }) => ordered(url),
    );
  }

  /**
   * Says who clicked a link.
   *
   * @param linkId - as in `links()`
   * @param part - `html`, `text` or `amp`; without one, all parts that have it together
   * @returns one row a contact, most clicks first, whole or page by page
   * @throws TypeError for an id or a part that is not a string
   */
  contactsOf(linkId: string, part?: string): ListReading<ContactClicks> {
    const filter = narrow(this.#filter, { linkId, part }, this.context.dialect);
    return this.#list(
      this.#rowsOf({ ...filter, named: true }, pairContactsSql),
      (row) => contactClicksOf(row, this.context.rules),
      (rows) => sorted(rows, ({ contactId }) => contactId),
    );
  }

  /**
   * Counts each contact with at least one click.
   *
   * @returns one row a contact, most clicks first, whole or page by page
   */
  contacts(): ListReading<ContactStats> {
    return this.#list(
      this.#rowsOf({ ...this.#filter, named: true }, pairContactsSql),
      (row) => contactOf(row, this.context.rules),
      (rows) => sorted(rows, ({ contactId }) => contactId),
    );
  }

  /**
   * Counts one contact's clicks.
   *
   * @param contactId - as in the clicks
   * @returns the contact's row; undefined where they clicked nothing
   * @throws TypeError for an id that is not a string
   */
  contact(contactId: string): Reading<ContactStats | undefined> {
    const contacts = this.#of(contactId).contacts();
    return { read: async (run) => (await contacts.read(run))[0] };
  }

  /**
   * Says what a contact clicked.
   *
   * @param contactId - as in the clicks
   * @returns one row a link, most clicks first, whole or page by page
   * @throws TypeError for an id that is not a string
   */
  linksOf(contactId: string): ListReading<LinkClicks> {
    return this.#list(
      this.#rowsOf(this.#of(contactId).#filter, pairLinksSql),
      (row) => linkClicksOf(row, this.context.rules),
      byLink,
    );
  }

  /**
   * Counts clicks by stretch of time.
   *
   * @param query - which clicks, and how long each bucket is; by default an hour in UTC
   * @returns one row a stretch with clicks, in order of time
   * @throws TypeError for a bucket or time zone that does not exist, or an unknown member
   */
  timeline(query: TimelineQuery = {}): Reading<Bucket[]> {
    const { bucket, timeZone, ...rest } = query;
    const filter = narrow(this.#filter, rest, this.context.dialect);
    const start = startSql(this.context.dialect, bucket, timeZone);
    return {
      read: async (run) => {
        const { tables, dialect } = this.context;
        const condition = clickCondition(filter, tables, dialect, 'e');
        const [range = {}] = await this.#run(
          run,
          sql`SELECT MIN(e.at_ms) AS first_at, MAX(e.at_ms) AS last_at, COUNT(*) AS n FROM ${tables.events} AS e${dialect.final} WHERE ${condition}`,
        );
        if (numberIn(range, 'n') === 0) return [];
        const form = await this.#form(run, filter);
        const text = start(numberIn(range, 'first_at'), numberIn(range, 'last_at'));
        return (await this.#run(run, timelineSql(this.context, filter, form, text))).map(bucketOf);
      },
    };
  }

  #of(contactId: string): TableView {
    checkType('contactId', contactId, 'string');
    return this.#with({ ...this.#filter, contact: this.keys.contact(contactId) });
  }

  #with(filter: Filter): TableView {
    return new TableView(this.context, filter, this.keys);
  }

  #run(run: Run, statement: Sql): Promise<readonly SqlRow[]> {
    return readRows(run, this.context, statement);
  }

  #form(run: Run, filter: Filter): Promise<ScanForm> {
    return readForm(run, this.context, filter);
  }

  /** Reads the rows of a page by a query. */
  #rowsOf(filter: Filter, query: PageSql): ReadPage {
    return async (run, page) => this.#run(run, query(this.context, filter, await this.#form(run, filter), page));
  }

  #list<T extends { readonly clicks: number }>(
    rowsOf: ReadPage,
    rowOf: (row: SqlRow) => T,
    sort: (rows: T[]) => T[],
    keyOf?: (row: T) => string,
  ): ListReading<T> {
    return {
      read: async (run) => sort((await rowsOf(run, WHOLE)).map(rowOf)),
      page: async (run, options = {}) => {
        checkKeys('page query', options, ['limit', 'after']);
        const { limit = 1_000, after } = options;
        checkNumber('limit', limit, 1, 100_000);
        const cut = { limit: Math.floor(limit), after: readStart(after, keyOf === undefined) };
        const keys = (await rowsOf(run, cut)).map((row) => ({ row, value: rowOf(row) }));
        const nameOf = ({ row, value }: { row: SqlRow; value: T }): string =>
          keyOf === undefined ? String(row['row_key']).replaceAll('-', '') : keyOf(value);
        keys.sort((a, b) => b.value.clicks - a.value.clicks || compare(nameOf(a), nameOf(b)));
        const last = keys.at(-1);
        const rows = keys.map(({ value }) => value);
        if (last === undefined || rows.length < cut.limit) return { rows };
        return { rows, next: `${last.value.clicks}-${nameOf(last)}` };
      },
    };
  }
}

/** The order of rows of links. */
function byLink<T extends { readonly clicks: number; readonly part: string; readonly linkId: string }>(rows: T[]): T[] {
  return sorted(
    rows,
    ({ part }) => part,
    ({ linkId }) => linkId,
  );
}

/** Reads `next` of a page. Keys are written into statements, so nothing but their digits goes through. */
function readStart(after: string | undefined, isKey: boolean): PageStart | undefined {
  if (after === undefined) return undefined;
  const [, clicks, key] = (typeof after === 'string' && /^(\d{1,15})-(.*)$/s.exec(after)) || [];
  if (clicks === undefined || key === undefined || (isKey && !/^[0-9a-f]{32}$/.test(key)))
    throw usageError('after', 'must be the `next` of a page');
  return { clicks: Number(clicks), key };
}

const DIMENSIONS: readonly (readonly [name: string, column: string])[] = [
  ['campaignId', 'campaign'],
  ['messageId', 'message'],
  ['variant', 'variant'],
  ['part', 'part'],
  ['url', 'url'],
];

function dimensionValue(dimension: Dimension, value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (dimension === 'url') return reordered(String(value));
  const [, name] = tagOfDimension(dimension) ?? [];
  if (name === undefined) return stored(String(value));
  const tags = JSON.parse(String(value)) as Record<string, string>;
  return Object.hasOwn(tags, name) ? tags[name] : undefined;
}
