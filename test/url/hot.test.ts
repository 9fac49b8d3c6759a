import { afterAll, beforeAll, expect, test } from 'vitest';
import { toNodeListener } from '../../src/redirect/node-listener.js';
import { checkTrackingUrl, createOwnTest } from '../../src/token/tracked-url.js';
import { isSafeDestination } from '../../src/url/destination.js';
import { parseUrl } from '../../src/url/parse.js';
import { inspectUrl } from '../../src/url/validate.js';
import { LATE, optimiseAfter } from '../optimise.js';

/** Calls after which V8 has optimised whatever it may: `URL.canParse` goes wrong after 1,000 to 14,000. */
const CALLS = 20_000;
const URLS = ['https://münchen.de/', 'https://bücher.de/?q=1', 'http://é.fr/', 'https://user.example/ÿ?ß#ü'];

const isOwn = createOwnTest('https://bücher.example/c');
const targets: string[] = [];
const listener = toNodeListener(async (request) => {
  targets.push(new URL(request.url).pathname);
  return new Response(null, { status: 204 });
});
const visit = (url: string): void => {
  listener({ method: 'GET', url, headers: {} }, { writeHead: () => undefined, end: () => undefined });
};

/** Every path of the source to the URL parser, and what it says of a good URL with Latin-1 letters. */
const PATHS: readonly [name: string, ask: (url: string) => unknown][] = [
  ['parseUrl', (url) => parseUrl(url) !== undefined],
  ['isSafeDestination', isSafeDestination],
  ['inspectUrl', (url) => inspectUrl(url).kind === 'web'],
  ['checkTrackingUrl', () => checkTrackingUrl('https://bücher.example/c') === 'https://xn--bcher-kva.example/c'],
  ['createOwnTest', () => isOwn('https://bücher.example/c/x')],
  [
    'toNodeListener',
    () => {
      visit('/ü');
      return targets.pop() === '/%C3%BC';
    },
  ],
];

beforeAll(() => optimiseAfter(0.15));
afterAll(() => optimiseAfter(LATE));

test.each(PATHS)(`%s says the same of a URL after ${CALLS} calls`, (_, ask) => {
  let wrong = 0;
  for (let call = 0; call < CALLS; call++) if (ask(URLS[call % URLS.length] as string) !== true) wrong++;
  expect(wrong).toBe(0);
});
