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

/** A moment in a time zone: `2026-11-24 10:30`; empty for none. */
export function moment(date: Date | undefined, timeZone: string): string {
  if (date === undefined) return '';
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(date);
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`;
}
