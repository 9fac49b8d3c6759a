// A value of a program's where a value of the message's should be: what `${user.id}` writes for what is not there, what
// `${user}` writes for an object, `${date}` for a date that is none, and `${a * b}` for no number (ECMA-262, ToString).
const OBJECT = /(?:\[|%5B)object(?:\s|%20|\+)[A-Z]\w{0,40}(?:\]|%5D)/;
const DATE = /Invalid(?:\s|%20|\+)Date(?![a-z])/;
const WORD = '(?:undefined|null|NaN)';
/** The whole address, or its first segment: what is left of `${base}/sale`. */
const WHOLE = new RegExp(`^(?:(?:mailto|tel|sms):)?${WORD}(?=[/?#&@]|$)`);
/** The host, or its first label: `https://${tenant}.shop.example/`. */
const HOST = new RegExp(`^https?://(?:${WORD}(?=[:/?#]|$)|undefined\\.[^/?#.]+\\.)`, 'i');
const QUERY_VALUE = new RegExp(`[?&][^=&#]{1,100}=${WORD}(?=[&#]|$)`);
/** `?${key}=1`. */
const QUERY_NAME = /[?&]undefined=/;
/** What Go writes for a value that is missing or of another type, and for none. */
const GO = /%(?:25)?![a-z]\((?:MISSING|<nil>|%3Cnil%3E|[a-z]+=)|(?:<|%3C)nil(?:>|%3E)/i;
const SEGMENT = new RegExp(`/${WORD}(?=/|$)`);
/** The route of an app that keeps it in the fragment: `#/orders/undefined`. */
const IN_ROUTE = new RegExp(`#!?(?:/[^/?#]*){0,20}/${WORD}(?=/|\\?|$)`);
/** Segments behind which the word is a page's title: an encyclopedia's, a manual's, a list of tags'. */
const TITLES =
  /^(?:wiki|docs?|reference|global_objects|dictionary|definition|define|glossary|tags?|questions|search)$/i;

/** All of these have one of these. */
export const LEAK_TRACE: RegExp = /undefined|null|NaN|object|Invalid|!\w\(|nil(?:>|%3E)/i;

/**
 * Returns `true` where a value of a program's seems to have leaked into an address: `?id=undefined`, `/users/null/`,
 * `[object Object]`. Spelt exactly as JavaScript spells them, and whole: `/nullable` and `?q=NULL` are ordinary text.
 */
export function holdsLeakedValue(url: string): boolean {
  if (!LEAK_TRACE.test(url)) return false;
  return (
    [OBJECT, DATE, WHOLE, HOST, QUERY_VALUE, QUERY_NAME, GO, IN_ROUTE].some((leak) => leak.test(url)) || inPath(url)
  );
}

function inPath(url: string): boolean {
  const match = /^[a-z]+:\/\/[^/?#]*([^?#]*)|^(\/[^?#]*)/i.exec(url);
  const path = match?.[1] ?? match?.[2] ?? '';
  const leaked = SEGMENT.exec(path);
  if (leaked === null) return false;
  return !TITLES.test(path.slice(path.lastIndexOf('/', leaked.index - 1) + 1, leaked.index));
}
