import type { BotReason } from '../bots/reasons.js';

/** How often, and by how many different contacts. Test and expired clicks are in neither. */
export interface Counted {
  /** How many clicks. */
  readonly clicks: number;
  /** Anonymous clicks have no contact and are not among them. */
  readonly uniqueContacts: number;
}

/** People's and bots' clicks, side by side; a contact with clicks of both kinds is in both. */
export interface Split extends Counted {
  /** People's clicks. */
  readonly human: Counted & {
    /** How many of the clicks have signals against them that add up to more than 0 and less than 1. */
    readonly suspect: number;
  };
  /** Bots' clicks. */
  readonly bot: Counted;
}

/** A link's clicks. */
export interface LinkStats extends Split {
  /** The link's id, unique within its part. */
  readonly linkId: string;
  /** Which part of the message it stands in. */
  readonly part: string;
  /** Where it leads. */
  readonly url: string;
  /** Contacts were sent to different URLs from here; `url` is the first of them by code units. */
  readonly hasMultipleUrls?: true;
  /** First click, bots' included. */
  readonly firstClickAt: Date;
  /** Last click, bots' included. */
  readonly lastClickAt: Date;
  /** The link's own tags. */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * How many clicks on it have each reason to be a bot's, suspects included. A click can have several; what none has is left
   * out.
   */
  readonly reasons: { readonly [Reason in BotReason]?: number };
}

export type ReasonCounts = LinkStats['reasons'];

/** All the places of one URL. */
export interface UrlStats extends Split {
  /** The URL. */
  readonly url: string;
  /** How many places: one link of one part each. */
  readonly instances: number;
  /** First click, bots' included. */
  readonly firstClickAt: Date;
  /** Last click, bots' included. */
  readonly lastClickAt: Date;
}

/** A contact's clicks. */
export interface ContactStats {
  /** The id, or its pseudonym. */
  readonly contactId: string;
  /** All clicks, bots' included. */
  readonly clicks: number;
  /** How many different links they clicked. */
  readonly uniqueLinks: number;
  /** Of `clicks`, those by people. */
  readonly human: number;
  /** Of `human`, those with signals against them. */
  readonly suspect: number;
  /** Of `clicks`, those by bots. */
  readonly bot: number;
  /** How many clicks have each reason to be a bot's, suspects included. */
  readonly reasons: { readonly [Reason in BotReason]?: number };
  /** First click, bots' included. */
  readonly firstClickAt: Date;
  /** Last click, bots' included. */
  readonly lastClickAt: Date;
}

/** The clicks of one contact on one link. */
export interface PairClicks {
  /** All clicks, bots' included. */
  readonly clicks: number;
  /** Of `clicks`, those by people. */
  readonly human: number;
  /** Of `human`, those with signals against them. */
  readonly suspect: number;
  /** Of `clicks`, those by bots. */
  readonly bot: number;
  /** First click, bots' included. */
  readonly firstClickAt: Date;
  /** Last click, bots' included. */
  readonly lastClickAt: Date;
  /** Why some are taken for a bot's, or suspected. */
  readonly reasons?: readonly BotReason[];
}

/** What one contact clicked on a link. */
export interface ContactClicks extends PairClicks {
  /** The id, or its pseudonym. */
  readonly contactId: string;
}

/** What was clicked of one link by a contact. */
export interface LinkClicks extends PairClicks {
  /** The link's id, unique within its part. */
  readonly linkId: string;
  /** Which part of the message it stands in. */
  readonly part: string;
  /** Where it leads. */
  readonly url: string;
}

/** All clicks together. */
export interface ClickTotals extends Split {
  /** Links with at least one click. */
  readonly uniqueLinks: number;
  /** Clicks from test emails. */
  readonly test: number;
  /** Clicks past their `expiresInSeconds`. */
  readonly expired: number;
  /** Events that came again, by their ids. Of the whole aggregator, whatever is asked of a part of it. */
  readonly duplicates: number;
  /** How many clicks have each reason to be a bot's, suspects included. */
  readonly reasons: { readonly [Reason in BotReason]?: number };
}

/** One stretch of a timeline. Stretches without clicks are left out. */
export interface Bucket extends Split {
  /** Its first moment. */
  readonly start: Date;
}

/** Which clicks to count; what is left out is not asked. */
export interface ClickQuery {
  /** Clicks of this campaign. */
  readonly campaignId?: string | undefined;
  /** Clicks of this mail. */
  readonly messageId?: string | undefined;
  /** Clicks of this variant. */
  readonly variant?: string | undefined;
  /** Clicks in this part. */
  readonly part?: string | undefined;
  /** Clicks on the link of this id. */
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
  readonly bucket?: 'hour' | 'day' | 'week' | 'month' | number | undefined;
  /** IANA name, such as `Europe/Rome`: days then start at its midnight, daylight saving included. @default 'UTC' */
  readonly timeZone?: string | undefined;
}

/** Which message and link a change is about. */
interface ChangedLink {
  /** Which campaign; absent where the clicks say none. */
  readonly campaignId?: string;
  /** Which mail of the campaign. */
  readonly messageId?: string;
  /** Which variant of an A/B test. */
  readonly variant?: string;
  /** Which part of the message. */
  readonly part: string;
  /** Which link of the part. */
  readonly linkId: string;
}

/** The clicks of a contact on a link, absolute: write them over what was there. */
export interface PairChange extends PairClicks, ChangedLink {
  /** Absent for the clicks of all anonymous recipients together. */
  readonly contactId?: string;
}

/** What a link that was clicked is. */
export interface LinkChange extends ChangedLink {
  /** Where it leads; the first by code units, where there are several. */
  readonly url: string;
  /** Contacts were sent to different URLs from here. */
  readonly hasMultipleUrls?: true;
  /** The link's own tags. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** How much `changesSince` gives at once. */
export interface ChangesOptions {
  /** Look at this many new clicks at most, so that a first call on millions gives them page by page. @default all of them */
  readonly limit?: number | undefined;
}

/** What has changed since a cursor, and the next cursor. */
export interface Changes {
  /** For the next call. */
  readonly cursor: string;
  /** A `limit` left some for the next call. */
  readonly more: boolean;
  /** Each contact and link whose counts have changed, with all its counts. */
  readonly changes: readonly PairChange[];
  /** Every link with clicks since. */
  readonly links: readonly LinkChange[];
}
