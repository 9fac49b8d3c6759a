import { generateKeyPairSync, sign } from 'node:crypto';
import type { TokenErrorCode } from '../../src/errors.js';
import { ec, ecPublicJwk, edPublicJwk, encode, header, macOf, PAYLOAD, signAny, signEc } from './sample.js';

/** A forgery: how it is called, the token, and why it is refused. */
export type Forgery = readonly [name: string, token: string, code: TokenErrorCode];

const attacker = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const attackerJwk = attacker.publicKey.export({ format: 'jwk' });
const es = (members: object = {}) => header({ alg: 'ES256', kid: 'es', ...members });
const unsigned = (head: string, payload = PAYLOAD) => `${encode(head)}.${encode(payload)}.`;
const pem = ec.publicKey.export({ format: 'pem', type: 'spki' }) as string;
const der = ec.publicKey.export({ format: 'der', type: 'spki' });
const rawPoint = Buffer.concat([
  Buffer.from([4]),
  ...(['x', 'y'] as const).map((name) => Buffer.from(ecPublicJwk[name] as string, 'base64url')),
]);
const derSignature = (head: string): string => {
  const input = `${encode(head)}.${encode(PAYLOAD)}`;
  return `${input}.${encode(sign('sha256', Buffer.from(input), ec.privateKey))}`;
};
const nested = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);

/** Forged without our keys, by those who know the format. */
export const FORGED: readonly Forgery[] = [
  ['alg none, no signature', unsigned(header({ alg: 'none' })), 'token-malformed'],
  ['alg none, some signature', `${unsigned(header({ alg: 'none' }))}AAAA`, 'token-algorithm'],
  ['alg None', `${unsigned(header({ alg: 'None' }))}AAAA`, 'token-algorithm'],
  ['alg NONE, with its MAC', signAny(header({ alg: 'NONE' }), PAYLOAD), 'token-algorithm'],
  ['alg nOnE', `${unsigned(header({ alg: 'nOnE' }))}AAAA`, 'token-algorithm'],
  ['alg in lower case, with its MAC', signAny(header({ alg: 'hs256' }), PAYLOAD), 'token-algorithm'],
  ['alg with a space, with its MAC', signAny(header({ alg: 'HS256 ' }), PAYLOAD), 'token-algorithm'],
  ['alg a list, with its MAC', signAny(header({ alg: ['HS256'] }), PAYLOAD), 'token-algorithm'],
  ['alg empty, with its MAC', signAny(header({ alg: '' }), PAYLOAD), 'token-algorithm'],
  ['alg missing, with its MAC', signAny('{"kid":"hs","typ":"2"}', PAYLOAD), 'token-algorithm'],
  ['alg HS512, with the MAC of HS256', signAny(header({ alg: 'HS512' }), PAYLOAD), 'token-algorithm'],
  ['alg RS256', signAny(header({ alg: 'RS256' }), PAYLOAD), 'token-algorithm'],
  ['HS256 for the key of ES256', signAny(header({ kid: 'es' }), PAYLOAD), 'token-algorithm'],
  ['ES256 for the key of HS256', signEc(header({ alg: 'ES256' }), PAYLOAD), 'token-algorithm'],
  ['EdDSA for the key of ES256', signEc(header({ alg: 'EdDSA', kid: 'es' }), PAYLOAD), 'token-algorithm'],
  ['HMAC with the public key in PEM', signAny(header({ kid: 'es' }), PAYLOAD, pem), 'token-algorithm'],
  ['HMAC with the public key in PEM, trimmed', signAny(header({ kid: 'es' }), PAYLOAD, pem.trim()), 'token-algorithm'],
  ['HMAC with the public key in DER', signAny(header({ kid: 'es' }), PAYLOAD, der), 'token-algorithm'],
  ['HMAC with the public point', signAny(header({ kid: 'es' }), PAYLOAD, rawPoint), 'token-algorithm'],
  ['HMAC with the public JWK', signAny(header({ kid: 'es' }), PAYLOAD, JSON.stringify(ecPublicJwk)), 'token-algorithm'],
  [
    'HMAC with the public Ed25519 key',
    signAny(header({ kid: 'ed' }), PAYLOAD, Buffer.from(edPublicJwk.x as string, 'base64url')),
    'token-algorithm',
  ],
  ['HMAC said to be ES256', signAny(es(), PAYLOAD, pem), 'token-signature'],
  ['HMAC with no key', signAny(header(), PAYLOAD, ''), 'token-signature'],
  ['HMAC with zeros', signAny(header(), PAYLOAD, new Uint8Array(32)), 'token-signature'],
  ["a known key's id, somebody else's secret", signAny(header(), PAYLOAD, 'a'.repeat(32)), 'token-signature'],
  ['key id unknown', signAny(header({ kid: 'k9' }), PAYLOAD), 'token-key-unknown'],
  ['key id missing', signAny('{"alg":"HS256","typ":"2"}', PAYLOAD), 'token-key-unknown'],
  ['key id a number', signAny(header({ kid: 0 }), PAYLOAD), 'token-key-unknown'],
  ['key id a list', signAny(header({ kid: ['hs'] }), PAYLOAD), 'token-key-unknown'],
  ['key id a path', signAny(header({ kid: '../../dev/null' }), PAYLOAD, ''), 'token-key-unknown'],
  ['key id with SQL', signAny(header({ kid: "hs' UNION SELECT 'x" }), PAYLOAD, 'x'), 'token-key-unknown'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'size'].map(
    (kid): Forgery => [
      `key id ${kid}`,
      signAny(`{"alg":"HS256","kid":"${kid}","typ":"2"}`, PAYLOAD),
      'token-key-unknown',
    ],
  ),
  ['header of __proto__', signAny('{"__proto__":{"alg":"HS256","kid":"hs","typ":"2"}}', PAYLOAD), 'token-malformed'],
  ['jwk of the attacker', signEc(es({ jwk: attackerJwk }), PAYLOAD, attacker.privateKey), 'token-malformed'],
  ['jwk of the attacker, flat', signEc(es({ jwk: 'x' }), PAYLOAD, attacker.privateKey), 'token-malformed'],
  ['jku', signEc(es({ jku: 'https://evil.example/jwks' }), PAYLOAD, attacker.privateKey), 'token-malformed'],
  ['x5u', signEc(es({ x5u: 'https://evil.example/x5' }), PAYLOAD, attacker.privateKey), 'token-malformed'],
  ['x5c', signEc(es({ x5c: ['AAAA'] }), PAYLOAD, attacker.privateKey), 'token-malformed'],
  ['crit', signAny(header({ crit: ['exp'] }), PAYLOAD), 'token-critical'],
  ['crit empty', signAny(header({ crit: [] }), PAYLOAD), 'token-critical'],
  ['b64 false', signAny(header({ b64: false }), PAYLOAD), 'token-critical'],
  ['ES256 with zeros', `${encode(es())}.${encode(PAYLOAD)}.${encode(new Uint8Array(64))}`, 'token-signature'],
  ['ES256 with ones', `${encode(es())}.${encode(PAYLOAD)}.${encode(new Uint8Array(64).fill(255))}`, 'token-signature'],
  ['ES256 with an empty signature', `${encode(es())}.${encode(PAYLOAD)}.`, 'token-malformed'],
  ['ES256 in DER, signed by our key', derSignature(es()), 'token-signature'],
  [
    'EdDSA with zeros',
    `${encode(header({ alg: 'EdDSA', kid: 'ed' }))}.${encode(PAYLOAD)}.${encode(new Uint8Array(64))}`,
    'token-signature',
  ],
  ['nothing', '', 'token-malformed'],
  ['dots', '..', 'token-malformed'],
  ['four dots', '....', 'token-malformed'],
  ['one segment', encode(header()), 'token-malformed'],
  ['two segments', `${encode(header())}.${encode(PAYLOAD)}`, 'token-malformed'],
  ['four segments', `AAAA.${signAny(header(), PAYLOAD, 'a'.repeat(32))}`, 'token-malformed'],
  ['six segments', 'a.a.a.a.a.a', 'token-malformed'],
  ['no payload', macOf(`${encode(header())}.`), 'token-malformed'],
  ['no header', macOf(`.${encode(PAYLOAD)}`), 'token-malformed'],
  [
    'JSON serialisation',
    JSON.stringify({ payload: encode(PAYLOAD), protected: encode(header()), signature: 'AAAA' }),
    'token-malformed',
  ],
  ['1 MB of letters', 'a'.repeat(1_000_000), 'token-too-long'],
  ['1 MB of dots', '.'.repeat(1_000_000), 'token-too-long'],
  ['1 MB of slashes', '/'.repeat(1_000_000), 'token-too-long'],
  ['1 MB of header', `${'a'.repeat(1_000_000)}.a.a`, 'token-too-long'],
  [
    '1 MB of payload, signed',
    signAny(header(), PAYLOAD.replace('shop.example/', `shop.example/${'a'.repeat(1_000_000)}`)),
    'token-too-long',
  ],
  ['16 KB of header', `${'e'.repeat(16_000)}.a.a`, 'token-malformed'],
  ['deep header', signAny(nested('[', ']', 350), PAYLOAD), 'token-malformed'],
  ['deep members of a header', signAny(header({ x: JSON.parse(nested('[', ']', 300)) }), PAYLOAD), 'token-malformed'],
];

/** Made with our very keys, by another purpose, another library or a bug: still no clicks. */
export const MISUSED: readonly Forgery[] = [
  ['typ JWT', signAny(header({ typ: 'JWT' }), PAYLOAD), 'token-type'],
  ['typ at+jwt', signAny(header({ typ: 'at+jwt' }), PAYLOAD), 'token-type'],
  ['typ missing', signAny('{"alg":"HS256","kid":"hs"}', PAYLOAD), 'token-type'],
  ['typ in upper case', signAny(header({ typ: 'CS2' }), PAYLOAD), 'token-type'],
  ['typ of an encrypted token', signAny(header({ typ: '2e' }), PAYLOAD), 'token-type'],
  ['typ as a media type', signAny(header({ typ: 'application/2' }), PAYLOAD), 'token-type'],
  ['typ a list', signAny(header({ typ: ['2'] }), PAYLOAD), 'token-type'],
  ['the next version', signAny(header({ typ: '3' }), PAYLOAD), 'token-version'],
  ['a far version with members of its own', signAny(header({ typ: '12', zip: 'DEF' }), PAYLOAD), 'token-version'],
  ['a session of the same app', signAny(header({ typ: 'JWT' }), '{"sub":"1","exp":4102444800}'), 'token-type'],
  ['an unsubscribe link of the same app', signEc(es({ typ: 'unsub' }), '{"c":"c-17"}'), 'token-type'],
  ['jku beside our signature', signAny(header({ jku: 'https://evil.example/' }), PAYLOAD), 'token-malformed'],
  ['cty beside our signature', signAny(header({ cty: 'JWT' }), PAYLOAD), 'token-malformed'],
  ['alg twice', signAny('{"alg":"none","alg":"HS256","kid":"hs","typ":"2"}', PAYLOAD), 'token-malformed'],
  [
    'kid twice, once escaped',
    signAny('{"alg":"HS256","kid":"x","k\\u0069d":"hs","typ":"2"}', PAYLOAD),
    'token-malformed',
  ],
  ['typ twice', signAny('{"alg":"HS256","kid":"hs","typ":"JWT","typ":"2"}', PAYLOAD), 'token-malformed'],
  ['header with a byte order mark', signAny(`\ufeff${header()}`, PAYLOAD), 'token-malformed'],
  [
    'header in ill-formed UTF-8',
    macOf(
      `${encode(Buffer.concat([Buffer.from('{"alg":"HS256","kid":"hs","typ":"2'), Buffer.from([0xc0]), Buffer.from('"}')]))}.${encode(PAYLOAD)}`,
    ),
    'token-type',
  ],
  ['header a list', signAny('["HS256","hs","2"]', PAYLOAD), 'token-malformed'],
  ['header null', signAny('null', PAYLOAD), 'token-malformed'],
  ['header no JSON', signAny('alg=HS256', PAYLOAD), 'token-malformed'],
  ['header padded', macOf(`${encode(header({ kid: 'old1' }))}=.${encode(PAYLOAD)}`), 'token-malformed'],
  ['header with stray bits', macOf(`${encode('{"a":1}').slice(0, -1)}R.${encode(PAYLOAD)}`), 'token-malformed'],
  ['payload padded', macOf(`${encode(header())}.${encode(`${PAYLOAD} `)}=`), 'token-malformed'],
  [
    'payload in plain base64',
    macOf(
      `${encode(header())}.${Buffer.from(PAYLOAD.replace('shop.example/', 'shop.example/?????')).toString('base64').replace('/', '+')}`,
    ),
    'token-malformed',
  ],
  [
    'payload with stray bits',
    macOf(`${encode(header())}.${encode(PAYLOAD + ' '.repeat((4 - (PAYLOAD.length % 3)) % 3)).slice(0, -1)}R`),
    'token-malformed',
  ],
  ['payload with a space', macOf(`${encode(header())}. ${encode(PAYLOAD)}`), 'token-malformed'],
  [
    'payload of one character too many',
    macOf(`${encode(header())}.${encode(PAYLOAD)}`.replace(/$/, 'A'.repeat((5 - (encode(PAYLOAD).length % 4)) % 4))),
    'token-malformed',
  ],
];
