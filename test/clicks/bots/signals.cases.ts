import type { BotOptions, BotReason, ClickEvent } from '../../../src/clicks/index.js';

export const SENT = Date.UTC(2026, 10, 24, 10);
const HOUR = 3_600_000;

export interface SignalCase {
  readonly what: string;
  readonly reason: BotReason;
  readonly options?: BotOptions;
  /** Clicks of one contact on one message, an hour after sending where they do not say when. */
  readonly events: readonly Partial<ClickEvent>[];
  /** By event, whether it has the reason. */
  readonly marked: readonly boolean[];
}

const at = (milliseconds: number): number => SENT + HOUR + milliseconds;
const link = (linkId: string, milliseconds = 0): Partial<ClickEvent> => ({ linkId, at: at(milliseconds) });
const sent = (milliseconds: number): Partial<ClickEvent> => ({ sentAt: SENT, at: SENT + milliseconds });
const headers = (name: string, value: string): Partial<ClickEvent> => ({ headers: { [name]: value } });
const one = (
  reason: BotReason,
  what: string,
  event: Partial<ClickEvent>,
  marked: boolean,
  options?: BotOptions,
): SignalCase => ({ reason, what, events: [event], marked: [marked], ...(options === undefined ? {} : { options }) });
const NETWORKS: BotOptions = { networks: ['192.0.2.0/24', '2001:db8::/32', '198.51.100.7'] };
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

/** Every signal: what sets it off, and what just does not. */
export const SIGNAL_CASES: readonly SignalCase[] = [
  one('method', 'HEAD', { method: 'HEAD' }, true),
  one('method', 'POST', { method: 'POST' }, true),
  one('method', 'options, in small letters', { method: 'options' }, true),
  one('method', 'GET', { method: 'GET' }, false),
  one('method', 'get', { method: 'get' }, false),
  one('method', 'not told', {}, false),
  one('user-agent', 'a library', { userAgent: 'python-requests/2.32.3' }, true),
  one('user-agent', 'a browser', { userAgent: FIREFOX }, false),
  one('user-agent', 'not told', {}, false),
  one('user-agent', 'one of the app', { userAgent: `${FIREFOX} OurTool/1.0` }, true, { userAgents: [/ourtool/i] }),
  one('user-agent-empty', 'empty', { userAgent: '' }, true),
  one('user-agent-empty', 'white space', { userAgent: ' \t' }, true),
  one('user-agent-empty', 'a browser', { userAgent: FIREFOX }, false),
  one('user-agent-empty', 'not told', {}, false),
  one('prefetch', 'Purpose: prefetch', headers('purpose', 'prefetch'), true),
  one('prefetch', 'Sec-Purpose: prefetch;prerender', headers('Sec-Purpose', 'prefetch;prerender'), true),
  one(
    'prefetch',
    'Sec-Purpose: prefetch;anonymous-client-ip',
    headers('sec-purpose', 'prefetch;anonymous-client-ip'),
    true,
  ),
  one('prefetch', 'X-Purpose: preview', headers('X-PURPOSE', 'preview'), true),
  one('prefetch', 'X-Moz: prefetch', headers('x-moz', 'Prefetch'), true),
  one('prefetch', 'in a list', { headers: { 'x-moz': ['other', 'prefetch'] } }, true),
  one('prefetch', 'in Headers', { headers: new Headers({ Purpose: 'prefetch' }) }, true),
  one('prefetch', 'in a Map of small letters', { headers: new Map([['purpose', 'prefetch']]) as never }, true),
  one('prefetch', 'another purpose', headers('purpose', 'navigate'), false),
  one('prefetch', 'another header', headers('x-prefetch', 'prefetch'), false),
  one('prefetch', 'no headers', { headers: {} }, false),
  one('prefetch', 'Headers without it', { headers: new Headers() }, false),
  one('network', 'IPv4 in a network', { ip: '192.0.2.255' }, true, NETWORKS),
  one('network', 'IPv6 in a network', { ip: '2001:db8:1::1' }, true, NETWORKS),
  one('network', 'an address alone', { ip: '198.51.100.7' }, true, NETWORKS),
  one('network', 'IPv4 in IPv6', { ip: '::ffff:192.0.2.1' }, true, NETWORKS),
  one('network', 'beside it', { ip: '192.0.3.0' }, false, NETWORKS),
  one('network', 'a function of the app', { ip: '203.0.113.9' }, true, { networks: (ip) => ip.startsWith('203.') }),
  one('network', 'without networks', { ip: '192.0.2.1' }, false),
  one('network', 'not told', {}, false, NETWORKS),
  one('honeypot', 'the link no person sees', { honeypot: true }, true),
  one('honeypot', 'another link', { honeypot: false }, false),
  one('before-sending', 'a millisecond before', sent(-1), true),
  one('before-sending', 'at once', sent(0), false),
  one('before-sending', 'not told', {}, false),
  one('after-sending', 'at once', sent(0), true),
  one('after-sending', 'just under two seconds', sent(1_999), true),
  one('after-sending', 'two seconds', sent(2_000), false),
  one('after-sending', 'before sending', sent(-1), false),
  one('after-sending', 'under a threshold of the app', sent(4_999), true, { afterSendingMs: 5_000 }),
  one('soon-after-sending', 'just under two seconds', sent(1_999), false),
  one('soon-after-sending', 'two seconds', sent(2_000), true),
  one('soon-after-sending', 'just under ten seconds', sent(9_999), true),
  one('soon-after-sending', 'ten seconds', sent(10_000), false),
  one('soon-after-sending', 'under a threshold of the app', sent(19_999), true, { soonAfterSendingMs: 20_000 }),
  {
    reason: 'near-honeypot',
    what: 'thirty seconds round the trap, both ends included',
    events: [
      link('a', 0),
      link('b', 1),
      { ...link('t', 30_001), honeypot: true },
      link('c', 60_001),
      link('d', 60_002),
    ],
    marked: [false, true, true, true, false],
  },
  {
    reason: 'near-honeypot',
    what: 'two traps, one after another',
    options: { honeypotWindowMs: 1_000 },
    events: [
      { ...link('t', 0), honeypot: true },
      link('a', 1_000),
      link('b', 1_500),
      { ...link('t', 2_400), honeypot: true },
      link('c', 3_401),
    ],
    marked: [true, true, true, true, false],
  },
  {
    reason: 'near-honeypot',
    what: 'a link five seconds after the trap',
    events: [{ ...link('t', 0), honeypot: true }, link('a', 5_000)],
    marked: [true, true],
  },
  {
    reason: 'burst',
    what: 'three links in a second',
    events: [link('a', 0), link('b', 500), link('c', 1_000), link('d', 5_000)],
    marked: [true, true, true, false],
  },
  {
    reason: 'burst',
    what: 'three links in a little more than a second',
    events: [link('a', 0), link('b', 500), link('c', 1_001)],
    marked: [false, false, false],
  },
  {
    reason: 'burst',
    what: 'two links within a tenth of a second',
    events: [link('a', 0), link('b', 100), link('c', 1_200)],
    marked: [true, true, false],
  },
  {
    reason: 'burst',
    what: 'two links in a little more than that',
    events: [link('a', 0), link('b', 101)],
    marked: [false, false],
  },
  {
    reason: 'burst',
    what: 'the same link three times',
    events: [link('a', 0), link('a', 1), link('a', 2)],
    marked: [false, false, false],
  },
  {
    reason: 'burst',
    what: 'links of two messages',
    events: [link('a', 0), { ...link('b', 1), messageId: 'other' }],
    marked: [false, false],
  },
  {
    reason: 'burst',
    what: 'two bursts, and a click between them',
    events: [link('a', 0), link('b', 50), link('c', 3_000), link('a', 9_000), link('d', 9_050)],
    marked: [true, true, false, true, true],
  },
  {
    reason: 'burst',
    what: 'four links by thresholds of the app',
    options: { burstWindowMs: 5_000, burstLinks: 4, pairWindowMs: 0 },
    events: [link('a', 0), link('b', 2_000), link('c', 4_000), link('d', 5_000), link('e', 9_001)],
    marked: [true, true, true, true, false],
  },
  {
    reason: 'every-link',
    what: 'all three links that were clicked',
    events: [link('a', 0), link('b', 60_000), link('c', 120_000)],
    marked: [true, true, true],
  },
  {
    reason: 'every-link',
    what: 'both links, where there are only two',
    events: [link('a', 0), link('b', 60_000)],
    marked: [false, false],
  },
  {
    reason: 'every-link',
    what: 'two are enough for the app',
    options: { everyLinkMin: 2 },
    events: [link('a', 0), link('b', 60_000)],
    marked: [true, true],
  },
];
