import type {
  Bucket,
  ClickTotals,
  ContactClicks,
  ContactStats,
  LinkClicks,
  LinkStats,
  Split,
  TimelineQuery,
} from '../../clicks/query/stats.js';
import type { ContactSummary } from '../../clicks/query/summarise.js';
import type { Link } from '../../link.js';

/** A part of the message as compiled: it gives links their labels, and the click map its picture. */
export interface ReportedMessage {
  /** Which part it is; one of each, or one of each for every variant. */
  readonly part: Link['part'];
  /** The variant it was sent as, where there are several. */
  readonly variant?: string | undefined;
  /** The source that was compiled. */
  readonly source: string;
  /** Its links in source order. */
  readonly links: readonly Link[];
}

/** A message of several parts as compiled by `compileMessage`: each part counts as a `ReportedMessage`. */
export type ReportedParts = {
  /** The sources that were compiled, by part. */
  readonly source: { readonly [Part in Link['part']]?: string | undefined };
  /** The links of all parts, each with its `part`. */
  readonly links: readonly Link[];
  /** The variant it was sent as, where there are several. */
  readonly variant?: string | undefined;
};

/** A link of the message, or one that was clicked. */
export interface LinkRow extends Split {
  /** Unique within its part. */
  readonly linkId: string;
  /** The part of the message that it stands in. */
  readonly part: string;
  /** Its text, or else its given id, or else its address. */
  readonly label: string;
  /** The template's address, merge tags as written. Without the message: the one address that was clicked, or what all have in common. */
  readonly url: string;
  /** The address differs between contacts. */
  readonly hasMultipleUrls?: true;
  /** Of all people's clicks, 0 to 1; undefined where there are none. */
  readonly share?: number;
  /** First click of all, bots' included. */
  readonly firstClickAt?: Date;
  /** Last click of all, bots' included. */
  readonly lastClickAt?: Date;
  /** First click by people. */
  readonly firstHumanClickAt?: Date;
  /** Last click by people. */
  readonly lastHumanClickAt?: Date;
  /** How many clicks on it have each reason to be a bot's, suspects included. */
  readonly reasons: LinkStats['reasons'];
  /** One for each variant of the report, in its order; empty where there are none. */
  readonly variants: readonly (Split & {
    /** Which variant. */
    readonly variant: string;
    /** Its text in this variant, where that is another than the row's. */
    readonly label?: string;
    /** Of all people's clicks on this variant, 0 to 1; undefined where there are none. */
    readonly share?: number;
  })[];
  /** People's clicks in equal stretches of the report's time, oldest first; empty where nobody clicked anything. */
  readonly trend: readonly number[];
  /** Names and values that were given to the link. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Who clicked it, those with the most clicks by people first, up to `maxContacts`. */
  readonly contacts: readonly ContactClicks[];
  /** How many contacts `contacts` has. */
  readonly listed: number;
  /** How many contacts clicked it. */
  readonly total: number;
}

/** A contact with what they clicked. */
export interface ContactRow extends ContactStats {
  /** The name that `contactLabel` gave, or the id. */
  readonly label: string;
  /** The links they clicked, those with the most clicks by people first. */
  readonly links: readonly (LinkClicks & {
    /** The link's text, or else its given id, or else its address. */
    readonly label: string;
  })[];
}

/** The complete rows behind a report, one at a time: a report itself lists some of them. */
export interface CompleteRows {
  contacts(): Iterable<ContactSummary> | AsyncIterable<ContactSummary>;
}

/** Where a report keeps the way to its complete rows. It is no data: JSON leaves it out. */
export const COMPLETE: unique symbol = Symbol.for('clickstamp.complete-rows/1') as never;

/** Everything a report says, as data. */
export interface Report {
  /** As it was given. */
  readonly title: string;
  /** IANA name. */
  readonly timeZone: string;
  /** How numbers and dates are written: a BCP 47 tag. */
  readonly locale: string;
  /** The whole in figures. */
  readonly overview: ClickTotals & {
    /** Messages delivered, as it was given. */
    readonly delivered?: number;
    /** Contacts who opened, as it was given. */
    readonly uniqueOpens?: number;
    /** People who clicked, of those delivered: 0 to 1. */
    readonly clickThroughRate?: number;
    /** People who clicked, of those who opened: 0 to 1, above 1 where images were blocked. */
    readonly clickToOpenRate?: number;
    /** Clicks of recipients without a contact id. */
    readonly anonymous: {
      /** By people. */
      readonly human: number;
      /** By bots. */
      readonly bot: number;
    };
  };
  /** Every link, those that people clicked most first. */
  readonly links: readonly LinkRow[];
  /** Contacts with the most clicks by people first, up to `maxContacts`. */
  readonly contacts: readonly ContactRow[];
  /** How many contacts `contacts` has. */
  readonly listed: number;
  /** How many contacts clicked. */
  readonly total: number;
  /** Stretches of time with clicks, in order. */
  readonly timeline: readonly Bucket[];
  /** How long each stretch of the timeline is; a number is milliseconds. */
  readonly bucket: NonNullable<TimelineQuery['bucket']>;
  /** When the first of these messages was sent, by their clicks; absent where they do not say. */
  readonly sentAt?: Date;
  /** First and last click of all. */
  readonly firstClickAt?: Date;
  /** The last click of all. */
  readonly lastClickAt?: Date;
  /** One row for each variant; empty where there are none. */
  readonly variants: readonly (ClickTotals & {
    /** Which variant. */
    readonly variant: string;
    /** Messages of this variant delivered, as it was given. */
    readonly delivered?: number;
    /** People who clicked, of those delivered: 0 to 1. */
    readonly clickThroughRate?: number;
  })[];
  /** What the variants say of each other in one sentence; undefined without at least two of them. */
  readonly significance?: string;
  /** The parts of the message, as they were given. */
  readonly messages: readonly ReportedMessage[];
  /** Labels of contacts that `contactLabel` named, by their ids. */
  readonly contactLabels: Readonly<Record<string, string>>;
  /** Not for callers: the way to the complete rows, for `toCsv`. */
  readonly [COMPLETE]?: CompleteRows & { readonly labelOf: (contactId: string) => string };
}

/** The whole in figures. */
export type OverviewRow = Report['overview'];
/** What one variant's recipients did on a link. */
export type LinkVariantRow = LinkRow['variants'][number];
/** One variant of an A/B test. */
export type VariantRow = Report['variants'][number];
