import type { Options as MailOptions } from 'nodemailer/lib/mailer/index.js';

/** The URLs under which a message can be unsubscribed from, as nodemailer's `list` and headers have them (RFC 2369 §3.2). */
export function unsubscribeUrls({ list, headers }: MailOptions): string[] {
  const fromList = namedValues(list, 'unsubscribe').map((entry) => textOf(entry, 'url').replace(/[\s<>]+/g, ''));
  const fromHeaders = namedValues(headers, 'list-unsubscribe').flatMap((entry) =>
    [...textOf(entry, 'value').matchAll(/<([^<>]*)>/g)].map((match) => (match[1] as string).replace(/\s+/g, '')),
  );
  return [...fromList.map(withScheme), ...fromHeaders].filter((url) => url !== '');
}

/** What nodemailer makes of a list URL without a scheme. */
function withScheme(url: string): string {
  if (url === '' || /^(?:https?|mailto|ftp):/.test(url)) return url;
  return /^[^@]+@[^@]+$/.test(url) ? `mailto:${url}` : `http://${url}`;
}

/** Values under a name in any case, of an object or a list of `{ key, value }`, however deep the lists are nested. */
function namedValues(holder: unknown, name: string): unknown[] {
  if (holder === null || typeof holder !== 'object') return [];
  const entries: [string, unknown][] = Array.isArray(holder)
    ? holder.map((entry) => [String(entry?.key), entry?.value])
    : Object.entries(holder);
  return entries
    .filter(([key]) => key.toLowerCase().trim() === name)
    .flatMap(([, value]) => (Array.isArray(value) ? value.flat(2) : [value]));
}

function textOf(entry: unknown, member: 'url' | 'value'): string {
  if (typeof entry === 'string') return entry;
  const text = entry !== null && typeof entry === 'object' ? (entry as Record<string, unknown>)[member] : undefined;
  return typeof text === 'string' ? text : '';
}
