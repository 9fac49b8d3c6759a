/** Tags by name. */
export type Tags = Readonly<Record<string, string>>;

/** Writes tags so that equal ones are equal texts, for numbering. */
export function jsonOf(tags: Tags | undefined): string | undefined {
  return tags === undefined ? undefined : JSON.stringify(Object.entries(tags).sort());
}

/** Reads what `jsonOf` wrote. */
export function tagsOf(json: string | undefined): Tags | undefined {
  return json === undefined ? undefined : Object.fromEntries(JSON.parse(json) as [string, string][]);
}

export function sameTags(a: Tags | undefined, b: Tags | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && a[name] === b[name]);
}
