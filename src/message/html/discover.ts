import type { Range } from '../../link.js';
import { type Mask, maskMergeTags } from '../merge-tags/mask.js';
import type { ScanSyntax } from '../merge-tags/syntaxes.js';
import { READ_TAG } from './carriers.js';
import { readConditionalComment } from './conditional.js';
import { parseFast } from './fast-parser.js';
import { labelOf, visibleLabelOf } from './labels.js';
import type { LinkOccurrence } from './occurrence.js';
import { parsePlain } from './plain-parser.js';
import { type Collection, Reader } from './reader.js';
import { CHECK_DOCUMENT } from './self-check.js';

/** What to look for, and how. */
export interface DiscoverOptions {
  readonly part: 'html' | 'amp';
  readonly syntaxes: readonly ScanSyntax[];
  /** Build the document in full and give each site its domhandler element. Costs about twice the time. @default false */
  readonly elements?: boolean;
}

/** What there is in an HTML source. */
export interface Discovery {
  /** In source order, each place once. */
  readonly occurrences: readonly LinkOccurrence[];
  /** Values of `<base href>`. */
  readonly bases: readonly Range[];
  /** `<a>` without an address: where they start, their visible text, and whether an attribute of another name has the address. */
  readonly bare: readonly { readonly range: Range; readonly label: string; readonly misnamed?: boolean }[];
  /** Where a hidden link can go in: before `</body>`, else at the end; undefined where that is inside something. */
  readonly bodyEnd: number | undefined;
}

/**
 * Finds every link of an HTML source exactly as a browser with scripting off does, and those inside Outlook's
 * conditional comments. parse5 decides what is a link (HTML 13.2); nothing here guesses at markup.
 */
export function discoverHtml(source: string, options: DiscoverOptions): Discovery {
  chosen ??= chooseParser();
  return discoverBy(chosen, source, options);
}

/** Reads a text, in full where elements are asked for, and tells the reader what it finds. */
export type ParseMarkup = (reader: Reader, text: string, elements: boolean) => void;

let chosen: ParseMarkup | undefined;

/**
 * The fast parser where it and parse5's own `parse()` find the same in a document that has everything; else, where a later
 * parse5 has moved what the fast one builds on, the plain one, with a warning to the process.
 */
export function chooseParser(): ParseMarkup {
  const options: DiscoverOptions = { part: 'html', syntaxes: [] };
  const right = JSON.stringify(discoverBy(parsePlain, CHECK_DOCUMENT, options));
  try {
    const shallow = JSON.stringify(discoverBy(parseFast, CHECK_DOCUMENT, options));
    const full = JSON.stringify(withoutElements(discoverBy(parseFast, CHECK_DOCUMENT, { ...options, elements: true })));
    if (shallow === right && full === right) return parseFast;
  } catch {
    // An internal that is gone.
  }
  const { process } = globalThis as { process?: { emitWarning?: (text: string, type: string) => void } };
  process?.emitWarning?.(
    'This version of parse5 is not known: messages are parsed by the slower way.',
    'ClickstampWarning',
  );
  return parsePlain;
}

function withoutElements({ occurrences, ...rest }: Discovery): Discovery {
  return { occurrences: occurrences.map(({ element: _, ...occurrence }) => occurrence), ...rest };
}

/** As `discoverHtml`, by a given parser. */
export function discoverBy(parse: ParseMarkup, source: string, options: DiscoverOptions): Discovery {
  const mask = maskMergeTags(source, options.syntaxes);
  const { part } = options;
  const collection: Collection = { found: [], bases: [], bare: [], bodyEnd: undefined };
  const read = (start: number, end: number, condition: string | undefined): Reader => {
    const reader = new Reader({ source, mask, part, collection, offset: start, condition });
    const text = start === 0 && end === source.length ? mask.masked : mask.masked.slice(start, end);
    parse(reader, text, options.elements === true && condition === undefined);
    for (const found of reader.found) collection.found.push(found);
    return reader;
  };
  // Hidden markup is parsed on its own, as Outlook does; each stretch of the source at most twice, so all stays linear.
  for (const { range } of read(0, source.length, undefined).comments) {
    const comment = readConditionalComment(source, ...range);
    // Most hide a table around a column and no link: a parser for each would cost more than the message.
    if (comment !== undefined && READ_TAG.test(mask.masked.slice(comment.start, comment.end)))
      read(comment.start, comment.end, comment.condition);
  }
  const occurrences = collection.found
    .sort((a, b) => a.occurrence.range[0] - b.occurrence.range[0])
    .map(({ occurrence, label }) => {
      const visible = visibleLabelOf(label);
      return withLabel(occurrence, unmasked(visible || labelOf(label), mask), visible !== '');
    });
  const bare = collection.bare.map(({ label, ...each }) => ({ ...each, label: unmasked(labelOf(label), mask) }));
  return { occurrences, bases: collection.bases, bare, bodyEnd: collection.bodyEnd };
}

/** Puts a label on what was found, which is nobody's yet, so no copy is made. */
function withLabel(found: LinkOccurrence, label: string, isVisible: boolean): LinkOccurrence {
  const occurrence = found as { -readonly [Key in 'label' | 'visible']?: LinkOccurrence[Key] };
  occurrence.label = label;
  if (isVisible) occurrence.visible = true;
  return found;
}

/** A label has lost its place in the source, so a masked tag in it becomes an ellipsis. */
function unmasked(label: string, { filler }: Mask): string {
  return filler === undefined || !label.includes(filler) ? label : label.replace(new RegExp(`${filler}+`, 'g'), '…');
}
