/** Text as HTML: what is special in text and in quoted attribute values (HTML 13.3). */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Text as the value of an attribute between double quotes: nothing else is special there (HTML 13.1.2.3). */
export function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
