/**
 * Says whether JSON names no member twice (RFC 7515 §4 asks for that of headers). `JSON.parse` keeps the last of two
 * silently, so the names are counted: every colon outside a string follows one. `members` is how many names were read.
 */
export function hasUniqueMembers(json: string, members: number): boolean {
  const outsideStrings = json.replace(/"(?:[^"\\]|\\.)*"?/g, '');
  return outsideStrings.split(':').length - 1 === members;
}
