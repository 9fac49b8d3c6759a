import type { ContactClicks, Split } from '../query/stats.js';
import {
  byContact,
  byLink,
  byLinkStats,
  type ClickSummary,
  type ContactSummary,
  type LinkSummary,
} from '../query/summarise.js';
import type { Filter } from './filter.js';
import { ordered, stored } from './keys.js';
import { readOverview, readUncounted } from './overview.js';
import { readForm, readRows } from './read.js';
import { linkTrendsSql, linkVariantsSql, spanSql, topContactsSql, topOfLinksSql } from './report-counts.js';
import { contactClicksOf, linkClicksOf, linkOf, numberIn, reasonSumsIn, splitIn, textIn, totalsOf } from './rows.js';
import type { ScanContext } from './scan.js';
import { binSql } from './starts.js';
import type { Run, Sql, SqlRow } from './statement.js';

/** Equal stretches of time, in milliseconds since 1970. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly bins: number;
}

/** What a report asks of a table: the same as of a view in memory. */
export interface TableReporting {
  /** Counts all at once; lists of contacts are cut at `maxContacts`. */
  summarise(run: Run, maxContacts: number): Promise<ClickSummary>;
  /** Every contact with what they clicked, those with the most clicks by people first. */
  contacts(run: Run, pageSize?: number): AsyncIterable<ContactSummary>;
  /** People's clicks on each link that was clicked over time, by part and link id. */
  trends(run: Run, stretch: Stretch): Promise<ReadonlyMap<string, readonly number[]>>;
}

/** How many contacts an export holds at a time: each page of them is one pass over the clicks. */
const PAGE = 25_000;

/** Returns what a report asks of the clicks that a filter lets through. */
export function createReporting(context: ScanContext, filter: Filter): TableReporting {
  const { rules } = context;
  const named: Filter = { ...filter, named: true };

  const summarise = async (run: Run, maxContacts: number): Promise<ClickSummary> => {
    const { form, total, links: rows } = await readOverview(run, context, filter);
    const read = (statement: Sql): Promise<readonly SqlRow[]> => readRows(run, context, statement);
    const uncounted = await readUncounted(run, context, filter);
    const [span = {}] = await read(spanSql(context, filter, form));
    const variants = byLinkKey(await read(linkVariantsSql(context, filter, form)));
    const contacts = byLinkKey(await read(topOfLinksSql(context, named, form, maxContacts)));
    const links = rows.map((row) => linkSummary(row, variants.get(keyIn(row)) ?? [], contacts.get(keyIn(row)) ?? []));
    const sent = numberIn(span, 'sent_s');
    const totals = totalsOf(total, uncounted, rules);
    return {
      totals,
      anonymous: { human: numberIn(span, 'anonymous_humans'), bot: numberIn(span, 'anonymous_bots') },
      ...(totals.clicks === 0
        ? {}
        : {
            firstClickAt: new Date(numberIn(total, 'first_at')),
            lastClickAt: new Date(numberIn(total, 'last_at')),
          }),
      ...(sent === 0 ? {} : { sentAt: new Date(sent * 1_000) }),
      links: links.sort(byLinkStats),
      contacts: await contactPage(run, maxContacts, undefined),
    };
  };

  /** A link, of its row and of those of its variants and contacts. */
  const linkSummary = (row: SqlRow, variants: readonly SqlRow[], contacts: readonly SqlRow[]): LinkSummary => {
    const people = variants.filter((each) => numberIn(each, 'human_clicks') > 0);
    const times = (name: string): number[] => people.map((each) => numberIn(each, name));
    const ofVariants = variants.flatMap((each): [string, Split][] => {
      const variant = textIn(each, 'variant');
      return variant === undefined ? [] : [[stored(variant), splitIn(each)]];
    });
    return {
      ...linkOf(row, rules),
      ...(people.length === 0
        ? {}
        : {
            firstHumanClickAt: new Date(Math.min(...times('first_human'))),
            lastHumanClickAt: new Date(Math.max(...times('last_human'))),
          }),
      variants: new Map(ofVariants),
      contacts: contacts.map((each): ContactClicks => contactClicksOf(each, rules)).sort(byContact),
    };
  };

  const contactPage = async (run: Run, limit: number, after: ContactSummary | undefined): Promise<ContactSummary[]> => {
    const start = after && { human: after.human, clicks: after.clicks, name: ordered(after.contactId) };
    const form = await readForm(run, context, named);
    const found = new Map<string, SqlRow[]>();
    for (const row of await readRows(run, context, topContactsSql(context, named, form, limit, start))) {
      const rows = found.get(String(row['contact_text']));
      if (rows === undefined) found.set(String(row['contact_text']), [row]);
      else rows.push(row);
    }
    return [...found.values()].map(contactSummary).sort(byContact);
  };

  /** A contact, of the rows of all links that they clicked. */
  const contactSummary = (rows: readonly SqlRow[]): ContactSummary => {
    const links = rows.map((row) => linkClicksOf(row, rules)).sort(byLink);
    const sum = (member: 'clicks' | 'human' | 'suspect' | 'bot'): number =>
      links.reduce((total, link) => total + link[member], 0);
    const times = (member: 'firstClickAt' | 'lastClickAt'): number[] => links.map((link) => link[member].getTime());
    return {
      contactId: contactClicksOf(rows[0] as SqlRow, rules).contactId,
      clicks: sum('clicks'),
      uniqueLinks: links.length,
      human: sum('human'),
      suspect: sum('suspect'),
      bot: sum('bot'),
      reasons: reasonSumsIn(rows, rules),
      firstClickAt: new Date(times('firstClickAt').reduce((a, b) => Math.min(a, b))),
      lastClickAt: new Date(times('lastClickAt').reduce((a, b) => Math.max(a, b))),
      links,
    };
  };

  return {
    summarise,
    async *contacts(run, pageSize = PAGE) {
      let page: ContactSummary[] | undefined;
      do {
        page = await contactPage(run, pageSize, page?.at(-1));
        yield* page;
      } while (page.length === pageSize);
    },
    async trends(run, stretch) {
      const form = await readForm(run, context, filter);
      const found = new Map<string, number[]>();
      for (const row of await readRows(run, context, linkTrendsSql(context, filter, form, binSql(stretch)))) {
        const link = `${stored(String(row['part_text']))} ${stored(String(row['link_text']))}`;
        const counts = found.get(link) ?? new Array<number>(stretch.bins).fill(0);
        const bin = numberIn(row, 'bin');
        counts[bin] = (counts[bin] as number) + numberIn(row, 'humans');
        found.set(link, counts);
      }
      return found;
    },
  };
}

const keyIn = (row: SqlRow): string => String(row['row_key']);

function byLinkKey(rows: readonly SqlRow[]): ReadonlyMap<string, readonly SqlRow[]> {
  const found = new Map<string, SqlRow[]>();
  for (const row of rows) {
    const others = found.get(keyIn(row));
    if (others === undefined) found.set(keyIn(row), [row]);
    else others.push(row);
  }
  return found;
}
