import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isSafeDestination } from '../../src/url/destination.js';
import { inspectHost } from '../../src/url/host.js';
import { parseUrl } from '../../src/url/parse.js';
import { inspectUrl } from '../../src/url/validate.js';

/** The web platform tests of the URL Standard, and the public-suffix list's own, beside the project. */
const read = (path: string): string => readFileSync(new URL(`../../../shared/corpus/${path}`, import.meta.url), 'utf8');
const cases = <Case extends object>(path: string): Case[] =>
  (JSON.parse(read(path)) as (Case | string)[]).filter((each): each is Case => typeof each === 'object');

interface UrlCase {
  readonly input: string;
  readonly failure?: true;
  readonly href?: string;
  readonly hostname?: string;
}
interface HostCase {
  readonly input: string;
  readonly output: string | null;
}

describe('urltestdata.json', () => {
  const all = cases<UrlCase>('wpt/urltestdata.json');

  test('what is no URL is never a web URL', () => {
    const failures = all.filter((each) => each.failure === true);
    expect(failures.length).toBeGreaterThan(200);
    expect(failures.filter(({ input }) => inspectUrl(input).kind === 'web')).toEqual([]);
  });

  test('what is a web URL leads where the standard says, with that host', () => {
    let web = 0;
    for (const { input, href, hostname, failure } of all) {
      const inspection = inspectUrl(input);
      if (failure === true || inspection.kind !== 'web') continue;
      web++;
      expect([input, parseUrl(inspection.url)?.href, inspection.host]).toEqual([input, href, hostname]);
      if (isSafeDestination(inspection.url)) expect(inspection.flags).not.toContain('url-userinfo');
    }
    expect(web).toBeGreaterThan(100);
  });

  test('an absolute http(s) URL that is written as one is a web URL, or there is something wrong with its host', () => {
    const missed = all.filter(
      ({ input, failure }) =>
        failure !== true &&
        /^https?:\/\/[\w.-]+(?:[/?#][\w/?#=&.-]*)?$/i.test(input) &&
        inspectUrl(input).kind !== 'web',
    );
    // Browsers open these; no name server knows such a name. Older runtimes than the standard do not parse them all.
    for (const { input } of missed.filter(({ input: url }) => parseUrl(url) !== undefined))
      expect(inspectUrl(input)).toMatchObject({ kind: 'malformed', urlError: 'host-invalid' });
    expect(missed.length).toBeLessThan(30);
  });
});

describe('toascii.json', () => {
  test('hosts come out in ASCII as the standard says, and those that have no ASCII form are no web URL', () => {
    const seen = { good: 0, bad: 0, strict: 0, older: 0 };
    for (const { input, output } of cases<HostCase>('wpt/toascii.json')) {
      const inspection = inspectUrl(`https://${input}/x`);
      if (output === null) {
        seen.bad++;
        expect([input, inspection.kind]).not.toEqual([input, 'web']);
      } else if (inspection.kind === 'web') {
        seen.good++;
        // The runtime's own URL parser decides, and its tables may be older than the standard's.
        const host = parseUrl(`https://${input}/x`)?.hostname;
        if (host !== output) seen.older++;
        expect([input, inspection.host]).toEqual([input, host]);
      } else seen.strict++;
    }
    expect(seen.good).toBeGreaterThan(15);
    expect(seen.bad).toBeGreaterThan(15);
    expect(seen.strict).toBeLessThan(25);
    expect(seen.older).toBeLessThan(5);
  });
});

describe('test_psl.txt', () => {
  test('registrable domains are those of the list', () => {
    let count = 0;
    for (const [, input = '', domain] of read('psl/test_psl.txt').matchAll(
      /^checkPublicSuffix\('([^']+)', (?:null|'([^']+)')\);/gm,
    )) {
      // A host does not start with a dot, and a URL with such a host is malformed.
      if (input.startsWith('.')) {
        expect(inspectUrl(`https://${input}/`).kind).toBe('malformed');
        continue;
      }
      // The list's private part is not asked: `uk.com` sells names under itself, and is a registrable domain all the same.
      if (/(?:^|\.)uk\.com$/.test(input)) continue;
      count++;
      const { hostname } = new URL(`https://${input}/`);
      const expected = domain === undefined ? undefined : new URL(`https://${domain}/`).hostname;
      expect([input, inspectHost(hostname).domain]).toEqual([input, expected]);
    }
    expect(count).toBeGreaterThan(60);
  });
});
