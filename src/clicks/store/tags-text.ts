/**
 * Writes tags as a JSON object in one form: names in order, and in names and values every character escaped that JSON has a
 * meaning for or that is not ASCII. Equal tags are equal texts, whichever way they were written, and a name with its
 * value can be found by a plain search: see `tagNeedles`.
 */
export function tagsText(tags: Readonly<Record<string, string>>): string {
  const entries = Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, value]) => `${jsonText(name)}:${jsonText(value)}`).join(',')}}`;
}

/** Returns what to search for in `tagsText` where a tag has a value: it comes first, or after a comma. */
export function tagNeedles(name: string, value: string): readonly [first: string, later: string] {
  const entry = `${jsonText(name)}:${jsonText(value)}`;
  return [`{${entry}`, `,${entry}`];
}

function jsonText(text: string): string {
  return `"${text.replace(/[^ !#$&-+\-.-9;-Z^-z~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;
}
