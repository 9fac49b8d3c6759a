/** The text of a link while it is being read. */
export interface LabelReader {
  text: string;
  /** Of an image in the link. */
  alt: string;
  /** From the link's own alt, aria-label or title. */
  readonly own: string;
  /** How many elements of it are open: the parser clones an unclosed `<a>`. */
  open: number;
}

/** Longer labels are cut: nobody reads them, and reading them would make hostile input costly. */
export const MAX_LABEL_LENGTH = 200;

/** Gives the label in the end: link text, or an image's alt, or what the link says of itself; white space collapsed. */
export function labelOf(label: LabelReader): string {
  return visibleLabelOf(label) || collapse(label.alt) || collapse(label.own);
}

/** The part of it that is text which readers see; '' for none. */
export function visibleLabelOf({ text }: LabelReader): string {
  return collapse(text);
}

/** White space as HTML collapses it, and the invisible padding of preheaders. */
function collapse(text: string): string {
  if (!TO_COLLAPSE.test(text)) return text.trim().slice(0, MAX_LABEL_LENGTH);
  return text
    .replace(/(?:[\s\u200b-\u200d\u2060\ufeff\u00ad]|\u034f)+/g, ' ')
    .trim()
    .slice(0, MAX_LABEL_LENGTH);
}

/** White space but for single blanks, or padding. */
const TO_COLLAPSE = /[^\S ]|[\u200b-\u200d\u2060\ufeff\u00ad]|\u034f| {2}/;
