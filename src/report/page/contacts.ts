import { keyOf } from '../model/labels.js';
import type { ContactRow, Report } from '../model/rows.js';
import { formatsOf, reasonList, reasonsText } from '../model/tables.js';
import { TEXTS } from '../model/texts.js';
import { cellsOf, name, text } from './cells.js';
import { drillDown, figureList, meaningLink, reasonCodes } from './drill-down.js';
import type { PageScope } from './page-scope.js';
import { pageTable } from './page-table.js';
import { hasReasons, pairCells, pairColumns } from './pair-columns.js';

/** Contacts with the most clicks: as many as the page has room for; the script has all that are listed. */
export function contactsPart(report: Report, scope: PageScope): string {
  if (report.contacts.length === 0) return `<p>${text(TEXTS.noContacts)}</p>`;
  const cells = cellsOf(report);
  const { count } = formatsOf(report);
  const { listed } = scope;
  const note = [
    ...(listed < report.total ? [text(TEXTS.listed(count(listed), count(report.total)))] : []),
    scope.csvLinks('contacts', 'pairs'),
  ].filter((each) => each !== '');
  return pageTable({
    title: TEXTS.everyContact,
    source: 'contacts',
    columns: [
      { title: TEXTS.contact, kind: 'name' },
      { title: TEXTS.linksClicked, kind: 'number' },
      { title: TEXTS.clicks, kind: 'number' },
      { title: TEXTS.bots, kind: 'number' },
      { title: TEXTS.last, kind: 'time', from: 'tablet' },
      ...(hasReasons(report) ? [{ title: TEXTS.why, kind: 'text', from: 'tablet' } as const] : []),
    ],
    rows: report.contacts.slice(0, scope.contactRows).map(({ contactId, label, ...contact }) => ({
      cells: [
        { html: scope.contactLink(contactId, label) },
        cells.count(contact.uniqueLinks),
        cells.count(contact.human),
        cells.count(contact.bot),
        cells.moment(contact.lastClickAt),
        ...(hasReasons(report) ? [{ html: reasonCodes(contact.reasons) }] : []),
      ],
    })),
    ...(note.length === 0 ? {} : { note: note.join(' ') }),
  });
}

/** The pages of contacts: figures, and what they clicked. The script makes those that the page has no room for. */
export function contactPages(report: Report, scope: PageScope): string[] {
  const linkAt = new Map(report.links.map(({ part, linkId }, at) => [keyOf(part, linkId), at]));
  return report.contacts.slice(0, scope.contactPages).map((contact, at) => {
    const body = `${contactFigures(contact, report)}${linksOf(contact, report, scope, linkAt)}`;
    return drillDown({
      id: `contact-${at}`,
      back: 'contacts',
      all: TEXTS.allContacts,
      kind: TEXTS.contact,
      title: contact.label,
      body,
    });
  });
}

function contactFigures(contact: ContactRow, report: Report): string {
  const { contactId, label, uniqueLinks, human, suspect, bot, firstClickAt, lastClickAt, reasons } = contact;
  const formats = formatsOf(report);
  const { count, moment } = formats;
  const figures = figureList([
    [TEXTS.linksClicked, count(uniqueLinks)],
    [TEXTS.clicks, count(human)],
    ...(suspect > 0 ? [[TEXTS.suspect, count(suspect)] as const] : []),
    [TEXTS.botClicks, count(bot)],
    [TEXTS.first, moment(firstClickAt)],
    [TEXTS.last, moment(lastClickAt)],
  ]);
  const facts = [
    ...(label === contactId ? [] : [[TEXTS.id, name(contactId)] as const]),
    ...(reasonList(reasons).length === 0
      ? []
      : [[TEXTS.why, `<code>${text(reasonsText(reasons, formats))}</code> ${meaningLink()}`] as const]),
  ].map(([key, value]) => `<div><dt>${text(key)}</dt><dd>${value}</dd></div>`);
  return `${figures}${facts.length === 0 ? '' : `<dl class="facts">${facts.join('')}</dl>`}`;
}

function linksOf(contact: ContactRow, report: Report, scope: PageScope, linkAt: ReadonlyMap<string, number>): string {
  const { count } = formatsOf(report);
  const shown = contact.links.slice(0, scope.rowsOfContact);
  const left = contact.links.length - shown.length;
  const csv = scope.csvLinks('pairs');
  const note = [
    ...(left > 0 ? [text(TEXTS.listed(count(shown.length), count(contact.links.length)))] : []),
    ...(csv === '' ? [] : [csv]),
  ];
  return pageTable({
    title: TEXTS.whatClicked,
    source: 'clicked',
    columns: pairColumns(TEXTS.link, report),
    rows: shown.map((clicked) => {
      const at = linkAt.get(keyOf(clicked.part, clicked.linkId));
      const link = at === undefined ? undefined : report.links[at];
      const label = name(clicked.label);
      const isLinked = link !== undefined && scope.hasLinkPage(link);
      // Its number in the table of links: "Read more" is often there more than once.
      const number = at === undefined ? '' : `<span class="nth">#${at + 1}</span>`;
      return {
        cells: pairCells(`${isLinked ? `<a href="#link-${at}">${label}</a>` : label}${number}`, clicked, report),
      };
    }),
    ...(note.length === 0 ? {} : { note: note.join(' ') }),
  });
}
