import type { ReasonCounts } from '../../clicks/query/stats.js';
import { reasonList } from '../model/tables.js';
import { TEXTS } from '../model/texts.js';
import { name, text } from './cells.js';

/** A page inside the page, shown alone when it is asked for. */
export interface DrillDown {
  readonly id: string;
  /** Where it leads back to. */
  readonly back: string;
  /** The name of that. */
  readonly all: string;
  /** What it is the page of. */
  readonly kind: string;
  readonly title: string;
  /** Markup. */
  readonly body: string;
}

export function drillDown({ id, back, all, kind, title, body }: DrillDown): string {
  return `<section class="drill" id="${id}" aria-labelledby="${id}-title" tabindex="-1">
<p class="crumb"><a href="#${back}"><span aria-hidden="true">← </span>${text(all)}</a></p>
<h2 id="${id}-title"><span class="kind">${text(kind)}</span> ${name(title, 300)}</h2>
<div class="card">${body}</div></section>`;
}

/** Small figures in a row. */
export function figureList(figures: readonly (readonly [string, string])[]): string {
  const items = figures.map(([key, value]) => `<div><dt>${text(key)}</dt><dd>${text(value)}</dd></div>`);
  return `<dl class="small figures">${items.join('')}</dl>`;
}

/** The most frequent reasons by their short names; each is explained where all of them stand. */
export function reasonCodes(reasons: ReasonCounts): string {
  const list = reasonList(reasons).map(([reason]) => text(reason));
  const more = list.length > 2 ? ` +${list.length - 2}` : '';
  return list.length === 0 ? '' : `<code>${list.slice(0, 2).join(', ')}</code>${more}`;
}

/** The way to what the reasons mean. */
export function meaningLink(): string {
  return `<a href="#reasons">${text(TEXTS.meaning)}</a>`;
}
