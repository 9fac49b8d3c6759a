import { checkKeys, checkNumber, checkType, checkWhole, shownMember, usageError } from '../../checks/options.js';
import type { TimelineQuery } from '../../clicks/query/stats.js';
import { checkFormats } from '../../print/format.js';
import type { ReportedMessage, ReportedParts } from './rows.js';

/** What a report is made of, beside the counts. */
export interface ReportOptions {
  /** Stands over the report. @default 'Clicks' */
  readonly title?: string | undefined;
  /**
   * What `compileMessage` returned, or what `compileHtml` and `compileText` returned for each part. Links without a click
   * are then listed, addresses are the template's, and the page shows a click map. For an A/B test, pass the message of
   * each variant with its `variant`: `[{ ...a, variant: 'A' }, { ...b, variant: 'B' }]`.
   */
  readonly message?: ReportedMessage | ReportedParts | readonly (ReportedMessage | ReportedParts)[] | undefined;
  /** Messages delivered, in all or by variant. */
  readonly delivered?: number | Readonly<Record<string, number>> | undefined;
  /** Contacts who opened. */
  readonly uniqueOpens?: number | undefined;
  /** How the timeline is cut. @default as fits the time from sending to the last click: a minute, five, an hour, a day, a week or a month */
  readonly bucket?: TimelineQuery['bucket'];
  /** IANA name, such as `Europe/Rome`. @default 'UTC' */
  readonly timeZone?: string | undefined;
  /** How numbers and dates are written: a BCP 47 tag such as `de` or `en-US`. The words stay English. @default 'en-GB' */
  readonly locale?: string | undefined;
  /**
   * Returns the name of a contact for people who read the report, because only your app knows who has an id. Returns
   * undefined for an id that has no name.
   */
  readonly contactLabel?: ((contactId: string) => string | undefined) | undefined;
  /** How many contacts are listed, and how many for each link, those with the most clicks by people. CSV has them all. @default 500 */
  readonly maxContacts?: number | undefined;
}

const OPTIONS: readonly (keyof ReportOptions)[] = [
  'title',
  'message',
  'delivered',
  'uniqueOpens',
  'bucket',
  'timeZone',
  'locale',
  'contactLabel',
  'maxContacts',
];

/** Throws `TypeError` naming the option. */
export function checkReportOptions(where: string, options: ReportOptions): void {
  checkKeys(where, options, OPTIONS);
  checkType('title', options.title, 'string');
  checkType('timeZone', options.timeZone, 'string');
  checkType('locale', options.locale, 'string');
  checkType('contactLabel', options.contactLabel, 'function');
  checkNumber('uniqueOpens', options.uniqueOpens, 0);
  checkWhole('maxContacts', options.maxContacts, 0);
  checkFormats(options.locale, options.timeZone);
  const { delivered } = options;
  if (delivered !== null && typeof delivered === 'object')
    for (const [variant, number] of Object.entries(delivered))
      checkNumber(`delivered.${shownMember(variant)}`, number, 0);
  else checkNumber('delivered', delivered, 0);
  for (const message of [options.message ?? []].flat()) checkMessage(message);
}

/** Returns the parts of the messages that were given, one entry for each part: what `compileMessage` returned is split. */
export function reportedMessages(given: ReportOptions['message']): readonly ReportedMessage[] {
  return [given ?? []].flat().flatMap((message) => (isOnePart(message) ? message : partsOf(message)));
}

function partsOf({ source, links, variant }: ReportedParts): ReportedMessage[] {
  const parts: ReportedMessage[] = [];
  for (const part of ['html', 'text', 'amp'] as const) {
    const text = source[part];
    if (text !== undefined)
      parts.push({ part, variant, source: text, links: links.filter((link) => link.part === part) });
  }
  return parts;
}

function isOnePart(message: ReportedMessage | ReportedParts): message is ReportedMessage {
  return typeof message.source === 'string';
}

function checkMessage(message: ReportedMessage | ReportedParts): void {
  const wants = 'must be what compileMessage, compileHtml or compileText returned';
  if (message instanceof Promise || message === null || typeof message !== 'object')
    throw usageError('message', wants, message);
  const { source, links } = message;
  const isSource = typeof source === 'string' || (typeof source === 'object' && source !== null);
  if (!isSource || !Array.isArray(links)) throw usageError('message', wants, message);
  checkType('message.variant', message.variant, 'string');
}
