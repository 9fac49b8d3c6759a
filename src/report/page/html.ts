/** Text as HTML: what is special in text and in quoted attribute values (HTML 13.3). */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
