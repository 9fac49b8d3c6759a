import { usageError } from '../../checks/options.js';

/** Says whether an IP address is in a network. */
export type NetworkTest = (ip: string) => boolean;

/** Compiles networks in CIDR notation (RFC 4632, RFC 4291 §2.3): `40.92.0.0/15`, `2a01:111::/32`, or single addresses. */
export function compileNetworks(networks: readonly string[] | NetworkTest): NetworkTest {
  if (typeof networks === 'function') return networks;
  if (!Array.isArray(networks))
    throw usageError('bots.networks', 'must be an array of networks or a function', networks);
  const ranges = networks.map((network, at) => {
    const [, address = '', length] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(String(network)) ?? [];
    const bits = bitsOf(address);
    const prefix = length === undefined ? bits?.length : Number(length);
    if (bits === undefined || prefix === undefined || prefix > bits.length)
      throw usageError(`bots.networks[${at}]`, 'must be a network such as 192.0.2.0/24', network);
    return { size: bits.length, prefix: bits.slice(0, prefix) };
  });
  return (ip) => {
    const bits = bitsOf(ip);
    return bits !== undefined && ranges.some(({ size, prefix }) => size === bits.length && bits.startsWith(prefix));
  };
}

/** An address as a string of 32 or 128 binary digits; IPv4 inside IPv6 (`::ffff:192.0.2.1`) as IPv4. */
function bitsOf(ip: string): string | undefined {
  const mapped = /^::ffff:(?=[\d.]+$)/i.exec(ip);
  const text = mapped === null ? ip : ip.slice(mapped[0].length);
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) {
    const parts = text.split('.').map(Number);
    return parts.every((part) => part < 256) ? parts.map((part) => binary(part, 8)).join('') : undefined;
  }
  if (!/^[\da-f:]{2,39}$/i.test(text)) return undefined;
  const [head = '', suffix, extra] = text.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = suffix === undefined || suffix === '' ? [] : suffix.split(':');
  const missing = 8 - left.length - right.length;
  if (extra !== undefined || (suffix === undefined ? missing !== 0 : missing < 1)) return undefined;
  const groups = [...left, ...new Array<string>(missing).fill('0'), ...right];
  if (!groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined;
  return groups.map((group) => binary(Number.parseInt(group, 16), 16)).join('');
}

function binary(value: number, digits: number): string {
  return value.toString(2).padStart(digits, '0');
}
