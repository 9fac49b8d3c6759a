import { startOfDay } from '../store/iso-times.js';

/** The year 5138 in seconds and 1973 in milliseconds: no click of either unit is on the other's side. */
const SECONDS_BELOW = 1e11;
const LATEST = Date.UTC(10_000, 0);

// date-time of RFC 3339 §5.6 with any number of digits behind the second, and as databases write it: with a space, or hours
// alone as offset. The offset may not be missing.
const ISO = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d{1,12}))? ?(Z|[+-]\d\d(?::?\d\d)?)$/i;
const NUMBER = /^\d{1,16}(?:\.\d{1,12})?$/;

/** Reads Unix seconds, whole or with a fraction, or milliseconds, as a number or as text: which it is, the size says. */
export function unixTime(value: unknown): number | undefined {
  const number = typeof value === 'string' && NUMBER.test(value.trim()) ? Number(value) : value;
  if (typeof number !== 'number' || !(number > 0)) return undefined;
  return within(Math.round(number < SECONDS_BELOW ? number * 1_000 : number));
}

/** Reads an RFC 3339 time into milliseconds. A time without an offset is refused: it would mean another time elsewhere. */
export function isoTime(value: unknown): number | undefined {
  const match = typeof value === 'string' ? ISO.exec(value.trim()) : null;
  if (match === null) return undefined;
  const [, day = '', seconds = '', fraction = '', zone = ''] = match;
  // 30 February would be 2 March.
  if (startOfDay(day) === undefined) return undefined;
  const offset = zone.replace(/^([+-]\d\d):?(\d\d)?$/, (_, hours: string, minutes = '00') => `${hours}:${minutes}`);
  return within(Date.parse(`${day}T${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}${offset}`.toUpperCase()));
}

function within(time: number): number | undefined {
  return time >= 0 && time < LATEST ? time : undefined;
}
