import type { Report, ReportedMessage } from '../model/rows.js';
import { formatsOf } from '../model/tables.js';
import { TEXTS } from '../model/texts.js';
import { name, text } from './cells.js';
import { type ClickMap, clickMap, HEATS, heatOf } from './click-map.js';
import { estimateSize } from './frame-size.js';
import { escapeAttribute } from './html.js';

/** The click maps of a page, and the way to them. */
export interface Maps {
  /** The maps of one part each, variants side by side. */
  readonly sections: readonly { readonly id: string; readonly title: string; readonly body: string }[];
  /** Which maps show a link, by their numbers. */
  mapsOf(link: number): readonly number[];
}

const TITLES: Readonly<Record<string, string>> = { html: TEXTS.clickMap, text: TEXTS.textPart, amp: TEXTS.ampPart };

/** Draws the messages of a report; those of one part and several variants stand side by side. */
export function drawMaps(report: Report): Maps {
  const drawn = report.messages.map((message, number) => ({ message, number, map: clickMap(message, report) }));
  const mapsOf = new Map<number, number[]>();
  for (const { map, number } of drawn)
    for (const link of map.drawn) {
      const list = mapsOf.get(link) ?? [];
      mapsOf.set(link, list);
      list.push(number);
    }
  const parts = [...new Set(drawn.map(({ message }) => message.part))];
  const sections = parts.map((part) => {
    const own = drawn.filter(({ message }) => message.part === part);
    const figures = own.map((each) => figure(each.message, each.number, each.map, report));
    const side = own.length > 1 ? ' side' : '';
    return {
      id: part === 'html' ? 'map' : `map-of-${part}`,
      title: TITLES[part] ?? TEXTS.clickMap,
      body: `<p class="soft">${text(own.some(({ message }) => message.variant !== undefined) ? TEXTS.mapIntroOf : TEXTS.mapIntro)}</p><div class="maps${side}">${figures.join('')}</div>`,
    };
  });
  return { sections, mapsOf: (link) => mapsOf.get(link) ?? [] };
}

function figure(message: ReportedMessage, number: number, map: ClickMap, report: Report): string {
  const kind = TITLES[message.part] ?? TEXTS.clickMap;
  const title = message.variant === undefined ? kind : TEXTS.ofVariant(kind, message.variant);
  const { width, height } = estimateSize(map.html);
  const heading = message.variant === undefined ? '' : `<h3>${text(TEXTS.variant)} ${name(message.variant)}</h3>`;
  return `<figure class="map" id="map-${number}" aria-label="${text(title)}" tabindex="-1">${heading}<div class="beside"><div class="view"><div class="fit" style="--w:${width};--h:${height}"><iframe sandbox="" title="${text(title)}" srcdoc="${escapeAttribute(map.html)}"></iframe></div></div>
<div class="keys-of-map">${legend(map, report)}${list(map, number, report)}</div></div></figure>`;
}

/** What the colours mean, in shares of this map. */
function legend({ top }: ClickMap, report: Report): string {
  const { percent } = formatsOf(report);
  const steps = HEATS.map((from, at) => {
    const to = HEATS[at + 1];
    const ends = [from * top, (to ?? 1) * top].map((share) => percent(share)) as [string, string];
    return `<li><span class="heat heat-${at + 1}"></span>${text(at === 0 ? TEXTS.from0(ends[1]) : TEXTS.fromTo(...ends))}</li>`;
  });
  const none = `<li><span class="heat heat-0"></span>${text(TEXTS.none)}</li>`;
  // Where nobody clicked, there is nothing to tell apart.
  if (top === 0) return '';
  return `<p class="legend-title">${text(TEXTS.legend)}</p><ul class="legend">${none}${steps.join('')}</ul>`;
}

/** A list of more links than this is folded: on a telephone it would stand between the picture and all that follows. */
const MOST_OPEN = 40;

/** The numbers of the picture, each a way to its row in the table. */
function list(map: ClickMap, number: number, report: Report): string {
  const { percent } = formatsOf(report);
  const item = (at: number): string => {
    const link = report.links[at];
    if (link === undefined) return '';
    const share = map.shareOf(link);
    const label =
      link.variants.find(({ variant }) => variant === report.messages[number]?.variant)?.label ?? link.label;
    return `<li id="map-${number}-${at}" tabindex="-1"><a href="#row-${at}"><span class="heat heat-${heatOf(share ?? 0, map.top)}">${at + 1}</span> ${name(label, 80)}${share === undefined ? '' : ` <span class="soft">${text(percent(share))}</span>`}</a></li>`;
  };
  const undrawn =
    map.undrawn.length === 0
      ? ''
      : `<p class="soft undrawn">${text(TEXTS.undrawn)}</p><ul class="numbers">${map.undrawn.map(item).join('')}</ul>`;
  if (map.drawn.length === 0) return undrawn;
  const open = map.drawn.length > MOST_OPEN ? '' : ' open';
  return `<details${open} class="all-numbers"><summary>${text(TEXTS.linksOfMap)}</summary><ul class="numbers">${map.drawn.map(item).join('')}</ul></details>${undrawn}`;
}
