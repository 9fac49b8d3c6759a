import { stretchOf } from '../model/report.js';
import type { Report } from '../model/rows.js';
import { formatsOf, reasonList } from '../model/tables.js';
import { TEXTS } from '../model/texts.js';
import { cellsOf, name, text } from './cells.js';
import { gatherBars, MAX_BARS, timelineChart } from './chart.js';
import { contactPages, contactsPart } from './contacts.js';
import { linkPages, linksPart } from './links.js';
import { drawMaps, type Maps } from './maps.js';
import { overviewSection, reasonsPart, variantsPart } from './overview.js';
import { bytesOf, pageData } from './page-data.js';
import { checkPageOptions, createScope, type PageOptions, type PageScope } from './page-scope.js';
import { PAGE_STYLE } from './page-style.js';
import { pageTable } from './page-table.js';
import { PAGE_SCRIPT, PAGE_SCRIPT_HASH } from './script.js';

/**
 * Nothing may be loaded, and nothing may run but the page's own script, known by its hash. The page needs its own style, and
 * the grey fields that stand for pictures in the click maps, whose frames have no address and inherit all of this.
 */
const POLICY = `default-src 'none'; script-src '${PAGE_SCRIPT_HASH}'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-src 'none'`;

/**
 * Returns a report as one HTML page that loads nothing else. It has an overview, a timeline, links, variants, the
 * message as a click map, and the contacts of each link. Whatever comes from messages, tokens and ids is text in it,
 * never markup. It lists at most 5,000 contacts. Search, sorting and pages of long tables need scripts; everything else
 * works without them.
 *
 * @param report - what `createReport` or `readReport` returned
 * @param options `csvFiles`: files with the complete tables, which the page then links.
 * @returns a document, to be written to a file or sent as a response
 * @throws `TypeError` for a wrong option.
 * @example
 * ```ts
 * import { ClickAggregator } from 'clickstamp/clicks';
 * import { createReport, toHtml } from 'clickstamp/report';
 *
 * toHtml(createReport(new ClickAggregator(), { title: 'November' })).startsWith('<!doctype html>'); // => true
 * ```
 */
export function toHtml(report: Report, options: PageOptions = {}): string {
  checkPageOptions(options);
  const maps = drawMaps(report);
  const data = pageData(report);
  const scope = createScope(report, options, data.listed, maps.mapsOf);
  const parts = sections(report, scope, maps);
  const nav = parts.map(({ id, title }) => `<li><a href="#${id}">${text(title)}</a></li>`).join('');
  const markup = `<div class="whole">
${parts.map(section).join('\n')}
</div>
${[...linkPages(report, scope), ...contactPages(report, scope)].join('\n')}`;
  return `<!doctype html>
<html lang="${TEXTS.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>${text(report.title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<a class="skip" href="#overview">${text(TEXTS.skip)}</a>
<header>
<h1>${name(report.title, 300)}</h1>
<p class="soft lead">${text(period(report))}</p>
</header>
<nav aria-label="${text(TEXTS.sections)}"><ul>${nav}</ul></nav>
<main>
${markup}
</main>
<footer><p>${text(TEXTS.made)}</p></footer>
<script type="application/json" id="data">${data.toJson(bytesOf(markup))}</script>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
}

interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: string;
}

function sections(report: Report, scope: PageScope, maps: Maps): Section[] {
  const hasReasons = reasonList(report.overview.reasons).length > 0;
  const csv = scope.csvLinks('overview', 'reasons', 'variants');
  return [
    {
      id: 'overview',
      title: TEXTS.overview,
      body: `${overviewSection(report)}${csv === '' ? '' : `<p class="soft note">${csv}</p>`}`,
    },
    { id: 'timeline', title: TEXTS.timeline, body: card(timelinePart(report, scope)) },
    { id: 'links', title: TEXTS.links, body: card(linksPart(report, scope)) },
    ...(report.variants.length === 0
      ? []
      : [{ id: 'variants', title: TEXTS.variants, body: card(variantsPart(report)) }]),
    ...maps.sections.map(({ body, ...rest }) => ({ ...rest, body: card(body) })),
    ...(hasReasons ? [{ id: 'reasons', title: TEXTS.reasons, body: card(reasonsPart(report)) }] : []),
    { id: 'contacts', title: TEXTS.contacts, body: card(contactsPart(report, scope)) },
  ];
}

function section({ id, title, body }: Section): string {
  return `<section id="${id}" aria-labelledby="${id}-title" tabindex="-1">
<h2 id="${id}-title">${text(title)}</h2>
${body}
</section>`;
}

function card(body: string): string {
  return `<div class="card">${body}</div>`;
}

function period(report: Report): string {
  const { firstClickAt, lastClickAt, sentAt, timeZone } = report;
  const { moment } = formatsOf(report);
  const isSent = sentAt !== undefined && stretchOf(report).from === sentAt.getTime();
  return [
    ...(isSent ? [TEXTS.sentOn(moment(sentAt))] : []),
    ...(firstClickAt === undefined || lastClickAt === undefined
      ? []
      : [TEXTS.period(moment(firstClickAt), moment(lastClickAt))]),
    TEXTS.timesIn(timeZone),
  ].join(' ');
}

function timelinePart(report: Report, scope: PageScope): string {
  const chart = timelineChart(report);
  if (chart === '') return `<p>${text(TEXTS.noClicks)}</p>`;
  const { human, bot } = report.overview;
  const people = `<span class="swatch people"></span>${text(TEXTS.byPeople)}`;
  const scale = human.clicks > 0 ? ` <span class="soft">(${text(TEXTS.ownScale)})</span>` : '';
  const bots = `<span class="swatch bots"></span>${text(TEXTS.byBots)}${scale}`;
  const keys = [...(human.clicks > 0 ? [people] : []), ...(bot.clicks > 0 ? [bots] : [])];
  return `<p class="keys">${keys.join(' ')}</p>
${chart}
<details><summary>${text(TEXTS.theNumbers)}</summary>${numbersOf(report, scope)}</details>`;
}

/** The timeline's table; where it would be endless, of the bars that are drawn. */
function numbersOf(report: Report, scope: PageScope): string {
  const cells = cellsOf(report);
  const csv = scope.csvLinks('timeline');
  const shared = {
    title: TEXTS.timelineIn(report.timeZone),
    ...(csv === '' ? {} : { note: csv }),
  };
  const [from, people] = [
    { title: TEXTS.from, kind: 'name' },
    { title: TEXTS.people, kind: 'number' },
  ] as const;
  const clicks = [
    { title: TEXTS.clicks, kind: 'number' },
    { title: TEXTS.bots, kind: 'number' },
  ] as const;
  if (report.timeline.length <= 500)
    return pageTable({
      ...shared,
      columns: [from, people, ...clicks],
      rows: report.timeline.map(({ start, human, bot }) => ({
        cells: [
          cells.moment(start),
          cells.count(human.uniqueContacts),
          cells.count(human.clicks),
          cells.count(bot.clicks),
        ],
      })),
    });
  return pageTable({
    ...shared,
    columns: [from, ...clicks],
    rows: gatherBars(report, MAX_BARS).bars.map(({ start, human, bot }) => ({
      cells: [cells.moment(start), cells.count(human), cells.count(bot)],
    })),
  });
}
