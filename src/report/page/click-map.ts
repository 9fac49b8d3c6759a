import { percent } from '../../print/format.js';
import type { LinkRow, ReportedMessage } from '../model/rows.js';
import { escapeHtml } from './html.js';
import { makeInert } from './inert.js';

/** Looks of the marks: an outline and a badge, from pale to dark with the share. Stands behind the message's own style. */
const STYLE = `<style>
img{max-width:100%!important;height:auto!important}
[data-cs-share]{--cs:#52585f;--on:#fff;outline:2px solid var(--cs)!important;outline-offset:2px!important;box-shadow:0 0 0 5px #fff!important;position:relative!important;cursor:default!important}
[data-cs-heat="1"]{--cs:#fcd34d;--on:#1f221d}[data-cs-heat="2"]{--cs:#f97316;--on:#1f221d}[data-cs-heat="3"]{--cs:#c81e1e}[data-cs-heat="4"]{--cs:#6b0f1a}
[data-cs-share]::after{content:attr(data-cs-share);direction:ltr;unicode-bidi:isolate;display:inline-block!important;margin-inline-start:4px;padding:0 5px;border-radius:9px;background:var(--cs);color:var(--on);font:700 11px/16px system-ui,sans-serif;letter-spacing:0;text-decoration:none;text-indent:0;white-space:nowrap;vertical-align:text-top}
[data-cs-share]:has(>img:only-child){display:inline-block!important}[data-cs-share]:has(>img:only-child)::after{position:absolute;top:-9px;right:-9px;margin:0;z-index:9}
</style>`;

/** From this share of the greatest, a link is as warm as its place in the list. */
const HEATS = [0, 0.05, 0.25, 0.6] as const;

/** A click map, and what it cannot show. */
export interface ClickMap {
  /** A document for a frame without scripts. */
  readonly html: string;
  /** Links that no browser draws, with their conditions: Outlook's own. */
  readonly undrawn: readonly LinkRow[];
}

/**
 * The message itself with every tracked link marked by its share of people's clicks, standing still: links go nowhere,
 * pictures are grey fields. Outlook's own links are left out, because no browser shows them.
 */
export function clickMap({ part, source, links }: ReportedMessage, rows: readonly LinkRow[]): ClickMap {
  const own = new Map(rows.filter((row) => row.part === part).map((row) => [row.linkId, row]));
  const top = Math.max(0, ...[...own.values()].map(({ share = 0 }) => share));
  const hints = new Map<number, string>();
  const undrawn = new Set<LinkRow>();
  const drawn = new Set<LinkRow>();
  for (const { range, id, verdict, condition, carrier } of links) {
    const row = own.get(id);
    if (verdict !== 'track' && row === undefined) continue;
    if (condition === undefined && carrier !== 'svg') {
      hints.set(range[0], markOf(row?.share ?? 0, top));
      if (row !== undefined) drawn.add(row);
    } else if (row !== undefined) undrawn.add(row);
  }
  return {
    html: part === 'text' ? textMap(source, links, hints) : `${makeInert(source, hints)}${STYLE}`,
    undrawn: [...undrawn].filter((row) => !drawn.has(row)),
  };
}

/** The attributes of a marked link. Nothing in them comes from the message. */
function markOf(share: number, top: number): string {
  const heat = share === 0 ? 0 : HEATS.filter((from) => share >= from * top).length;
  return `data-cs-share="${percent(share).replace(' ', '\u00a0')}" data-cs-heat="${heat}"`;
}

function textMap(source: string, links: ReportedMessage['links'], hints: ReadonlyMap<number, string>): string {
  let html = '';
  let at = 0;
  for (const { range } of links) {
    const [start, end] = range;
    const mark = hints.get(start);
    if (mark === undefined || start < at) continue;
    html += `${escapeHtml(source.slice(at, start))}<span ${mark}>${escapeHtml(source.slice(start, end))}</span>`;
    at = end;
  }
  const rest = escapeHtml(source.slice(at));
  return `<!doctype html><meta charset="utf-8"><body style="margin:0;color:#22241f"><pre style="margin:20px;white-space:pre-wrap;overflow-wrap:anywhere;font:14px/2 ui-monospace,monospace">${html}${rest}</pre>${STYLE}`;
}
