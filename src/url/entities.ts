/** Character references that writers of HTML put into addresses (HTML 13.5), and what they stand for. */
const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00a0'],
]);

// entity = "&" *"amp;" ( name / "#" digits / "#x" hex digits ) ";": encoded once, or more than once.
const ENTITY = /&(?:amp;)*(?:(amp|lt|gt|quot|apos|nbsp)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi;
/** "&amp%3B": the semicolon was percent-encoded on the way. */
const ENCODED_SEMICOLON = /&amp%3B/gi;
/** "\\u0026": JSON writes it so for HTML's sake, and it came into the address unread. */
const JSON_ESCAPE = /\\u00(26|27|3[cde])/gi;
/** "&#038;" that lost its ampersand on the way: WordPress writes it. Only before a parameter; a fragment has no such start. */
const BARE_AMPERSAND = /(?<![&#])#0{0,5}38;(?=[\w.[\]%-]{1,80}=)/g;

/** All of these have one of these. */
export const ENTITY_TRACE: RegExp = /;|&amp%3B|\\u00/i;

/**
 * Returns the address with its character references decoded, or undefined where it has none. Asked once the attribute's own
 * references are decoded, so what is left was encoded twice (`&amp;amp;`), or stands in a text, where nobody decodes it.
 */
export function withoutEntities(url: string): string | undefined {
  if (!ENTITY_TRACE.test(url)) return undefined;
  const once = url
    .replace(JSON_ESCAPE, (_, hexadecimal: string) => written(String.fromCharCode(Number.parseInt(hexadecimal, 16))))
    .replace(ENCODED_SEMICOLON, '&')
    .replace(ENTITY, decodeReference);
  const query = once.indexOf('?');
  const decoded = once.replace(BARE_AMPERSAND, (match, at: number) => (query !== -1 && at > query ? '&' : match));
  return decoded === url ? undefined : decoded;
}

function decodeReference(match: string, name?: string, decimal?: string, hexadecimal?: string): string {
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number.parseInt(decimal, 10);
  const character =
    name === undefined
      ? code > 0 && code < 0xd800
        ? String.fromCharCode(code)
        : undefined
      : NAMED.get(name.toLowerCase());
  return character === undefined ? match : written(character);
}

/** As it stands in an address. */
function written(character: string): string {
  return /[&=\w/:.-]/.test(character) ? character : encodeURIComponent(character);
}
