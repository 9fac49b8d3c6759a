import { stretchOf } from '../model/report.js';
import type { LinkRow, Report } from '../model/rows.js';
import { addressText, formatsOf, labelOfContact, reasonList, reasonsText } from '../model/tables.js';
import { TEXTS } from '../model/texts.js';
import { type Cell, cellsOf, cut, name, shareCell, text } from './cells.js';
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
  // Variants take the room of what stands on the link's own page as well.
  const isNarrow = variants.length > 0;
  const columns: PageColumn[] = [
    { title: '#', kind: 'key' },
    { title: TEXTS.link, kind: 'name' },
    { title: TEXTS.people, kind: 'number', wide: true },
    { title: TEXTS.clicks, kind: 'number' },
    { title: TEXTS.share, kind: 'share' },
    ...variants.map(({ variant }) => ({ title: `${TEXTS.share} ${variant}`, kind: 'share', wide: true }) as const),
    { title: TEXTS.trend, kind: 'picture', wide: true },
    ...(hasBots
      ? ([
          { title: TEXTS.bots, kind: 'number', wide: true },
          ...(isNarrow ? [] : [{ title: TEXTS.why, kind: 'text', wide: true } as const]),
        ] as const)
      : []),
    ...(isNarrow ? [] : [{ title: TEXTS.lastByPeople, kind: 'time', wide: true } as const]),
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
        { html: sparkline(link, report) },
        ...(hasBots ? [cells.count(bot.clicks)] : []),
        ...(hasBots && !isNarrow ? [{ html: reasonCodes(reasons) }] : []),
        ...(isNarrow ? [] : [cells.moment(lastHumanClickAt)]),
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
  const variants = link.variants.map(({ variant, share }) => `${name(variant, 40)} ${text(percent(share))}`);
  const narrow = variants.length === 0 ? '' : `<span class="narrow">${variants.join(' · ')}</span>`;
  const address = shortAddress(link.url);
  const shown = `<bdi class="address">${address === link.label ? '' : text(address)}</bdi>`;
  return `${linked}${badge}${shown}${narrow}`;
}

/**
 * An address as people read it: without its scheme, host names and paths in their own script, cut where it gets long. The
 * whole one stands with the link.
 */
export function shortAddress(url: string): string {
  const short = url.replace(/^https?:\/\//i, '').replace(/\/$/, '');
  return cut(readable(short), 80);
}

/** Percent-encoded letters of other scripts as they read; anything that could mislead or break stays encoded. */
function readable(address: string): string {
  return address.replace(/(?:%[89a-f][0-9a-f])+/gi, (encoded) => {
    try {
      const plain = decodeURIComponent(encoded);
      return /^[\p{L}\p{M}\p{N}]+$/u.test(plain) ? plain : encoded;
    } catch {
      return encoded;
    }
  });
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
    columns: pairColumns(TEXTS.contact),
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
