import { spawnSync } from 'node:child_process';
import { createHmac, sign as signBytes, verify as verifyBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, test, vi } from 'vitest';
import { createKeyring } from '../../src/token/keyring.js';
import type { SignatureService } from '../../src/token/signer.js';
import { ec, ed, encode, header, makeToken, outcomeOf, PAYLOAD, SECRET, signEc } from './sample.js';

const raw = { dsaEncoding: 'ieee-p1363' } as const;
const SERVICES: readonly (readonly ['HS256' | 'ES256' | 'EdDSA', SignatureService])[] = [
  [
    'HS256',
    {
      sign: (data) => createHmac('sha256', SECRET).update(data).digest(),
      verify: async (data, signature) => createHmac('sha256', SECRET).update(data).digest().equals(signature),
    },
  ],
  [
    'ES256',
    {
      sign: async (data) => signBytes('sha256', data, { key: ec.privateKey, ...raw }),
      verify: (data, signature) => verifyBytes('sha256', data, { key: ec.publicKey, ...raw }, signature),
    },
  ],
  [
    'EdDSA',
    {
      sign: async (data) => signBytes(null, data, ed.privateKey),
      verify: async (data, signature) => verifyBytes(null, data, ed.publicKey, signature),
    },
  ],
];

describe('a service that signs', () => {
  test.each(SERVICES)("by %s makes tokens that a local key reads, and reads that key's", async (alg, service) => {
    const keys = createKeyring([{ kid: 'k', alg, key: service }]);
    const local = createKeyring([
      {
        kid: 'k',
        key: {
          HS256: SECRET,
          ES256: ec.privateKey.export({ format: 'jwk' }),
          EdDSA: ed.privateKey.export({ format: 'jwk' }),
        }[alg],
      },
    ]);
    const [byService, byKey] = [await makeToken(keys), await makeToken(local)];
    if (alg !== 'ES256') expect(byService).toBe(byKey);
    expect([await outcomeOf(byService, local), await outcomeOf(byKey, keys)]).toEqual(['accepted', 'accepted']);
  });

  const bad: readonly (readonly [string, unknown])[] = [
    ['DER', signBytes('sha256', Buffer.from('x'), ec.privateKey)],
    ['base64', encode(new Uint8Array(64))],
    ['too few bytes', new Uint8Array(63)],
    ['nothing', undefined],
  ];
  test.each(bad)('and answers with %s is told what is wanted', async (_, answer) => {
    const keys = createKeyring([
      { kid: 'k', alg: 'ES256', key: { sign: () => answer as Uint8Array, verify: () => true } },
    ]);
    await expect(makeToken(keys)).rejects.toThrow(
      new TypeError('sign of key "k": must give 64 bytes for ES256: R and S, not DER (RFC 7518 §3.4)'),
    );
  });

  test.each([{ SignatureValid: false }, { SignatureValid: true }, 1, 'true', undefined, null, []])(
    'and says %j instead of true has refused',
    async (answer) => {
      const keys = createKeyring([
        {
          kid: 'k',
          alg: 'ES256',
          key: { sign: () => new Uint8Array(64), verify: async () => answer as unknown as boolean },
        },
      ]);
      expect(await outcomeOf(signEc(header({ alg: 'ES256', kid: 'k' }), PAYLOAD), keys)).toBe('token-signature');
    },
  );

  test('is not asked about a signature of the wrong length', async () => {
    const verify = vi.fn(() => true);
    const keys = createKeyring([{ kid: 'k', alg: 'ES256', key: { sign: () => new Uint8Array(64), verify } }]);
    for (const length of [1, 32, 63])
      expect(
        await outcomeOf(
          `${encode(header({ alg: 'ES256', kid: 'k' }))}.${encode(PAYLOAD)}.${encode(new Uint8Array(length))}`,
          keys,
        ),
      ).toBe('token-signature');
    expect(verify).not.toHaveBeenCalled();
  });

  test('and is down says so, and is not taken for a bad token', async () => {
    const keys = createKeyring([
      {
        kid: 'k',
        alg: 'ES256',
        key: {
          sign: () => new Uint8Array(64),
          verify: async () => {
            throw new Error('down');
          },
        },
      },
    ]);
    await expect(outcomeOf(signEc(header({ alg: 'ES256', kid: 'k' }), PAYLOAD), keys)).rejects.toThrow('down');
  });
});

test('examples/kms.mjs signs by a service in DER, and the public key reads it', async () => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const { outputFiles } = await build({
    stdin: { contents: readFileSync(`${root}examples/kms.mjs`, 'utf8'), resolveDir: root },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
    alias: { clickstamp: `${root}src/index.ts`, '#runtime': `${root}src/token/runtime-node.ts` },
  });
  const ran = spawnSync(process.execPath, ['--input-type=module', '-'], {
    input: outputFiles[0]?.text ?? '',
    encoding: 'utf8',
  });
  expect(ran.stderr).toBe('');
  expect(ran.stdout).toBe(
    'c-17 -> https://shop.example/a\nc-17 -> https://shop.example/b\n2 links, 2 signatures by the service\n',
  );
});
