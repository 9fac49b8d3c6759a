import { percent } from './format.js';
import { escapeHtml } from './html.js';
import type { LinkRow, ReportedMessage } from './rows.js';

/** Looks of the marks: an outline and a badge, stronger with the share. Stands behind the message's own style. */
const STYLE = `<style>
[data-cs-share]{outline:2px solid rgba(196,60,20,var(--cs-heat))!important;outline-offset:2px!important;position:relative!important;cursor:default!important}
[data-cs-share]::after{content:attr(data-cs-share);position:absolute;top:-11px;right:-9px;z-index:9;padding:1px 5px;border-radius:8px;background:#8f2c0f;color:#fff;font:700 11px/15px system-ui,sans-serif;text-decoration:none;white-space:nowrap}
</style>`;

/**
 * The message itself with every link marked by its share of people's clicks, as a document for a sandboxed frame without
 * scripts. Links go nowhere: each address is replaced, and nothing else of the message is touched. Outlook's own links
 * are left out, because no browser shows them.
 */
export function clickMap({ part, source, links }: ReportedMessage, rows: readonly LinkRow[]): string {
  const shares = new Map(rows.filter((row) => row.part === part).map((row) => [row.linkId, row.share]));
  if (part === 'text') return textMap({ part, source, links }, shares);
  let html = '';
  let at = 0;
  for (const { range, id, verdict, condition } of links) {
    const [start, end] = range;
    if (condition !== undefined || start < at) continue;
    const quote = source[end] === '"' || source[end] === "'" ? source[end] : '';
    const mark = verdict === 'track' ? markOf(shares.get(id), quote) : '';
    html += `${source.slice(at, start)}#${mark}`;
    at = end;
  }
  return `${html}${source.slice(at)}${STYLE}`;
}

/** Closes the address and opens a further attribute, which the address's own quote then closes. */
function markOf(share: number | undefined, quote: string): string {
  const heat = Math.min(1, 0.25 + (share ?? 0) * 1.5).toFixed(2);
  const text = (share === undefined ? '0 %' : percent(share)).replace(' ', '\u00a0');
  return `${quote} data-cs-share=${quote}${text}${quote} style=${quote}--cs-heat:${heat}`;
}

function textMap({ source, links }: ReportedMessage, shares: ReadonlyMap<string, number | undefined>): string {
  let html = '';
  let at = 0;
  for (const { range, id, verdict } of links) {
    html += escapeHtml(source.slice(at, range[0]));
    const address = escapeHtml(source.slice(...range));
    html += verdict === 'track' ? `<span${markOf(shares.get(id), '"')}">${address}</span>` : address;
    at = range[1];
  }
  return `<!doctype html><meta charset="utf-8"><pre style="white-space:pre-wrap;font:14px/2 ui-monospace,monospace">${html}${escapeHtml(source.slice(at))}</pre>${STYLE}`;
}
