import { usageError } from '../checks/options.js';

/** How numbers and moments are written for one reader. */
export interface Formats {
  /** 12345 as `12,345`. */
  count(number: number): string;
  /** 0.0249 as `2.5%`: one decimal, so that rates that differ look different; `–` where there is none. */
  percent(rate: number | undefined): string;
  /** 0.0042 as `0.004`: three decimals, always. */
  decimal(number: number): string;
  /** A moment: `24 Nov 2026, 10:30`; empty for none. */
  moment(date: Date | undefined): string;
  /** The day of a moment: `24 Nov 2026`. */
  day(date: Date): string;
  /** A moment on a time axis that says the day elsewhere: `24 Nov, 10:30`. */
  short(date: Date): string;
  /** The time of a moment alone: `10:30`. */
  time(date: Date): string;
  /** The day of a moment without its year: `24 Nov`. */
  shortDay(date: Date): string;
  /** The month of a moment: `Nov 2026`. */
  month(date: Date): string;
}

/** Throws `TypeError` for what is no language tag or no time zone: the platform's own errors show the value. */
export function checkFormats(locale: string | undefined, timeZone: string | undefined): void {
  try {
    new Intl.DateTimeFormat(locale);
  } catch {
    throw usageError('locale', 'must be a language tag such as de or en-US', ...typeOfOther(locale));
  }
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    throw usageError('timeZone', 'must be an IANA time zone such as Europe/Rome', ...typeOfOther(timeZone));
  }
}

/** What an error says the type of: a string has the right one already. */
function typeOfOther(value: unknown): [unknown?] {
  return typeof value === 'string' ? [] : [value];
}

/** Writes numbers and moments for a locale (BCP 47) and a time zone (IANA). Made once a report: making takes a hundred times as long as using. */
export function createFormats(locale: string, timeZone: string): Formats {
  checkFormats(locale, timeZone);
  const numbers = new Intl.NumberFormat(locale);
  const percents = new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const whole = new Intl.NumberFormat(locale, { style: 'percent' });
  const decimals = new Intl.NumberFormat(locale, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  const dates = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options });
  const clock = { hour: '2-digit', minute: '2-digit' } as const;
  const moments = dates({ day: 'numeric', month: 'short', year: 'numeric', ...clock });
  const days = dates({ day: 'numeric', month: 'short', year: 'numeric' });
  const shorts = dates({ day: 'numeric', month: 'short', ...clock });
  const times = dates(clock);
  const shortDays = dates({ day: 'numeric', month: 'short' });
  const months = dates({ month: 'short', year: 'numeric' });
  return {
    count: (number) => numbers.format(number),
    percent(rate) {
      if (rate === undefined) return '–';
      if (rate === 0 || rate === 1) return whole.format(rate);
      return rate < 0.0005 ? `<${percents.format(0.001)}` : percents.format(rate);
    },
    decimal: (number) => decimals.format(number),
    moment: (date) => (date === undefined ? '' : moments.format(date)),
    day: (date) => days.format(date),
    short: (date) => shorts.format(date),
    time: (date) => times.format(date),
    shortDay: (date) => shortDays.format(date),
    month: (date) => months.format(date),
  };
}

const NUMBERS = new Intl.NumberFormat('en');

/** 12345 as 12,345. */
export function count(number: number): string {
  return NUMBERS.format(number);
}

/** A number and what is counted: `1 click`, `1,030 clicks`. */
export function plural(number: number, noun: string): string {
  return `${count(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** A rate in English. */
export function percent(rate: number | undefined): string {
  return createFormats('en-GB', 'UTC').percent(rate);
}

/** A moment in English. */
export function moment(date: Date | undefined, timeZone: string): string {
  return createFormats('en-GB', timeZone).moment(date);
}

/** A day in English. */
export function day(date: Date, timeZone: string): string {
  return createFormats('en-GB', timeZone).day(date);
}
