// For the redirect examples: keys, a message with one tracked link, and somebody who clicks it.
import { createKeyring, rewriteLinks } from 'clickstamp';

/** Where clicks go. The examples' servers listen elsewhere, as behind a proxy. */
export const trackingUrl = 'https://click.brand.example/c';

export const keys = createKeyring([{ kid: '2026-11', key: 'a secret of at least thirty-two bytes' }]);

/** The tracked URL of a link to shop.example, as it would stand in contact c-17's mail. */
export async function trackedUrl() {
  const { html } = await rewriteLinks('<a href="https://shop.example/sale?a=1&amp;b=2">Sale</a>', {
    trackingUrl,
    clickTracking: true,
    campaignId: 'november',
    contactId: 'c-17',
    keys,
  });
  return /href="([^"]+)"/.exec(html)[1];
}

/** Clicks once, and once on a forged link, at a server of our own, and says what came back. */
export async function clickAt(origin) {
  const url = (await trackedUrl()).replace('https://click.brand.example', origin);
  for (const each of [url, `${url.slice(0, -8)}AAAAAAAA`]) {
    const { status, headers } = await fetch(each, {
      redirect: 'manual',
      headers: { 'user-agent': 'Mozilla/5.0 (X11)' },
    });
    console.log(status, headers.get('location') ?? 'nowhere');
  }
}
