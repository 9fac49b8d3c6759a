import type { BotReason } from '../bots/reasons.js';
import type { BucketSize } from './buckets.js';

/** How often, and by how many different contacts. Test and expired clicks are in neither. */
export interface Counted {
  readonly clicks: number;
  /** Anonymous clicks have no contact and are not among them. */
  readonly uniqueContacts: number;
}

/** People's clicks. */
export interface HumanCounted extends Counted {
  /** How many of the clicks have signals against them that add up to more than 0 and less than 1. */
  readonly suspect: number;
}

/** People's and bots' clicks, side by side; a contact with clicks of both kinds is in both. */
export interface Split extends Counted {
  readonly human: HumanCounted;
  readonly bot: Counted;
}

/** How many clicks have each reason to be a bot's, suspects included. A click can have several; what none has is left out. */
export type ReasonCounts = { readonly [Reason in BotReason]?: number };

export interface LinkStats extends Split {
  readonly linkId: string;
  readonly part: string;
  readonly url: string;
  /** Contacts were sent to different URLs from here; `url` is the first of them by code units. */
  readonly hasMultipleUrls?: true;
  readonly firstClickAt: Date;
  readonly lastClickAt: Date;
  /** The link's own tags. */
  readonly tags?: Readonly<Record<string, string>>;
  readonly reasons: ReasonCounts;
}

/** All the places of one URL. */
export interface UrlStats extends Split {
  readonly url: string;
  /** How many places: one link of one part each. */
  readonly instances: number;
  readonly firstClickAt: Date;
  readonly lastClickAt: Date;
}

export interface ContactStats {
  readonly contactId: string;
  readonly clicks: number;
  readonly uniqueLinks: number;
  readonly human: number;
  /** Of `human`, those with signals against them. */
  readonly suspect: number;
  readonly bot: number;
  readonly reasons: ReasonCounts;
  readonly firstClickAt: Date;
  readonly lastClickAt: Date;
}

/** The clicks of one contact on one link. */
export interface PairClicks {
  readonly clicks: number;
  readonly human: number;
  /** Of `human`, those with signals against them. */
  readonly suspect: number;
  readonly bot: number;
  readonly firstClickAt: Date;
  readonly lastClickAt: Date;
  /** Why some are taken for a bot's, or suspected. */
  readonly reasons?: readonly BotReason[];
}

export interface ContactClicks extends PairClicks {
  readonly contactId: string;
}

export interface LinkClicks extends PairClicks {
  readonly linkId: string;
  readonly part: string;
  readonly url: string;
}

export interface ClickTotals extends Split {
  /** Links with at least one click. */
  readonly uniqueLinks: number;
  /** Clicks from test emails. */
  readonly test: number;
  /** Clicks past their `expiresInSeconds`. */
  readonly expired: number;
  /** Events that came again, by their ids. Of the whole aggregator, whatever is asked of a part of it. */
  readonly duplicates: number;
  readonly reasons: ReasonCounts;
}

/** One stretch of a timeline. Stretches without clicks are left out. */
export interface Bucket extends Split {
  readonly start: Date;
}

/** Which clicks to count; what is left out is not asked. */
export interface ClickQuery {
  readonly campaignId?: string | undefined;
  readonly messageId?: string | undefined;
  readonly variant?: string | undefined;
  readonly part?: string | undefined;
  readonly linkId?: string | undefined;
  /** Links with all of these tags. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** Clicks with all of these tags of your own. */
  readonly eventTags?: Readonly<Record<string, string>> | undefined;
  /** First moment that counts. */
  readonly from?: Date | undefined;
  /** First moment that does not count any more. */
  readonly to?: Date | undefined;
}

/** What clicks can be grouped by: a member of the click, `tag:` and the name of a link's tag, or `event-tag:` and the name of your own. */
export type Dimension =
  | 'campaignId'
  | 'messageId'
  | 'variant'
  | 'part'
  | 'url'
  | `tag:${string}`
  | `event-tag:${string}`;

/** How a timeline is cut. */
export interface TimelineQuery extends ClickQuery {
  /** Or a number of milliseconds, at least 1000. Weeks start on Monday (ISO 8601). @default 'hour' */
  readonly bucket?: BucketSize | undefined;
  /** IANA name, such as `Europe/Rome`: days then start at its midnight, daylight saving included. @default 'UTC' */
  readonly timeZone?: string | undefined;
}

/** Which message and link a change is about. */
interface ChangedLink {
  readonly campaignId?: string;
  readonly messageId?: string;
  readonly variant?: string;
  readonly part: string;
  readonly linkId: string;
}

/** The clicks of a contact on a link, absolute: write them over what was there. */
export interface PairChange extends PairClicks, ChangedLink {
  /** Absent for the clicks of all anonymous recipients together. */
  readonly contactId?: string;
}

/** What a link that was clicked is. */
export interface LinkChange extends ChangedLink {
  readonly url: string;
  readonly hasMultipleUrls?: true;
  readonly tags?: Readonly<Record<string, string>>;
}

/** How much `changesSince` gives at once. */
export interface ChangesOptions {
  /** Look at this many new clicks at most, so that a first call on millions gives them page by page. @default all of them */
  readonly limit?: number | undefined;
}

/** What has changed since a cursor, and the next cursor. */
export interface Changes {
  readonly cursor: string;
  /** A `limit` left some for the next call. */
  readonly more: boolean;
  readonly changes: readonly PairChange[];
  /** Every link with clicks since. */
  readonly links: readonly LinkChange[];
}
