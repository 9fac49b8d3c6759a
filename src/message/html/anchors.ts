// attribute = ( "id" / "name" ) *space "=" *space value, wherever it stands: what looks like one counts as one.
const NAMED =
  /[\s"'](?:[iI][dD]|[nN][aA][mM][eE])\s{0,9}=\s{0,9}(?:"([^"]{0,200})"|'([^']{0,200})'|([^\s"'>]{1,200}))/g;

/**
 * Returns the names that a link can jump to in a message (HTML 7.4.6.3: an `id`, or the `name` of an `<a>`). Rather one too
 * many, a field's name for one, than one too few: what is missing is reported.
 */
export function anchorNames(source: string): ReadonlySet<string> {
  const names = new Set<string>();
  // Not `matchAll`, which makes a pattern of its own for each source.
  NAMED.lastIndex = 0;
  for (let match = NAMED.exec(source); match !== null; match = NAMED.exec(source))
    names.add(match[1] ?? match[2] ?? match[3] ?? '');
  return names;
}
