import type { ReasonCounts } from '../../clicks/query/stats.js';
import { createFormats, type Formats } from '../../print/format.js';
import type { Column } from '../../print/table.js';
import type { ContactRow, LinkRow, Report } from './rows.js';
import { REASON_TEXTS, TEXTS } from './texts.js';

/** A table of a report: the same for text, Markdown and the page. */
export interface ReportTable {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** What stands below it: how much was left out, or that there is nothing. */
  readonly note?: string;
}

const NUMBER = { align: 'right' } as const;

/** The formats of a report's locale and time zone, made once for each report. */
export function formatsOf(report: Report): Formats {
  let formats = FORMATS.get(report);
  if (formats === undefined) {
    formats = createFormats(report.locale, report.timeZone);
    FORMATS.set(report, formats);
  }
  return formats;
}

const FORMATS = new WeakMap<Report, Formats>();

/** Reasons with how many clicks have them, most first. */
export function reasonList(reasons: ReasonCounts): (readonly [reason: string, clicks: number])[] {
  return Object.entries(reasons)
    .map(([reason, clicks = 0]) => [reason, clicks] as const)
    .sort(([, a], [, b]) => b - a);
}

/** Why clicks are suspected, shortest: the reasons with their numbers, most first. */
export function reasonsText(reasons: ReasonCounts, { count }: Formats): string {
  return reasonList(reasons)
    .map(([reason, clicks]) => `${reason} ${count(clicks)}`)
    .join(', ');
}

/** The figures of the whole, name by name. */
export function overviewTable(report: Report): ReportTable {
  const { overview } = report;
  const { count, percent } = formatsOf(report);
  const { human, bot, anonymous } = overview;
  const rows: [string, string][] = [
    [TEXTS.peopleWhoClicked, count(human.uniqueContacts)],
    [TEXTS.humanClicks, count(human.clicks)],
    ...(overview.human.suspect > 0 ? [[TEXTS.suspectClicks, count(overview.human.suspect)] as [string, string]] : []),
    [TEXTS.botClicks, count(bot.clicks)],
    [TEXTS.uniqueLinks, count(overview.uniqueLinks)],
    ...(anonymous.human + anonymous.bot > 0
      ? [[TEXTS.anonymous, count(anonymous.human + anonymous.bot)] as [string, string]]
      : []),
    [TEXTS.test, count(overview.test)],
    [TEXTS.expired, count(overview.expired)],
    [TEXTS.duplicates, count(overview.duplicates)],
  ];
  if (overview.delivered !== undefined)
    rows.push([TEXTS.delivered, count(overview.delivered)], [TEXTS.rate, percent(overview.clickThroughRate)]);
  if (overview.uniqueOpens !== undefined)
    rows.push([TEXTS.opened, count(overview.uniqueOpens)], [TEXTS.toOpenRate, percent(overview.clickToOpenRate)]);
  return { title: TEXTS.overview, columns: [{ title: '' }, { title: '', ...NUMBER }], rows };
}

/** Why clicks are suspected, in all and by variant. */
export function reasonsTable(report: Report): ReportTable {
  const { count } = formatsOf(report);
  return {
    title: TEXTS.reasons,
    columns: [
      { title: TEXTS.reason },
      { title: TEXTS.clicks, ...NUMBER },
      ...report.variants.map(({ variant }) => ({ title: TEXTS.clicksOf(variant), ...NUMBER })),
      { title: TEXTS.meaning, shrinkTo: 16, fromWidth: 72 },
    ],
    rows: reasonList(report.overview.reasons).map(([reason, clicks]) => [
      reason,
      count(clicks),
      ...report.variants.map(({ reasons }) => count(reasons[reason as keyof typeof reasons] ?? 0)),
      REASON_TEXTS[reason] ?? '',
    ]),
  };
}

/** The address of a link, and that it is not everybody's. */
export function addressText({ url, hasMultipleUrls }: Pick<LinkRow, 'url' | 'hasMultipleUrls'>): string {
  return hasMultipleUrls === true ? `${url} (${TEXTS.differs})` : url;
}

export function linksTable(report: Report): ReportTable {
  const formats = formatsOf(report);
  const { count, percent, moment } = formats;
  const hasBots = reasonList(report.overview.reasons).length > 0;
  return {
    title: TEXTS.links,
    columns: [
      { title: TEXTS.link, shrinkTo: 12 },
      { title: TEXTS.people, ...NUMBER },
      { title: TEXTS.clicks, ...NUMBER },
      { title: TEXTS.share, ...NUMBER },
      { title: TEXTS.bots, ...NUMBER },
      ...(hasBots ? [{ title: TEXTS.why, shrinkTo: 10 }] : []),
      { title: TEXTS.lastByPeople, fromWidth: 100 },
      { title: TEXTS.address, shrinkTo: 16, cutAt: 'middle' },
    ],
    rows: report.links.map((link) => [
      link.part === 'html' ? link.label : `${link.label} (${link.part})`,
      count(link.human.uniqueContacts),
      count(link.human.clicks),
      percent(link.share),
      count(link.bot.clicks),
      ...(hasBots ? [reasonsText(link.reasons, formats)] : []),
      moment(link.lastHumanClickAt),
      addressText(link),
    ]),
    ...(report.links.length === 0 ? { note: TEXTS.noLinks } : {}),
  };
}

/** Each link's people's clicks by variant, side by side. */
export function variantLinksTable(report: Report): ReportTable {
  const { count, percent } = formatsOf(report);
  return {
    title: TEXTS.variantLinks,
    columns: [
      { title: TEXTS.link, shrinkTo: 12 },
      ...report.variants.flatMap(({ variant }) => [
        { title: TEXTS.clicksOf(variant), ...NUMBER },
        { title: TEXTS.shareOf(variant), ...NUMBER },
      ]),
    ],
    rows: report.links.map(({ label, part, variants }) => [
      part === 'html' ? label : `${label} (${part})`,
      ...variants.flatMap(({ human, share }) => [count(human.clicks), percent(share)]),
    ]),
  };
}

/** Who clicked a link. */
export function contactsOfTable(link: LinkRow, report: Report): ReportTable {
  const { count, moment } = formatsOf(report);
  return {
    title: TEXTS.whoClicked(link.label),
    columns: [
      { title: TEXTS.contact, shrinkTo: 12 },
      { title: TEXTS.clicks, ...NUMBER },
      { title: TEXTS.bots, ...NUMBER },
      { title: TEXTS.first, fromWidth: 100 },
      { title: TEXTS.last },
      { title: TEXTS.why, shrinkTo: 12 },
    ],
    rows: link.contacts.map(({ contactId, human, bot, firstClickAt, lastClickAt, reasons = [] }) => [
      labelOfContact(contactId, report),
      count(human),
      count(bot),
      moment(firstClickAt),
      moment(lastClickAt),
      reasons.join(', '),
    ]),
    ...leftOut(link, report),
  };
}

/** The name of a contact that is listed somewhere in the report. */
export function labelOfContact(contactId: string, { contactLabels }: Report): string {
  return Object.hasOwn(contactLabels, contactId) ? (contactLabels[contactId] as string) : contactId;
}

export function contactsTable(report: Report): ReportTable {
  const formats = formatsOf(report);
  const { count, moment } = formats;
  return {
    title: TEXTS.contacts,
    columns: [
      { title: TEXTS.contact, shrinkTo: 12 },
      { title: TEXTS.linksClicked, ...NUMBER },
      { title: TEXTS.clicks, ...NUMBER },
      { title: TEXTS.bots, ...NUMBER },
      { title: TEXTS.last },
      { title: TEXTS.why, shrinkTo: 12 },
    ],
    rows: report.contacts.map(({ label, uniqueLinks, human, bot, lastClickAt, reasons }) => [
      label,
      count(uniqueLinks),
      count(human),
      count(bot),
      moment(lastClickAt),
      reasonsText(reasons, formats),
    ]),
    ...leftOut(report, report),
  };
}

function leftOut({ listed, total }: Pick<Report, 'listed' | 'total'>, report: Report): { note?: string } {
  const { count } = formatsOf(report);
  if (total === 0) return { note: TEXTS.noContacts };
  return total > listed ? { note: TEXTS.listed(count(listed), count(total)) } : {};
}

/** What a contact clicked. */
export function linksOfTable({ label, links }: ContactRow, report: Report): ReportTable {
  const { count, moment } = formatsOf(report);
  return {
    title: TEXTS.clickedBy(label),
    columns: [
      { title: TEXTS.link, shrinkTo: 12 },
      { title: TEXTS.clicks, ...NUMBER },
      { title: TEXTS.bots, ...NUMBER },
      { title: TEXTS.why, shrinkTo: 12 },
      { title: TEXTS.last, fromWidth: 100 },
      { title: TEXTS.address, shrinkTo: 16, cutAt: 'middle' },
    ],
    rows: links.map(({ label: link, human, bot, reasons = [], lastClickAt, url }) => [
      link,
      count(human),
      count(bot),
      reasons.join(', '),
      moment(lastClickAt),
      url,
    ]),
  };
}

export function timelineTable(report: Report): ReportTable {
  const { count, moment } = formatsOf(report);
  return {
    title: TEXTS.timelineIn(report.timeZone),
    columns: [
      { title: TEXTS.from },
      { title: TEXTS.people, ...NUMBER },
      { title: TEXTS.clicks, ...NUMBER },
      { title: TEXTS.bots, ...NUMBER },
    ],
    rows: report.timeline.map(({ start, human, bot }) => [
      moment(start),
      count(human.uniqueContacts),
      count(human.clicks),
      count(bot.clicks),
    ]),
    ...(report.timeline.length === 0 ? { note: TEXTS.noClicks } : {}),
  };
}

export function variantsTable(report: Report): ReportTable {
  const { count, percent } = formatsOf(report);
  return {
    title: TEXTS.variants,
    columns: [
      { title: TEXTS.variant, shrinkTo: 8 },
      { title: TEXTS.delivered, ...NUMBER },
      { title: TEXTS.people, ...NUMBER },
      { title: TEXTS.clicks, ...NUMBER },
      { title: TEXTS.rate, ...NUMBER },
      { title: TEXTS.bots, ...NUMBER, fromWidth: 72 },
    ],
    rows: report.variants.map(({ variant, delivered, human, clickThroughRate, bot }) => [
      variant,
      delivered === undefined ? '–' : count(delivered),
      count(human.uniqueContacts),
      count(human.clicks),
      percent(clickThroughRate),
      count(bot.clicks),
    ]),
  };
}

/** The tables of a report in reading order; those of variants and reasons only where there are any. */
export function reportTables(report: Report): ReportTable[] {
  const variants = report.variants.length > 0;
  return [
    overviewTable(report),
    ...(reasonList(report.overview.reasons).length > 0 ? [reasonsTable(report)] : []),
    linksTable(report),
    ...(variants ? [variantsTable(report), variantLinksTable(report)] : []),
    timelineTable(report),
    contactsTable(report),
  ];
}
