import { reasonsOf } from '../bots/labels.js';
import type { BotReason } from '../bots/reasons.js';
import type { BotRules } from '../bots/rules.js';
import { compare } from '../query/describe.js';
import type {
  Bucket,
  ClickTotals,
  ContactClicks,
  ContactStats,
  LinkClicks,
  LinkStats,
  PairClicks,
  ReasonCounts,
  Split,
  UrlStats,
} from '../query/stats.js';
import { reordered, stored } from './keys.js';
import type { SqlRow } from './statement.js';

/** Drivers return whole numbers as numbers, bigints or text; an empty sum is NULL. */
export function numberIn(row: SqlRow, name: string): number {
  return Number(row[name] ?? 0);
}

/** A text, or nothing where the column is NULL. */
export const textIn = (row: SqlRow, name: string): string | undefined => {
  const value = row[name];
  return value === null || value === undefined ? undefined : String(value);
};

const timeIn = (row: SqlRow, name: string): Date => new Date(numberIn(row, name));

/** The counts of a group, of its row. */
export function splitIn(row: SqlRow): Split {
  return {
    clicks: numberIn(row, 'clicks'),
    uniqueContacts: numberIn(row, 'contacts'),
    human: {
      clicks: numberIn(row, 'human_clicks'),
      uniqueContacts: numberIn(row, 'human_contacts'),
      suspect: numberIn(row, 'suspects'),
    },
    bot: { clicks: numberIn(row, 'bot_clicks'), uniqueContacts: numberIn(row, 'bot_contacts') },
  };
}

const spanIn = (row: SqlRow): { firstClickAt: Date; lastClickAt: Date } => ({
  firstClickAt: timeIn(row, 'first_at'),
  lastClickAt: timeIn(row, 'last_at'),
});

/** The totals, of their two rows. `duplicates` is 0: no engine stores what it left out. */
export function totalsOf(row: SqlRow, uncounted: SqlRow, rules: BotRules): ClickTotals {
  return {
    ...splitIn(row),
    uniqueLinks: numberIn(row, 'unique_links'),
    test: numberIn(uncounted, 'test'),
    expired: numberIn(uncounted, 'expired'),
    duplicates: 0,
    reasons: reasonsIn(row, rules),
  };
}

/** A link of its row. */
export function linkOf(row: SqlRow, rules: BotRules): LinkStats {
  const first = textIn(row, 'url_first');
  const tags = textIn(row, 'tags_text');
  return {
    linkId: stored(textIn(row, 'link_text') as string),
    part: stored(textIn(row, 'part_text') as string),
    url: reordered(first ?? ''),
    ...(first === textIn(row, 'url_last') ? {} : { hasMultipleUrls: true as const }),
    ...(tags === undefined ? {} : { tags: JSON.parse(tags) as Record<string, string> }),
    ...splitIn(row),
    ...spanIn(row),
    reasons: reasonsIn(row, rules),
  };
}

/** A URL of its row. */
export function urlOf(row: SqlRow): UrlStats {
  return {
    url: reordered(textIn(row, 'url_first') as string),
    instances: numberIn(row, 'instances'),
    ...splitIn(row),
    ...spanIn(row),
  };
}

/** How many clicks have each reason, in the order of the rules: a row holds so many times the reason's bit. */
function reasonsIn(row: SqlRow, rules: BotRules): ReasonCounts {
  return Object.fromEntries(
    rules.weights.flatMap((_, place) => {
      const clicks = numberIn(row, `reason_${place}`) / 2 ** place;
      return clicks === 0 ? [] : reasonsOf(1 << place, rules).map((reason) => [reason, clicks]);
    }),
  );
}

/** The same of several rows together. */
export function reasonSumsIn(rows: readonly SqlRow[], rules: BotRules): ReasonCounts {
  const names = rules.weights.map((_, place) => `reason_${place}`);
  return reasonsIn(
    Object.fromEntries(names.map((name) => [name, rows.reduce((sum, row) => sum + numberIn(row, name), 0)])),
    rules,
  );
}

function pairOf(row: SqlRow, rules: BotRules): PairClicks {
  const clicks = numberIn(row, 'clicks');
  const bot = numberIn(row, 'bot_clicks');
  const reasons = Object.keys(reasonsIn(row, rules)) as BotReason[];
  return {
    clicks,
    human: clicks - bot,
    suspect: numberIn(row, 'suspects'),
    bot,
    ...spanIn(row),
    ...(reasons.length > 0 ? { reasons } : {}),
  };
}

/** A contact of a link, of its row. */
export function contactClicksOf(row: SqlRow, rules: BotRules): ContactClicks {
  return { contactId: reordered(textIn(row, 'contact_text') ?? ''), ...pairOf(row, rules) };
}

/** A link of a contact, of its row. */
export function linkClicksOf(row: SqlRow, rules: BotRules): LinkClicks {
  return {
    linkId: stored(textIn(row, 'link_text') as string),
    part: stored(textIn(row, 'part_text') as string),
    url: reordered(textIn(row, 'url_first') ?? ''),
    ...pairOf(row, rules),
  };
}

/** A contact of its row. */
export function contactOf(row: SqlRow, rules: BotRules): ContactStats {
  const clicks = numberIn(row, 'clicks');
  const bot = numberIn(row, 'bot_clicks');
  return {
    contactId: reordered(textIn(row, 'contact_text') ?? ''),
    clicks,
    uniqueLinks: numberIn(row, 'unique_links'),
    human: clicks - bot,
    suspect: numberIn(row, 'suspects'),
    bot,
    ...spanIn(row),
    reasons: reasonsIn(row, rules),
  };
}

/** A stretch of a timeline of its row. */
export function bucketOf(row: SqlRow): Bucket {
  return { start: timeIn(row, 'start_ms'), ...splitIn(row) };
}

/** The order of lists: by clicks, most first, and then by names. */
export function sorted<T extends { readonly clicks: number }>(rows: T[], ...names: ((row: T) => string)[]): T[] {
  return rows.sort((a, b) => {
    let order = b.clicks - a.clicks;
    for (const name of names) order ||= compare(name(a), name(b));
    return order;
  });
}
