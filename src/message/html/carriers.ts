import type { Carrier, Part } from '../../link.js';

/** Namespaces by the short names used here. */
export type ElementNamespace = 'html' | 'svg' | 'other';

/** One kind of element that carries a link. */
export interface CarrierRow {
  readonly carrier: Carrier;
  readonly namespace: ElementNamespace;
  /** Tag name, or the start of one where it ends in `:` or `-`. */
  readonly tag: string;
  /** Attributes as written that hold the address, the strongest first. */
  readonly attributes: readonly string[];
  /** Only in this part. */
  readonly part?: Part;
  /** AMP sets or checks it: reported, never replaced. */
  readonly binding?: true;
}

/** What a reader can click. A new carrier is a row here and a case in test/message/html/carriers.cases.ts. */
export const CARRIERS: readonly CarrierRow[] = [
  // HTML 4.6.1 and 4.8.14.
  { carrier: 'a', namespace: 'html', tag: 'a', attributes: ['href'] },
  { carrier: 'area', namespace: 'html', tag: 'area', attributes: ['href'] },
  // SVG 2, 16.2: href wins over xlink:href.
  { carrier: 'svg', namespace: 'svg', tag: 'a', attributes: ['href', 'xlink:href'] },
  // Outlook's buttons: any VML shape may carry an href.
  { carrier: 'vml', namespace: 'html', tag: 'v:', attributes: ['href'] },
  // Reported, never rewritten.
  { carrier: 'form', namespace: 'html', tag: 'form', attributes: ['action'] },
  // AMP for Email: components fetch or open these themselves.
  { carrier: 'a', namespace: 'html', tag: 'amp-', attributes: ['href'], part: 'amp', binding: true },
];

const FIRST_LETTERS: ReadonlySet<number> = new Set(CARRIERS.map((row) => row.tag.charCodeAt(0)));

/** Says at a glance that an element carries no link: nearly every element of a message starts with another letter. */
export function mayCarryLink(tag: string): boolean {
  return FIRST_LETTERS.has(tag.charCodeAt(0));
}

/** Whether the name is only the start of one: `v:`. */
const IS_START = /[:-]$/;

/** The start of a tag that discovery reads, `<base>` with them: a text without one holds no link (HTML 13.2.5.8). */
export const READ_TAG: RegExp = new RegExp(
  `<(?:${['base', ...CARRIERS.map((row) => row.tag)].map((tag) => (IS_START.test(tag) ? tag : `${tag}[\\s/>]`)).join('|')})`,
  'i',
);

/** Gives the row for an element, or undefined for one that carries no link. */
export function carrierOf(
  tag: string,
  namespace: ElementNamespace,
  part: Part,
  rows: readonly CarrierRow[] = CARRIERS,
): CarrierRow | undefined {
  if (!mayCarryLink(tag)) return undefined;
  return rows.find(
    (row) =>
      row.namespace === namespace &&
      (row.part === undefined || row.part === part) &&
      (row.tag === tag || (tag.startsWith(row.tag) && IS_START.test(row.tag))),
  );
}
