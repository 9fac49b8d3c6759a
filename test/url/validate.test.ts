import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSafeDestination } from '../../src/url/destination.js';
import { inspectUrl, UNSAFE_SCHEMES } from '../../src/url/validate.js';
import { runs } from '../runs.js';
import { INSPECTION_CASES, UNSAFE_CASES } from './validate.cases.js';

describe('what an address is', () => {
  test.each(INSPECTION_CASES)('%j', (address, is) => {
    expect(inspectUrl(address)).toMatchObject(is);
  });

  test.each(UNSAFE_CASES)('%j is unsafe: %s', (address, scheme) => {
    expect(inspectUrl(address)).toEqual({ kind: 'unsafe', scheme });
  });

  test('every unsafe scheme has a case', () => {
    const covered = new Set(UNSAFE_CASES.map(([, scheme]) => scheme));
    expect([...UNSAFE_SCHEMES].filter((scheme) => !covered.has(scheme))).toEqual([]);
  });

  test('words that only start like an unsafe scheme are none', () => {
    for (const address of ['x-javascript:y', 'javascript', 'data', '#javascript:x', '/javascript:x', 'database:x'])
      expect(inspectUrl(address).kind).not.toBe('unsafe');
  });
});

describe('laws', () => {
  const piece = fc.constantFrom(
    'http',
    'https',
    'HTTP',
    'ftp',
    'mailto',
    'javascript',
    ':',
    '/',
    '//',
    '\\',
    '@',
    '.',
    ',',
    ' ',
    '\t',
    '\n',
    '#',
    '?',
    '&',
    '=',
    '%',
    '%2F',
    '[',
    ']',
    '{',
    '}',
    '-',
    '_',
    'www.',
    'shop',
    'example',
    'a',
    '1',
    '127.0.0.1',
    '::1',
    '\u200b',
    '\u00fc',
    '\u6771',
    '\u201c',
    '\ud800',
    '\u0000',
    ':80',
  );
  const address = fc.oneof(
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
    fc.array(piece, { maxLength: 8 }).map((pieces) => `https://${pieces.join('')}`),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.string({ unit: 'binary', maxLength: 30 }),
  );

  test('a web URL is one to the URL parser, goes to the same place, has that host, and may be redirected to', () => {
    const seen = { web: 0, malformed: 0, suggestions: 0, other: 0 };
    fc.assert(
      fc.property(address, (href) => {
        const inspection = inspectUrl(href);
        if (inspection.kind === 'web') {
          seen.web++;
          expect(new URL(inspection.url).href).toBe(new URL(href).href);
          expect(new URL(href).hostname).toBe(inspection.host);
          expect(isSafeDestination(inspection.url)).toBe(!inspection.flags.includes('url-userinfo'));
        } else if (inspection.kind === 'malformed') {
          seen.malformed++;
          if (inspection.suggestion === undefined) return;
          seen.suggestions++;
          expect(['web', 'mailto', 'scheme']).toContain(inspectUrl(inspection.suggestion).kind);
        } else seen.other++;
      }),
      { numRuns: runs(3_000) },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(20);
  });
});
