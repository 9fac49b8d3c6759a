import { stretchOf } from '../model/report.js';
import type { LinkRow, Report } from '../model/rows.js';
import { addressText, formatsOf, labelOfContact, reasonList, reasonsText } from '../model/tables.js';
import { TEXTS } from '../model/texts.js';
import { shortAddress } from './addresses.js';
import { type Cell, cellsOf, name, shareCell, text } from './cells.js';
import { sparkline } from './chart.js';
import { drillDown, figureList, meaningLink, reasonCodes } from './drill-down.js';
import type { PageScope } from './page-scope.js';
import { type PageColumn, type PageRow, pageTable } from './page-table.js';
import { pairCells, pairColumns } from './pair-columns.js';

/** The links with each one's share and trend, and a way to those who clicked. */
export function linksPart(report: Report, scope: PageScope): string {
  const { links, variants } = report;
  if (links.length === 0) return `<p>${text(TEXTS.noLinks)}</p>`;
  const cells = cellsOf(report);
  const hasBots = links.some(({ bot, human }) => bot.clicks + human.suspect > 0);
  const hasPeople = report.overview.human.clicks > 0;
  // Variants take the room of what stands on the link's own page as well.
  const isNarrow = variants.length > 0;
  const columns: PageColumn[] = [
    { title: '#', kind: 'key' },
    { title: TEXTS.link, kind: 'name' },
    { title: TEXTS.people, kind: 'number', from: 'tablet' },
    { title: TEXTS.clicks, kind: 'number' },
    { title: TEXTS.share, kind: 'share' },
    ...variants.map(({ variant }) => ({ title: TEXTS.shareOf(variant), kind: 'share', from: 'desktop' }) as const),
    ...(hasPeople ? ([{ title: TEXTS.trend, kind: 'picture', from: 'desktop' }] as const) : []),
    ...(hasBots
      ? ([
          { title: TEXTS.bots, kind: 'number', from: 'tablet' },
          ...(isNarrow ? [] : [{ title: TEXTS.why, kind: 'text', from: 'desktop' } as const]),
        ] as const)
      : []),
    ...(isNarrow || !hasPeople ? [] : [{ title: TEXTS.lastByPeople, kind: 'time', from: 'desktop' } as const]),
  ];
  const top = links.reduce((most, { share = 0 }) => Math.max(most, share), 0);
  const tops = variants.map((_, at) => links.reduce((most, { variants: v }) => Math.max(most, v[at]?.share ?? 0), 0));
  const rows = links.map((link, at): PageRow => {
    const { human, bot, share, reasons, lastHumanClickAt } = link;
    return {
      id: `row-${at}`,
      quiet: human.clicks + bot.clicks === 0,
      cells: [
        keyCell(at, scope),
        { html: linkCell(link, at, report, scope) },
        cells.count(human.uniqueContacts),
        cells.count(human.clicks),
        shareCell(share, ratio(share, top), report),
        ...link.variants.map((each, variant) => shareCell(each.share, ratio(each.share, tops[variant] ?? 0), report)),
        ...(hasPeople ? [{ html: sparkline(link, report) }] : []),
        ...(hasBots ? [cells.count(bot.clicks)] : []),
        ...(hasBots && !isNarrow ? [{ html: reasonCodes(reasons) }] : []),
        ...(isNarrow || !hasPeople ? [] : [cells.moment(lastHumanClickAt)]),
      ],
    };
  });
  return pageTable({
    title: TEXTS.everyLink,
    columns,
    rows,
    source: 'links',
    ...noteOf(scope.csvLinks('links', 'variant-links')),
  });
}

function noteOf(note: string): { note?: string } {
  return note === '' ? {} : { note };
}

function ratio(share: number | undefined, top: number): number {
  return top === 0 ? 0 : (share ?? 0) / top;
}

/** Its number in the click map, which leads there. */
function keyCell(at: number, { mapsOf }: PageScope): Cell {
  const [map] = mapsOf(at);
  return { html: map === undefined ? `${at + 1}` : `<a href="#map-${map}-${at}">${at + 1}</a>`, sort: at };
}

/** Its name and its address; on a telephone its share in each variant as well. */
function linkCell(link: LinkRow, at: number, report: Report, scope: PageScope): string {
  const { percent } = formatsOf(report);
  const label = name(link.label);
  const linked = scope.hasLinkPage(link) ? `<a href="#link-${at}">${label}</a>` : label;
  const badge = link.part === 'html' ? '' : ` <span class="badge">${text(link.part)}</span>`;
  const variants = link.variants.map(
    ({ variant, share }) => `<span class="whole-word">${name(variant, 40)} ${text(percent(share))}</span>`,
  );
  const narrow = variants.length === 0 ? '' : `<span class="below-desktop">${variants.join(' ')}</span>`;
  const address = shortAddress(link.url);
  const shown = address === shortAddress(link.label) ? '' : breakable(address);
  return `${linked}${badge}<bdi class="address">${shown}</bdi>${narrow}`;
}

/** An address that breaks where its parts end. Markup. */
function breakable(address: string): string {
  return text(address).replace(/[/?](?=.)|&#38;|[=_](?=.)/g, (mark) =>
    mark === '&#38;' ? `<wbr>${mark}` : `${mark}<wbr>`,
  );
}

/** The pages of links: figures, why its clicks are suspected, each variant, its trend, and who clicked. */
export function linkPages(report: Report, scope: PageScope): string[] {
  return report.links.flatMap((link, at) => {
    if (!scope.hasLinkPage(link)) return [];
    const body = `${linkFigures(link, report)}${trendOf(link, report)}${variantsOf(link, report)}${whoClicked(link, report, scope)}`;
    return [
      drillDown({
        id: `link-${at}`,
        back: `row-${at}`,
        all: TEXTS.allLinks,
        kind: TEXTS.link,
        title: link.label,
        body,
      }),
    ];
  });
}

function linkFigures(link: LinkRow, report: Report): string {
  const { human, bot, share, firstHumanClickAt, lastHumanClickAt, part, linkId, reasons, tags = {} } = link;
  const formats = formatsOf(report);
  const { count, percent, moment } = formats;
  const facts: [string, string][] = [
    [TEXTS.address, name(addressText(link), 2_100)],
    [TEXTS.id, part === 'html' ? name(linkId) : text(TEXTS.inPart(linkId, part))],
    ...Object.entries(tags).map(([key, value]): [string, string] => [key, name(value)]),
    ...(reasonList(reasons).length === 0
      ? []
      : [[TEXTS.why, `<code>${text(reasonsText(reasons, formats))}</code> ${meaningLink()}`] as [string, string]]),
  ];
  const figures = figureList([
    [TEXTS.people, count(human.uniqueContacts)],
    [TEXTS.clicks, count(human.clicks)],
    [TEXTS.share, percent(share)],
    ...(human.suspect > 0 ? [[TEXTS.suspect, count(human.suspect)] as const] : []),
    [TEXTS.botClicks, count(bot.clicks)],
    ...(human.clicks === 0
      ? []
      : ([
          [TEXTS.firstByPeople, moment(firstHumanClickAt)],
          [TEXTS.lastByPeople, moment(lastHumanClickAt)],
        ] as const)),
  ]);
  return `${figures}<dl class="facts">${facts.map(([key, value]) => `<div><dt>${text(key)}</dt><dd>${value}</dd></div>`).join('')}</dl>`;
}

function trendOf(link: LinkRow, report: Report): string {
  const drawn = sparkline(link, report);
  if (drawn === '') return '';
  const { short } = formatsOf(report);
  const { from, to } = stretchOf(report);
  return `<div class="large">${drawn}<p class="soft" aria-hidden="true"><span>${text(short(new Date(from)))}</span><span>${text(short(new Date(to)))}</span></p></div>`;
}

function variantsOf(link: LinkRow, report: Report): string {
  if (link.variants.length === 0) return '';
  const { count } = cellsOf(report);
  const top = link.variants.reduce((most, { share = 0 }) => Math.max(most, share), 0);
  return pageTable({
    title: TEXTS.byVariant,
    columns: [
      { title: TEXTS.variant, kind: 'name' },
      { title: TEXTS.people, kind: 'number' },
      { title: TEXTS.clicks, kind: 'number' },
      { title: TEXTS.share, kind: 'share' },
      { title: TEXTS.bots, kind: 'number' },
    ],
    rows: link.variants.map(({ variant, label, human, bot, share }) => ({
      cells: [
        { html: `${name(variant)}${label === undefined ? '' : `<span class="address">${name(label)}</span>`}` },
        count(human.uniqueContacts),
        count(human.clicks),
        shareCell(share, ratio(share, top), report),
        count(bot.clicks),
      ],
    })),
  });
}

/** Who clicked it: as many as the page has room for; the script has all that are listed. */
function whoClicked(link: LinkRow, report: Report, scope: PageScope): string {
  if (link.contacts.length === 0) return '';
  const { count } = formatsOf(report);
  const shown = link.contacts.slice(0, scope.rowsOfLink);
  const left = link.total - shown.length;
  const csv = scope.csvLinks('pairs');
  return pageTable({
    title: TEXTS.whoClickedIt,
    source: 'who',
    columns: pairColumns(TEXTS.contact, report),
    rows: shown.map((contact) => {
      const { contactId } = contact;
      return { cells: pairCells(scope.contactLink(contactId, labelOfContact(contactId, report)), contact, report) };
    }),
    total: link.total,
    ...noteOf(
      `${left > 0 ? `<span>${text(TEXTS.listed(count(shown.length), count(link.total)))}</span>` : ''}${csv === '' ? '' : ` ${csv}`}`,
    ),
  });
}
