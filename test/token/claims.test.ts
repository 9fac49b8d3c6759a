import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TokenError } from '../../src/errors.js';
import { audienceOf } from '../../src/token/audience.js';
import {
  type Claims,
  type LinkClaims,
  readClaims,
  type SuffixClaims,
  writePrefix,
  writeSuffix,
} from '../../src/token/claims.js';

const text = fc.string({ minLength: 1, unit: 'binary' });
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const AUDIENCE = audienceOf('https://click.brand.example/c');
const seconds = fc.integer({ min: 1, max: 8_640_000_000_000 });
const claims: fc.Arbitrary<Claims> = fc
  .record({
    url: maybe(text),
    linkId: text,
    appLink: fc.boolean(),
    honeypot: fc.boolean(),
    tags: maybe(
      fc.dictionary(
        text.filter((name) => name !== '__proto__'),
        text,
        { maxKeys: 50, noNullPrototype: true },
      ),
    ),
    sentAt: maybe(seconds),
    contactId: maybe(text),
    campaignId: maybe(text),
    messageId: maybe(text),
    variant: maybe(text),
    part: fc.constantFrom('html', 'amp', 'text'),
    test: fc.boolean(),
    linkCount: maybe(fc.integer({ min: 1, max: 4_095 })),
    expires: maybe(seconds),
  })
  .map((each) => ({
    ...each,
    audience: AUDIENCE,
    expires: each.sentAt === undefined || each.expires === undefined ? undefined : each.sentAt + each.expires,
  }));

/** As a writer does: the two halves one after the other. */
function write({ url, tags, expires, ...rest }: Claims): string {
  const expiresInSeconds = expires === undefined ? undefined : expires - (rest.sentAt as number);
  return (
    writePrefix({ ...rest, ...(url === undefined ? {} : { url }), ...(tags === undefined ? {} : { tags }) }, AUDIENCE) +
    writeSuffix({ ...rest, expiresInSeconds })
  );
}

describe('claims', () => {
  test('come back as they were written', () => {
    let full = 0;
    fc.assert(
      fc.property(claims, (given) => {
        if (given.tags !== undefined && given.expires !== undefined) full++;
        expect(readClaims(write(given))).toEqual(given);
      }),
    );
    expect(full).toBeGreaterThan(3);
  });

  test('take no more places than they need', () => {
    const none = {
      sentAt: undefined,
      contactId: undefined,
      campaignId: undefined,
      messageId: undefined,
      variant: undefined,
      test: false,
      linkCount: undefined,
      expiresInSeconds: undefined,
    } as const;
    const of = (link: LinkClaims, suffix: Partial<SuffixClaims> = {}) =>
      (writePrefix(link, 'audienceAAAA') + writeSuffix({ ...none, part: 'html', ...suffix })).replace(
        'audienceAAAA',
        '·',
      );
    expect(of({ linkId: 'a', url: 'https://x/' })).toBe('[4,"x/","a·AAA"]');
    expect(of({ linkId: 'a', url: 'http://x/' })).toBe('[8,"x/","a·AAA"]');
    expect(of({ linkId: 'a', url: 'HTTPS://x/' })).toBe('[12,"HTTPS://x/","a·AAA"]');
    expect(of({ linkId: 'a' }, { part: 'text', linkCount: 65 })).toBe('["a·BBC"]');
    expect(of({ linkId: 'a' }, { sentAt: 1_577_836_801 })).toBe('["a·AAAABAAG"]');
    expect(of({ linkId: 'a' }, { sentAt: 5, part: 'amp', test: true, expiresInSeconds: 60 })).toBe(
      '["a·AAAAAAAFAAQ",0,0,0,0,60]',
    );
    expect(of({ linkId: 'a', appLink: true }, { contactId: 'c' })).toBe('[1,"a·AAA","c"]');
    expect(of({ linkId: 'a', honeypot: true, tags: { k: 'v' } })).toBe('[2,{"k":"v"},"a·AAA"]');
    expect(of({ linkId: 'a' }, { campaignId: '01890A5D-AC96-774B-BCCE-B302099A8057' })).toBe(
      '["a·AAA",0,"^AYkKXayWd0u8zrMCCZqAVw"]',
    );
  });
});

/** A payload with a head that is right, for what is wrong elsewhere. */
const HEAD = `"a${AUDIENCE}AAA"`;
const SENT = `"a${AUDIENCE}AAAABAAG"`;
const REFUSED: readonly (readonly [string, string])[] = [
  ['no JSON', `[${HEAD}`],
  ['more than JSON', `[${HEAD}]]`],
  ['an object', '{"url":"https://x/"}'],
  ['a string', HEAD],
  ['null', 'null'],
  ['no place', '[]'],
  ['a payload of version 1', '["https://x/","a",0]'],
  ['too many places', `[${HEAD},0,0,0,0,0,0]`],
  ['flags of nothing', `[0,${HEAD}]`],
  ['flags unknown', `[16,${HEAD}]`],
  ['flags negative', `[-1,${HEAD}]`],
  ['flags broken', `[0.5,${HEAD}]`],
  ['a URL that the flags do not tell of', `["x/",${HEAD}]`],
  ['no URL where the flags tell of one', `[4,${HEAD}]`],
  ['URL a number', `[4,1,${HEAD}]`],
  ['URL null', `[4,null,${HEAD}]`],
  ['URL empty', `[4,"",${HEAD}]`],
  ['URL a list', `[4,["x/"],${HEAD}]`],
  ['head a number', '[1,2]'],
  ['head empty', '[""]'],
  ['head without a link id', `["${AUDIENCE}AAA"]`],
  ['head too short for its time', '["aAAAAAAAAAAAAG"]'],
  ['mark unknown', `["a${AUDIENCE}AA_"]`],
  ['mark not a digit', `["a${AUDIENCE}AA="]`],
  ['count not digits', `["a${AUDIENCE}*AA"]`],
  ['time not digits', `["a${AUDIENCE}AAA.BAAG"]`],
  ['time past all dates', `["a${AUDIENCE}________AAM"]`],
  ['tags a list', `[["k"],${HEAD}]`],
  ['tags null', `[null,${HEAD}]`],
  ['tag a number', `[{"k":1},${HEAD}]`],
  ['tag an object', `[{"k":{}},${HEAD}]`],
  ['tag named __proto__', `[{"__proto__":"v"},${HEAD}]`],
  ['tag named __proto__, escaped', `[{"__pr\\u006fto__":"v"},${HEAD}]`],
  ['tag named twice', `[{"k":"v","k":"w"},${HEAD}]`],
  ['tag named twice, once escaped', `[{"k":"v","\\u006b":"w"},${HEAD}]`],
  [
    'too many tags',
    `[${JSON.stringify(Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`k${at}`, 'v'])))},${HEAD}]`,
  ],
  ['contact a number', `[${HEAD},7]`],
  ['contact an object', `[${HEAD},{}]`],
  ['campaign empty', `[${HEAD},0,""]`],
  ['message false', `[${HEAD},0,0,false]`],
  ['variant a list', `[${HEAD},0,0,0,[]]`],
  ['expiry negative', `[${SENT},0,0,0,0,-5]`],
  ['expiry of what was never sent', `[${HEAD},0,0,0,0,60]`],
  ['deep', `[${'['.repeat(6_000)}${']'.repeat(6_000)},${HEAD}]`],
];

test.each(REFUSED)('refused: %s', (_, json) => {
  expect(() => readClaims(json)).toThrow(
    new TokenError('token-claims', 'The token is signed, but its payload is not that of a click.'),
  );
});
