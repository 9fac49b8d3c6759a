import { millisecondsOf } from '../store/record.js';

/** The year 5138 in seconds and 1973 in milliseconds: no click of either unit is on the other's side. */
const SECONDS_BELOW = 1e11;
const LATEST = Date.UTC(10_000, 0);

const NUMBER = /^\d{1,16}(?:\.\d{1,12})?$/;

/** Reads Unix seconds, whole or with a fraction, or milliseconds, as a number or as text: which it is, the size says. */
export function unixTime(value: unknown): number | undefined {
  const number = typeof value === 'string' && NUMBER.test(value.trim()) ? Number(value) : value;
  if (typeof number !== 'number' || !(number > 0)) return undefined;
  return within(Math.round(number < SECONDS_BELOW ? number * 1_000 : number));
}

/** Reads a time as records have it. A time without an offset is refused: it would mean another time elsewhere. */
export function isoTime(value: unknown): number | undefined {
  return typeof value === 'string' ? within(millisecondsOf(value.trim())) : undefined;
}

function within(time: number | undefined): number | undefined {
  return time !== undefined && time >= 0 && time < LATEST ? time : undefined;
}
