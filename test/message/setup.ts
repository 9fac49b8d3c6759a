import { createKeyring, decodeClick } from '../../src/index.js';
import type { Click } from '../../src/token/decode-click.js';

export const SECRET = '0123456789abcdef0123456789abcdef';
export const keys = createKeyring([{ kid: 'k1', key: SECRET }], { pseudonymKey: `${SECRET}pseudonyms` });
export const trackingUrl = 'https://click.brand.example/c';
export const tracked = { trackingUrl, clickTracking: true, sentAt: new Date('2026-11-24T08:00:00Z') } as const;

/** Reads every tracked URL of an output, in order. */
export async function clicksIn(
  output: string,
  more: Partial<Parameters<typeof decodeClick>[1]> = {},
): Promise<Click[]> {
  const urls = output.match(/https:\/\/click\.brand\.example\/c\/[\w./-]+/g) ?? [];
  return Promise.all(urls.map((url) => decodeClick(url, { keys, ...more })));
}

export const link = (href: string, attributes = ''): string =>
  `<a ${attributes}${attributes === '' ? '' : ' '}href="${href}">x</a>`;
