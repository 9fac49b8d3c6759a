/** The text without the characters of one kind at its end; a pattern such as `/x+$/` would take the square of their number elsewhere. */
export function trimEnd(text: string, character: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === character) end--;
  return text.slice(0, end);
}
