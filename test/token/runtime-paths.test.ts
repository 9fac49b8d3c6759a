import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openKeyring } from '../../src/token/keyring.js';
import * as node from '../../src/token/runtime-node.js';
import * as web from '../../src/token/runtime-web.js';
import { runs } from '../runs.js';
import { FORGED, MISUSED } from './forging.cases.js';
import {
  CONSTANTS,
  cipher,
  ecJwk,
  edJwk,
  keyrings,
  makeToken,
  OTHER_SECRET,
  outcomeOf,
  RECIPIENT,
  SECRET,
} from './sample.js';

/** The same modules as an edge worker loads them: without a synchronous HMAC, so that jose signs and Web Crypto verifies. */
async function loadForWorkers() {
  vi.resetModules();
  vi.doMock('../../src/token/runtime-node.js', () => import('../../src/token/runtime-web.js'));
  const [keyring, decoding, writer, errors] = await Promise.all([
    import('../../src/token/keyring.js'),
    import('../../src/token/decode-click.js'),
    import('../../src/token/writer.js'),
    import('../../src/errors.js'),
  ]);
  vi.doUnmock('../../src/token/runtime-node.js');
  return { ...keyring, ...decoding, ...writer, ...errors };
}

let worker: Awaited<ReturnType<typeof loadForWorkers>>;
let workerKeys: ReturnType<typeof worker.createKeyring>;
beforeAll(async () => {
  worker = await loadForWorkers();
  workerKeys = worker.createKeyring(
    [
      { kid: 'hs', key: SECRET },
      { kid: 'old', key: OTHER_SECRET },
      { kid: 'es', key: ecJwk },
      { kid: 'ed', key: edJwk },
    ],
    { cipher, pseudonymKey: OTHER_SECRET },
  );
});

// What comes after this file gets the modules as they are.
afterAll(() => void vi.resetModules());

const link = fc.record({
  linkId: fc.string({ minLength: 1, unit: 'grapheme' }),
  url: fc.webUrl({ withFragments: true, withQueryParameters: true }),
});
const recipient = fc.record(
  {
    contactId: fc.string({ minLength: 1, unit: 'binary' }),
    consent: fc.constantFrom('identified', 'pseudonymous', 'anonymous'),
  },
  { requiredKeys: [] },
);

describe('the synchronous HMAC and the one by Web Crypto and jose', () => {
  test('are two paths indeed', () => {
    expect(openKeyring(keyrings.HS256).byKid.get('hs')?.hmac).toBeDefined();
    expect(openKeyring(workerKeys).byKid.get('hs')?.hmac).toBeUndefined();
    expect(worker.createTokenWriter(workerKeys, CONSTANTS).sync).toBe(false);
  });

  test('give the same bytes, and read what the other made', async () => {
    await fc.assert(
      fc.asyncProperty(link, recipient, async (claims, to) => {
        const writer = worker.createTokenWriter(workerKeys, CONSTANTS);
        const made = await writer.tokenAsync(writer.prefix(claims), await writer.suffix({ ...RECIPIENT, ...to }));
        const here = await makeToken(keyrings.HS256, claims, { ...RECIPIENT, ...to });
        expect(made).toBe(here);
        const click = await worker.decodeClick(here, { keys: workerKeys });
        expect(click).toMatchObject({ ...claims, kid: 'hs' });
        expect(await outcomeOf(made)).toBe('accepted');
      }),
      { numRuns: runs(300) },
    );
  });

  test('give the same to a token that names an older key', async () => {
    const older = worker.createKeyring([{ kid: 'old', key: OTHER_SECRET }]);
    const writer = worker.createTokenWriter(older, CONSTANTS);
    const made = await writer.tokenAsync(
      writer.prefix({ linkId: 'a', url: 'https://a.example/' }),
      await writer.suffix({}),
    );
    expect(await outcomeOf(made)).toBe('accepted');
    expect((await worker.decodeClick(made, { keys: workerKeys })).kid).toBe('old');
  });

  test.each([...FORGED, ...MISUSED])('refuse alike: %s', async (_, token, code) => {
    await expect(worker.decodeClick(token, { keys: workerKeys })).rejects.toMatchObject({ name: 'TokenError', code });
  });

  test('refuse alike: every bit flipped', async () => {
    const token = await makeToken(keyrings.HS256);
    for (let at = 0; at < token.length; at++) {
      const flipped =
        token.slice(0, at) + String.fromCharCode(token.charCodeAt(at) ^ (1 << (at % 7))) + token.slice(at + 1);
      const here = await outcomeOf(flipped);
      expect(here).not.toBe('accepted');
      await expect(worker.decodeClick(flipped, { keys: workerKeys })).rejects.toMatchObject({ code: here });
    }
  });
});

test('text goes to base64url and back alike', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const encoded = node.encodeText(text);
      expect(web.encodeText(text)).toBe(encoded);
      expect(web.decodeText(encoded)).toBe(node.decodeText(encoded));
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const encoded = Buffer.from(bytes).toString('base64url');
      expect(web.decodeText(encoded)).toBe(node.decodeText(encoded));
    }),
  );
});

describe('the comparison of signatures', () => {
  const signer = node.createHmacSigner?.(Buffer.from(SECRET));

  test('takes the right one alone', () => {
    const signature = signer?.sign('input') as string;
    expect(signer?.verify('input', signature)).toBe(true);
    for (const other of [
      '',
      signature.slice(1),
      `${signature}A`,
      signature.toLowerCase(),
      '\u0141'.repeat(43),
      '\u00e9'.repeat(21),
    ])
      expect(signer?.verify('input', other)).toBe(false);
  });

  test('is made in constant time by Node itself, on bytes of one length', async () => {
    const compared: number[][] = [];
    vi.resetModules();
    vi.doMock('node:crypto', async (importOriginal) => {
      const crypto = await importOriginal<typeof import('node:crypto')>();
      const timingSafeEqual: typeof crypto.timingSafeEqual = (a, b) => {
        compared.push([a.byteLength, b.byteLength]);
        return crypto.timingSafeEqual(a, b);
      };
      return { ...crypto, timingSafeEqual };
    });
    const { createHmacSigner } = await import('../../src/token/runtime-node.js');
    vi.doUnmock('node:crypto');
    const watched = createHmacSigner?.(Buffer.from(SECRET));
    const signature = watched?.sign('input') as string;
    expect(watched?.verify('input', signature)).toBe(true);
    expect(watched?.verify('input', `A${signature.slice(1)}`)).toBe(signature.startsWith('A'));
    expect(watched?.verify('input', signature.slice(1))).toBe(false);
    expect(compared).toEqual([
      [43, 43],
      [43, 43],
    ]);
  });
});
