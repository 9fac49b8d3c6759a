import { describe, expect, test } from 'vitest';
import { createClickHandler } from '../../src/redirect/handler.js';
import { decodeClick } from '../../src/token/decode-click.js';
import { DAMAGES, DEAD } from './damage.cases.js';
import { CONSTANTS, keyrings, LINK, makeToken, outcomeOf, RECIPIENT, TRACKING_URL } from './sample.js';

// A contact whose token holds every character of the alphabet's end, so that encoding them changes it.
const CONTACT = { ...RECIPIENT, contactId: 'c-17>>>???~~~' };
const TOKENS = {
  HS256: await makeToken(keyrings.HS256, LINK, CONTACT),
  ES256: await makeToken(keyrings.ES256, LINK, CONTACT),
  EdDSA: await makeToken(keyrings.EdDSA, LINK, CONTACT),
  encrypted: await makeToken(keyrings.HS256, LINK, CONTACT, { ...CONSTANTS, encryptPayload: true }),
};

describe.each(Object.entries(TOKENS))('%s', (_, token) => {
  const url = `${TRACKING_URL}/${token}`;

  test.each(DAMAGES)('opens: $name', async ({ damage }) => {
    expect(await decodeClick(damage(url), { keys: keyrings.HS256 })).toMatchObject({
      url: LINK.url,
      contactId: CONTACT.contactId,
    });
  });

  test.each(DAMAGES.filter(({ pasted }) => pasted === undefined))('redirects: $name', async ({ damage }) => {
    const handler = createClickHandler({ trackingUrl: TRACKING_URL, keys: keyrings.HS256, onClick: () => {} });
    const response = await handler(new Request(damage(url)));
    expect([response.status, response.headers.get('location')]).toEqual([302, LINK.url]);
  });

  test.each(DEAD)('stays dead: $name', async ({ damage }) => {
    expect(await outcomeOf(damage(url))).not.toBe('accepted');
    expect(await outcomeOf(`<${damage(url)}>`)).not.toBe('accepted');
  });
});

test('a damaged URL is bound to what stands before it like any other', async () => {
  const foreign = `https://click.tenant-b.example/c/${TOKENS.HS256}`;
  for (const { name, damage } of DAMAGES) {
    const damaged = damage(foreign);
    if (!damaged.includes('tenant-b') && !damaged.includes('Tenant')) continue;
    expect([name, await outcomeOf(damaged)]).toEqual([name, 'token-audience']);
  }
});

test('nothing between a URL and its token makes it a bare one', async () => {
  const marks = Array.from({ length: 0x5f }, (_, at) => String.fromCharCode(0x20 + at)).filter(
    (each) => !/\w/.test(each),
  );
  for (const mark of [...marks, '\n', '\u00a0', '\u201c'])
    for (const written of [mark, encodeURIComponent(mark), `x${mark}`, `x${mark}y${mark}`, `${mark}/x/`]) {
      const outcome = await outcomeOf(`https://click.tenant-b.example/c/${written}${TOKENS.HS256}`);
      expect([written, outcome]).not.toEqual([written, 'accepted']);
    }
});
