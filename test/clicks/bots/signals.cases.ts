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
  one('method', 'HEAD', { method: 'HEAD' }, false),
  one('head', 'HEAD', { method: 'HEAD' }, true),
  one('head', 'in small letters', { method: 'head' }, true),
  one('head', 'GET', { method: 'GET' }, false),
  one('head', 'as a record has it', { signals: ['head'] }, true),
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
  one('prefetch', 'a prerender', headers('Sec-Purpose', 'prefetch;prerender'), false),
  one('prerender', 'Sec-Purpose: prefetch;prerender', headers('Sec-Purpose', 'prefetch;prerender'), true),
  one('prerender', 'a prefetch', headers('Sec-Purpose', 'prefetch'), false),
  one('not-navigation', 'an image', headers('sec-fetch-dest', 'image'), true),
  one('not-navigation', 'a fetch call', headers('Sec-Fetch-Mode', 'cors'), true),
  one(
    'not-navigation',
    'a script that says navigate',
    { headers: { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'script' } },
    true,
  ),
  one(
    'not-navigation',
    'a link followed',
    { headers: { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' } },
    false,
  ),
  one(
    'not-navigation',
    'a link followed in a frame',
    { headers: { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' } },
    false,
  ),
  one('not-navigation', 'a browser that sends none', headers('accept', 'text/html'), false),
  one('provider-verdict', 'as a record has it', { signals: ['provider-verdict'] }, true),
  one('provider-verdict', 'another signal', { signals: ['prerender'] }, false),
  one('many-contacts', 'as a record has it', { signals: ['many-contacts'] }, true),
  one('many-contacts', 'another signal', { signals: ['second-source'] }, false),
  one('second-source', 'as a record has it', { signals: ['prerender', 'second-source'] }, true),
  one('second-source', 'another signal', { signals: ['many-contacts'] }, false),
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
  one('before-sending', 'more than a minute before', sent(-60_001), true),
  one('before-sending', 'a day before', sent(-24 * HOUR), true),
  one('before-sending', 'a minute before: clocks differ', sent(-60_000), false),
  one('before-sending', 'at once', sent(0), false),
  one('before-sending', 'not told', {}, false),
  one('after-sending', 'at once', sent(0), true),
  one('after-sending', 'just under two seconds', sent(1_999), true),
  one('after-sending', 'two seconds', sent(2_000), false),
  one('after-sending', 'before sending', sent(-1), false),
  one('after-sending', 'under a threshold of the app', sent(4_999), true, { afterSendingMs: 5_000 }),
  one('soon-after-sending', 'just under two seconds', sent(1_999), false),
  one('soon-after-sending', 'two seconds', sent(2_000), true),
  one('soon-after-sending', 'just under a minute', sent(59_999), true),
  one('soon-after-sending', 'a minute', sent(60_000), false),
  one('soon-after-sending', 'over a threshold of the app', sent(5_000), true, { afterSendingMs: 5_000 }),
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
    marked: [false, true, false, true, false],
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
    marked: [false, true, true, false, false],
  },
  {
    reason: 'near-honeypot',
    what: 'a link five seconds after the trap',
    events: [{ ...link('t', 0), honeypot: true }, link('a', 5_000)],
    marked: [false, true],
  },
  {
    reason: 'burst',
    what: 'three links in half a second',
    events: [link('a', 0), link('b', 200), link('c', 500), link('d', 5_000)],
    marked: [true, true, true, false],
  },
  {
    reason: 'burst',
    what: 'three links in a little more than that',
    events: [link('a', 0), link('b', 200), link('c', 501)],
    marked: [false, false, false],
  },
  {
    reason: 'burst',
    what: 'four links in a second',
    events: [link('a', 0), link('b', 300), link('c', 650), link('d', 1_000), link('e', 1_700)],
    marked: [true, true, true, true, false],
  },
  {
    reason: 'burst',
    what: 'the same link four times',
    events: [link('a', 0), link('a', 1), link('a', 2), link('a', 3)],
    marked: [false, false, false, false],
  },
  {
    reason: 'burst',
    what: 'links of two messages',
    events: [link('a', 0), { ...link('b', 1), messageId: 'other' }, link('c', 2)],
    marked: [false, false, false],
  },
  {
    reason: 'burst',
    what: 'two bursts, and a click between them',
    events: [
      link('a', 0),
      link('b', 50),
      link('c', 99),
      link('a', 3_000),
      link('a', 9_000),
      link('b', 9_050),
      link('d', 9_300),
    ],
    marked: [true, true, true, false, true, true, true],
  },
  {
    reason: 'quick-succession',
    what: 'two links within a tenth of a second',
    events: [link('a', 0), link('b', 100), link('c', 3_200)],
    marked: [true, true, false],
  },
  {
    reason: 'quick-succession',
    what: 'two links in a little more than that',
    events: [link('a', 0), link('b', 101)],
    marked: [false, false],
  },
  {
    reason: 'quick-succession',
    what: 'three links in three seconds',
    events: [link('a', 0), link('b', 1_700), link('c', 3_000), link('d', 6_001)],
    marked: [true, true, true, false],
  },
  {
    reason: 'every-link',
    what: 'all eight links of the copy in 45 seconds, and a click long after',
    events: [0, 1, 20_000, 20_001, 20_002, 30_000, 40_000, 45_000, 105_000].map((ms, i) => ({
      ...link(`l${i % 8}`, ms),
      linkCount: 8,
    })),
    marked: [...new Array(8).fill(true), false],
  },
  {
    reason: 'every-link',
    what: 'all eight links in a little more than that',
    events: [0, 1, 20_000, 20_001, 20_002, 30_000, 40_000, 45_001].map((ms, i) => ({
      ...link(`l${i}`, ms),
      linkCount: 8,
    })),
    marked: new Array(8).fill(false),
  },
  {
    reason: 'every-link',
    what: 'all four links in the time for four',
    events: [0, 1, 2, 19_285].map((ms, i) => ({ ...link(`l${i}`, ms), linkCount: 4 })),
    marked: [true, true, true, true],
  },
  {
    reason: 'every-link',
    what: 'all four links, each page looked at',
    events: [0, 7_000, 14_000, 19_286].map((ms, i) => ({ ...link(`l${i}`, ms), linkCount: 4 })),
    marked: [false, false, false, false],
  },
  {
    reason: 'every-link',
    what: 'turned off: at once',
    options: { everyLinkWindowMs: 0 },
    events: [0, 0, 0, 0].map((ms, i) => ({ ...link(`l${i}`, ms), linkCount: 4 })),
    marked: [false, false, false, false],
  },
  {
    reason: 'every-link',
    what: 'a threshold of the app',
    options: { everyLinkWindowMs: 5_000 },
    events: [0, 2_000, 4_000, 6_000].map((ms, i) => ({ ...link(`l${i}`, ms), linkCount: 4 })),
    marked: [false, false, false, false],
  },
  {
    reason: 'every-link',
    what: 'all but one',
    events: ['a', 'b', 'c', 'd'].map((id, i) => ({ ...link(id, i), linkCount: 5 })),
    marked: [false, false, false, false],
  },
  {
    reason: 'every-link',
    what: 'three links, which people follow as well',
    events: ['a', 'b', 'c'].map((id, i) => ({ ...link(id, i), linkCount: 3 })),
    marked: [false, false, false],
  },
  {
    reason: 'every-link',
    what: 'nobody said how many there are',
    events: ['a', 'b', 'c', 'd'].map((id, i) => link(id, i)),
    marked: [false, false, false, false],
  },
  {
    reason: 'every-link',
    what: 'the honeypot is none of them',
    events: ['a', 'b', 'c', 'h'].map((id, i) => ({ ...link(id, i), linkCount: 4, honeypot: id === 'h' })),
    marked: [false, false, false, false],
  },
  {
    reason: 'every-link',
    what: 'twelve links at a little more than six seconds a link',
    events: Array.from({ length: 12 }, (_, i) => ({ ...link(`l${i}`, i * 6_428), linkCount: 12 })),
    marked: new Array(12).fill(true),
  },
  {
    reason: 'every-link-slowly',
    what: 'all four links in a quarter of an hour',
    events: [0, 300_000, 600_000, 900_000].map((ms, i) => ({ ...link(`l${i}`, ms), linkCount: 4 })),
    marked: [true, true, true, true],
  },
  {
    reason: 'every-link-slowly',
    what: 'in a little more than that',
    events: [0, 300_000, 600_000, 900_001].map((ms, i) => ({ ...link(`l${i}`, ms), linkCount: 4 })),
    marked: [false, false, false, false],
  },
  {
    reason: 'both-parts',
    what: 'a link of the text within a minute of one of the HTML',
    events: [
      link('a', 0),
      link('b', 1),
      { ...link('a', 60_001), part: 'text' },
      { ...link('a', 180_000), part: 'text' },
    ],
    marked: [false, true, true, false],
  },
  {
    reason: 'both-parts',
    what: 'one part',
    events: [link('a', 0), link('b', 1)],
    marked: [false, false],
  },
  {
    reason: 'get-after-head',
    what: 'a GET within a minute after a HEAD, and others',
    events: [
      link('a', 0),
      { ...link('a', 1), method: 'HEAD' },
      link('b', 2),
      link('a', 60_001),
      link('a', 60_002),
      { ...link('a', 60_000), method: 'POST' },
    ],
    marked: [false, false, false, true, false, false],
  },
];
