import { didYouMean } from '../checks/options.js';
import type { ClickQuery } from '../clicks/query/stats.js';
import { checkFormats } from '../print/format.js';
import type { ReportOptions } from '../report/model/options.js';
import type { Args } from './args.js';
import { UsageError } from './io.js';

/** What `--only NAME=VALUE` can name, and the member of a query it is. */
const ONLY = {
  campaign: 'campaignId',
  message: 'messageId',
  variant: 'variant',
  part: 'part',
  link: 'linkId',
} as const satisfies Readonly<Record<string, keyof ClickQuery>>;

export const ONLY_NAMES: readonly string[] = [...Object.keys(ONLY), 'tag:NAME'];

/** Reads which clicks are wanted. */
export function queryOf(args: Args): ClickQuery {
  const query: Record<string, string> = {};
  const tags: Record<string, string> = {};
  for (const text of args.values('only')) {
    const { name, value } = pairOf('--only', text);
    if (name.startsWith('tag:')) tags[name.slice(4)] = value;
    else if (Object.hasOwn(ONLY, name)) query[ONLY[name as keyof typeof ONLY]] = value;
    else {
      const near = didYouMean(name, ONLY_NAMES);
      throw new UsageError(
        `--only takes ${ONLY_NAMES.join(', ')}${near === undefined ? '.' : `. Did you mean ${near}?`}`,
      );
    }
  }
  return { ...query, ...(Object.keys(tags).length === 0 ? {} : { tags }) };
}

/** Reads how numbers and dates are written; what is wrong with that is said before anything long begins. */
export function formatsOf(args: Args): Pick<ReportOptions, 'locale' | 'timeZone'> {
  const locale = args.value('locale');
  const timeZone = args.value('time-zone');
  try {
    checkFormats(locale, timeZone);
  } catch (error) {
    const { message } = error as TypeError;
    throw new UsageError(`${message.replace('timeZone:', '--time-zone').replace('locale:', '--locale')}.`);
  }
  return { locale, timeZone };
}

/** Reads `--delivered 5000`, or `--delivered A=2500 --delivered B=2500`. */
export function deliveredOf(args: Args): ReportOptions['delivered'] {
  const values = args.values('delivered');
  const [first] = values;
  if (first === undefined) return undefined;
  if (values.length === 1 && !first.includes('=')) return wholeNumber('--delivered', first);
  if (!values.every((text) => text.includes('=')))
    throw new UsageError('--delivered must be one number, or VARIANT=N for each variant.');
  return Object.fromEntries(
    values.map((text) => {
      const { name, value } = pairOf('--delivered', text);
      return [name, wholeNumber('--delivered', value)];
    }),
  );
}

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Reads `hour`, `day`, or a number with a unit. */
export function bucketOf(args: Args): ReportOptions['bucket'] {
  const text = args.value('bucket');
  if (text === undefined || text === 'hour' || text === 'day') return text;
  const [, number, unit = ''] = /^([1-9]\d{0,5})([smhd])$/.exec(text) ?? [];
  if (number === undefined) throw new UsageError('--bucket must be hour, day, or a number followed by s, m, h or d.');
  return Number(number) * (UNITS[unit] as number);
}

/** Reads an option that counts something. */
export function numberOf(args: Args, option: string): number | undefined {
  const text = args.value(option);
  return text === undefined ? undefined : wholeNumber(`--${option}`, text);
}

function wholeNumber(flag: string, text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new UsageError(`${flag} must be a whole number from 0.`);
  return Number(text);
}

/** Cuts `NAME=VALUE`; a value may have further equals signs in it. */
function pairOf(flag: string, text: string): { name: string; value: string } {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1) throw new UsageError(`${flag} must be NAME=VALUE.`);
  return { name: text.slice(0, at), value: text.slice(at + 1) };
}
