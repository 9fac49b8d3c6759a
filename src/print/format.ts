/** A rate as people read it: `2.5 %`; `–` where there is none. */
export function percent(rate: number | undefined): string {
  if (rate === undefined) return '–';
  const hundredths = rate * 100;
  return `${hundredths >= 10 || hundredths === 0 ? Math.round(hundredths) : hundredths.toFixed(1)} %`;
}

/** 12345 as 12,345. */
export function count(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** A number and what is counted: `1 click`, `1,030 clicks`. */
export function plural(number: number, noun: string): string {
  return `${count(number)} ${noun}${number === 1 ? '' : 's'}`;
}

const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** Making a format takes a hundred times as long as using it, and a report has thousands of moments in one zone. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = FORMATS.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    if (FORMATS.size >= 10) FORMATS.clear();
    FORMATS.set(timeZone, format);
  }
  return format;
}

/** A moment in a time zone: `2026-11-24 10:30`; empty for none. */
export function moment(date: Date | undefined, timeZone: string): string {
  if (date === undefined) return '';
  const parts = formatOf(timeZone).formatToParts(date);
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`;
}

/** The day of a moment in a time zone: `2026-11-24`. */
export function day(date: Date, timeZone: string): string {
  return moment(date, timeZone).slice(0, 10);
}
