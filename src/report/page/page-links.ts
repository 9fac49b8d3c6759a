import { count, moment, percent } from '../../print/format.js';
import type { ContactRow, LinkRow, Report } from '../model/rows.js';
import { contactsOfTable, contactsTable, linksOfTable } from '../model/tables.js';
import { foldedTable, name, pageTable, text } from './page-table.js';

/** All rows below the tables together: enough to look into, and the page stays a few megabytes whatever the send. */
const MAX_ROWS = 10_000;
const MIN_ROWS_EACH = 20;

/** The links with a bar for each one's share, and a way to those who clicked. */
export function linksPart({ links, timeZone }: Report): string {
  if (links.length === 0) return '<p>There are no links yet.</p>';
  const top = links.reduce((most, { share = 0 }) => Math.max(most, share), 0);
  const rows = links.map((link, at) => {
    const { human, bot, share = 0, lastClickAt } = link;
    const width = top === 0 ? 0 : share / top;
    return `<tr${human.clicks + bot.clicks === 0 ? ' class="none"' : ''}><th scope="row" class="w">${linkName(link, link.contacts.length === 0 ? undefined : `#link-${at}`)}<span class="address"><bdi>${shortAddress(link.url)}</bdi></span></th><td class="n">${count(human.uniqueContacts)}</td><td class="n">${count(human.clicks)}</td><td class="share"><span class="bar" style="--w:${width.toFixed(3)}"></span><span>${percent(link.share)}</span></td><td class="n wide">${count(bot.clicks)}</td><td class="wide time">${moment(lastClickAt, timeZone)}</td></tr>`;
  });
  const head =
    '<th scope="col" class="w">Link</th><th scope="col" class="n">People</th><th scope="col" class="n">Clicks</th><th scope="col" class="share">Share</th><th scope="col" class="n wide">Bots</th><th scope="col" class="wide">Last click</th>';
  return foldedTable('Every link, the most clicked first; shares are of people’s clicks', head, rows);
}

export function contactsPart(report: Report): string {
  if (report.contacts.length === 0) return '<p>No clicks by identified contacts yet.</p>';
  return pageTable(contactsTable(report), (row) => `#contact-${row}`);
}

/** From a link to its contacts, from a contact to their links, and back: only the one that is asked for is shown. */
export function drillDowns(report: Report): string {
  const { links, contacts, timeZone } = report;
  const contactAt = new Map(contacts.map(({ contactId }, at) => [contactId, at]));
  const linkAt = new Map(links.map(({ part, linkId }, at) => [`${part} ${linkId}`, at]));
  const clicked = links.filter(({ contacts: who }) => who.length > 0).length;
  const ofLinks = links.flatMap((link, at) => {
    if (link.contacts.length === 0) return [];
    const inspectValue = { ...link, contacts: link.contacts.slice(0, rowsEach(clicked)) };
    const table = pageTable(contactsOfTable(inspectValue, report), (row) => {
      const contact = contactAt.get(inspectValue.contacts[row]?.contactId ?? '');
      return contact === undefined ? undefined : `#contact-${contact}`;
    });
    return [drillDown(`link-${at}`, 'links', 'Link', link.label, `${linkFigures(link, timeZone)}${table}`)];
  });
  const ofContacts = contacts.map((contact, at) => {
    const most = rowsEach(contacts.length);
    const inspectValue = { ...contact, links: contact.links.slice(0, most).map(shortened) };
    const table = pageTable(linksOfTable(inspectValue, report), (row) => {
      const { part = '', linkId = '' } = inspectValue.links[row] ?? {};
      const link = linkAt.get(`${part} ${linkId}`);
      return link === undefined || links[link]?.contacts.length === 0 ? undefined : `#link-${link}`;
    });
    const hidden = contact.links.length - inspectValue.links.length;
    const more = hidden > 0 ? `<p class="soft">And ${count(hidden)} more.</p>` : '';
    return drillDown(
      `contact-${at}`,
      'contacts',
      'Contact',
      contact.contactId,
      `${contactFigures(contact, timeZone)}${table}${more}`,
    );
  });
  return [...ofLinks, ...ofContacts].join('\n');
}

function rowsEach(tables: number): number {
  return Math.max(MIN_ROWS_EACH, Math.floor(MAX_ROWS / Math.max(1, tables)));
}

function drillDown(id: string, back: 'links' | 'contacts', kind: string, title: string, body: string): string {
  return `<section class="drill" id="${id}" aria-labelledby="${id}-title" tabindex="-1">
<p class="crumb"><a href="#${back}"><span aria-hidden="true">← </span>All ${back}</a></p>
<h2 id="${id}-title"><span class="kind">${kind}</span> ${name(title, 300)}</h2>
<div class="card">${body}</div></section>`;
}

function linkFigures(link: LinkRow, timeZone: string): string {
  const { human, bot, share, firstClickAt, lastClickAt, url, part, linkId, tags = {} } = link;
  const facts: [string, string][] = [
    ['Address', name(url, 2_100)],
    ['Id', `${name(linkId)}${part === 'html' ? '' : ` in the ${text(part)} part`}`],
    ...Object.entries(tags).map(([key, value]): [string, string] => [key, name(value)]),
  ];
  return `${figureList([
    ['People', count(human.uniqueContacts)],
    ['Clicks', count(human.clicks)],
    ['Share', percent(share)],
    ['Bots’ clicks', count(bot.clicks)],
    ['First click', moment(firstClickAt, timeZone)],
    ['Last click', moment(lastClickAt, timeZone)],
  ])}<dl class="facts">${facts.map(([key, value]) => `<div><dt>${text(key)}</dt><dd>${value}</dd></div>`).join('')}</dl>`;
}

function contactFigures({ uniqueLinks, human, bot, firstClickAt, lastClickAt }: ContactRow, timeZone: string): string {
  return figureList([
    ['Links', count(uniqueLinks)],
    ['Clicks', count(human)],
    ['Bots’ clicks', count(bot)],
    ['First click', moment(firstClickAt, timeZone)],
    ['Last click', moment(lastClickAt, timeZone)],
  ]);
}

function figureList(figures: readonly (readonly [string, string])[]): string {
  const items = figures.map(([key, value]) => `<div><dt>${text(key)}</dt><dd>${text(value)}</dd></div>`);
  return `<dl class="small figures">${items.join('')}</dl>`;
}

function linkName({ label, part }: LinkRow, href: string | undefined): string {
  const inspectValue = name(label);
  const badge = part === 'html' ? '' : ` <span class="badge">${text(part)}</span>`;
  return `${href === undefined ? inspectValue : `<a href="${href}">${inspectValue}</a>`}${badge}`;
}

/** An address as people read it: without its scheme, cut where it gets long. The whole one stands with the link. */
function shortAddress(url: string): string {
  const short = url.replace(/^https?:\/\//i, '').replace(/\/$/, '');
  return text(short.length > 80 ? `${short.slice(0, 79)}…` : short);
}

function shortened<Link extends { readonly url: string }>(link: Link): Link {
  return link.url.length > 120 ? { ...link, url: `${link.url.slice(0, 119)}…` } : link;
}
