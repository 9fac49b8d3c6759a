import { afterEach, beforeEach, expect, test } from 'vitest';
import { ClickAggregator } from '../../src/clicks/index.js';
import { fromSendGrid } from '../../src/clicks/providers/index.js';
import { auditLinks, decodeClick, generateKey, markLinks, rewriteLinks, signLink } from '../../src/index.js';
import { createClickHandler } from '../../src/redirect/index.js';
import { createReport } from '../../src/report/index.js';
import { keyrings, makeToken, TRACKING_URL } from '../token/sample.js';

const keys = keyrings.HS256;
const url = `${TRACKING_URL}/${await makeToken(keys)}`;
const BROWSER =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36';
const html =
  '<a href="https://shop.example/">w</a><a href="https://shop.example/{{a}}">x</a><a href="https://shop.example/unsubscribe">y</a>';
const tracked = { trackingUrl: TRACKING_URL, clickTracking: true, keys };
const click = { linkId: 'a', url: 'https://shop.example/', at: new Date(0), contactId: 'c-1' };

/** As an app without TypeScript may give it. */
type Given = never;
const answer = (given: object) =>
  createClickHandler({ trackingUrl: TRACKING_URL, keys, onClick: () => {}, ...given })(
    new Request(url, { headers: { 'user-agent': BROWSER } }),
  );
const count = (bots: object) =>
  new ClickAggregator({ bots }).add({ ...click, method: 'GET', userAgent: BROWSER, ip: '203.0.113.7' });
const reported = () => {
  const counts = new ClickAggregator();
  counts.add(click);
  return counts;
};

const CALLS: readonly (readonly [string, (given: Given) => unknown])[] = [
  ['classify', (classify) => rewriteLinks(html, { ...tracked, classify })],
  ['classify of auditLinks', (classify) => auditLinks(html, { classify })],
  ['classify of markLinks', (classify) => markLinks(html, { provider: 'sendgrid', classify })],
  ['linkId', (linkId) => rewriteLinks(html, { ...tracked, linkId })],
  ['linkId of signLink', (linkId) => signLink('https://shop.example/', { trackingUrl: TRACKING_URL, linkId }, keys)],
  ['neverTrack', (matcher) => rewriteLinks(html, { ...tracked, neverTrack: [matcher] })],
  ['onlyTrack', (matcher) => rewriteLinks(html, { ...tracked, onlyTrack: [matcher] })],
  ['systemLinks', (matcher) => rewriteLinks(html, { ...tracked, systemLinks: { trigger: { match: [matcher] } } })],
  ['utm', (source) => rewriteLinks(html, { ...tracked, utm: { source } })],
  [
    'read of a syntax',
    (read) => rewriteLinks(html, { ...tracked, mergeTags: [{ name: 'own', open: '{{', close: '}}', read }] }),
  ],
  ['now of decodeClick', (now) => decodeClick(url, { keys, now })],
  ['now of generateKey', (now) => generateKey(now)],
  ['now of the handler', (now) => answer({ now })],
  ['clientIp', (clientIp) => answer({ clientIp })],
  ['isBot', (isBot) => answer({ isBot })],
  ['networks', (networks) => answer({ networks, clientIp: () => '203.0.113.7' })],
  ['isBot of the aggregator', (isBot) => count({ isBot })],
  ['networks of the aggregator', (networks) => count({ networks })],
  ['contactLabel', (contactLabel) => createReport(reported(), { contactLabel })],
  [
    'links of a provider',
    (links) =>
      fromSendGrid(
        [{ event: 'click', url: 'https://shop.example/', timestamp: 1, sg_event_id: 'e', email: 'a@b.example' }],
        { links },
      ),
  ],
];

const lost: unknown[] = [];
const note = (reason: unknown) => lost.push(reason);
let others: NodeJS.UnhandledRejectionListener[] = [];
beforeEach(() => {
  lost.length = 0;
  others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', note);
});
afterEach(() => {
  process.removeAllListeners('unhandledRejection');
  for (const other of others) process.on('unhandledRejection', other);
});

test.each(CALLS)('%s that is async and fails ends no process', async (_, call) => {
  let asked = 0;
  const failing = async () => {
    asked++;
    throw new Error('down');
  };
  try {
    await call(failing as never);
  } catch (error) {
    // It gives no value, which some callers are told.
    expect(error).toBeInstanceOf(TypeError);
  }
  // Node looks for rejections that nobody handles once the microtasks are done.
  await new Promise((resolve) => setImmediate(resolve));
  expect(asked).toBeGreaterThan(0);
  expect(lost).toEqual([]);
});

test('a promise is no answer of isBot or networks, and the app is told', async () => {
  expect(() => count({ isBot: async () => true })).toThrow(/^isBot: must answer at once, not a promise/);
  expect(() => count({ networks: async () => true })).toThrow(/^networks: must answer at once, not a promise/);
  const failures: unknown[] = [];
  const { status } = await answer({
    isBot: async () => true,
    onError: (_: unknown, name: string) => failures.push(name),
  });
  expect([status, failures]).toEqual([302, ['signals']]);
});
