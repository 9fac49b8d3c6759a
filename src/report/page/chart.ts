import type { Bucket } from '../../clicks/query/stats.js';
import { count, day, moment } from '../../print/format.js';
import type { Report } from '../model/rows.js';
import { escapeHtml } from './html.js';

/** More stretches than this are put together: bars of a pixel show nothing. */
export const MAX_BARS = 120;
/** The most names below the time axis. */
const MAX_TICKS = 5;

/** A month is as long as months are on average: bars only need to know which of them stand together. */
const SIZES = { hour: 3_600_000, day: 86_400_000, week: 604_800_000, month: 2_629_746_000 } as const;

/** Some stretches of the timeline put together. */
export interface Bar {
  readonly start: Date;
  readonly human: number;
  readonly bot: number;
}

/** Puts stretches together until there are at most so many; gives how long each is, in milliseconds. Empty ones stay out. */
export function gatherBars(
  timeline: readonly Bucket[],
  bucket: Report['bucket'],
  most: number,
): { bars: Bar[]; size: number; whole: boolean } {
  const size = typeof bucket === 'number' ? bucket : SIZES[bucket];
  const first = timeline[0]?.start.getTime() ?? 0;
  const stretches = Math.round(((timeline.at(-1)?.start.getTime() ?? 0) - first) / size) + 1;
  const together = Math.ceil(stretches / most);
  const bars: { start: Date; human: number; bot: number }[] = [];
  let last = -1;
  for (const { start, human, bot } of timeline) {
    // Days are 23 or 25 hours long where clocks change, so the place is rounded.
    const place = Math.floor(Math.round((start.getTime() - first) / size) / together);
    if (place !== last) bars.push({ start: new Date(start), human: 0, bot: 0 });
    last = place;
    const bar = bars.at(-1) as { human: number; bot: number };
    bar.human += human.clicks;
    bar.bot += bot.clicks;
  }
  return { bars, size: size * together, whole: together === 1 };
}

/**
 * The timeline as a picture: a bar for each stretch at its place in time, people's clicks and, below, bots'. Gaps are
 * times without clicks. The words are text beside the picture, so that they keep their size on a telephone.
 */
export function timelineChart({ timeline, bucket, timeZone }: Report): string {
  const { bars, size } = gatherBars(timeline, bucket, MAX_BARS);
  const [first, last] = [bars[0], bars.at(-1)];
  if (first === undefined || last === undefined) return '';
  const from = first.start.getTime();
  const span = last.start.getTime() + size - from;
  const place = ({ start }: Bar): { x: number; width: number } => {
    const x = ((start.getTime() - from) / span) * 1000;
    const width = Math.min((size / span) * 1000, 1000 - x);
    const gap = Math.min(width * 0.14, 3);
    return { x: x + gap, width: width - 2 * gap };
  };
  const most = Math.max(1, ...bars.map(({ human }) => human));
  const step = niceStep(most);
  const lines = Math.ceil(most / step);
  const people = bars.map((bar) => column('people', place(bar), bar.human / (lines * step), titleOf(bar, timeZone)));
  const grid = Array.from({ length: lines + 1 }, (_, at) => rule(100 - (at / lines) * 100, count(at * step)));
  const label = `Clicks over time, from ${moment(first.start, timeZone)} to ${moment(last.start, timeZone)}. The numbers are in the table below.`;
  return `<div class="chart"><div class="plot"><div aria-hidden="true">${grid.join('')}</div>
${picture(label, people)}</div>
${botStrip(bars, place, timeZone)}
<div class="times" aria-hidden="true">${ticks(from, span, size, timeZone)}</div></div>`;
}

/** Bots come in thousands within seconds, so their clicks have a scale of their own. */
function botStrip(bars: readonly Bar[], place: (bar: Bar) => { x: number; width: number }, timeZone: string): string {
  const most = Math.max(...bars.map(({ bot }) => bot));
  if (most === 0) return '';
  const drawn = bars.map((bar) => column('bots', place(bar), bar.bot / most, titleOf(bar, timeZone)));
  return `<div class="strip"><div aria-hidden="true">${rule(0, count(most))}${rule(100, '')}</div>
${picture(`Bots’ clicks over the same time, at most ${count(most)} at once.`, drawn)}</div>`;
}

function titleOf({ start, human, bot }: Bar, timeZone: string): string {
  return `${moment(start, timeZone)}: ${count(human)} by people, ${count(bot)} by bots`;
}

function picture(label: string, drawn: readonly string[]): string {
  return `<svg viewBox="0 0 1000 100" preserveAspectRatio="none" role="img" aria-label="${escapeHtml(label)}">
${drawn.filter((each) => each !== '').join('\n')}
</svg>`;
}

function rule(top: number, name: string): string {
  return `<span class="rule" style="top:${top.toFixed(2)}%"><span>${name}</span></span>`;
}

function column(kind: string, { x, width }: { x: number; width: number }, share: number, title: string): string {
  if (share === 0) return '';
  // A single click is a hair, and can be seen.
  const height = Math.max(0.8, share * 100);
  const [left, top, wide, high] = [x, 100 - height, width, height].map((each) => Number(each.toFixed(2)));
  return `<rect class="${kind}" x="${left}" y="${top}" width="${wide}" height="${high}"><title>${escapeHtml(title)}</title></rect>`;
}

/** Says when the most clicks by people came. */
export function busiest({ timeline, bucket, timeZone }: Report): string | undefined {
  const { bars, whole } = gatherBars(timeline, bucket, Number.MAX_SAFE_INTEGER);
  const best = bars.reduce<Bar | undefined>((most, bar) => (bar.human > (most?.human ?? 0) ? bar : most), undefined);
  if (best === undefined || bars.length < 2 || !whole) return undefined;
  const when = bucket === 'day' ? `on ${day(best.start, timeZone)}` : `from ${moment(best.start, timeZone)}`;
  return `The most clicks by people came ${when}: ${count(best.human)}.`;
}

/** Names of moments, the first and the last at the ends; the narrowest screens show the ends alone. */
function ticks(from: number, span: number, size: number, timeZone: string): string {
  const stretches = Math.round(span / size);
  const number = Math.min(MAX_TICKS, Math.max(1, stretches));
  const daily = size >= SIZES.day;
  return Array.from({ length: number }, (_, at) => {
    const place = number === 1 ? 0 : Math.round((at * (stretches - 1)) / (number - 1));
    const time = new Date(from + place * size);
    const name = daily ? day(time, timeZone) : moment(time, timeZone).slice(5);
    const middle = ((place + 0.5) / stretches) * 100;
    const style =
      number === 1 ? 'left:0' : at === 0 ? 'left:0' : at === number - 1 ? 'right:0' : `left:${middle.toFixed(2)}%`;
    const kind = at === 0 || at === number - 1 ? 'end' : 'between';
    return `<span class="${kind}" style="${style}">${escapeHtml(name)}</span>`;
  }).join('');
}

/** 1, 2 or 5 times a power of ten, so that three to five lines are drawn. */
function niceStep(top: number): number {
  const rough = Math.max(1, top / 4);
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5, 10].find((each) => each * power >= rough) as number) * power;
}
