import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeClick } from '../../src/token/decode-click.js';
import { createKeyring } from '../../src/token/keyring.js';
import { createPayloadCipher } from '../../src/token/payload-cipher.js';
import type { LinkClaims, RecipientClaims, TokenConstants } from '../../src/token/writer.js';
import { runs } from '../runs.js';
import { ENCRYPTION_KEY, ecJwk, makeToken, OTHER_SECRET, SECRET } from './sample.js';

/** What version 2 may add to version 1: its audience and link count must fit. */
const MOST = 8;

interface Sent {
  readonly link: LinkClaims;
  readonly recipient: RecipientClaims;
  readonly constants: Partial<TokenConstants>;
}

const base64Length = (text: string): number => Math.ceil((Buffer.byteLength(text) * 4) / 3);

/** How version 1 wrote a payload; nothing else is left of it. `contact` is the id or its pseudonym. */
function payloadOfVersion1({ link, recipient, constants }: Sent, contact: string | undefined): string {
  const { linkId, url, tags, appLink = false, honeypot = false } = link;
  const flags = (appLink ? 1 : 0) + (honeypot ? 2 : 0);
  const named = tags !== undefined ? [linkId, flags, tags] : [linkId, flags].slice(0, flags === 1 ? 1 : 2);
  const part = ['html', 'amp', 'text'].indexOf(constants.part ?? 'html') + (constants.test === true ? 3 : 0);
  const places = [
    url ?? 0,
    tags === undefined && flags === 0 ? linkId : named,
    recipient.sentAt === undefined ? 0 : Math.floor(recipient.sentAt.getTime() / 1000),
    contact ?? 0,
    constants.campaignId ?? 0,
    constants.messageId ?? 0,
    constants.variant ?? 0,
    part,
    constants.expiresInSeconds ?? 0,
  ];
  while (places.length > 3 && places.at(-1) === 0) places.pop();
  return JSON.stringify(places);
}

const SIGNATURES = { HS256: 43, ES256: 86 } as const;

function lengthOfVersion1(alg: keyof typeof SIGNATURES, kid: string, sent: Sent, contact: string | undefined): number {
  const header = base64Length(JSON.stringify({ alg, kid, typ: 'cs1' }));
  const signed = header + 1 + base64Length(payloadOfVersion1(sent, contact)) + 1 + SIGNATURES[alg];
  if (sent.constants.encryptPayload !== true) return signed;
  const outer = JSON.stringify({ alg: 'dir', enc: 'A256GCM', kid: 'e1', typ: 'cs1+enc', cty: 'JOSE' });
  // No encrypted key, 12 bytes of initialisation vector, 16 of tag.
  return base64Length(outer) + 1 + 1 + 16 + 1 + Math.ceil((signed * 4) / 3) + 1 + 22;
}

const SENT_AT = new Date('2026-11-24T08:00:00Z');
const UUID = '018f4b5c-7d2e-7c3a-9b1d-2f6e8a4c5d70';
const URL_OF_TABLE = 'https://shop.example/sale?a=1';

const keysOf = (alg: keyof typeof SIGNATURES, kid: string) =>
  createKeyring([{ kid, key: alg === 'HS256' ? SECRET : ecJwk }], {
    cipher: createPayloadCipher([{ kid: 'e1', key: ENCRYPTION_KEY }]),
    pseudonymKey: OTHER_SECRET,
  });

describe('the table of docs/tokens.md', () => {
  const page = readFileSync(new URL('../../docs/tokens.md', import.meta.url), 'utf8');
  const timed = { sentAt: SENT_AT, linkCount: 2 };
  const rows: readonly (readonly [string, RecipientClaims])[] = [
    ['UUID', { ...timed, contactId: UUID }],
    ['short (`c-17`)', { ...timed, contactId: 'c-17' }],
    ['none', timed],
    ['none, anonymous and without a time', { consent: 'anonymous', linkCount: 2 }],
  ];
  test.each(
    rows.flatMap(([contact, recipient]) =>
      (['embedded', 'manifest'] as const).map((destination) => ({ contact, recipient, destination })),
    ),
  )('$contact, $destination', async ({ contact, recipient, destination }) => {
    const link = { linkId: '1enkkc8', ...(destination === 'embedded' ? { url: URL_OF_TABLE } : {}) };
    const sent = { link, recipient, constants: {} };
    const lengths = await Promise.all(
      (['HS256', 'ES256'] as const).map(async (alg) => [
        lengthOfVersion1(alg, 'k1', sent, recipient.contactId),
        (await makeToken(keysOf(alg, 'k1'), link, recipient, {})).length,
      ]),
    );
    expect(page).toContain(`| ${contact} | ${destination} | ${lengths.flat().join(' | ')} |`);
  });
});

const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 20, unit: 'binary' }),
  fc.uuid(),
  fc.uuid().map((id) => id.toUpperCase()),
  fc.stringMatching(/^(?:[\da-f]{2}){1,14}$/),
  fc.constantFrom('c-17', '1', '~', '=', '507f1f77bcf86cd799439011', 'x'.repeat(200)),
  // Texts that look packed.
  fc.stringMatching(/^=?[=~^!|][\w-]{0,24}$/),
);
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
/** Without the members that are undefined. */
const given = <Members extends object>(
  members: Members,
): { [Key in keyof Members]: Exclude<Members[Key], undefined> } =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never;

const link: fc.Arbitrary<LinkClaims> = fc
  .record({
    linkId: text,
    url: maybe(
      fc
        .tuple(
          fc.oneof(fc.constantFrom('https', 'http', 'HTTPS', 'HTTP'), fc.mixedCase(fc.constant('https'))),
          fc.webPath(),
        )
        .map(([scheme, path]) => `${scheme}://shop.example${path}`),
    ),
    appLink: fc.boolean(),
    honeypot: fc.boolean(),
    tags: maybe(fc.constantFrom({}, { place: 'footer' }, { a: 'é', b: '"' })),
  })
  .map(given);
/** From 9 September 2001, when times got ten digits, to the year 2174; docs/tokens.md says so. */
const sentAt = fc
  .oneof(fc.integer({ min: 1_000_000_000, max: 6 * 2 ** 30 - 1 }), fc.constantFrom(1_577_836_800, 2 ** 31))
  .map((seconds) => new Date(seconds * 1000));
const linkCount = maybe(fc.oneof(fc.integer({ min: 0, max: 5_000 }), fc.constantFrom(1, 63, 64, 4_095, 4_096)));
/** Only anonymous copies go out without a time. */
const recipient: fc.Arbitrary<RecipientClaims> = fc
  .oneof(
    fc.record({
      consent: fc.constantFrom(undefined, 'identified' as const, 'pseudonymous' as const, 'anonymous' as const),
      contactId: maybe(text),
      sentAt,
      linkCount,
    }),
    fc.record({ consent: fc.constant('anonymous' as const), contactId: maybe(text), linkCount }),
  )
  .map((each) => given(each) as RecipientClaims);
const constants: fc.Arbitrary<Partial<TokenConstants>> = fc
  .record({
    part: fc.constantFrom('html' as const, 'amp' as const, 'text' as const),
    test: fc.boolean(),
    campaignId: maybe(text),
    messageId: maybe(text),
    variant: maybe(text),
    expiresInSeconds: maybe(fc.integer({ min: 1, max: 100_000_000 })),
    encryptPayload: fc.boolean(),
  })
  .map((each) => given(each) as Partial<TokenConstants>);

test(`a token is at most ${MOST} characters longer than in version 1`, async () => {
  const keyrings = Object.keys(SIGNATURES).flatMap((alg) =>
    // Base64url of three bytes is four characters, so that lengths of header and payload matter by their rest.
    ['k', 'k1', 'k-1'].map((kid) => ({ alg: alg as keyof typeof SIGNATURES, kid, keys: keysOf(alg as 'HS256', kid) })),
  );
  let longest = -Infinity;
  await fc.assert(
    fc.asyncProperty(link, recipient, constants, fc.constantFrom(...keyrings), async (each, to, options, ring) => {
      const { sentAt: time, consent } = to;
      const known = time === undefined ? { ...options, expiresInSeconds: 0 } : options;
      const { expiresInSeconds, ...rest } = known;
      const token = await makeToken(ring.keys, each, to, {
        ...rest,
        ...(expiresInSeconds ? { expiresInSeconds } : {}),
      });
      const contact =
        consent === 'anonymous' || to.contactId === undefined
          ? undefined
          : consent === 'pseudonymous'
            ? 'a pseudonym of 22 char'
            : to.contactId;
      const more =
        token.length - lengthOfVersion1(ring.alg, ring.kid, { link: each, recipient: to, constants: known }, contact);
      longest = Math.max(longest, more);
      expect(more).toBeLessThanOrEqual(MOST);
    }),
    {
      numRuns: runs(1_000),
      examples: (['k', 'k1', 'k-1'] as const).flatMap((kid) =>
        [{ appLink: true }, {}, { url: 'HTTPS://shop.example/' }, { url: 'HTTP://shop.example/' }].flatMap((more) =>
          [{}, { campaignId: '!AAAAAA', messageId: '=~', variant: '~' }].map(
            (ids): [LinkClaims, RecipientClaims, Partial<TokenConstants>, (typeof keyrings)[number]] => [
              { linkId: '!AAAAAA', ...more },
              { consent: 'anonymous', contactId: 'c-17', linkCount: 4_000 },
              ids,
              keyrings.find((ring) => ring.kid === kid) as (typeof keyrings)[number],
            ],
          ),
        ),
      ),
    },
  );
  // The limit is met: the property looks where it matters.
  expect(longest).toBe(MOST);
});

test('what version 1 had is all there', async () => {
  const keys = keysOf('HS256', 'k1');
  const token = await makeToken(
    keys,
    { linkId: UUID, url: 'HTTP://shop.example/', appLink: true },
    { contactId: '!AAAAAA', sentAt: SENT_AT, linkCount: 4_095 },
    { part: 'text', test: true, campaignId: UUID, expiresInSeconds: 60 },
  );
  expect(await decodeClick(token, { keys })).toMatchObject({
    linkId: UUID,
    url: 'HTTP://shop.example/',
    appLink: true,
    contactId: '!AAAAAA',
    sentAt: SENT_AT,
    linkCount: 4_095,
    part: 'text',
    test: true,
    campaignId: UUID,
    expired: true,
  });
});
