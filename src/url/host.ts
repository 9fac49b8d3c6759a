import { parse } from 'tldts';

/** What may be odd about a host; each is a finding of the same code. */
export type HostFlag = 'tld-unknown' | 'host-single-label' | 'host-private' | 'host-loopback';

/** What a host name says. */
export interface HostFacts {
  /** Lower-cased, IDNs in ASCII, IPv6 in brackets. */
  readonly host: string;
  /** The registrable domain by the public-suffix list, ICANN's part; absent for IP addresses and bare suffixes. */
  readonly domain?: string;
  readonly flags: readonly HostFlag[];
}

/**
 * Names that no registry will ever give out (RFC 2606, RFC 6761, RFC 6762, RFC 8375, ICANN's `.internal`). The first
 * group is for documentation and tests, so it is no finding; the second works on a local network only.
 */
const RESERVED = new Set(['example', 'test', 'invalid']);
const LOCAL = new Set(['local', 'internal', 'lan', 'home', 'corp', 'intranet', 'home.arpa']);

/** Looks at a host as the URL parser serialises it. */
export function inspectHost(host: string): HostFacts {
  const bare = host.endsWith('.') ? host.slice(0, -1) : host;
  if (bare.startsWith('[')) return { host, flags: flagsOf(ipv6Place(bare.slice(1, -1))) };
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(bare)) return { host, flags: flagsOf(ipv4Place(bare)) };
  if (bare === 'localhost' || bare.endsWith('.localhost')) return { host, flags: ['host-loopback'] };
  if (!bare.includes('.')) return { host, flags: ['host-single-label'] };
  const last = bare.slice(bare.lastIndexOf('.') + 1);
  if (LOCAL.has(last) || bare.endsWith('.home.arpa')) return { host, flags: ['host-private'] };
  const { domain, isIcann } = parse(bare, {
    validateHostname: false,
    extractHostname: false,
    allowPrivateDomains: false,
    detectIp: false,
  });
  const flags: HostFlag[] = isIcann === true || RESERVED.has(last) ? [] : ['tld-unknown'];
  return domain === null ? { host, flags } : { host, domain, flags };
}

/** Says whether a word is a top-level domain or public suffix. */
export function isPublicSuffix(suffix: string): boolean {
  if (RESERVED.has(suffix)) return true;
  const found = parse(`x.${suffix}`, { validateHostname: false, extractHostname: false, detectIp: false });
  // Under a rule such as `*.ck` the suffix of that name is longer; under a registered domain it is shorter.
  return found.isIcann === true && found.publicSuffix?.endsWith(suffix) === true;
}

type Place = 'public' | 'private' | 'loopback';

function flagsOf(place: Place): readonly HostFlag[] {
  return place === 'public' ? [] : [`host-${place}`];
}

/** Special-purpose ranges (RFC 6890): this network, private, shared, loopback, link-local. */
function ipv4Place(address: string): Place {
  const [a = 0, b = 0] = address.split('.').map(Number);
  if (a === 127 || address === '0.0.0.0') return 'loopback';
  const isPrivate =
    a === 10 ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168) ||
    (a === 169 && b === 254) ||
    (a === 100 && b >= 64 && b < 128);
  return isPrivate ? 'private' : 'public';
}

/** As the URL parser writes it: `::1`, `fc00::/7`, `fe80::/10`, and IPv4 inside IPv6 (`::ffff:7f00:1`). */
function ipv6Place(address: string): Place {
  if (address === '::1' || address === '::') return 'loopback';
  const mapped = /^::(?:ffff:)?([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(address);
  if (mapped !== null) {
    const [high, low] = [Number.parseInt(mapped[1] as string, 16), Number.parseInt(mapped[2] as string, 16)];
    return ipv4Place([high >> 8, high & 255, low >> 8, low & 255].join('.'));
  }
  return /^(?:f[cd][0-9a-f]{2}|fe[89ab][0-9a-f]):/.test(address) ? 'private' : 'public';
}
