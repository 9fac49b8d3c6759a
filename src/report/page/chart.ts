import type { Bucket } from '../../clicks/query/stats.js';
import { stretchOf } from '../model/report.js';
import type { LinkRow, Report } from '../model/rows.js';
import { formatsOf } from '../model/tables.js';
import { TEXTS } from '../model/texts.js';
import { text } from './cells.js';
import { sizeOf, type TimeAxis, ticksOf } from './time-axis.js';

/** More stretches than this are put together: bars of a pixel show nothing. */
export const MAX_BARS = 120;
/** One click alone is a bar, and no wall; of days and longer fewer are enough. */
const MIN_STRETCHES = 12;
const MIN_DAYS = 7;
const DAY = 86_400_000;

/** Some stretches of the timeline put together. */
export interface Bar {
  /** Which stretch of the axis it is. */
  readonly place: number;
  readonly start: Date;
  readonly human: number;
  readonly bot: number;
}

/** Puts stretches together until there are at most so many, from sending on. Those without clicks have no bar. */
export function gatherBars(report: Report, most: number): { bars: Bar[]; axis: TimeAxis; whole: boolean } {
  const { timeline, bucket } = report;
  const size = sizeOf(bucket);
  const first = timeline[0]?.start.getTime() ?? 0;
  const sent = Math.min(stretchOf(report).from, first);
  const from = first - Math.ceil((first - sent) / size) * size;
  const placeOf = ({ start }: Bucket): number => Math.round((start.getTime() - from) / size);
  const stretches = timeline.length === 0 ? 0 : placeOf(timeline.at(-1) as Bucket) + 1;
  const together = Math.max(1, Math.ceil(stretches / most));
  const bars: { place: number; start: Date; human: number; bot: number }[] = [];
  for (const bucketed of timeline) {
    // Days are 23 or 25 hours long where clocks change, so the place is rounded.
    const place = Math.floor(placeOf(bucketed) / together);
    if (bars.at(-1)?.place !== place) bars.push({ place, start: bucketed.start, human: 0, bot: 0 });
    const bar = bars.at(-1) as { human: number; bot: number };
    bar.human += bucketed.human.clicks;
    bar.bot += bucketed.bot.clicks;
  }
  const least = size < DAY ? MIN_STRETCHES : MIN_DAYS;
  const axis = { from, stretches: Math.max(least, Math.ceil(stretches / together)), size: size * together };
  return { bars, axis, whole: together === 1 };
}

/**
 * The timeline as a picture: a bar for each stretch at its place in time, from sending on, people's clicks and, below,
 * bots'. Gaps are times without clicks. The words are text beside the picture, so that they keep their size on a telephone.
 */
export function timelineChart(report: Report): string {
  const { bars, axis } = gatherBars(report, MAX_BARS);
  const [first, last] = [bars[0], bars.at(-1)];
  if (first === undefined || last === undefined) return '';
  const { count, moment } = formatsOf(report);
  const people = bars.some(({ human }) => human > 0);
  const most = bars.reduce((top, { human, bot }) => Math.max(top, people ? human : bot), 1);
  const step = niceStep(most);
  const lines = Math.ceil(most / step);
  const drawn = bars.map((bar) =>
    column(people ? 'people' : 'bots', bar, axis, (people ? bar.human : bar.bot) / (lines * step), report),
  );
  const grid = Array.from({ length: lines + 1 }, (_, at) => rule(100 - (at / lines) * 100, text(count(at * step))));
  const label = (people ? TEXTS.chart : TEXTS.chartOfBots)(moment(first.start), moment(last.start));
  return `<div class="chart"><div class="plot"><div aria-hidden="true">${grid.join('')}${sentMark(report, axis)}</div>
${picture(label, drawn)}</div>
${people ? botStrip(bars, axis, report) : ''}
<div class="times" aria-hidden="true">${ticks(axis, report)}</div></div>`;
}

/** Bots come in thousands within seconds, so their clicks have a scale of their own. */
function botStrip(bars: readonly Bar[], axis: TimeAxis, report: Report): string {
  const most = bars.reduce((top, { bot }) => Math.max(top, bot), 0);
  if (most === 0) return '';
  const { count } = formatsOf(report);
  const drawn = bars.map((bar) => column('bots', bar, axis, bar.bot / most, report));
  return `<div class="strip"><div aria-hidden="true">${rule(0, text(count(most)))}${rule(100, '')}</div>
${picture(TEXTS.stripOfBots(count(most)), drawn)}</div>`;
}

/** When the message was sent, where clicks know it. */
function sentMark({ sentAt, ...report }: Report, { from, stretches, size }: TimeAxis): string {
  if (sentAt === undefined || stretchOf({ ...report, sentAt }).from !== sentAt.getTime()) return '';
  const place = ((sentAt.getTime() - from) / (stretches * size)) * 100;
  return `<span class="sent" style="left:${place.toFixed(2)}%"><span>${text(TEXTS.sent)}</span></span>`;
}

function picture(label: string, drawn: readonly string[]): string {
  return `<svg viewBox="0 0 1000 100" preserveAspectRatio="none" role="img" aria-label="${text(label)}">
${drawn.filter((each) => each !== '').join('\n')}
</svg>`;
}

function rule(top: number, label: string): string {
  return `<span class="rule" style="top:${top.toFixed(2)}%"><span>${label}</span></span>`;
}

function column(kind: string, bar: Bar, { stretches }: TimeAxis, share: number, report: Report): string {
  if (share === 0) return '';
  const { count, moment } = formatsOf(report);
  const room = 1000 / stretches;
  const gap = Math.min(room * 0.14, 3);
  // A single click is a hair, and can be seen.
  const height = Math.max(0.8, share * 100);
  const [left, top, wide, high] = [bar.place * room + gap, 100 - height, room - 2 * gap, height].map((each) =>
    Number(each.toFixed(2)),
  );
  const title = TEXTS.barOf(moment(bar.start), count(bar.human), count(bar.bot));
  return `<rect class="${kind}" x="${left}" y="${top}" width="${wide}" height="${high}"><title>${text(title)}</title></rect>`;
}

/** Names below the axis; the narrowest screens leave out every second one that names no day. */
function ticks(axis: TimeAxis, report: Report): string {
  return ticksOf(axis, report.timeZone, formatsOf(report))
    .map(({ at, label, day }, number) => {
      const kind = day === undefined && number % 2 === 1 ? ' class="second"' : '';
      const below = day === undefined ? '' : `<span>${text(day)}</span>`;
      return `<span${kind} style="left:${((at / axis.stretches) * 100).toFixed(2)}%">${text(label)}${below}</span>`;
    })
    .join('');
}

/** 1, 2 or 5 times a power of ten, so that three to five lines are drawn. */
function niceStep(top: number): number {
  const rough = Math.max(1, top / 4);
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5, 10].find((each) => each * power >= rough) as number) * power;
}

/** The trend of a link's clicks by people, as small as a word; a larger one stands on its own page. */
export function sparkline({ trend }: Pick<LinkRow, 'trend'>, report: Report): string {
  const most = trend.reduce((top, each) => Math.max(top, each), 0);
  if (most === 0) return '';
  const { from, to } = stretchOf(report);
  const peak = from + ((trend.indexOf(most) + 0.5) / trend.length) * (to - from);
  const bars = trend.map((each, at) =>
    each === 0 ? '' : `M${at * 10 + 5} 24v-${Math.max(2, Math.round((each / most) * 24))}`,
  );
  const label = TEXTS.trendOf(formatsOf(report).short(new Date(peak)));
  return `<svg class="trend" viewBox="0 0 ${trend.length * 10} 24" preserveAspectRatio="none" role="img" aria-label="${text(label)}"><path d="${bars.join('')}"/></svg>`;
}

/** When half of people's clicks had come: the end of the stretch that brought them over it, and how long after sending. */
export function halfTime(report: Report): { at: Date; afterMs: number | undefined } | undefined {
  const { timeline, bucket, sentAt } = report;
  const all = timeline.reduce((sum, { human }) => sum + human.clicks, 0);
  // Of a few clicks the half says nothing.
  if (all < 20 || timeline.length < 3) return undefined;
  let clicks = 0;
  const half = timeline.find(({ human }) => {
    clicks += human.clicks;
    return clicks * 2 >= all;
  }) as Bucket;
  const at = new Date(half.start.getTime() + sizeOf(bucket));
  const isSent = sentAt !== undefined && stretchOf(report).from === sentAt.getTime();
  return { at, afterMs: isSent ? at.getTime() - sentAt.getTime() : undefined };
}
