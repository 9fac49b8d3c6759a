import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TokenError } from '../../src/errors.js';
import { type Claims, readClaims, writePrefix, writeSuffix } from '../../src/token/claims.js';

const text = fc.string({ minLength: 1, unit: 'binary' });
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
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
    expires: maybe(seconds),
  })
  .map((each) => ({
    ...each,
    expires: each.sentAt === undefined || each.expires === undefined ? undefined : each.sentAt + each.expires,
  }));

/** As a writer does: the two halves one after the other. */
function write({ url, tags, expires, ...rest }: Claims): string {
  const expiresInSeconds = expires === undefined ? undefined : expires - (rest.sentAt as number);
  return (
    writePrefix({ ...rest, ...(url === undefined ? {} : { url }), ...(tags === undefined ? {} : { tags }) }) +
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
      expiresInSeconds: undefined,
    };
    expect(writePrefix({ linkId: 'a', url: 'https://x/' }) + writeSuffix({ ...none, part: 'html' })).toBe(
      '["https://x/","a",0]',
    );
    expect(writePrefix({ linkId: 'a' }) + writeSuffix({ ...none, part: 'text', sentAt: 5 })).toBe(
      '[0,"a",5,0,0,0,0,2]',
    );
    expect(
      writePrefix({ linkId: 'a' }) + writeSuffix({ ...none, part: 'amp', sentAt: 5, test: true, expiresInSeconds: 60 }),
    ).toBe('[0,"a",5,0,0,0,0,4,60]');
    expect(writePrefix({ linkId: 'a', appLink: true }) + writeSuffix({ ...none, part: 'html', contactId: 'c' })).toBe(
      '[0,["a"],0,"c"]',
    );
    expect(writePrefix({ linkId: 'a', honeypot: true, tags: { k: 'v' } })).toBe('[0,["a",2,{"k":"v"}],');
  });
});

const REFUSED: readonly (readonly [string, string])[] = [
  ['no JSON', '["https://x/","a",0'],
  ['more than JSON', '["https://x/","a",0]]'],
  ['an object', '{"url":"https://x/"}'],
  ['a string', '"https://x/"'],
  ['null', 'null'],
  ['too few places', '["https://x/","a"]'],
  ['too many places', '["https://x/","a",0,0,0,0,0,0,0,0]'],
  ['URL a number', '[1,"a",0]'],
  ['URL null', '[null,"a",0]'],
  ['URL empty', '["","a",0]'],
  ['URL a list', '[["https://x/"],"a",0]'],
  ['link id a number', '["https://x/",1,0]'],
  ['link id null', '["https://x/",null,0]'],
  ['link an empty list', '["https://x/",[],0]'],
  ['link a list of four', '["https://x/",["a",0,{},0],0]'],
  ['link id in a list a number', '["https://x/",[1,0],0]'],
  ['flags unknown', '["https://x/",["a",4],0]'],
  ['flags negative', '["https://x/",["a",-1],0]'],
  ['flags broken', '["https://x/",["a",0.5],0]'],
  ['tags a list', '["https://x/",["a",0,["k"]],0]'],
  ['tags null', '["https://x/",["a",0,null],0]'],
  ['tag a number', '["https://x/",["a",0,{"k":1}],0]'],
  ['tag an object', '["https://x/",["a",0,{"k":{}}],0]'],
  ['tag named __proto__', '["https://x/",["a",0,{"__proto__":"v"}],0]'],
  ['tag named __proto__, escaped', '["https://x/",["a",0,{"__pr\\u006fto__":"v"}],0]'],
  ['tag named twice', '["https://x/",["a",0,{"k":"v","k":"w"}],0]'],
  ['tag named twice, once escaped', '["https://x/",["a",0,{"k":"v","\\u006b":"w"}],0]'],
  [
    'too many tags',
    `["https://x/",["a",0,${JSON.stringify(Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`k${at}`, 'v'])))}],0]`,
  ],
  ['time negative', '["https://x/","a",-1]'],
  ['time broken', '["https://x/","a",1.5]'],
  ['time past all dates', '["https://x/","a",8640000000001]'],
  ['time infinite', '["https://x/","a",1e999]'],
  ['time as text', '["https://x/","a","0"]'],
  ['contact a number', '["https://x/","a",0,7]'],
  ['contact an object', '["https://x/","a",0,{}]'],
  ['campaign empty', '["https://x/","a",0,0,""]'],
  ['message false', '["https://x/","a",0,0,0,false]'],
  ['variant a list', '["https://x/","a",0,0,0,0,[]]'],
  ['part unknown', '["https://x/","a",0,0,0,0,0,6]'],
  ['part as text', '["https://x/","a",0,0,0,0,0,"html"]'],
  ['part true', '["https://x/","a",0,0,0,0,0,true]'],
  ['expiry negative', '["https://x/","a",5,0,0,0,0,0,-5]'],
  ['expiry of what was never sent', '["https://x/","a",0,0,0,0,0,0,60]'],
  ['deep', `["https://x/",${'['.repeat(6_000)}${']'.repeat(6_000)},0]`],
];

test.each(REFUSED)('refused: %s', (_, json) => {
  expect(() => readClaims(json)).toThrow(
    new TokenError('token-claims', 'The token is signed, but its payload is not that of a click.'),
  );
});
