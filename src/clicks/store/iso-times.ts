interface Day {
  /** Such as `2026-11-24`. */
  readonly text: string;
  readonly start: number;
}

const DATE = /^\d{4}-\d\d-\d\d$/;

/** Longer than any text that is looked at, so none starts with it. */
const NO_DAY: Day = { text: '-'.repeat(25), start: 0 };

/**
 * Reads times as `toISOString` writes them (`2026-11-24T10:00:00.000Z`), in a tenth of what `Date.parse` takes: the days of the
 * last ones are remembered, because clicks and their moments of sending mostly lie within two.
 */
export class IsoTimes {
  #day: Day = NO_DAY;
  #other: Day = NO_DAY;

  /** Returns milliseconds since 1970; undefined for a time that is written in any other way, or is none. */
  read(text: string): number | undefined {
    if (
      text.length !== 24 ||
      text[10] !== 'T' ||
      text[13] !== ':' ||
      text[16] !== ':' ||
      text[19] !== '.' ||
      text[23] !== 'Z'
    )
      return undefined;
    const hours = twoDigits(text, 11);
    const minutes = twoDigits(text, 14);
    const seconds = twoDigits(text, 17);
    const milliseconds = 10 * twoDigits(text, 20) + (twoDigits(text, 21) % 10);
    // What is not a digit makes the number NaN, which is in no order.
    if (!(hours < 24 && minutes < 60 && seconds < 60 && milliseconds >= 0)) return undefined;
    const start = this.#startOf(text);
    return start === undefined ? undefined : start + ((hours * 60 + minutes) * 60 + seconds) * 1_000 + milliseconds;
  }

  #startOf(text: string): number | undefined {
    if (text.startsWith(this.#day.text)) return this.#day.start;
    let day = this.#other;
    if (!text.startsWith(day.text)) {
      const date = text.slice(0, 10);
      const start = startOfDay(date);
      if (start === undefined) return undefined;
      day = { text: date, start };
    }
    this.#other = this.#day;
    this.#day = day;
    return day.start;
  }
}

/** Returns the milliseconds since 1970 of a day such as `2026-11-24`; undefined for 30 February, which some engines take for 2 March. */
export function startOfDay(date: string): number | undefined {
  const start = DATE.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(start) && new Date(start).getUTCDate() === Number(date.slice(8)) ? start : undefined;
}

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : Number.NaN;
}
