import { timelineChart } from './chart.js';
import { clickMap } from './click-map.js';
import { escapeHtml } from './html.js';
import { PAGE_STYLE } from './page-style.js';
import type { LinkRow, Report } from './rows.js';
import { printable } from './table.js';
import {
  contactsOfTable,
  contactsTable,
  linksOfTable,
  linksTable,
  overviewTable,
  type ReportTable,
  timelineTable,
  variantsTable,
} from './tables.js';

/**
 * Nothing may be loaded and nothing may run: the page needs its own style and the frame of the click map, which has no
 * address and inherits all of this.
 */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-src 'none'";

/**
 * A report as one HTML page that needs nothing else: overview, timeline, links, the contacts of each link and back, and
 * the click map. Whatever comes from messages, tokens and ids is text in it, never markup.
 */
export function toHtml(report: Report): string {
  const { title, variants, significance } = report;
  const statement = significance === undefined ? '' : `<p>${text(significance)}</p>`;
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
<header>
<h1>${text(title)}</h1>
<p class="soft">Times in ${text(report.timeZone)}. People and machines are counted apart; nothing is left out.</p>
${figures(report)}
</header>
<main>
<section id="timeline" aria-labelledby="timeline-title">
<h2 id="timeline-title">Timeline</h2>
<div class="card">${timeline(report)}</div>
</section>
<section id="links" aria-labelledby="links-title">
<h2 id="links-title">Links</h2>
<div class="card">${links(report)}</div>
</section>
${variants.length === 0 ? '' : section('variants', 'Variants', `${table(variantsTable(report))}${statement}`)}
${section('contacts', 'Contacts', contacts(report))}
${maps(report)}
${drillDowns(report)}
</main>
<footer>Made by clickstamp. This page holds contact ids: keep it as you keep those.</footer>
</body>
</html>
`;
}

function text(value: string): string {
  return escapeHtml(printable(value));
}

function section(id: string, title: string, body: string): string {
  return `<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
<div class="card">${body}</div>
</section>`;
}

function figures(report: Report): string {
  const { rows } = overviewTable(report);
  const items = rows.map(([name = '', value = '']) => `<div><dt>${text(name)}</dt><dd>${text(value)}</dd></div>`);
  return `<dl class="figures">${items.join('')}</dl>`;
}

function timeline(report: Report): string {
  const chart = timelineChart(report.timeline, report.timeZone);
  if (chart === '') return '<p>There are no clicks yet.</p>';
  return `${chart}
<p class="soft"><span class="key people"></span>people <span class="key machines"></span>machines</p>
<details><summary>The numbers</summary>${table(timelineTable(report))}</details>`;
}

function links(report: Report): string {
  if (report.links.length === 0) return '<p>There are no links yet.</p>';
  return table(linksTable(report), (row, column, cell) => {
    const link = report.links[row] as LinkRow;
    if (column === 0) return link.contacts.length === 0 ? cell : `<a href="#link-${row}">${cell}</a>`;
    return cell;
  });
}

function contacts(report: Report): string {
  if (report.contacts.length === 0) return '<p>Nobody who is known has clicked yet.</p>';
  return table(contactsTable(report), (row, column, cell) =>
    column === 0 ? `<a href="#contact-${row}">${cell}</a>` : cell,
  );
}

/** From a link to its contacts, from a contact to their links, and back: only the one that is asked for is shown. */
function drillDowns(report: Report): string {
  const { links: all, contacts: people, timeZone } = report;
  const contactAt = new Map(people.map(({ contactId }, at) => [contactId, at]));
  const linkAt = new Map(all.map(({ part, linkId }, at) => [`${part} ${linkId}`, at]));
  const ofLinks = all.flatMap((link, at) => {
    if (link.contacts.length === 0) return [];
    const body = table(contactsOfTable(link, timeZone), (row, column, cell) => {
      const contact = contactAt.get(link.contacts[row]?.contactId ?? '');
      return column === 0 && contact !== undefined ? `<a href="#contact-${contact}">${cell}</a>` : cell;
    });
    const hidden = link.uniqueContacts - link.contacts.length;
    const more = hidden > 0 ? `<p class="soft">And ${hidden} more.</p>` : '';
    return [drillDown(`link-${at}`, `Who clicked: ${link.label}`, `${body}${more}`, 'links')];
  });
  const ofContacts = people.map((contact, at) => {
    const body = table(linksOfTable(contact, timeZone), (row, column, cell) => {
      const { part = '', linkId = '' } = contact.links[row] ?? {};
      const link = linkAt.get(`${part} ${linkId}`);
      return column === 0 && link !== undefined ? `<a href="#link-${link}">${cell}</a>` : cell;
    });
    return drillDown(`contact-${at}`, `What ${contact.contactId} clicked`, body, 'contacts');
  });
  return [...ofLinks, ...ofContacts].join('\n');
}

function drillDown(id: string, title: string, body: string, back: 'links' | 'contacts'): string {
  return `<section class="drill card" id="${id}" aria-labelledby="${id}-title" tabindex="-1">
<h3 id="${id}-title">${text(title)}</h3>${body}<p><a href="#${back}">Back to all ${back}</a></p></section>`;
}

function maps({ messages, links: all }: Report): string {
  return messages
    .map((message, at) => {
      const name = message.part === 'text' ? 'Click map of the text part' : 'Click map';
      const document = escapeHtml(clickMap(message, all));
      return `<section id="map-${at}" aria-labelledby="map-${at}-title">
<h2 id="map-${at}-title">${name}</h2>
<p class="soft">The message with each link's share of people's clicks. Pictures are not loaded and links go nowhere.</p>
<iframe sandbox="" title="${name}" srcdoc="${document}" loading="lazy"></iframe>
</section>`;
    })
    .join('\n');
}

/** Column titles that hold long text, which may wrap, and addresses, which a telephone has no room for. */
const WRAPPING = new Set(['Link', 'Contact', 'Why a machine']);

function table(
  { title, columns, rows }: ReportTable,
  link: (row: number, column: number, cell: string) => string = (_, __, cell) => cell,
): string {
  const classes = columns.map(({ title: name, align }) =>
    align === 'right' ? ' class="n"' : name === 'Address' ? ' class="address"' : WRAPPING.has(name) ? ' class="w"' : '',
  );
  const head = columns.map(({ title: name }, at) => `<th scope="col"${classes[at]}>${text(name)}</th>`).join('');
  const body = rows.map(
    (row, at) =>
      `<tr>${row.map((cell, column) => `<td${classes[column]}>${link(at, column, text(cell))}</td>`).join('')}</tr>`,
  );
  // A table wider than the screen scrolls by itself, also with the keyboard.
  return `<div class="scroll" tabindex="0" role="region" aria-label="${text(title)}"><table><caption>${text(title)}</caption><thead><tr>${head}</tr></thead><tbody>
${body.join('\n')}
</tbody></table></div>`;
}
