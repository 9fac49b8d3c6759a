import type { LinkRow, Report, ReportedMessage } from '../model/rows.js';
import { formatsOf } from '../model/tables.js';
import { text } from './cells.js';
import { escapeHtml } from './html.js';
import { makeInert } from './inert.js';

/** Looks of the marks: an outline and a badge, darker with the share. Stands behind the message's own style. */
const STYLE = `<style>
html{--cs-k:1}
img{max-width:100%!important;height:auto!important}
[data-cs-share]{--cs:#6b7280;--on:#fff;outline:calc(2px*var(--cs-k)) solid var(--cs)!important;outline-offset:0!important;box-shadow:0 0 0 calc(3px*var(--cs-k)) #fffc!important;position:relative!important;cursor:default!important}
[data-cs-heat="0"]{outline-style:dashed!important}
[data-cs-heat="1"]{--cs:#f5c542;--on:#1f221d}[data-cs-heat="2"]{--cs:#f07f13;--on:#1f221d}[data-cs-heat="3"]{--cs:#c81e1e}[data-cs-heat="4"]{--cs:#5b0e17}
[data-cs-share]::after{content:attr(data-cs-key) " \\00b7  " attr(data-cs-share);direction:ltr;unicode-bidi:isolate;display:inline-block!important;margin:0 calc(2px*var(--cs-k)) 0 calc(4px*var(--cs-k));padding:0 calc(5px*var(--cs-k));border-radius:99px;background:var(--cs);color:var(--on);font:700 calc(11px*var(--cs-k))/1.35 system-ui,sans-serif;letter-spacing:0;text-transform:none;text-decoration:none;text-indent:0;white-space:nowrap;vertical-align:middle}
[data-cs-picture]{display:inline-block!important}
[data-cs-picture]::after{position:absolute;top:calc(-9px*var(--cs-k));inset-inline-end:-4px;margin:0;z-index:9;box-shadow:0 0 0 1.5px #fff}
[data-cs-picture=small]::after{content:attr(data-cs-key);inset-inline-end:-6px;padding:0 calc(4px*var(--cs-k))}
</style>`;

/** From this share of the greatest, a link is as warm as its place in the list. */
export const HEATS = [0, 0.05, 0.25, 0.6] as const;

/** A click map, what is in it, and what it cannot show. */
export interface ClickMap {
  /** A document for a frame without scripts. */
  readonly html: string;
  /** The places of the links in it, in its own order. */
  readonly drawn: readonly number[];
  /** Places of links that no browser draws: Outlook's own, and parts of drawings. */
  readonly undrawn: readonly number[];
  /** The greatest share of a link. */
  readonly top: number;
  /** Each link's share of the clicks that the map is about. */
  shareOf(link: LinkRow): number | undefined;
}

/**
 * The message itself with every tracked link marked by its number and its share of people's clicks, standing still: links
 * go nowhere, pictures are grey fields. Outlook's own links are left out, because no browser shows them. A message of a
 * variant shows the shares of that variant.
 */
export function clickMap({ part, variant, source, links }: ReportedMessage, report: Report): ClickMap {
  const own = new Map(
    report.links.flatMap((row, at) => (row.part === part ? [[row.linkId, { row, at }] as const] : [])),
  );
  const shareOf = (row: LinkRow): number | undefined => {
    const found = variant === undefined ? undefined : row.variants.find((each) => each.variant === variant);
    return found === undefined ? row.share : found.share;
  };
  const top = [...own.values()].reduce((most, { row }) => Math.max(most, shareOf(row) ?? 0), 0);
  const { percent } = formatsOf(report);
  const hints = new Map<number, string>();
  const drawn = new Set<number>();
  const undrawn = new Set<number>();
  for (const { range, id, condition, carrier } of links) {
    const found = own.get(id);
    if (found === undefined) continue;
    if (condition === undefined && carrier !== 'svg') {
      const share = shareOf(found.row) ?? 0;
      hints.set(
        range[0],
        `data-cs-key="${found.at + 1}" data-cs-share="${text(percent(share))}" data-cs-heat="${heatOf(share, top)}"`,
      );
      drawn.add(found.at);
    } else undrawn.add(found.at);
  }
  return {
    html: part === 'text' ? textMap(source, links, hints) : `${makeInert(source, hints)}${STYLE}`,
    drawn: [...drawn],
    undrawn: [...undrawn].filter((at) => !drawn.has(at)),
    top,
    shareOf,
  };
}

/** How warm a share is, from 0 for none to 4. */
export function heatOf(share: number, top: number): number {
  return share === 0 ? 0 : HEATS.filter((from) => share >= from * top).length;
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
  return `<!doctype html><meta charset="utf-8"><body style="margin:0;color:#22241f"><pre style="margin:20px;white-space:pre-wrap;overflow-wrap:anywhere;font:14px/2 ui-monospace,monospace" dir="auto">${html}${rest}</pre>${STYLE}`;
}
