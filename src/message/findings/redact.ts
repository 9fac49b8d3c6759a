// address = 1*plain ( "@" / "%40" ) label 1*( "." label ): an email address in any script, or a user name and host in a URL.
const PLAIN = '[^\\s"\'<>()[\\]{}@/?#&=:;,]';
const LABEL = '[^\\s"\'<>()[\\]{}@/?#&=:;,%.]+';
const AT_HOST: string = `(?:@|%40)${LABEL}(?:\\.${LABEL})+`;
const EMAIL = new RegExp(`${PLAIN}+?${AT_HOST}`, 'giu');
/** Takes one character before the "@", so that a text of any length is looked at once. */
const ANY_EMAIL = new RegExp(PLAIN + AT_HOST, 'iu');

/** Longer than most addresses. Look this far beyond a cut, so that an address that the cut goes through is still seen whole. */
export const ADDRESS_LENGTH = 100;

/** Says whether there is an email address in a text: findings end up in logs. */
export function holdsEmail(text: string): boolean {
  return ANY_EMAIL.test(text);
}

/** Returns the text with an asterisk for each character of an email address. */
export function hideEmails(text: string): string {
  if (!text.includes('@') && !text.includes('%40')) return text;
  return text.replace(EMAIL, (address) => '*'.repeat(address.length));
}
