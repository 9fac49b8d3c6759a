import type { LinkAttribute, LinkOccurrence } from '../html/occurrence.js';
import { type MergeTag, scanMergeTags } from '../merge-tags/scan.js';
import type { MergeTagSyntax } from '../merge-tags/syntaxes.js';
import { trimUrl } from './trim.js';

/** What there is in a text/plain part. */
export interface TextDiscovery {
  /** In source order. */
  readonly occurrences: readonly LinkOccurrence[];
}

// start = "http://" / "https://" / "ftp://" / "mailto:" / what "http://" and "https://" are mistyped as, with a colon or two
// slashes: not behind an ASCII letter, digit or "+", which would make another scheme of it.
const START =
  /(?<![A-Za-z0-9+])(?:https?:\/\/|ftp:\/\/|mailto:|(?!https?:\/\/)h{0,2}t{1,3}p{1,2}s{0,2}(?:[:;]\/{1,3}|\/\/))(?=[^\s<>"])/gi;
/** A line that goes on in the next, up to the closing angle bracket: `<https://x.example/very-long⏎rest>`. */
const WRAPPED = /[ \t]*\r?\n[ \t>]*[^\s<>]+>/y;
/** SparkPost's opt-out stands behind the URL and is no part of it. */
const OPT_OUT = /\[\[\s*(data-msys-clicktrack)\s*=\s*"?([^"\]]*)"?\s*\]\]/iy;
/** Tags that stand for an address by their name; others in a text are names, dates and the like. */
const ADDRESS_NAME =
  /url|link|href|unsub|archive|permalink|mirror|web_?(?:version|copy|view)|view_?online|profile|preferences/i;

/**
 * Finds the addresses of a text/plain part the way mail programs link them: `http`, `https`, `ftp` and `mailto` up to
 * white space or a quote of any script; punctuation and unbalanced brackets at the end stay outside; a URL never goes on
 * over a line's end, and one in angle brackets that does is left alone, because mail programs differ there. Misspelt
 * schemes are found for the report. A bare `www.` host is left to the mail program. Linear.
 */
export function discoverText(source: string, options: { readonly syntaxes: readonly MergeTagSyntax[] }): TextDiscovery {
  const tags = scanMergeTags(source, options.syntaxes);
  const occurrences: LinkOccurrence[] = [];
  let nextTag = 0;
  let at = 0;
  START.lastIndex = 0;
  const starts = source.matchAll(START);
  let start = starts.next();
  for (;;) {
    while (!start.done && start.value.index < at) start = starts.next();
    while (
      nextTag < tags.length &&
      ((tags[nextTag] as MergeTag).start < at || !ADDRESS_NAME.test((tags[nextTag] as MergeTag).name))
    )
      nextTag++;
    const tag = tags[nextTag];
    const url = start.done ? undefined : start.value;
    if (url === undefined && tag === undefined) return { occurrences };
    const from = Math.min(url?.index ?? source.length, tag?.start ?? source.length);
    const end = trimUrl(source, from, tags);
    const isAddress = end > from + (from === url?.index ? url[0].length : 0);
    if (isAddress && !isWrapped(source, from, end)) occurrences.push(createSite(source, from, end));
    at = Math.max(end, from + 1);
  }
}

function createSite(source: string, start: number, end: number): LinkOccurrence {
  return {
    part: 'text',
    carrier: 'text',
    href: source.slice(start, end),
    range: [start, end],
    quote: '',
    label: '',
    attributes: optOutAt(source, end),
  };
}

function isWrapped(source: string, start: number, end: number): boolean {
  if (!/<(?:URL:)?$/i.test(source.slice(Math.max(0, start - 5), start))) return false;
  WRAPPED.lastIndex = end;
  return WRAPPED.test(source);
}

function optOutAt(source: string, end: number): LinkAttribute[] {
  OPT_OUT.lastIndex = end;
  const match = OPT_OUT.exec(source);
  if (match === null) return [];
  return [{ name: (match[1] as string).toLowerCase(), value: match[2] as string, range: [end, end + match[0].length] }];
}
