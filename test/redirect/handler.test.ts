import { describe, expect, test, vi } from 'vitest';
import { createClickHandler } from '../../src/redirect/handler.js';
import type { ClickHandlerOptions } from '../../src/redirect/options.js';
import type { Click } from '../../src/token/decode-click.js';
import { createKeyring } from '../../src/token/keyring.js';
import { FORGED, MISUSED } from '../token/forging.cases.js';
import { cipher, header, keyrings, makeToken, PAYLOAD, signAny, TRACKING_URL } from '../token/sample.js';
import { waitFor } from '../wait-for.js';

const keys = keyrings.HS256;
const token = await makeToken(keys);
const base = 'https://click.brand.example/c/';
const open = (path: string, init: RequestInit = {}) => new Request(base + path, init);
const make = (options: Partial<ClickHandlerOptions> = {}) =>
  createClickHandler({ trackingUrl: TRACKING_URL, keys, onClick: () => {}, ...options });
const hiddenHeaders = {
  'cache-control': 'private, no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
  'x-content-type-options': 'nosniff',
};

/** All of a response that anybody can see. */
async function publicOf(response: Response) {
  return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
}

describe('a click', () => {
  test('is redirected with 302, not stored, and told of with all that the aggregator wants', async () => {
    const onClick = vi.fn();
    const now = () => new Date('2026-11-24T09:00:00Z');
    const request = open(`${token}?fbclid=x#y`, { headers: { 'user-agent': 'curl/8', 'x-real-ip': '192.0.2.7' } });
    const handler = make({ onClick, now, clientIp: (each) => each.headers.get('x-real-ip') ?? undefined });
    const answer = await publicOf(await handler(request));
    expect(answer).toEqual({
      status: 302,
      headers: { ...hiddenHeaders, location: 'https://shop.example/sale?x=1' },
      body: '',
    });
    expect(onClick.mock.calls).toEqual([
      [
        {
          url: 'https://shop.example/sale?x=1',
          linkId: 'hero',
          part: 'html',
          campaignId: 'nov',
          messageId: 'm1',
          variant: 'b',
          contactId: 'c-17',
          sentAt: new Date('2026-11-24T08:00:00Z'),
          expired: false,
          test: false,
          kid: 'hs',
        },
        {
          version: 1,
          at: now(),
          eventId: expect.stringMatching(/^[0-9a-f-]{36}$/),
          signals: ['user-agent'],
        },
        { request, ip: '192.0.2.7' },
      ],
    ]);
  });

  test('sets no cookie, and gives every request an event id of its own', async () => {
    const ids = new Set<string>();
    const handler = make({ onClick: (_, { eventId }) => ids.add(eventId) });
    for (let times = 0; times < 20; times++) expect((await handler(open(token))).headers.getSetCookie()).toEqual([]);
    expect(ids.size).toBe(20);
  });

  test.each([302, 303, 307] as const)('is redirected with %i', async (status) => {
    expect((await make({ status })(open(token))).status).toBe(status);
  });

  test('by HEAD is answered as by GET, and says so', async () => {
    const onClick = vi.fn();
    const handler = make({ onClick });
    const [get, head] = [
      await publicOf(await handler(open(token))),
      await publicOf(await handler(open(token, { method: 'HEAD' }))),
    ];
    expect(head).toEqual(get);
    expect(onClick.mock.calls.map(([, info]) => info.signals)).toEqual([
      ['user-agent-empty'],
      ['head', 'user-agent-empty'],
    ]);
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'PROPFIND'])('by %s is refused with 405', async (method) => {
    const onClick = vi.fn();
    const answer = await publicOf(await make({ onClick })(open(token, { method })));
    expect(answer).toMatchObject({ status: 405, headers: { ...hiddenHeaders, allow: 'GET, HEAD' }, body: '' });
    expect(answer.headers).not.toHaveProperty('location');
    expect(onClick).not.toHaveBeenCalled();
  });

  test('that is late is still redirected, and says so', async () => {
    const onClick = vi.fn();
    const late = await makeToken(keys, undefined, undefined, { part: 'html', expiresInSeconds: 60 });
    expect((await make({ onClick })(open(late))).status).toBe(302);
    expect(onClick.mock.calls[0]?.[0]).toMatchObject({ expired: true });
  });
});

describe('Location', () => {
  const CASES: readonly (readonly [string, string])[] = [
    ['https://shop.example', 'https://shop.example/'],
    ['HTTPS://Shop.Example:443/a', 'https://shop.example/a'],
    ['https://shop.example/a b"<>\u00e9\u20ac', 'https://shop.example/a%20b%22%3C%3E%C3%A9%E2%82%AC'],
    ['https://b\u00fccher.example/', 'https://xn--bcher-kva.example/'],
    ['https://xn--a.example/a?b', 'https://xn--a.example/a?b'],
    ['https://shop.example/%0d%0aset-cookie:a=b', 'https://shop.example/%0d%0aset-cookie:a=b'],
    ['https://shop.example/\u2028\u0085', 'https://shop.example/%E2%80%A8%C2%85'],
    ['https://shop.example\\@evil.example/', 'https://shop.example/@evil.example/'],
    ['https://shop.example/../../a?b#c', 'https://shop.example/a?b#c'],
    ['https://shop.example/\ud800', 'https://shop.example/%EF%BF%BD'],
  ];
  test.each(CASES)('for %j is %s', async (url, location) => {
    const response = await make()(open(await makeToken(keys, { linkId: 'x', url })));
    expect(response.headers.get('location')).toBe(location);
  });
});

describe('whatever is no click of ours', () => {
  const claims = (url: unknown) =>
    signAny(header(), PAYLOAD.replace('[4', '[196').replace('"shop.example/"', JSON.stringify(url)));
  const REFUSED: readonly string[] = [
    ...[...FORGED, ...MISUSED].map(([, forged]) => forged),
    claims('javascript:alert(1)'),
    claims('https://evil.example/\r\nset-cookie: a=b'),
    claims('https://user@evil.example/'),
    claims('//evil.example'),
    claims(0),
    claims({}),
    '',
    'https://evil.example/',
    '?url=https://evil.example/',
    '%2f%2fevil.example',
    '//evil.example/%2e%2e',
    '\\\\evil.example',
  ];

  test('gets one and the same answer, and no redirect', async () => {
    const codes = new Set<unknown>();
    const onClick = vi.fn();
    const handler = make({ onClick, onError: (error) => codes.add((error as { code?: string }).code) });
    const first = await publicOf(await handler(open('x')));
    expect(first).toMatchObject({
      status: 404,
      headers: { ...hiddenHeaders, 'content-security-policy': "default-src 'none'" },
    });
    expect(first.headers).not.toHaveProperty('location');
    for (const path of REFUSED) expect(await publicOf(await handler(open(path)))).toEqual(first);
    expect(await publicOf(await make({ allowDestination: () => false })(open(token)))).toEqual(first);
    const inactive = createKeyring([{ kid: 'hs', key: '0123456789abcdef0123456789abcdef', notAfter: new Date(0) }]);
    expect(await publicOf(await make({ keys: inactive })(open(token)))).toEqual(first);
    const encrypted = await makeToken(
      createKeyring([{ kid: 'hs', key: '0123456789abcdef0123456789abcdef' }], { cipher }),
      undefined,
      {},
      { part: 'html', encryptPayload: true },
    );
    expect(await publicOf(await make({ keys: inactive })(open(encrypted)))).toEqual(first);
    expect(onClick).not.toHaveBeenCalled();
    expect(codes.size).toBeGreaterThanOrEqual(10);
  });

  test('goes to fallbackUrl where there is one, and nowhere that the request names', async () => {
    const handler = make({ fallbackUrl: 'https://brand.example/gone?x=\u00e9' });
    const first = await publicOf(await handler(open('x')));
    expect(first).toMatchObject({
      status: 302,
      headers: { location: 'https://brand.example/gone?x=%C3%A9' },
      body: '',
    });
    for (const path of REFUSED) expect(await publicOf(await handler(open(path)))).toEqual(first);
  });

  test('by HEAD has the same headers and no body', async () => {
    const handler = make();
    const [get, head] = [
      await publicOf(await handler(open('x'))),
      await publicOf(await handler(open('x', { method: 'HEAD' }))),
    ];
    expect(head).toEqual({ ...get, body: '' });
    expect(get.body).toContain('<!doctype html>');
  });

  test('shows nothing of the request on its page', async () => {
    const { body } = await publicOf(await make()(open('%3Cscript%3Ealert(1)%3C/script%3E?c-17')));
    expect(body).not.toMatch(/script|c-17/);
  });

  test('asks no manifest, service or veto', async () => {
    const manifest = vi.fn();
    const verify = vi.fn(() => false);
    const service = createKeyring([{ kid: 'kms', alg: 'ES256', key: { sign: () => new Uint8Array(64), verify } }]);
    const allowDestination = vi.fn(() => true);
    for (const [, forged] of FORGED) await make({ manifest, allowDestination })(open(forged));
    const short = signAny(header({ kid: 'kms', alg: 'ES256' }), PAYLOAD.replace('4,"shop.example/",', ''));
    await make({ keys: service, manifest })(open(short));
    expect([manifest, verify, allowDestination].map((each) => each.mock.calls.length)).toEqual([0, 0, 0]);
  });
});

describe('what the app does', () => {
  const failing: readonly (readonly [string, ClickHandlerOptions['onClick']])[] = [
    [
      'throws',
      () => {
        throw new Error('mine');
      },
    ],
    [
      'rejects',
      async () => {
        throw new Error('mine');
      },
    ],
    ['rejects late', () => new Promise((_, reject) => setTimeout(() => reject(new Error('mine')), 5))],
  ];
  test.each(failing)('when onClick %s, the redirect goes on and onError is told', async (_, onClick) => {
    const onError = vi.fn();
    expect((await make({ onClick, onError })(open(token))).status).toBe(302);
    await waitFor(() =>
      expect(onError.mock.calls).toEqual([[expect.objectContaining({ message: 'mine' }), 'onClick']]),
    );
  });

  test('an onClick that never ends holds nothing up', async () => {
    expect((await make({ onClick: () => new Promise(() => {}) })(open(token))).status).toBe(302);
  });

  test('an onError that throws or rejects breaks nothing', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    for (const onError of [
      () => {
        throw new Error('again');
      },
      () => Promise.reject(new Error('again')),
    ]) {
      expect((await make({ onError, onClick: () => JSON.parse('{') })(open(token))).status).toBe(302);
      expect((await make({ onError })(open('x'))).status).toBe(404);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  test('allowDestination sees the URL and the click, and nothing but true lets it pass', async () => {
    const allowDestination = vi.fn((_url: URL, _click: Click) => true);
    expect((await make({ allowDestination })(open(token))).status).toBe(302);
    expect(allowDestination.mock.calls[0]?.[0].href).toBe('https://shop.example/sale?x=1');
    expect(allowDestination.mock.calls[0]?.[1].linkId).toBe('hero');
    for (const answer of [false, undefined, 'yes', 1]) {
      const onClick = vi.fn();
      expect((await make({ onClick, allowDestination: async () => answer as boolean })(open(token))).status).toBe(404);
      expect(onClick).not.toHaveBeenCalled();
    }
  });

  test('an allowDestination that fails refuses, and one that alters its URL changes nothing', async () => {
    const onError = vi.fn();
    const fails = make({
      onError,
      allowDestination: () => {
        throw new Error('down');
      },
    });
    expect((await fails(open(token))).status).toBe(404);
    expect(onError.mock.calls[0]?.[1]).toBe('allowDestination');
    const alters = make({
      allowDestination: (url) => {
        url.href = 'https://evil.example/';
        return true;
      },
    });
    expect((await alters(open(token))).headers.get('location')).toBe('https://shop.example/sale?x=1');
  });

  test('a clientIp that fails costs the address alone', async () => {
    const [onClick, onError] = [vi.fn(), vi.fn()];
    await make({
      onClick,
      onError,
      clientIp: () => {
        throw new Error('x');
      },
    })(open(token));
    expect(onClick.mock.calls[0]?.[2]).not.toHaveProperty('ip');
    expect(onError.mock.calls[0]?.[1]).toBe('clientIp');
  });

  test.each([
    ['no address', 'shop.example', {}],
    ['a number', 7, {}],
    ['no address, with networks', '192.0.2', { networks: ['192.0.2.0/24'] }],
  ])('a clientIp that returns %s is reported, and its value is not shown', async (_, ip, options) => {
    const [onClick, onError] = [vi.fn(), vi.fn()];
    const answer = await make({ onClick, onError, clientIp: () => ip as string, ...options })(open(token));
    expect(answer.status).toBe(302);
    expect(onClick.mock.calls[0]?.[2]).not.toHaveProperty('ip');
    const [error, failure] = onError.mock.calls[0] as [Error, string];
    expect(failure).toBe('clientIp');
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toMatch(/^clientIp: must return an IP address or undefined/);
    expect(error.message).not.toContain(`${ip}`);
  });

  test.each(['[2001:db8::9]:4711', 'unknown', '_hidden', undefined, null])('of %j nothing is said', async (ip) => {
    const onError = vi.fn();
    await make({ onError, clientIp: () => ip })(open(token));
    expect(onError).not.toHaveBeenCalled();
  });

  test('a clock that stands still at no time refuses rather than calling everything fresh', async () => {
    const onError = vi.fn();
    expect((await make({ onError, now: () => new Date(Number.NaN) })(open(token))).status).toBe(404);
    expect(onError.mock.calls[0]?.[0]).toBeInstanceOf(TypeError);
  });
});

describe('waitUntil', () => {
  test('is called on its own object, wherever among the arguments that stands', async () => {
    let done = false;
    class Context {
      readonly #waiting: Promise<unknown>[] = [];
      waitUntil(promise: Promise<unknown>) {
        this.#waiting.push(promise);
      }
      all() {
        return Promise.all(this.#waiting);
      }
    }
    const context = new Context();
    const onClick = () =>
      new Promise<void>((resolve) =>
        setTimeout(() => {
          done = true;
          resolve();
        }, 5),
      );
    expect((await make({ onClick })(open(token), { KV: 1 }, undefined, context)).status).toBe(302);
    expect(done).toBe(false);
    await context.all();
    expect(done).toBe(true);
  });

  test('never breaks the redirect', async () => {
    const late = {
      waitUntil() {
        throw new Error('the request is over');
      },
    };
    const absent = {
      get waitUntil(): never {
        throw new Error('no context here');
      },
    };
    for (const context of [late, absent, null, 7, 'x', { waitUntil: 1 }])
      expect((await make()(open(token), context)).status).toBe(302);
  });
});

test.each<[Record<string, unknown>, RegExp]>([
  [{ keys: [] }, /^keys: /],
  [{ onClick: undefined }, /^onClick: /],
  [{ status: 301 }, /^status: must be one of 302, 303, 307/],
  [{ fallbackUrl: '/gone' }, /^fallbackUrl: /],
  [{ fallbackUrl: 'javascript:alert(1)' }, /^fallbackUrl: /],
  [{ fallbackUrl: 'https://user@brand.example/' }, /^fallbackUrl: /],
  [{ onErorr: () => {} }, /did you mean "onError"/],
  [{ now: 5 }, /^now: /],
  [{ trackingUrl: undefined }, /^trackingUrl: must be an https URL/],
  [{ trackingUrl: [] }, /^trackingUrl: must have at least one URL/],
  [{ trackingUrl: ['https://click.brand.example/c', 'x'] }, /^trackingUrl\[1\]: /],
  [{ hookTimeoutMs: 0 }, /^hookTimeoutMs: /],
  [{ trustProxy: 1 }, /^trustProxy: /],
  [{ appLink: () => {} }, /unknown option "appLink"; wrap the handler/],
])('a wrong option is told of: %j', (options, message) => {
  const all = { trackingUrl: TRACKING_URL, keys, onClick: () => {}, ...options } as unknown as ClickHandlerOptions;
  expect(() => createClickHandler(all)).toThrow(TypeError);
  expect(() => createClickHandler(all)).toThrow(message);
});
