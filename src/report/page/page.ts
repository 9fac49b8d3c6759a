import { count, moment, percent } from '../../print/format.js';
import type { Report } from '../model/rows.js';
import { timelineTable, variantsTable } from '../model/tables.js';
import { busiest, gatherBars, MAX_BARS, timelineChart } from './chart.js';
import { clickMap } from './click-map.js';
import { escapeHtml } from './html.js';
import { contactsPart, drillDowns, linksPart } from './page-links.js';
import { PAGE_STYLE } from './page-style.js';
import { name, pageTable, text } from './page-table.js';

/**
 * Nothing may be loaded and nothing may run: the page needs its own style, and the grey fields that stand for pictures in
 * the click map, whose frame has no address and inherits all of this.
 */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-src 'none'";

/**
 * A report as one HTML page that needs nothing else: overview, timeline, links, the contacts of each link and back, and
 * the click map. Whatever comes from messages, tokens and ids is text in it, never markup.
 */
export function toHtml(report: Report): string {
  const { title, timeZone } = report;
  const parts = sections(report);
  const nav = parts.map(({ id, title: heading }) => `<li><a href="#${id}">${heading}</a></li>`).join('');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>${text(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<a class="skip" href="#overview">Skip to the report</a>
<header>
<h1>${name(title, 300)}</h1>
<p class="soft">${period(report)}Times in ${text(timeZone)}.</p>
<nav aria-label="Sections"><ul>${nav}</ul></nav>
</header>
<main>
<div class="whole">
${parts.map(({ id, title: heading, body }) => section(id, heading, body)).join('\n')}
</div>
${drillDowns(report)}
</main>
<footer><p>Made by clickstamp. People’s and bots’ clicks are counted apart, and none is left out. This page holds contact ids: keep it as you keep those.</p></footer>
</body>
</html>
`;
}

interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: string;
}

function sections(report: Report): Section[] {
  const { variants, significance } = report;
  const statement = significance === undefined ? '' : `<p class="statement">${text(significance)}</p>`;
  return [
    { id: 'overview', title: 'Overview', body: figures(report) },
    { id: 'timeline', title: 'Timeline', body: card(timelinePart(report)) },
    { id: 'links', title: 'Links', body: card(linksPart(report)) },
    ...(variants.length === 0
      ? []
      : [{ id: 'variants', title: 'Variants', body: card(`${statement}${pageTable(variantsTable(report))}`) }]),
    ...maps(report),
    { id: 'contacts', title: 'Contacts', body: card(contactsPart(report)) },
  ];
}

function section(id: string, title: string, body: string): string {
  return `<section id="${id}" aria-labelledby="${id}-title" tabindex="-1">
<h2 id="${id}-title">${title}</h2>
${body}
</section>`;
}

function card(body: string): string {
  return `<div class="card">${body}</div>`;
}

function period({ links, timeZone }: Report): string {
  const times = links.flatMap(({ firstClickAt, lastClickAt }) =>
    firstClickAt === undefined || lastClickAt === undefined ? [] : [firstClickAt.getTime(), lastClickAt.getTime()],
  );
  if (times.length === 0) return '';
  const [from, to] = [times.reduce((a, b) => Math.min(a, b)), times.reduce((a, b) => Math.max(a, b))];
  return `Clicks from ${moment(new Date(from), timeZone)} to ${moment(new Date(to), timeZone)}. `;
}

/** What people look for first, large; what explains it, small below. */
function figures({ overview, links }: Report): string {
  const clicked = links.filter((link) => link.human.clicks > 0).length;
  const { human, bot, delivered, clickThroughRate, uniqueOpens, clickToOpenRate } = overview;
  const main: (readonly [name: string, value: string, note: string])[] = [
    [
      'People who clicked',
      count(human.uniqueContacts),
      delivered === undefined ? '' : `of ${count(delivered)} delivered`,
    ],
    ...(clickThroughRate === undefined
      ? []
      : [['Click-through rate', percent(clickThroughRate), 'people who clicked / delivered'] as const]),
    ...(clickToOpenRate === undefined
      ? []
      : [
          [
            'Click-to-open rate',
            percent(clickToOpenRate),
            `people who clicked / ${count(uniqueOpens ?? 0)} who opened`,
          ] as const,
        ]),
    ['People’s clicks', count(human.clicks), `on ${count(clicked)} ${clicked === 1 ? 'link' : 'links'}`],
    ['Bots’ clicks', count(bot.clicks), 'scanners, previews, robots'],
  ];
  const aside: (readonly [name: string, value: number])[] = [
    ['Test clicks', overview.test],
    ['Clicks on expired links', overview.expired],
    ['Duplicates left out', overview.duplicates],
  ];
  const large = main.map(
    ([key, value, note]) => `<div><dt>${key}</dt><dd>${value}${note === '' ? '' : `<span>${note}</span>`}</dd></div>`,
  );
  const small = aside.filter(([, value]) => value > 0).map(([key, value]) => `${key}: ${count(value)}`);
  return `<dl class="figures">${large.join('')}</dl>${small.length === 0 ? '' : `<p class="soft aside">${small.join(' · ')}</p>`}`;
}

function timelinePart(report: Report): string {
  const chart = timelineChart(report);
  if (chart === '') return '<p>There are no clicks yet.</p>';
  const most = busiest(report);
  return `<p class="keys"><span class="key people"></span>people <span class="key bots"></span>bots${most === undefined ? '' : `<span class="soft">${text(most)}</span>`}</p>
${chart}
<details><summary>The numbers</summary>${pageTable(numbersOf(report))}</details>`;
}

/** The timeline's table; where it would be endless, of the bars that are drawn. */
function numbersOf(report: Report): ReturnType<typeof timelineTable> {
  if (report.timeline.length <= 500) return timelineTable(report);
  const { bars } = gatherBars(report.timeline, report.bucket, MAX_BARS);
  return {
    title: `Timeline (${report.timeZone})`,
    columns: [{ title: 'From' }, { title: 'Clicks', align: 'right' }, { title: 'Bots', align: 'right' }],
    rows: bars.map(({ start, human, bot }) => [moment(start, report.timeZone), count(human), count(bot)]),
  };
}

const MAP_TITLES: Readonly<Record<string, string>> = { html: 'Click map', text: 'Text part', amp: 'AMP part' };

function maps({ messages, links }: Report): Section[] {
  return messages.map((message, at) => {
    const kind = MAP_TITLES[message.part] ?? 'Click map';
    const title = message.variant === undefined ? kind : `${kind}: variant ${text(message.variant)}`;
    const { html, undrawn } = clickMap(message, links);
    const rest =
      undrawn.length === 0
        ? ''
        : `<p>Not marked in the picture, because only Outlook draws them or they are parts of a drawing:</p><ul>${undrawn.map(({ label, share }) => `<li>${name(label)}: ${percent(share)}</li>`).join('')}</ul>`;
    return {
      id: `map-${at}`,
      title,
      body: `<p class="soft">The message, each link with its share of people’s clicks. This is a preview: no pictures are loaded, and its links do nothing.</p>
<iframe sandbox="" title="${title}" srcdoc="${escapeHtml(html)}"></iframe>${rest}`,
    };
  });
}
