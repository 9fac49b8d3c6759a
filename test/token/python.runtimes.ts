import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import vectors from '../../fixtures/tokens.json' with { type: 'json' };
import { decodeClick } from '../../src/token/decode-click.js';
import { createKeyring, type SigningKey } from '../../src/token/keyring.js';
import { createPayloadCipher } from '../../src/token/payload-cipher.js';
import { LINK, makeToken } from './sample.js';

interface Answer {
  readonly read: readonly {
    readonly typ: string;
    readonly payload: string;
    readonly claims: Readonly<Record<string, unknown>>;
  }[];
  readonly audience: string;
  readonly written: readonly string[];
  readonly encrypted: string;
  readonly pyjwt: string;
}

/** Debian's Python with python3-jwt and python3-jwcrypto, which `.ci/run` installs. */
const PYTHON = '/usr/bin/python3';

test('PyJWT and jwcrypto read the tokens made here, and the tokens they make are read here', async () => {
  const signing = vectors.keys as SigningKey[];
  const cipher = createPayloadCipher([
    { ...vectors.encryptionKey, key: Buffer.from(vectors.encryptionKey.key, 'base64url') },
  ]);
  const rings = signing.map((first) => createKeyring([first, ...signing.filter((key) => key !== first)], { cipher }));
  const fresh = await Promise.all(
    rings.flatMap((keys) =>
      [{}, { encryptPayload: true }].map((more) =>
        makeToken(keys, LINK, { contactId: 'c-\u00e9' }, { part: 'amp', ...more }),
      ),
    ),
  );
  // The first vector's, with other spaces and escapes: any JSON of the same value is the same payload.
  const least = (vectors.tokens[0] as (typeof vectors.tokens)[number]).payload;
  const payloads = [least, JSON.stringify(JSON.parse(least), null, 1), least.replaceAll('shop', '\\u0073hop')];
  const asked = {
    keys: vectors.keys,
    trackingUrl: vectors.trackingUrl,
    encryptionKey: vectors.encryptionKey,
    read: [...vectors.tokens.map(({ token }) => token), ...fresh],
    write: vectors.keys.map(({ kid, alg }, at) => ({ kid, alg, payload: payloads[at] })),
  };
  const ran = spawnSync(PYTHON, [fileURLToPath(new URL('read.py', import.meta.url))], {
    input: JSON.stringify(asked),
    encoding: 'utf8',
  });
  expect(ran.stderr).toBe('');
  const answer = JSON.parse(ran.stdout) as Answer;

  expect(new Set(answer.read.map(({ typ }) => typ))).toEqual(new Set(['2']));
  expect(answer.read.slice(0, vectors.tokens.length).map(({ payload }) => payload)).toEqual(
    vectors.tokens.map(({ payload }) => payload),
  );
  const others = new Set(answer.read.slice(vectors.tokens.length).map(({ payload }) => payload));
  expect(others.size).toBe(1);
  expect([...others][0]).toContain('c-\u00e9');

  // What a reader written after docs/tokens.md finds in each of them is what is read here.
  const keys = rings[0] as (typeof rings)[number];
  const manifest = { html: { hero: 'https://shop.example/hero' } };
  for (const [at, { token }] of vectors.tokens.entries()) {
    const { expired: _, kid: __, ...click } = await decodeClick(token, { keys: keys, manifest });
    const { audience, sentAt, ...claims } = answer.read[at]?.claims ?? {};
    expect({
      url: manifest.html.hero,
      ...claims,
      ...(sentAt === undefined ? {} : { sentAt: new Date((sentAt as number) * 1000) }),
    }).toEqual(click);
    expect(audience).toBe(answer.audience);
  }

  const clicks = await Promise.all(
    [...answer.written, answer.encrypted, answer.pyjwt].map((token) => decodeClick(token, { keys })),
  );
  expect(clicks.map(({ kid, linkId, url }) => [kid, linkId, url])).toEqual(
    ['v-hs', 'v-es', 'v-ed', 'v-hs', 'v-hs'].map((kid) => [kid, 'a1', 'https://shop.example/']),
  );
});
