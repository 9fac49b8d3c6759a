import type { Report } from '../model/rows.js';
import { formatsOf, reasonList } from '../model/tables.js';
import { REASON_TEXTS, TEXTS } from '../model/texts.js';
import { below, cellsOf, name, shareCell, text } from './cells.js';
import { gatherBars, halfTime } from './chart.js';
import { type PageRow, type PageTable, pageTable } from './page-table.js';

/** The overview: the large figures, what happened in sentences, and how all clicks become those of people. */
export function overviewSection(report: Report): string {
  const said = inShort(report);
  // A sentence or two beside the sums would leave a hole below them.
  const beside = said.length > 2 ? 'two' : 'one';
  const short =
    said.length === 0
      ? ''
      : `<div class="card"><h3>${text(TEXTS.inShort)}</h3><ul class="said">${said.map((each) => `<li>${each}</li>`).join('')}</ul></div>`;
  return `${figures(report)}<div class="${beside}">${short}${sums(report)}</div>`;
}

/** What people look for first, large; what it is a part of, small below. */
function figures(report: Report): string {
  const { overview, links } = report;
  const { count, percent } = formatsOf(report);
  const { human, bot, delivered, clickThroughRate, uniqueOpens = 0, clickToOpenRate } = overview;
  const clicked = links.filter((link) => link.human.clicks > 0).length;
  const main: (readonly [key: string, value: string, note: string])[] = [
    [
      TEXTS.peopleWhoClicked,
      count(human.uniqueContacts),
      delivered === undefined ? '' : TEXTS.ofDelivered(count(delivered)),
    ],
    ...(clickThroughRate === undefined ? [] : [[TEXTS.rate, percent(clickThroughRate), TEXTS.ofClickers] as const]),
    ...(clickToOpenRate === undefined
      ? []
      : [[TEXTS.toOpenRate, percent(clickToOpenRate), TEXTS.ofOpeners(count(uniqueOpens))] as const]),
    [TEXTS.humanClicks, count(human.clicks), clicked === 0 ? '' : TEXTS.onLinks(count(clicked), clicked === 1)],
    [
      TEXTS.botClicks,
      count(bot.clicks),
      overview.clicks === 0 ? '' : TEXTS.ofAll(percent(bot.clicks / overview.clicks)),
    ],
  ];
  const items = main.map(
    ([key, value, note]) =>
      `<div><dt>${text(key)}</dt><dd>${text(value)}${note === '' ? '' : `<span>${text(note)}</span>`}</dd></div>`,
  );
  return `<dl class="figures">${items.join('')}</dl>`;
}

/** What a colleague would say of it: when, what, what not, and which variant. Sentences as markup. */
function inShort(report: Report): string[] {
  const { overview, links, significance } = report;
  const { count, percent, moment } = formatsOf(report);
  const said: string[] = [];
  if (overview.clicks === 0) said.push(text(TEXTS.noClicks));
  else if (overview.human.clicks === 0) said.push(text(TEXTS.onlyBots));
  if (significance !== undefined) said.push(text(significance));
  const half = halfTime(report);
  if (half !== undefined) {
    const after = half.afterMs === undefined ? '' : duration(half.afterMs, report);
    said.push(text(TEXTS.halfCame(moment(half.at), after)));
  }
  const busiest = busiestOf(report);
  if (busiest !== undefined) said.push(text(busiest));
  const [top] = links;
  // Of a few clicks a share says nothing.
  if (top !== undefined && top.human.clicks >= 5 && links.length > 1)
    said.push(`${text(TEXTS.mostClicked(percent(top.share)))} <a href="#row-0">${name(top.label, 80)}</a>.`);
  const quiet = links.filter((link) => link.human.clicks === 0).length;
  if (quiet > 0 && overview.human.clicks > 0) said.push(text(TEXTS.unclicked(count(quiet), count(links.length))));
  return said;
}

/** Says when the most clicks by people came, where one stretch stands out for something. */
function busiestOf(report: Report): string | undefined {
  const { bars, whole } = gatherBars(report, Number.MAX_SAFE_INTEGER);
  const { count, moment, day } = formatsOf(report);
  const best = bars.reduce((most, bar) => (bar.human > most.human ? bar : most), {
    human: 0,
    start: new Date(0),
  } as Pick<(typeof bars)[number], 'human' | 'start'>);
  if (best.human < 5 || bars.length < 3 || !whole) return undefined;
  const isDay = report.bucket === 'day' || report.bucket === 'week' || report.bucket === 'month';
  return TEXTS.mostCame(isDay ? day(best.start) : moment(best.start), count(best.human));
}

function duration(milliseconds: number, report: Report): string {
  const { count } = formatsOf(report);
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 120) return TEXTS.minutes(count(minutes));
  return minutes < 48 * 60
    ? TEXTS.hours(count(Math.round(minutes / 60)))
    : TEXTS.days(count(Math.round(minutes / 1440)));
}

/** From all that was received to people's clicks, line by line, with the reason of each. */
function sums(report: Report): string {
  const { overview } = report;
  const { human, bot, anonymous, test, expired, duplicates } = overview;
  const received = overview.clicks + test + expired + duplicates;
  if (received === 0) return '';
  const { count } = formatsOf(report);
  const [first] = reasonList(overview.reasons);
  const meaning = first === undefined ? undefined : REASON_TEXTS[first[0]];
  const most =
    meaning === undefined || first === undefined
      ? ''
      : (human.suspect > 0 ? TEXTS.mostlyWithSuspects : TEXTS.mostly)(meaning, count(first[1]));
  const lines: readonly (readonly [kind: string, key: string, clicks: number, why: string])[] = [
    ['all', TEXTS.received, received, ''],
    ['less', TEXTS.botClicks, bot.clicks, `${TEXTS.asBots} ${most}`],
    ['less', TEXTS.test, test, TEXTS.asTests],
    ['less', TEXTS.expired, expired, TEXTS.asExpired],
    ['less', TEXTS.duplicates, duplicates, TEXTS.asDuplicates],
    ['rest', TEXTS.humanClicks, human.clicks, TEXTS.asPeople],
    ['of', TEXTS.suspectClicks, human.suspect, TEXTS.asSuspect],
    ['of', TEXTS.anonymous, anonymous.human, TEXTS.asAnonymous],
  ];
  const rows = lines
    .filter(([kind, , clicks]) => clicks > 0 || kind === 'rest')
    .map(([kind, key, clicks, why]) => {
      const sign = kind === 'less' ? '−' : '';
      const unseen = kind === 'less' ? TEXTS.minus : kind === 'of' ? TEXTS.ofThem : '';
      const before = unseen === '' ? '' : `<span class="unseen">${text(unseen)} </span>`;
      return `<tr class="${kind}"><th scope="row">${before}${text(key)}<span class="why">${text(why)}</span></th><td class="n">${sign}${text(count(clicks))}</td><td class="part"><span style="--w:${(clicks / received).toFixed(3)}"></span></td></tr>`;
    });
  const more =
    reasonList(overview.reasons).length === 0
      ? ''
      : `<p class="note"><a href="#reasons">${text(TEXTS.reasons)}</a></p>`;
  return `<div class="card"><h3 id="sums">${text(TEXTS.sums)}</h3><table class="sums" aria-labelledby="sums"><tbody>${rows.join('')}</tbody></table>${more}</div>`;
}

/** Why clicks are suspected, with what each reason means, in all and by variant. */
export function reasonsPart(report: Report): string {
  const cells = cellsOf(report);
  const { overview, variants } = report;
  const all = overview.clicks;
  return pageTable({
    title: TEXTS.reasons,
    isTitled: true,
    columns: [
      { title: TEXTS.reason, kind: 'name' },
      { title: TEXTS.clicks, kind: 'number' },
      ...variants.map(({ variant }) => ({ title: variant, kind: 'number', from: 'tablet' }) as const),
      { title: TEXTS.share, kind: 'share', from: 'tablet' },
    ],
    rows: reasonList(overview.reasons).map(
      ([reason, clicks]): PageRow => ({
        cells: [
          { html: `${text(REASON_TEXTS[reason] ?? reason)} <code>${text(reason)}</code>` },
          cells.count(clicks),
          ...variants.map(({ reasons }) => cells.count(reasons[reason as keyof typeof reasons] ?? 0)),
          shareCell(clicks / all, clicks / all, report),
        ],
      }),
    ),
  });
}

/** The variants, side by side, and what they say of each other. */
export function variantsPart(report: Report): string {
  const cells = cellsOf(report);
  const { count } = formatsOf(report);
  const top = report.variants.reduce((most, { clickThroughRate: rate = 0 }) => Math.max(most, rate), 0);
  const table: PageTable = {
    title: TEXTS.variants,
    isTitled: true,
    columns: [
      { title: TEXTS.variant, kind: 'name' },
      { title: TEXTS.delivered, kind: 'number', from: 'tablet' },
      { title: TEXTS.people, kind: 'number' },
      { title: TEXTS.rate, kind: 'share' },
      { title: TEXTS.clicks, kind: 'number' },
      { title: TEXTS.suspect, kind: 'number', from: 'tablet' },
      { title: TEXTS.bots, kind: 'number', from: 'tablet' },
    ],
    rows: report.variants.map(({ variant, delivered, human, clickThroughRate: rate, bot }) => ({
      cells: [
        { html: name(variant) },
        delivered === undefined ? { html: '–', sort: -1 } : cells.count(delivered),
        {
          html: `${text(count(human.uniqueContacts))}${below('tablet', delivered === undefined ? '' : TEXTS.of(count(delivered)))}`,
          sort: human.uniqueContacts,
        },
        shareCell(rate, top === 0 ? 0 : (rate ?? 0) / top, report),
        cells.count(human.clicks),
        cells.count(human.suspect),
        cells.count(bot.clicks),
      ],
    })),
  };
  const { significance } = report;
  return `${significance === undefined ? '' : `<p class="statement">${text(significance)}</p>`}${pageTable(table)}`;
}
