import { describe, expect, test, vi } from 'vitest';
import { createClickHandler } from '../../src/redirect/handler.js';
import type { ClickHandlerOptions } from '../../src/redirect/options.js';
import { keyrings, LINK, makeToken, RECIPIENT, TRACKING_URL } from '../token/sample.js';
import { waitFor } from '../wait-for.js';

const keys = keyrings.HS256;
const token = await makeToken(keys);
const byId = await makeToken(keys, { linkId: 'hero' }, RECIPIENT);
const never = () => new Promise<never>(() => {});
const fails = () => {
  throw new Error('mine');
};

async function answerOf(path: string, options: Partial<ClickHandlerOptions>, init?: RequestInit) {
  const onError = vi.fn();
  const onClick = vi.fn();
  const handler = createClickHandler({
    trackingUrl: TRACKING_URL,
    keys,
    onClick,
    onError,
    hookTimeoutMs: 5,
    ...options,
  });
  const response = await handler(new Request(path.startsWith('http') ? path : `${TRACKING_URL}/${path}`, init));
  return {
    answer: [response.status, response.headers.get('location')],
    failures: () => onError.mock.calls.map(([, failure]) => failure),
    onClick,
  };
}

const OLD = 'https://brand.example/old';
const HOOKS: readonly (readonly [name: keyof ClickHandlerOptions, path: string, answer: unknown[]])[] = [
  ['trackingUrl', token, [302, OLD]],
  ['keys', token, [302, OLD]],
  ['manifest', byId, [302, OLD]],
  ['destination', token, [302, LINK.url]],
  ['allowDestination', token, [302, OLD]],
  ['fallback', 'nothing', [302, OLD]],
  ['consentOf', token, [302, LINK.url]],
];

describe.each(HOOKS)('%s', (name, path, right) => {
  test.each([
    ['throws', fails],
    ['rejects', async () => fails()],
    ['hangs', never],
  ])('that %s is reported and holds nothing up', async (_, hook) => {
    const { answer, failures, onClick } = await answerOf(path, { fallbackUrl: OLD, [name]: hook });
    expect(answer).toEqual(right);
    await waitFor(() => expect(failures()).toContain(name));
    if (name === 'consentOf') expect(onClick).not.toHaveBeenCalled();
  });
});

describe.each(['isBot', 'networks'] as const)('%s', (name) => {
  test.each([
    ['throws', fails],
    ['rejects', async () => fails()],
    ['hangs', never],
  ])('that %s costs its own verdict alone', async (_, hook) => {
    // A prefetch by a browser.
    const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';
    const request = { headers: { 'user-agent': agent, purpose: 'prefetch', 'x-real-ip': '192.0.2.1' } };
    const clientIp = ({ headers }: Request) => headers.get('x-real-ip');
    const said = async (given: unknown) => {
      const { answer, failures, onClick } = await answerOf(token, { clientIp, [name]: given }, request);
      expect(answer).toEqual([302, LINK.url]);
      return [failures(), onClick.mock.calls[0]?.[1].signals];
    };
    expect(await said(() => false)).toEqual([[], ['prefetch']]);
    expect(await said(hook)).toEqual([['signals'], ['prefetch']]);
  });
});

describe('destination', () => {
  test('gets the click and the request, and what it gives is used byte for byte', async () => {
    const destination = vi.fn((click: { url: string }, request: Request) => {
      return `${click.url}&gclid=${new URL(request.url).searchParams.get('gclid')}&X=%7e`;
    });
    const { answer, onClick } = await answerOf(`${token}?gclid=T`, { destination });
    expect(answer).toEqual([302, `${LINK.url}&gclid=T&X=%7e`]);
    expect(onClick.mock.calls[0]?.[0].url).toBe(LINK.url);
  });

  test('that is no web address is reported, and the link goes where it went', async () => {
    for (const given of ['javascript:alert(1)', '/x', 5, 'https://a.example/\r\nx: y']) {
      const { answer, failures } = await answerOf(token, { destination: () => given as string });
      expect([answer, failures()]).toEqual([[302, LINK.url], ['destination']]);
    }
  });

  test('is asked before allowDestination, which sees what came of it', async () => {
    const seen: string[] = [];
    const { answer } = await answerOf(token, {
      destination: () => new URL('https://other.example/x'),
      allowDestination: (url, click, request) => {
        seen.push(url.href, click.url, request.method);
        return true;
      },
    });
    expect([answer, seen]).toEqual([
      [302, 'https://other.example/x'],
      ['https://other.example/x', LINK.url, 'GET'],
    ]);
  });
});

test('consentOf: a reader who withdrew is redirected and not counted', async () => {
  const counted = async (consent: unknown) => {
    const { answer, onClick } = await answerOf(token, { consentOf: async () => consent as boolean });
    expect(answer).toEqual([302, LINK.url]);
    await new Promise((resolve) => setImmediate(resolve));
    for (const [click] of onClick.mock.calls) expect(Object.isFrozen(click)).toBe(true);
    return onClick.mock.calls.map(([click]) => click.contactId);
  };
  expect(await counted('identified')).toEqual(['c-17']);
  expect(await counted(true)).toEqual(['c-17']);
  expect(await counted('anonymous')).toEqual([undefined]);
  for (const none of ['none', false, undefined, null, 'yes']) expect(await counted(none)).toEqual([]);
});

describe('never a loop', () => {
  test.each([
    `${TRACKING_URL}/gone`,
    TRACKING_URL,
    `${TRACKING_URL}/`,
    `${TRACKING_URL}?x=1`,
    TRACKING_URL.replace('https:', 'http:'),
    TRACKING_URL.replace('.example', '.example.'),
    TRACKING_URL.replace('https:', 'HTTP:').replace('.example', '.example.'),
    TRACKING_URL.replace('https:', 'http:').replace('.example', '.example:80'),
  ])('%s', async (own) => {
    for (const path of ['nothing', own]) {
      expect((await answerOf(path, { fallbackUrl: own })).answer).toEqual([404, null]);
      expect((await answerOf(path, { fallback: () => own })).answer).toEqual([404, null]);
    }
    expect((await answerOf(token, { destination: () => `${own.split('?')[0]}/x` })).answer).toEqual([404, null]);
  });

  test('nor to the very request, wherever that is', async () => {
    const { answer } = await answerOf('https://else.example/x?y', { fallbackUrl: 'https://else.example/x' });
    expect(answer).toEqual([404, null]);
    for (const place of ['https://else.example/x', TRACKING_URL.replace('/c', '/C')]) {
      const { answer: own } = await answerOf(`${place}/${token}`, { destination: (_, request) => request.url });
      expect(own).toEqual([404, null]);
    }
  });

  test('nor to the request that came by a proxy under another name', async () => {
    const home = 'https://click.brand.example/home';
    const behind = 'http://10.0.0.7:3000';
    const options = { fallbackUrl: home, destination: () => home };
    for (const path of [`${behind}/home`, `${behind}/home?x=1`])
      expect((await answerOf(path, options)).answer).toEqual([404, null]);
    expect((await answerOf(`${behind}/x`, options)).answer).toEqual([302, home]);
  });
});

test.each([
  '/.well-known/apple-app-site-association',
  '/.well-known',
  '/robots.txt',
  '/robots.txt?x',
  '/%2Ewell-known/x',
  '/.well%2Dknown%2Fx',
  '/robots%2Etxt',
  '/%72obots.txt?x',
  '/c/../robots.txt',
])('%s is not found, whatever there is to fall back to', async (path) => {
  const fallback = vi.fn(() => OLD);
  expect((await answerOf(`https://click.brand.example${path}`, { fallback, fallbackUrl: OLD })).answer).toEqual([
    404,
    null,
  ]);
  expect(fallback).not.toHaveBeenCalled();
});
