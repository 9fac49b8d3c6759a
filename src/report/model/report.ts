import { usageError } from '../../checks/options.js';
import { unawaited } from '../../checks/unawaited.js';
import { ClickAggregator } from '../../clicks/aggregator.js';
import { clickThroughRate, clickToOpenRate } from '../../clicks/query/rates.js';
import type { Bucket, ClickTotals, Split } from '../../clicks/query/stats.js';
import type { ClickSummary, ContactSummary, LinkSummary } from '../../clicks/query/summarise.js';
import type { ClickView, Reporting } from '../../clicks/query/view.js';
import type { Snapshot } from '../../clicks/store/snapshot.js';
import { createFormats } from '../../print/format.js';
import { canBeCounted, type KnownLink, keyOf, knownLinks, unknownLabel, withoutQuery } from './labels.js';
import { checkReportOptions, type ReportOptions, reportedMessages } from './options.js';
import {
  COMPLETE,
  type CompleteRows,
  type ContactRow,
  type LinkRow,
  type LinkVariantRow,
  type OverviewRow,
  type Report,
} from './rows.js';
import { TEXTS } from './texts.js';
import { compareVariants, variantRows } from './variants.js';

/** How many stretches a link's own trend has. */
export const TREND_BINS = 24;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Counts that a report is made of, wherever they come from: an aggregator in memory, or a database. */
export interface ReportCounts {
  readonly summary: ClickSummary;
  readonly variants: readonly { readonly variant: string; readonly totals: ClickTotals }[];
  readonly timeline: readonly Bucket[];
  readonly bucket: Report['bucket'];
  /** By part and link id; see `Reporting.trends`. */
  readonly trends: ReadonlyMap<string, readonly number[]>;
  readonly complete: CompleteRows;
}

/**
 * Works a report out of counts: an aggregator, a view of some of its clicks, or a snapshot.
 *
 * @param counts `counts`, `counts.where({ … })`, or what `counts.snapshot()` returned.
 * @param options Title, message, what was delivered; how it is to be written.
 * @returns Rows as plain data, for `toText`, `toMarkdown`, `toCsv` and `toHtml`.
 * @throws `TypeError` for a wrong option, `SnapshotError` for a snapshot that cannot be read.
 *
 * @example
 * ```ts
 * import { ClickAggregator } from 'clickstamp/clicks';
 * import { createReport, toText } from 'clickstamp/report';
 *
 * const counts = new ClickAggregator();
 * counts.add({ linkId: 'sale', url: 'https://shop.example/sale', contactId: 'c-1', at: new Date('2026-11-24T10:00:00Z') });
 * const report = createReport(counts, { title: 'November', delivered: 200 });
 * report.overview.clickThroughRate; // => 0.005
 * toText(report).split('\n')[0]; // => 'November'
 * ```
 */
export function createReport(counts: ClickView | Snapshot, options: ReportOptions = {}): Report {
  checkReportOptions('createReport options', options);
  if (counts === null || typeof counts !== 'object' || Array.isArray(counts) || counts instanceof Promise)
    throw usageError('counts', 'must be a ClickAggregator, a view of one, or a snapshot', counts);
  const view = 'reporting' in counts ? (counts as ClickView) : ClickAggregator.restore(counts as Snapshot);
  return buildReport(countView(view, options), options);
}

/** Counts a view for a report: as many passes over the clicks as there are variants, and three. */
function countView(view: ClickView, { maxContacts = 500, bucket, timeZone = 'UTC' }: ReportOptions): ReportCounts {
  const reporting: Reporting = view.reporting;
  const summary = reporting.summarise(maxContacts);
  const groups = view.groupBy('variant').filter(({ value }) => value !== undefined);
  const { from, to } = stretchOf(summary);
  const chosen = bucket ?? bucketFor(to - from);
  return {
    summary,
    variants: groups.map(({ value, view: part }) => ({ variant: value as string, totals: part.totals() })),
    timeline: view.timeline({ bucket: chosen, timeZone }),
    bucket: chosen,
    trends: reporting.trends({ from, to, bins: TREND_BINS }),
    complete: { contacts: () => reporting.contacts() },
  };
}

/** From sending on, where that is known and not long before the first click. */
export function stretchOf({
  sentAt,
  firstClickAt,
  lastClickAt,
}: Pick<ClickSummary, 'sentAt' | 'firstClickAt' | 'lastClickAt'>): { from: number; to: number } {
  if (firstClickAt === undefined || lastClickAt === undefined) return { from: 0, to: 0 };
  const [first, to] = [firstClickAt.getTime(), lastClickAt.getTime()];
  const sent = sentAt?.getTime() ?? first;
  return { from: sent < first && first - sent <= Math.max(2 * DAY, to - first) ? sent : first, to };
}

/** The most milliseconds of clicks for each bucket: some ten to a hundred of them. */
const BUCKETS: readonly (readonly [most: number, bucket: Report['bucket']])[] = [
  [20 * MINUTE, MINUTE],
  [3 * HOUR, 5 * MINUTE],
  [5 * DAY, 'hour'],
  [120 * DAY, 'day'],
  [750 * DAY, 'week'],
];

/** A stretch that fits clicks of so many milliseconds. */
export function bucketFor(milliseconds: number): Report['bucket'] {
  return BUCKETS.find(([most]) => milliseconds <= most)?.[1] ?? 'month';
}

/** Makes the rows of a report from counts: labels, addresses of the template, shares, rates. */
export function buildReport(
  { summary, variants: byVariant, timeline, bucket, trends, complete }: ReportCounts,
  options: ReportOptions,
): Report {
  const { timeZone = 'UTC', locale = 'en-GB', title = TEXTS.title, contactLabel } = options;
  const messages = reportedMessages(options.message);
  const known = knownLinks(messages);
  const variants = variantRows(byVariant, options.delivered);
  const significance = compareVariants(variants, createFormats(locale, timeZone));
  const links = linkRows(summary, known, byVariant, trends);
  const rowOf = new Map(links.map((row) => [keyOf(row.part, row.linkId), row]));
  const labelOf = createLabels(contactLabel);
  const contacts = summary.contacts.map((contact) => contactRow(contact, rowOf, labelOf));
  const listed = new Set([...contacts, ...links.flatMap((link) => link.contacts)].map(({ contactId }) => contactId));
  const named = [...listed].map((contactId) => [contactId, labelOf(contactId)] as const);
  return {
    title,
    timeZone,
    locale,
    overview: overviewRow(summary, options),
    links,
    contacts,
    listed: contacts.length,
    total: summary.totals.uniqueContacts,
    timeline,
    bucket,
    ...(summary.sentAt === undefined ? {} : { sentAt: summary.sentAt }),
    ...(summary.firstClickAt === undefined ? {} : { firstClickAt: summary.firstClickAt }),
    ...(summary.lastClickAt === undefined ? {} : { lastClickAt: summary.lastClickAt }),
    variants,
    ...(significance === undefined ? {} : { significance }),
    messages,
    contactLabels: Object.fromEntries(named.filter(([contactId, label]) => contactId !== label)),
    [COMPLETE]: { ...complete, labelOf },
  };
}

function createLabels(contactLabel: ReportOptions['contactLabel']): (contactId: string) => string {
  if (contactLabel === undefined) return (contactId) => contactId;
  return (contactId) => {
    const label: unknown = unawaited(contactLabel(contactId));
    if (label !== undefined && typeof label !== 'string')
      throw usageError('contactLabel', 'must return a string or undefined', label);
    return label || contactId;
  };
}

function overviewRow({ totals, anonymous }: ClickSummary, { delivered, uniqueOpens }: ReportOptions): OverviewRow {
  const sent =
    typeof delivered === 'object' ? Object.values(delivered).reduce((sum, each) => sum + each, 0) : delivered;
  const through = clickThroughRate(totals.human, sent);
  const toOpen = clickToOpenRate(totals.human, uniqueOpens);
  return {
    ...totals,
    ...(sent === undefined ? {} : { delivered: sent }),
    ...(uniqueOpens === undefined ? {} : { uniqueOpens }),
    ...(through === undefined ? {} : { clickThroughRate: through }),
    ...(toOpen === undefined ? {} : { clickToOpenRate: toOpen }),
    anonymous,
  };
}

const NOBODY = { clicks: 0, uniqueContacts: 0 };
const NONE: Split = { ...NOBODY, human: { ...NOBODY, suspect: 0 }, bot: NOBODY };

/** Those that people clicked most first, then those of the message that nobody has clicked. */
function linkRows(
  { links, totals }: ClickSummary,
  known: ReadonlyMap<string, KnownLink>,
  variants: ReportCounts['variants'],
  trends: ReportCounts['trends'],
): LinkRow[] {
  const shareOf = (clicks: number, all: number): { share?: number } => (all === 0 ? {} : { share: clicks / all });
  const byVariant = (label: string, link: KnownLink | undefined, clicked?: LinkSummary): LinkVariantRow[] =>
    variants.map(({ variant, totals: all }) => {
      const counts = clicked?.variants.get(variant) ?? NONE;
      const own = link?.labels.get(variant);
      return {
        variant,
        ...(own === undefined || own === label ? {} : { label: own }),
        ...counts,
        ...shareOf(counts.human.clicks, all.human.clicks),
      };
    });
  const clicked = links.map((link): LinkRow => {
    const { linkId, part, url, hasMultipleUrls, variants: _, contacts, ...counts } = link;
    const found = known.get(keyOf(part, linkId));
    const label = found?.label ?? unknownLabel(linkId);
    return {
      linkId,
      part,
      label,
      url: found?.url ?? (hasMultipleUrls === true ? withoutQuery(url) : url),
      ...(hasMultipleUrls === true ? { hasMultipleUrls } : {}),
      ...counts,
      ...shareOf(link.human.clicks, totals.human.clicks),
      variants: byVariant(label, found, link),
      trend: trends.get(keyOf(part, linkId)) ?? [],
      contacts,
      listed: contacts.length,
      total: link.uniqueContacts,
    };
  });
  const seen = new Set(links.map(({ part, linkId }) => keyOf(part, linkId)));
  const quiet = [...known]
    .filter(([key, { link }]) => !seen.has(key) && canBeCounted(link))
    .map(
      ([, entry]): LinkRow => ({
        linkId: entry.link.id,
        part: entry.link.part,
        label: entry.label,
        url: entry.url,
        ...NONE,
        ...shareOf(0, totals.human.clicks),
        reasons: {},
        variants: byVariant(entry.label, entry),
        trend: [],
        ...(entry.link.tags === undefined ? {} : { tags: entry.link.tags }),
        contacts: [],
        listed: 0,
        total: 0,
      }),
    );
  return [...clicked, ...quiet];
}

function contactRow(
  contact: ContactSummary,
  rowOf: ReadonlyMap<string, LinkRow>,
  labelOf: (contactId: string) => string,
): ContactRow {
  return {
    ...contact,
    label: labelOf(contact.contactId),
    links: contact.links.map((link) => {
      const row = rowOf.get(keyOf(link.part, link.linkId));
      return { ...link, label: row?.label ?? unknownLabel(link.linkId), url: row?.url ?? link.url };
    }),
  };
}
