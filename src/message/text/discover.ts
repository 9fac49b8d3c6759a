import type { LinkAttribute, LinkOccurrence } from '../html/occurrence.js';
import { blockRole } from '../merge-tags/blocks.js';
import { scanCode } from '../merge-tags/comments.js';
import type { MergeTag } from '../merge-tags/scan.js';
import type { ScanSyntax } from '../merge-tags/syntaxes.js';
import { type DelimitedUrl, readDelimited } from './delimited.js';
import { trimUrl } from './trim.js';

/** What there is in a text/plain part. */
export interface TextDiscovery {
  /** In source order. */
  readonly occurrences: readonly LinkOccurrence[];
}

// start = "http://" / "https://" / "ftp://" / "mailto:" / what "http://" and "https://" are mistyped as, with a colon or two
// slashes: not behind an ASCII letter, digit or "+", which would make another scheme of it. Behind "<" the host may be in the next line.
const START =
  /(?<![A-Za-z0-9+])(?:https?:\/\/|ftp:\/\/|mailto:|(?!https?:\/\/)h{0,2}t{1,3}p{1,2}s{0,2}(?:[:;]\/{1,3}|\/\/))(?=[^\s<>"]|(?<=<https?:\/\/)[ \t]{0,9}[\r\n])/gi;
/** SparkPost's attributes follow the URL and are not part of it: `https://x.example[[data-msys-unsubscribe="1"]]`. */
const ATTRIBUTE =
  /\[\[\s{0,9}(data-msys-[a-z-]{1,20})\s{0,9}=\s{0,9}(?:"([^"\]\n]*)"|'([^'\]\n]*)'|([^"'\]\s]*))\s{0,9}\]\]/iy;
/** Tags that stand for an address by their name; others in a text are names, dates and the like. */
const ADDRESS_NAME =
  /url|link|href|unsub|archive|permalink|mirror|web_?(?:version|copy|view)|view_?online|profile|preferences/i;

/**
 * Finds the addresses of a text/plain part the way mail programs link them: `http`, `https`, `ftp` and `mailto` up to
 * white space or a quote of any script; punctuation and unbalanced brackets at the end stay outside. Between `<` and `>` or
 * double quotes an address is exact and may go on over a line's end (RFC 3986, Appendix C). One in other brackets that does
 * so is reported: mail programs link its first line alone. Addresses inside a merge tag or a template's comment are the template's code. Misspelt
 * schemes are found for the report. A bare `www.` host is left to the mail program. Linear. `known` are addresses of the same
 * message's HTML part: where one stands, it is read whole, whatever characters it has.
 */
export function discoverText(
  source: string,
  options: { readonly syntaxes: readonly ScanSyntax[]; readonly known?: readonly string[] | undefined },
): TextDiscovery {
  const tags = scanCode(source, options.syntaxes);
  const known = createKnown(options.known ?? []);
  const encoded = isQuotedPrintable(source);
  const occurrences: LinkOccurrence[] = [];
  let nextTag = 0;
  let at = 0;
  const starts = source.matchAll(START);
  let start = starts.next();
  for (;;) {
    while (!start.done && start.value.index < at) start = starts.next();
    while (nextTag < tags.length && (tags[nextTag] as MergeTag).start < at) nextTag++;
    const tag = tags[nextTag];
    const url = start.done ? undefined : start.value;
    if (url === undefined && tag === undefined) return { occurrences };
    const from = Math.min(url?.index ?? source.length, tag?.start ?? source.length);
    if (tag !== undefined && from === tag.start && !isAddressTag(tags, nextTag)) {
      at = tag.end;
      continue;
    }
    const delimited = readDelimited(source, from, tags, nextTag);
    const end = delimited?.end ?? known(source, from, trimUrl(source, from, tags));
    if (end > from + (from === url?.index ? url[0].length : 0)) {
      const occurrence = createOccurrence(source, from, end, delimited);
      occurrences.push(encoded && showsEncoding(source, occurrence) ? { ...occurrence, encoded: true } : occurrence);
    }
    at = Math.max(end, from + 1);
  }
}

/** Characters that an address may hold anywhere, and those that it ends in. */
const PLAIN = /^[\w/?#&=%:@+~.-]*[\w/=-]$/;
/** More addresses that a text would cut short are in no message. */
const MAX_KNOWN = 100;
/** What may stand behind an address that is read whole: the end of a sentence, a bracket, a quote. */
const BEHIND = /^(?:$|[\s.,;:!?)\]}>"'*_~|]|[^\p{ASCII}])/u;

/** Gives the end of the address at an offset: of a known one that goes on behind `end`, or else `end`. The longest wins. */
function createKnown(addresses: readonly string[]): (source: string, start: number, end: number) => number {
  const all = new Set(addresses.map((address) => address.trim()));
  const cut = [...all].filter((address) => !PLAIN.test(address) && trimUrl(address, 0, []) < address.length);
  if (cut.length === 0) return (_, __, end) => end;
  const longest = cut.sort((a, b) => b.length - a.length).slice(0, MAX_KNOWN);
  return (source, start, end) => {
    // Behind an address of the HTML part as it stands, the rest is the sentence's.
    if (all.has(source.slice(start, end))) return end;
    const whole = longest.find((address) => start + address.length > end && source.startsWith(address, start));
    if (whole === undefined) return end;
    const last = start + whole.length;
    return BEHIND.test(source.slice(last, last + 2)) ? last : end;
  };
}

/** Code that names an address and is none: `{% include 'x' with url: 'y' %}`, `{{ if eq .URL "y" }}`. */
const STATEMENT = /^(?!(?:url|link)\b)[a-z_]+\s+(?=\S)/;

/** A tag that stands for an address; a block, a partial (`{{> link }}`), a statement and a comment do not. */
function isAddressTag(tags: readonly MergeTag[], index: number): boolean {
  const { name, control } = tags[index] as MergeTag;
  if (!ADDRESS_NAME.test(name) || /^[#/^!>]/.test(name) || blockRole(tags, index) !== 'none') return false;
  const statement = STATEMENT.exec(name)?.[0];
  return (
    statement === undefined ||
    ADDRESS_NAME.test(statement) ||
    !(control || /^(?:if|range|with|block|template)\s/.test(statement))
  );
}

function createOccurrence(
  source: string,
  start: number,
  end: number,
  delimited: DelimitedUrl | undefined,
): LinkOccurrence {
  return {
    part: 'text',
    carrier: 'text',
    href: delimited?.href ?? source.slice(start, end),
    range: [start, end],
    quote: '',
    label: '',
    attributes: attributesAt(source, end),
    ...(delimited?.isGuess === true ? { wrapped: true } : {}),
  };
}

/** Soft line breaks and encoded equals signs (RFC 2045 §6.7): one of them alone may well be text. */
function isQuotedPrintable(source: string): boolean {
  return /=3D/.test(source) && /=[ \t]*\r?\n/.test(source);
}

function showsEncoding(source: string, { href, range }: LinkOccurrence): boolean {
  const isBroken = /=[ \t]*\r?\n/.test(source.slice(range[0], range[1]));
  return (
    isBroken ||
    href.includes('=3D') ||
    (href.endsWith('=') && /^[ \t]*\r?\n/.test(source.slice(range[1], range[1] + 20)))
  );
}

function attributesAt(source: string, end: number): LinkAttribute[] {
  ATTRIBUTE.lastIndex = end;
  const match = ATTRIBUTE.exec(source);
  if (match === null) return [];
  const value = match[2] ?? match[3] ?? (match[4] as string);
  return [{ name: (match[1] as string).toLowerCase(), value, range: [end, end + match[0].length] }];
}
