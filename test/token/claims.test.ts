import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TokenError } from '../../src/errors.js';
import { audienceOf } from '../../src/token/audience.js';
import {
  type Claims,
  type LinkClaims,
  type PrefixJson,
  readClaims,
  type SuffixClaims,
  type SuffixJson,
  writePrefix,
  writeSuffix,
} from '../../src/token/claims.js';

/** Any text, and what is written in fewer characters, or looks as if it were. */
const text = fc.oneof(
  fc.string({ minLength: 1, unit: 'binary' }),
  fc.uuid(),
  fc.uuid().map((id) => id.toUpperCase()),
  fc.stringMatching(/^(?:[\da-f]{2}){1,14}$/),
  fc.stringMatching(/^=?[=~^!|][\w-]{0,24}$/),
);
const url = fc.oneof(
  text,
  fc.webUrl(),
  fc.tuple(fc.mixedCase(fc.constantFrom('http://', 'https://')), text).map((parts) => parts.join('')),
);
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const AUDIENCE = audienceOf('https://click.brand.example/c');
const seconds = fc.oneof(fc.integer({ min: 0, max: 253_402_300_799 }), fc.integer({ min: 0, max: 9_999_999_999 }));
const claims: fc.Arbitrary<Claims> = fc
  .record({
    url: maybe(url),
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
    expires: maybe(fc.integer({ min: 1, max: 8_640_000_000_000 })),
  })
  .map((each) => ({
    ...each,
    audience: AUDIENCE,
    expires: each.sentAt === undefined || each.expires === undefined ? undefined : each.sentAt + each.expires,
  }));

/** As a writer does: the two halves one after the other, or what they are where nothing follows the head. */
function write({ url, tags, expires, audience, ...rest }: Claims): string {
  const link = { ...rest, ...(url === undefined ? {} : { url }), ...(tags === undefined ? {} : { tags }) };
  const expiresInSeconds = expires === undefined ? undefined : expires - (rest.sentAt as number);
  return joined(writePrefix(link, audience), writeSuffix({ ...rest, expiresInSeconds }));
}

function joined(prefix: PrefixJson, suffix: SuffixJson): string {
  const { json, alone } = prefix;
  if (alone === undefined || !suffix.alone) return json + suffix.json;
  return alone + (alone.startsWith('[') ? suffix.json : suffix.json.slice(0, -1));
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
      joined(writePrefix(link, 'audienceAAAA'), writeSuffix({ ...none, part: 'html', ...suffix })).replace(
        'audienceAAAA',
        '·',
      );
    expect(of({ linkId: 'a', url: 'https://x/' })).toBe('[4,"x/","a·A"]');
    expect(of({ linkId: 'a', url: 'http://x/' })).toBe('[8,"x/","a·A"]');
    expect(of({ linkId: 'a', url: 'HTTP://x/' })).toBe('[68,"x/","a·A"]');
    expect(of({ linkId: 'a', url: 'Https://x/' })).toBe('[72,"x/","a·A"]');
    expect(of({ linkId: 'a', url: 'HTTPS://x/' })).toBe('[192,"x/","a·A"]');
    expect(of({ linkId: 'a', url: 'ftp://x/' })).toBe('[196,"ftp://x/","a·A"]');
    expect(of({ linkId: 'a' })).toBe('"a·A"');
    expect(of({ linkId: 'a', appLink: true })).toBe('["a·A"]');
    expect(of({ linkId: 'a' }, { part: 'text' })).toBe('"a·CC"');
    expect(of({ linkId: 'a' }, { part: 'text', linkCount: 65 })).toBe('"a·BBCG"');
    expect(of({ linkId: 'a' }, { campaignId: 'c' })).toBe('["a·A","c"]');
    expect(of({ linkId: 'a', appLink: true }, { campaignId: 'c' })).toBe('[1,"a·A","c"]');
    expect(of({ linkId: 'a' }, { sentAt: 5 })).toBe('"a·AAAAFAI"');
    expect(of({ linkId: 'a' }, { sentAt: 2 ** 30 + 1, linkCount: 63 })).toBe('"a·AAAAB_Q"');
    expect(of({ linkId: 'a' }, { sentAt: 2 ** 30 + 1, linkCount: 64 })).toBe('"a·AAAABBAU"');
    expect(of({ linkId: 'a' }, { sentAt: 6 * 2 ** 30 })).toBe('"a·GAAAAAA4"');
    expect(of({ linkId: 'a' }, { sentAt: 6 * 2 ** 30, linkCount: 64 })).toBe('"a·AGAAAAABA8"');
    expect(of({ linkId: 'a' }, { sentAt: 64 ** 6 })).toBe('"a·BAAAAAAAA8"');
    expect(of({ linkId: 'a' }, { sentAt: 5, part: 'amp', test: true, expiresInSeconds: 60 })).toBe(
      '["a·AAAAFAEK",0,0,0,0,60]',
    );
    expect(of({ linkId: 'a', appLink: true }, { contactId: 'c' })).toBe('[1,"a·AAE","c"]');
    expect(of({ linkId: 'a', honeypot: true, tags: { k: 'v' } })).toBe('[2,{"k":"v"},"a·A"]');
    expect(of({ linkId: 'a' }, { campaignId: '01890A5D-AC96-774B-BCCE-B302099A8057' })).toBe(
      '["a·B","^AYkKXayWd0u8zrMCCZqAVw"]',
    );
    // An id that looks packed costs nothing, unless another that is makes up for it.
    expect(of({ linkId: '!AAAAAA' }, { contactId: '~', campaignId: '!AAAAAA' })).toBe('["!AAAAAA·AAE","~","!AAAAAA"]');
    expect(of({ linkId: 'a' }, { campaignId: '!AAAAAA', messageId: '0123456789abcdef' })).toBe(
      '["a·B","=!AAAAAA","!ASNFZ4mrze8"]',
    );
    expect(of({ linkId: 'a' }, { campaignId: '!AAAAAA', messageId: '01234567' })).toBe('["a·A","!AAAAAA","01234567"]');
    // Nor is a link id packed if its flag costs more.
    expect(of({ linkId: '0123456789abcdef' })).toBe('"0123456789abcdef·A"');
    expect(of({ linkId: '0123456789abcdef01234567', url: 'https://x/' })).toBe('[204,"x/","!ASNFZ4mrze8BI0Vn·A"]');
  });

  test('hold no count that has no room, and never take another for it', () => {
    const most = {
      sentAt: undefined,
      contactId: undefined,
      campaignId: undefined,
      messageId: undefined,
      variant: undefined,
    };
    for (const linkCount of [4_096, 100_000]) {
      const suffix = writeSuffix({ ...most, part: 'html', test: false, linkCount, expiresInSeconds: undefined });
      expect(readClaims(joined(writePrefix({ linkId: 'a' }, AUDIENCE), suffix)).linkCount).toBeUndefined();
    }
  });
});

/** A payload with a head that is right, for what is wrong elsewhere. */
const HEAD = `"a${AUDIENCE}AAE"`;
const SENT = `"a${AUDIENCE}AAAABAI"`;
const ANONYMOUS = `"a${AUDIENCE}A"`;
const REFUSED: readonly (readonly [string, string])[] = [
  ['no JSON', `[${HEAD}`],
  ['more than JSON', `[${HEAD}]]`],
  ['an object', '{"url":"https://x/"}'],
  ['a string that is no head', '"shop"'],
  ['a string that is empty', '""'],
  ['null', 'null'],
  ['a number', '4'],
  ['no place', '[]'],
  ['a head in two arrays', `[[${HEAD}]]`],
  ['a number alone', '[4]'],
  ['a payload of version 1', '["https://x/","a",0]'],
  ['too many places', `[${HEAD},0,0,0,0,0,0]`],
  ['too many places of an anonymous recipient', `[${ANONYMOUS},0,0,0,0,0]`],
  ['flags of nothing', `[0,${HEAD}]`],
  ['flags unknown', `[400,${HEAD}]`],
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
  ['head without a link id', `"${AUDIENCE}A"`],
  ['head too short for its time', '"aAAAAAAAAAAAAQ"'],
  ['mark not a digit', `"a${AUDIENCE}AA="`],
  ['count not digits', `"a${AUDIENCE}*AE"`],
  ['time not digits', `"a${AUDIENCE}AAA.BAQ"`],
  ['part not a digit', `"a${AUDIENCE}.C"`],
  ['part unknown', `"a${AUDIENCE}GC"`],
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
  ['contact packed in no way that is known', `["a${AUDIENCE}AAF","~AAAA"]`],
  ['contact packed with stray bits', `["a${AUDIENCE}AAF","!AAAAAB"]`],
  ['contact packed that is too short to be', `["a${AUDIENCE}AAF","!AAAA"]`],
  ['contact escaped that needs none', `["a${AUDIENCE}AAF","=c"]`],
  ['contact escaped and empty', `["a${AUDIENCE}AAF","="]`],
  ['contact packed and empty', `["a${AUDIENCE}AAF","~"]`],
  ['link id packed in no way that is known', `[204,"x/","~AAAA${AUDIENCE}A"]`],
  ['contact a number', `[${HEAD},7]`],
  ['contact an object', `[${HEAD},{}]`],
  ['campaign empty', `[${HEAD},0,""]`],
  ['message false', `[${HEAD},0,0,false]`],
  ['variant a list', `[${HEAD},0,0,0,[]]`],
  ['expiry negative', `[${SENT},0,0,0,0,-5]`],
  ['expiry of what was never sent', `[${HEAD},0,0,0,0,60]`],
  ['expiry of what was never sent to an anonymous recipient', `[${ANONYMOUS},0,0,0,60]`],
  ['deep', `[${'['.repeat(6_000)}${']'.repeat(6_000)},${HEAD}]`],
];

test.each(REFUSED)('refused: %s', (_, json) => {
  expect(() => readClaims(json)).toThrow(
    new TokenError('token-claims', 'The token is signed, but its payload is not that of a click.'),
  );
});
