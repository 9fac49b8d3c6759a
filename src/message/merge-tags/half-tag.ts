import type { MergeTag } from './scan.js';

/**
 * Halves of tags that no browser and no `new URL` writes by itself. JSON in a query has `{%22a%22:{%22b%22:1}}` and
 * `[[1,2]]`, text has `100%%` and `a<%b`: an opener alone says nothing, one with a name behind it does.
 */
const HALVES: readonly RegExp[] = [
  // "{{ name": not percent-encoded, which is what browsers make of any text.
  /\{\{[#/^&!>~]?\s{0,9}[A-Za-z_$][\w.]{0,99}(?=$|[\s}/?&#])/,
  // "*|NAME" and "NAME|*": Mailchimp's names are in capitals.
  /\*\|[A-Z][A-Z0-9_]{2,}(?![A-Za-z0-9_])/,
  /(?<![A-Za-z0-9_])[A-Z][A-Z0-9_]{2,99}\|\*(?![|*])/,
  // "${name"
  /\$\{[A-Za-z_][\w.]{1,99}(?=$|[/?&#])/,
  // "{% if" and "endif %}", with the white space that a URL does not have.
  /\{%-?\s/,
  /\s-?%\}/,
  // "<%= name", "<% if", "name %>"
  /<%[=-]\s{0,9}[A-Za-z_@]/,
  /<%\s|\s-?%>/,
  /\[\[(?:data|var):/,
  /%%=\s{0,9}[A-Za-z]{1,50}\(/,
];

/** `?c=*|name&b=1`: an opener and a word are all that stands between two delimiters of the address. */
const OPENED = /(?<![^/?&=#])(?:\*\||\{%(?![0-9A-Fa-f]{2})|<%)[A-Za-z_]{3,99}(?=$|[/?&#])/;
/** Browsers leave `[[name` and `%%name` in an address as they are, and write `%7B%7Bname` themselves: only at its start do they say anything. */
const OPENED_ALONE = /^\s*(?:\[\[|%%|%7B%7B)[A-Za-z_]{3,99}(?=$|[/?&#])/i;
/** `/name|*`; in a query, text ends in anything. */
const CLOSED = /(?<![^/])[A-Za-z_]{3,99}(?:\|\*|%\})(?=$|\/)/;

/** "name}}", where the braces of the address are not pairs and are not JSON's. */
const CLOSED_ONLY = /(?<!%)(?<!%[0-9A-Fa-f])[A-Za-z_]\w{0,99}\s{0,9}\}\}/;

/**
 * Says whether an address holds a tag that is opened or closed only halfway, such as `{{half}` or `half}}`. Whole tags
 * are left out of account first.
 */
export function hasHalfTag(text: string, tags: readonly MergeTag[]): boolean {
  return DELIMITER.test(text) && holdsHalfTag(textOutside(text, tags));
}

/** The same of what is left of the text without its whole tags. */
export function holdsHalfTag(rest: string): boolean {
  if (!DELIMITER.test(rest)) return false;
  if (OPENED.test(rest) || OPENED_ALONE.test(rest) || CLOSED.test(rest.split(/[?#]/, 1)[0] as string)) return true;
  if (HALVES.some((half) => half.test(rest))) return true;
  return (
    rest.includes('}}') && CLOSED_ONLY.test(rest) && !/["']|%2[27]/.test(rest) && count(rest, '}') > count(rest, '{')
  );
}

/** Returns a text with a space in the place of each tag. */
export function textOutside(text: string, tags: readonly MergeTag[]): string {
  if (tags.length === 0) return text;
  let rest = '';
  let at = 0;
  for (const tag of tags) {
    rest += `${text.slice(at, tag.start)} `;
    at = tag.end;
  }
  return rest + text.slice(at);
}

/** Every half has one of these; an escape such as `%C3` has none. */
const DELIMITER = /[{}|<$[]|%[%>]|%7[Bb]%7[Bb]/;

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
