import { describe, expect, test } from 'vitest';
import { isUndisclosed, readAddress } from '../../../src/clicks/bots/addresses.js';
import { compileNetworks } from '../../../src/clicks/bots/networks.js';
import { ClickAggregator, judgeClick } from '../../../src/clicks/index.js';

const CASES: readonly (readonly [network: string, ip: string, inside: boolean])[] = [
  ['192.0.2.0/24', '192.0.2.0', true],
  ['192.0.2.0/24', '192.0.2.255', true],
  ['192.0.2.0/24', '192.0.1.255', false],
  ['192.0.2.0/24', '192.0.3.0', false],
  ['40.92.0.0/15', '40.93.255.255', true],
  ['40.92.0.0/15', '40.94.0.0', false],
  ['192.0.2.7', '192.0.2.7', true],
  ['192.0.2.7', '192.0.2.70', false],
  ['192.0.2.77/32', '192.0.2.77', true],
  ['0.0.0.0/0', '203.0.113.1', true],
  ['0.0.0.0/0', '2001:db8::1', false],
  ['192.0.2.128/25', '192.0.2.127', false],
  // Host bits that are set count for nothing.
  ['192.0.2.77/24', '192.0.2.1', true],
  ['2001:db8::/32', '2001:db8:ffff::1', true],
  ['2001:db8::/32', '2001:DB8::', true],
  ['2001:db8::/32', '2001:db9::', false],
  ['2001:db8::/33', '2001:db8:8000::', false],
  ['2001:db8:0:0:0:0:0:1', '2001:db8::1', true],
  ['::1', '::1', true],
  ['::/0', 'fe80::1', true],
  ['::/0', '192.0.2.1', false],
  ['::', '::', true],
  ['1::', '1:0:0:0:0:0:0:0', true],
  // IPv4 inside IPv6.
  ['192.0.2.0/24', '::ffff:192.0.2.9', true],
  ['::ffff:192.0.2.0', '192.0.2.0', true],
  // What is no address is in no network.
  ['0.0.0.0/0', '192.0.2', false],
  ['0.0.0.0/0', '192.0.2.256', false],
  // Spellings of proxies and runtimes.
  ...[
    '192.0.2.9:4711',
    ' 192.0.2.9 ',
    '"192.0.2.9"',
    '"192.0.2.9:4711"',
    '::FFFF:192.0.2.9',
    '[::ffff:192.0.2.9]:4711',
    '0:0:0:0:0:ffff:192.0.2.9',
    '::ffff:c000:209',
    '::ffff:c000:0209%eth0',
    'for=192.0.2.9',
    'for=192.0.2.9:4711;proto=https;by=203.0.113.43',
    'proto=http; For="192.0.2.9:80", for=198.51.100.17',
    'for="[::ffff:192.0.2.9]"',
    '192.0.2.9, 70.41.3.18, 150.172.238.178',
  ].map((ip) => ['192.0.2.0/24', ip, true] as const),
  ...[
    '[2001:db8::9]',
    '[2001:db8::9]:4711',
    '2001:db8::9%eth0',
    '2001:db8::9%25eth0',
    '[2001:db8::9%1]:443',
    '"[2001:DB8::9]:4711"',
    'For="[2001:db8::9]:4711"',
    'for="[2001:db8::9]";proto=https',
    '2001:0db8:0000:0000:0000:0000:0000:0009:46532',
    '2001:db8::192.0.2.9',
    '2001:db8::9, 192.0.2.9',
  ].map((ip) => ['2001:db8::/32', ip, true] as const),
  ['::ffff:192.0.2.0/120', '192.0.2.255', true],
  ['::ffff:0:0/96', '192.0.2.255', true],
  ['::/0', '1:2:3:4:5:6:7', false],
  ['::/0', '1:2:3:4:5:6:7:8:9', false],
  ['::/0', '1::2::3', false],
  ['::/0', '1:2:3:4:5:6:7:8::', false],
  ['::/0', ':::', false],
  ['::/0', '12345::', false],
  ['::/0', '', false],
  ['::/0', '[::1', false],
  ['0.0.0.0/0', '[192.0.2.1]', false],
  ['0.0.0.0/0', '192.0.2.1:', false],
  ['0.0.0.0/0', 'unknown', false],
  ['0.0.0.0/0', 'localhost:80', false],
  ['0.0.0.0/0', `for=${'1'.repeat(9_000)}`, false],
];

describe('compileNetworks', () => {
  test.each(CASES)('%s and %s: %s', (network, ip, inside) => {
    expect(compileNetworks([network])(ip)).toBe(inside);
  });

  test('every prefix length holds exactly the addresses that share so many bits', () => {
    const addresses = Array.from(
      { length: 33 },
      (_, bit) => (bit === 32 ? 0xcb007105 : 0xcb007105 ^ (2 ** (31 - bit))) >>> 0,
    );
    const dotted = (address: number): string => [24, 16, 8, 0].map((by) => (address >>> by) & 255).join('.');
    for (let prefix = 0; prefix <= 32; prefix++) {
      const test = compileNetworks([`${dotted(0xcb007105)}/${prefix}`]);
      expect(addresses.map((address) => test(dotted(address)))).toEqual(addresses.map((_, bit) => bit >= prefix));
    }
  });

  test('any of several', () => {
    const test = compileNetworks(['192.0.2.0/24', '2001:db8::/32']);
    expect(['192.0.2.1', '2001:db8::1', '198.51.100.1'].map(test)).toEqual([true, true, false]);
    expect(compileNetworks([])('192.0.2.1')).toBe(false);
  });

  test.each([
    '192.0.2.0/33',
    '192.0.2.0/-1',
    '192.0.2.0/x',
    '192.0.2.0/1.5',
    '2001:db8::/129',
    'all',
    '',
    '1::2::3/8',
    '192.0.2.0/',
    '192.0.2.0/24/8',
  ])('"%s" is refused', (network) => {
    expect(() => compileNetworks(['192.0.2.0/24', network])).toThrow(TypeError);
    expect(() => compileNetworks(['192.0.2.0/24', network])).toThrow('bots.networks[1]');
  });
});

describe('readAddress', () => {
  test.each([
    ['[::ffff:192.0.2.9]:4711', '192.0.2.9'],
    ['FOR="[2001:DB8::9%eth0]:1"', '2001:db8::9'],
    ['not an address', undefined],
    ['anna@shop.example', undefined],
  ])('%s', (spelling, text) => {
    expect(readAddress(spelling)?.text).toBe(text);
  });

  test.each([
    ['unknown', true],
    ['', true],
    [' ', true],
    ['for=_hidden;proto=https', true],
    ['for="_SEVKISEK:8080"', true],
    ['192.0.2.1', false],
    ['shop.example', false],
    ['10.1.2', false],
  ])('a proxy that does not say: "%s"', (spelling, undisclosed) => {
    expect(isUndisclosed(spelling)).toBe(undisclosed);
  });
});

const UNREADABLE = [
  'anna@shop.example',
  'shop.example:443',
  '192.0.2',
  '192.0.2.256',
  '192.0.2.9:port',
  '[192.0.2.9]',
  '2001:db8::9::1',
  'for=shop.example',
  '"192.0.2.9',
];

describe('what is no IP address', () => {
  const networks = ['192.0.2.0/24'];
  const click = { linkId: 'a', at: 0 };

  test.each(UNREADABLE)('"%s" is said by add and judgeClick, and the click is counted', (ip) => {
    const counts = new ClickAggregator({ bots: { networks } });
    expect(counts.add({ ...click, ip })).toEqual({ status: 'counted', bot: false, reasons: [], ipUnreadable: true });
    expect(counts.add({ ...click, ip, method: 'HEAD' })).toMatchObject({ bot: true, ipUnreadable: true });
    expect(judgeClick({ ...click, ip }, { networks })).toEqual({ bot: false, reasons: [], ipUnreadable: true });
    expect(judgeClick({ ...click, ip }, { networks: () => true })).toMatchObject({ bot: false, ipUnreadable: true });
    expect(counts.totals().clicks).toBe(2);
  });

  test.each(['192.0.2.9', 'for="192.0.2.9:80"', '2001:db8::1', 'unknown', '_hidden', '', undefined])(
    'nothing is said of %j',
    (ip) => {
      expect(new ClickAggregator({ bots: { networks } }).add({ ...click, ip })).not.toHaveProperty('ipUnreadable');
      expect(judgeClick({ ...click, ip }, { networks })).not.toHaveProperty('ipUnreadable');
    },
  );

  test('nor where no networks are asked', () => {
    expect(new ClickAggregator().add({ ...click, ip: 'x' })).toEqual({ status: 'counted', bot: false, reasons: [] });
  });
});

test("a function of the app's is given the address alone, and never anything else", () => {
  const asked: string[] = [];
  const inNetwork = compileNetworks((ip) => asked.push(ip) > 0);
  expect(['[2001:db8::9%eth0]:4711', '::ffff:192.0.2.9', 'unknown', ''].map(inNetwork)).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(asked).toEqual(['2001:db8::9', '192.0.2.9']);
});
