import type { Bucket } from '../clicks/stats.js';
import { count, moment } from './format.js';
import { escapeHtml } from './html.js';

const WIDTH = 720;
const HEIGHT = 180;
const BASE = 150;
/** More stretches than this are put together: bars of a pixel show nothing. */
const MAX_BARS = 120;

/** The timeline as an SVG picture: a bar for each stretch, people's clicks below, machines' on top. */
export function timelineChart(timeline: readonly Bucket[], timeZone: string): string {
  const bars = gather(timeline);
  const [first, last] = [bars[0], bars.at(-1)];
  if (first === undefined || last === undefined) return '';
  const top = Math.max(...bars.map(({ human, machine }) => human + machine));
  const span = last.end - first.start || 1;
  const width = Math.max(3, Math.min(28, (WIDTH / bars.length) * 0.8));
  const height = (clicks: number): number => (clicks / top) * (BASE - 10);
  const drawn = bars.map(({ start, human, machine }) => {
    const x = ((start - first.start) / span) * (WIDTH - width);
    const [people, machines] = [height(human), height(machine)];
    const title = `${moment(new Date(start), timeZone)}: ${count(human)} by people, ${count(machine)} by machines`;
    return `<g><title>${escapeHtml(title)}</title>${rect('people', x, BASE - people, width, people)}${rect('machines', x, BASE - people - machines, width, machines)}</g>`;
  });
  const label = `Clicks over time, from ${moment(new Date(first.start), timeZone)} to ${moment(new Date(last.start), timeZone)}; at most ${count(top)} in one stretch. The table below has the numbers.`;
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(label)}">
<line x1="0" x2="${WIDTH}" y1="${BASE + 0.5}" y2="${BASE + 0.5}" class="axis"/>
${drawn.join('\n')}
<text x="0" y="170">${escapeHtml(moment(new Date(first.start), timeZone))}</text>
<text x="${WIDTH}" y="170" text-anchor="end">${escapeHtml(moment(new Date(last.start), timeZone))}</text>
</svg>`;
}

interface Bar {
  readonly start: number;
  readonly end: number;
  human: number;
  machine: number;
}

function gather(timeline: readonly Bucket[]): Bar[] {
  const [first, last] = [timeline[0], timeline.at(-1)];
  if (first === undefined || last === undefined) return [];
  const size = Math.max(1, (last.start.getTime() - first.start.getTime()) / MAX_BARS);
  const bars: Bar[] = [];
  for (const { start, human, machine } of timeline) {
    const time = start.getTime();
    let bar = bars.at(-1);
    if (bar === undefined || time >= bar.end) {
      bar = { start: time, end: time + size, human: 0, machine: 0 };
      bars.push(bar);
    }
    bar.human += human.clicks;
    bar.machine += machine.clicks;
  }
  return bars;
}

function rect(kind: string, x: number, y: number, width: number, height: number): string {
  const [left, top, wide, high] = [x, y, width, height].map((each) => each.toFixed(1));
  return height === 0 ? '' : `<rect class="${kind}" x="${left}" y="${top}" width="${wide}" height="${high}"/>`;
}
