import { describe, expect, test, vi } from 'vitest';
import { createClickHandler } from '../../src/redirect/handler.js';
import type { ClickHandlerOptions } from '../../src/redirect/options.js';
import { createKeyring } from '../../src/token/keyring.js';
import { keyrings, LINK, makeToken, outcomeOf, SECRET } from '../token/sample.js';

const A = 'https://click.tenant-a.example/c';
const B = 'https://click.tenant-b.example/c';
const keys = keyrings.HS256;
const ofA = await makeToken(keys, LINK, {}, { trackingUrl: A });
const byHost: ClickHandlerOptions['trackingUrl'] = (request) => {
  const { host } = new URL(request.url);
  return [A, B].find((url) => new URL(url).host === host);
};
const make = (options: Partial<ClickHandlerOptions> = {}) =>
  createClickHandler({ trackingUrl: byHost, keys, onClick: () => {}, ...options });
const statusOf = async (
  url: string,
  options: Partial<ClickHandlerOptions> = {},
  headers: Record<string, string> = {},
) => (await make(options)(new Request(url, { headers }))).status;

describe("one customer's token", () => {
  test('opens under its own tracking URL alone', async () => {
    expect(await statusOf(`${A}/${ofA}`)).toBe(302);
    expect(await statusOf(`${B}/${ofA}`)).toBe(404);
    expect(await statusOf(`https://click.tenant-b.example/anything/${ofA}`)).toBe(404);
    expect(await statusOf(`https://click.tenant-c.example/c/${ofA}`)).toBe(404);
    expect([await outcomeOf(`${A}/${ofA}`), await outcomeOf(`${B}/${ofA}`)]).toEqual(['accepted', 'token-audience']);
    expect(await outcomeOf(`${A}/other/${ofA}`)).toBe('token-audience');
    expect(await outcomeOf(ofA, keys, { trackingUrl: [B, A] })).toBe('accepted');
    expect(await outcomeOf(`${A}/${ofA}`, keys, { trackingUrl: B })).toBe('token-audience');
  });

  test('opens under any of one sender’s tracking URLs', async () => {
    expect(await statusOf(`${B}/${ofA}`, { trackingUrl: [B, A] })).toBe(302);
    expect(await statusOf(`${B}/${ofA}`, { trackingUrl: B })).toBe(404);
  });

  test('opens under a host that older versions of Node’s parser refuse', async () => {
    const trackingUrl = 'https://xn--a.example/c';
    const token = await makeToken(keys, LINK, {}, { trackingUrl });
    // A request of theirs cannot name such a host, but a server behind a proxy is given another.
    expect(await statusOf(`https://inside.example/c/${token}`, { trackingUrl })).toBe(302);
  });

  test('is not moved by what a client forwards, unless a proxy is trusted', async () => {
    for (const headers of [
      { 'x-forwarded-host': 'click.tenant-a.example' },
      { forwarded: 'host=click.tenant-a.example' },
    ]) {
      expect(await statusOf(`${B}/${ofA}`, {}, headers)).toBe(404);
      expect(await statusOf(`${B}/${ofA}`, { trustProxy: true }, headers)).toBe(302);
    }
    const seen: string[][] = [];
    const trackingUrl = (request: Request) => {
      seen.push([...request.headers.keys()]);
      return A;
    };
    await statusOf(
      `${A}/${ofA}`,
      { trackingUrl },
      { 'x-forwarded-host': 'x.example', 'x-real-ip': '192.0.2.1', accept: '*/*' },
    );
    expect(seen).toEqual([['accept', 'host']]);
  });
});

test('a link that opens an app has a path segment of its own', async () => {
  const app = await makeToken(keys, { ...LINK, appLink: true }, {}, { trackingUrl: A });
  expect(await statusOf(`${A}/app/${app}`)).toBe(302);
  expect([await outcomeOf(`${A}/app/${app}`), await outcomeOf(`${A}/app/${ofA}`)]).toEqual([
    'accepted',
    'token-audience',
  ]);
});

describe('keys that are looked up', () => {
  test('are asked for once for each key id, and so are those that are not there', async () => {
    const lookUp = vi.fn(async (kid: string, request: Request) =>
      kid === 'hs' && new URL(request.url).host.includes('tenant-a')
        ? createKeyring([{ kid, key: SECRET }])
        : undefined,
    );
    const handler = make({ keys: lookUp });
    const other = await makeToken(createKeyring([{ kid: 'none', key: SECRET }]), LINK, {}, { trackingUrl: A });
    const ask = async (url: string) => (await handler(new Request(url))).status;
    const asked = async (url: string) => [await ask(url), await ask(url), await ask(`${url})`)];
    expect(await asked(`${A}/${ofA}`)).toEqual([302, 302, 302]);
    expect(await asked(`${A}/${other}`)).toEqual([404, 404, 404]);
    expect(await asked(`${B}/${ofA}`)).toEqual([404, 404, 404]);
    expect(await ask(`${A}/nothing`)).toBe(404);
    expect(lookUp.mock.calls.map(([kid, request]) => `${kid} ${new URL(request.url).host}`)).toEqual([
      'hs click.tenant-a.example',
      'none click.tenant-a.example',
      'hs click.tenant-b.example',
    ]);
  });
});

test('a rollout in stages: the redirect reads a new key before the sender signs with it, and never loses an old click', async () => {
  const [old, young] = [
    { kid: 'old', key: SECRET },
    { kid: 'new', key: 'fedcba9876543210fedcba9876543210' },
  ];
  const stages = [
    { redirect: [old], sender: [old] },
    { redirect: [old, young], sender: [old] },
    { redirect: [old, young], sender: [young, old] },
    { redirect: [young], sender: [young] },
  ];
  const sent: string[] = [];
  const opened: number[][] = [];
  for (const { redirect, sender } of stages) {
    sent.push(await makeToken(createKeyring(sender), LINK, {}, { trackingUrl: A }));
    const ring = createKeyring(redirect);
    opened.push(await Promise.all(sent.map((token) => statusOf(`${A}/${token}`, { keys: ring }))));
  }
  expect(opened).toEqual([[302], [302, 302], [302, 302, 302], [404, 404, 302, 302]]);
  // The sender first: what it signs is not found until the redirect follows.
  const early = await makeToken(createKeyring([young, old]), LINK, {}, { trackingUrl: A });
  expect(await statusOf(`${A}/${early}`, { keys: createKeyring([old]) })).toBe(404);
  expect(
    await outcomeOf(early.replace(/^[^.]*/, Buffer.from('{"alg":"HS256","kid":"hs","typ":"3"}').toString('base64url'))),
  ).toBe('token-version');
});
