import { didYouMean } from '../../checks/options.js';
import { isApart } from './address.js';
import { mayOpenTag, syntaxesThatAreOff } from './choose.js';
import { hasHalfTag } from './half-tag.js';
import { lookUp, type TagValues } from './resolve.js';
import { type MergeTag, scanMergeTags } from './scan.js';
import type { ScanSyntax } from './syntaxes.js';
import { readWholeAddress } from './whole-address.js';

/** A text that is no address, cut up at its merge tags, once for all recipients. */
export interface TextTemplate {
  readonly tags: readonly MergeTag[];
  readonly text: string;
  /** A tag is opened or closed only halfway, so that no value can be filled in. */
  readonly half: boolean;
  readonly syntaxes: readonly ScanSyntax[];
}

/**
 * Finds the merge tags of a text such as a campaign's name; undefined where it has none. What may as well be data
 * (`20%summer%sale`, `[draft] 3`) is a tag only where there is nothing else in the text, or where it stands apart and its
 * syntax is on. `kept` is a text that only looks like a tag.
 */
export function prepareText(text: string, syntaxes: readonly ScanSyntax[], kept?: string): TextTemplate | undefined {
  if (!HALF_OR_OFF.test(text) && !mayOpenTag(text, syntaxes)) return undefined;
  const found = scanMergeTags(text, syntaxes, (tag) => tag.text !== kept && isCertain(text, tag));
  const tags = found.length === 0 && text.trim() !== kept ? tagAlone(text, syntaxes) : found;
  const half = hasHalfTag(text, tags);
  return tags.length === 0 && !half ? undefined : { tags, text, half, syntaxes };
}

/** `{name}`, `#{name}`: a word in braces and nothing else is a tag, whichever syntaxes are on. `[draft]` is a text. */
function tagAlone(text: string, syntaxes: readonly ScanSyntax[]): readonly MergeTag[] {
  if (!/^\s*[#@%]?\{[A-Za-z_][\w.-]*\}\s*$/.test(text)) return [];
  return scanMergeTags(text, syntaxesThatAreOff(syntaxes)).filter((tag) => tag.text === text.trim());
}

/**
 * Fills in the values as they are. Undefined where a tag has neither value nor fallback, is half or a block, and where a
 * value holds a tag itself. `literal` writes what stands between the tags.
 */
export function fillText(
  { tags, text, half, syntaxes }: TextTemplate,
  values: TagValues,
  literal: (text: string) => string = (piece) => piece,
): string | undefined {
  if (half) return undefined;
  let filled = '';
  let at = 0;
  for (const tag of tags) {
    const value = lookUp(tag, values);
    if (value === undefined || prepareText(value, syntaxes) !== undefined) return undefined;
    filled += literal(text.slice(at, tag.start)) + value;
    at = tag.end;
  }
  return filled + literal(text.slice(at));
}

/** More names than an editor offers; to compare a tag with each of them would cost more than the copy. */
const MAX_NAMES = 100;

/** What the author of a tag without a value probably meant: the tag with the nearest name that has one. */
export function suggestTag({ tags }: TextTemplate, values: TagValues): string | undefined {
  const names = Object.keys(values);
  const missing = tags.find((tag) => !tag.control && lookUp(tag, values) === undefined);
  if (missing === undefined || names.length > MAX_NAMES) return undefined;
  const near = didYouMean(missing.name, names);
  return near === undefined ? undefined : missing.text.replace(missing.name, () => near);
}

/** Whether a text is, or holds, what a template language or mail service should have replaced. */
export function isPlaceholder(text: string, syntaxes: readonly ScanSyntax[]): boolean {
  if (prepareText(text, syntaxes) !== undefined) return true;
  // "{first_name}": a word in brackets alone. A GUID is written in braces, too.
  if (/^__[A-Z][A-Z_]*__$/.test(text)) return true;
  if (/^\W*[0-9a-f][0-9a-f-]{6,}[0-9a-f]\W*$/i.test(text)) return false;
  if (/^[[{#@%$|(<]/.test(text) && readWholeAddress(text)?.text === text) return true;
  return scanMergeTags(text, syntaxesThatAreOff(syntaxes)).some((tag) => tag.text === text);
}

/** Half a tag, or one of a syntax that is off, has one of these. */
const HALF_OR_OFF = /[{}[\]*|%<$#]/;

function isCertain(text: string, tag: MergeTag): boolean {
  if (tag.text === text.trim()) return true;
  const { ambiguous, asked, mayBeData, open, close } = tag.syntax;
  // "spring-sale-26": words between two hyphens are ordinary text, whoever asked for the syntax.
  if (ambiguous === true && open === close) return false;
  if (mayBeData === undefined || asked === true) return true;
  return !mayBeData({
    name: tag.name,
    text: tag.text,
    isApart: tag.name.length > 1 && isApart(text, tag),
    isInQuery: false,
    isInText: true,
  });
}
