import { checkKeys, checkNumber, checkType, usageError } from '../../checks/options.js';
import { ClickAggregator } from '../../clicks/aggregator.js';
import { clickThroughRate, clickToOpenRate } from '../../clicks/query/rates.js';
import type {
  Bucket,
  ClickTotals,
  ContactClicks,
  ContactStats,
  LinkClicks,
  LinkStats,
  Split,
} from '../../clicks/query/stats.js';
import { ClickView } from '../../clicks/query/view.js';
import type { Snapshot } from '../../clicks/store/snapshot.js';
import { HONEYPOT_ID, type Link } from '../../link.js';
import { compareProportions } from './significance.js';

/** A part of the message as compiled: it gives links their labels, and the click map its picture. */
export interface ReportedMessage {
  readonly part: Link['part'];
  readonly source: string;
  readonly links: readonly Link[];
}

/** What a report is made of, beside the counts. */
export interface ReportOptions {
  /** @default 'Clicks' */
  readonly title?: string | undefined;
  /** What `compileHtml` and `compileText` gave. Links without a click are then listed, too. */
  readonly message?: ReportedMessage | readonly ReportedMessage[] | undefined;
  /** Messages delivered, in all or by variant. */
  readonly delivered?: number | Readonly<Record<string, number>> | undefined;
  /** Contacts who opened. */
  readonly uniqueOpens?: number | undefined;
  /** @default 'hour' for up to four days of clicks, else 'day' */
  readonly bucket?: 'hour' | 'day' | number | undefined;
  /** IANA name. @default 'UTC' */
  readonly timeZone?: string | undefined;
  /** How many contacts are listed, and how many for each link, those with the most clicks by people. @default 500 */
  readonly maxContacts?: number | undefined;
}

export interface OverviewRow extends ClickTotals {
  readonly delivered?: number;
  readonly uniqueOpens?: number;
  /** People who clicked, of those delivered. */
  readonly clickThroughRate?: number;
  /** People who clicked, of those who opened. */
  readonly clickToOpenRate?: number;
}

/** A link of the message, or one that was clicked. */
export interface LinkRow extends Split {
  readonly linkId: string;
  readonly part: string;
  readonly label: string;
  readonly url: string;
  /** Of all people's clicks, 0 to 1; undefined where there are none. */
  readonly share?: number;
  readonly firstClickAt?: Date;
  readonly lastClickAt?: Date;
  readonly tags?: Readonly<Record<string, string>>;
  /** Who clicked it, those with the most clicks by people first, up to `maxContacts`. */
  readonly contacts: readonly ContactClicks[];
}

/** A contact with what they clicked. */
export interface ContactRow extends ContactStats {
  readonly links: readonly (LinkClicks & { readonly label: string })[];
}

/** One variant of an A/B test. */
export interface VariantRow extends ClickTotals {
  readonly variant: string;
  readonly delivered?: number;
  readonly clickThroughRate?: number;
}

/** Everything a report says, as data. */
export interface Report {
  readonly title: string;
  readonly timeZone: string;
  readonly overview: OverviewRow;
  readonly links: readonly LinkRow[];
  readonly contacts: readonly ContactRow[];
  readonly timeline: readonly Bucket[];
  /** How long each stretch of the timeline is; a number is milliseconds. */
  readonly bucket: 'hour' | 'day' | number;
  readonly variants: readonly VariantRow[];
  /** What the variants say of each other in one sentence; undefined without at least two of them. */
  readonly significance?: string;
  readonly messages: readonly ReportedMessage[];
}

const OPTIONS: readonly (keyof ReportOptions)[] = [
  'title',
  'message',
  'delivered',
  'uniqueOpens',
  'bucket',
  'timeZone',
  'maxContacts',
];

const FOUR_DAYS = 4 * 24 * 3_600_000;
const NONE = { clicks: 0, uniqueContacts: 0 };

/**
 * Works a report out of counts: an aggregator, a view of some of its clicks, or a snapshot. Throws `TypeError` for a wrong
 * option, `SnapshotError` for a snapshot that cannot be read.
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
  checkOptions(options);
  const view = counts instanceof ClickView ? counts : ClickAggregator.restore(counts);
  const { timeZone = 'UTC', maxContacts = 500, title = 'Clicks' } = options;
  const messages = [options.message ?? []].flat();
  const totals = view.totals();
  const labels = new Map(
    messages.flatMap(({ part, links }) => links.map((link) => [`${part} ${link.id}`, labelOf(link)])),
  );
  const stats = view.links();
  const times = stats.flatMap(({ firstClickAt, lastClickAt }) => [Number(firstClickAt), Number(lastClickAt)]);
  const long =
    times.reduce((a, b) => Math.max(a, b), 0) - times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const variants = variantRows(view, options.delivered);
  const significance = compareVariants(variants);
  const bucket = options.bucket ?? (long > FOUR_DAYS ? 'day' : 'hour');
  return {
    title,
    timeZone,
    overview: overviewRow(totals, options),
    links: linkRows(view, stats, messages, totals.human.clicks, maxContacts),
    contacts: contactRows(view, labels, maxContacts),
    timeline: view.timeline({ bucket, timeZone }),
    bucket,
    variants,
    ...(significance === undefined ? {} : { significance }),
    messages,
  };
}

function overviewRow(totals: ClickTotals, { delivered, uniqueOpens }: ReportOptions): OverviewRow {
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
  };
}

/** What `hashId` gives to links that nobody named. */
const HASHED = /^[0-9a-z]{5,7}(?:-\d+)?$/;

/** A picture without words, and every link of a text part, goes by the name it was given, or else by its address. */
function labelOf({ label, id, url, href }: Link): string {
  return label || (HASHED.test(id) ? (url ?? href).replace(/^https?:\/\//i, '') : id);
}

/** A link that the message at hand does not have: the honeypot, which only the output has, or one of another message. */
function unknownLabel(linkId: string): string {
  return linkId === HONEYPOT_ID ? 'The hidden honeypot link' : linkId;
}

/** Those that people clicked most first, then those of the message that nobody has clicked. */
function linkRows(
  view: ClickView,
  stats: readonly LinkStats[],
  messages: readonly ReportedMessage[],
  clicks: number,
  maxContacts: number,
): LinkRow[] {
  const known = new Map(messages.flatMap(({ part, links }) => links.map((link) => [`${part} ${link.id}`, link])));
  const clicked = stats.map((link): LinkRow => {
    const { firstClickAt, lastClickAt, linkId, part, url, tags, human, bot, uniqueContacts } = link;
    const compiled = known.get(`${part} ${linkId}`);
    return {
      linkId,
      part,
      label: compiled === undefined ? unknownLabel(linkId) : labelOf(compiled),
      url,
      clicks: link.clicks,
      uniqueContacts,
      human,
      bot,
      ...(clicks === 0 ? {} : { share: human.clicks / clicks }),
      firstClickAt,
      lastClickAt,
      ...(tags === undefined ? {} : { tags }),
      contacts: view
        .contactsOf(linkId, part)
        .sort((a, b) => b.human - a.human)
        .slice(0, maxContacts),
    };
  });
  const seen = new Set(stats.map(({ part, linkId }) => `${part} ${linkId}`));
  const quiet = [...known.values()].filter(
    ({ part, id, verdict, url }) => verdict === 'track' && url !== undefined && !seen.has(`${part} ${id}`),
  );
  const rest = quiet.map(
    (link): LinkRow => ({
      linkId: link.id,
      part: link.part,
      label: labelOf(link),
      url: link.url as string,
      ...NONE,
      human: { ...NONE, suspect: 0 },
      bot: NONE,
      ...(clicks === 0 ? {} : { share: 0 }),
      ...(link.tags === undefined ? {} : { tags: link.tags }),
      contacts: [],
    }),
  );
  return [...clicked, ...rest].sort((a, b) => b.human.clicks - a.human.clicks || b.clicks - a.clicks);
}

function contactRows(view: ClickView, labels: ReadonlyMap<string, string>, maxContacts: number): ContactRow[] {
  return view
    .contacts()
    .sort((a, b) => b.human - a.human)
    .slice(0, maxContacts)
    .map((contact) => ({
      ...contact,
      links: view
        .linksOf(contact.contactId)
        .map((link) => ({ ...link, label: labels.get(`${link.part} ${link.linkId}`) || unknownLabel(link.linkId) })),
    }));
}

function variantRows(view: ClickView, delivered: ReportOptions['delivered']): VariantRow[] {
  const groups = view.groupBy('variant').filter((group) => group.value !== undefined);
  return groups.map(({ value, view: part }) => {
    const variant = value as string;
    const totals = part.totals();
    const sent = typeof delivered === 'object' && Object.hasOwn(delivered, variant) ? delivered[variant] : undefined;
    const rate = clickThroughRate(totals.human, sent);
    return {
      variant,
      ...totals,
      ...(sent === undefined ? {} : { delivered: sent }),
      ...(rate === undefined ? {} : { clickThroughRate: rate }),
    };
  });
}

/**
 * Compares the best variant with the next, by people who clicked of messages delivered. Where there are more than two, the
 * pair is picked out of many, so p is multiplied by the number of pairs (Bonferroni).
 */
function compareVariants(variants: readonly VariantRow[]): string | undefined {
  if (variants.length < 2) return undefined;
  const known = variants.filter(({ clickThroughRate: rate }) => rate !== undefined);
  if (known.length < 2)
    return 'How many messages of each variant were delivered is not known, so they cannot be compared.';
  const [best, next] = [...known].sort((a, b) => (b.clickThroughRate as number) - (a.clickThroughRate as number)) as [
    VariantRow,
    VariantRow,
  ];
  const { p: alone } = compareProportions(
    { successes: best.human.uniqueContacts, of: best.delivered as number },
    { successes: next.human.uniqueContacts, of: next.delivered as number },
  );
  const names = `Variant ${best.variant} against ${next.variant}`;
  if (alone === undefined) return `${names}: too few clicks to tell a difference from chance.`;
  const pairs = (known.length * (known.length - 1)) / 2;
  const p = Math.min(1, alone * pairs);
  const often = p < 0.001 ? 'in fewer than 1 of 1,000 sends' : `in ${Math.max(1, Math.round(p * 100))} of 100 sends`;
  const verdict = p < 0.05 ? 'is ahead' : 'is not clearly ahead';
  const test = `two-proportion z-test${pairs > 1 ? `, corrected for ${pairs} pairs` : ''}`;
  return `${names}: ${best.variant} ${verdict}; chance alone would show such a difference ${often} (${test}, p ${p < 0.001 ? '< 0.001' : `= ${p.toFixed(3)}`}).`;
}

function checkOptions(options: ReportOptions): void {
  checkKeys('createReport options', options, OPTIONS);
  checkType('title', options.title, 'string');
  checkType('timeZone', options.timeZone, 'string');
  checkNumber('uniqueOpens', options.uniqueOpens, 0);
  checkNumber('maxContacts', options.maxContacts, 0);
  const { delivered } = options;
  if (delivered !== null && typeof delivered === 'object')
    for (const [variant, number] of Object.entries(delivered)) checkNumber(`delivered.${variant}`, number, 0);
  else checkNumber('delivered', delivered, 0);
  for (const message of [options.message ?? []].flat())
    if (
      message === null ||
      typeof message !== 'object' ||
      typeof message.source !== 'string' ||
      !Array.isArray(message.links)
    )
      throw usageError('message', 'must be what compileHtml or compileText gave', message);
}
