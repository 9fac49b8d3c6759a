import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import vectors from '../../fixtures/tokens.json' with { type: 'json' };
import { decodeClick } from '../../src/token/decode-click.js';
import { createKeyring, type SigningKey } from '../../src/token/keyring.js';
import { createPayloadCipher } from '../../src/token/payload-cipher.js';
import type { LinkClaims, RecipientClaims, TokenConstants } from '../../src/token/writer.js';
import { makeToken, payloadOf } from './sample.js';

const keys = vectors.keys as SigningKey[];
const cipher = createPayloadCipher([
  { ...vectors.encryptionKey, key: Buffer.from(vectors.encryptionKey.key, 'base64url') },
]);
const keyring = (kid: string) =>
  createKeyring([...keys.filter((key) => key.kid === kid), ...keys.filter((key) => key.kid !== kid)], {
    cipher,
    pseudonymKey: vectors.pseudonymKey,
  });

test.each(vectors.tokens)(
  '$name: made and read as it was the day it was written down',
  async ({ kid, link, recipient, constants, payload, token }) => {
    const { sentAt, ...rest } = recipient as { sentAt?: string };
    const sent = { ...(rest as RecipientClaims), ...(sentAt === undefined ? {} : { sentAt: new Date(sentAt) }) };
    const make = (more: Partial<TokenConstants> = {}) =>
      makeToken(keyring(kid), link as LinkClaims, sent, {
        ...(constants as Partial<TokenConstants>),
        trackingUrl: vectors.trackingUrl,
        ...more,
      });
    expect(payloadOf(await make({ encryptPayload: false }))).toBe(payload);
    // An ES256 signature is another one each time.
    if (kid !== 'v-es') expect(await make()).toBe(token);
    const click = await decodeClick(token, {
      keys: keyring(kid),
      manifest: { html: { hero: 'https://shop.example/hero' } },
    });
    expect(click).toMatchObject({
      linkId: link.linkId,
      part: constants.part,
      kid,
      url: link.url ?? 'https://shop.example/hero',
    });
  },
);

test('docs/tokens.md shows the vectors as they are', () => {
  const page = readFileSync(new URL('../../docs/tokens.md', import.meta.url), 'utf8');
  for (const name of ['the least', 'every id']) {
    const vector = vectors.tokens.find((each) => each.name === name);
    expect(page).toContain(vector?.payload);
    expect(page).toContain(vector?.token);
  }
  expect(page).toContain(vectors.keys[0]?.key as string);
  for (const { name } of vectors.tokens) expect(page).toContain(`| ${name} |`);
});
