import { usageError } from '../../checks/options.js';
import { answerOf } from '../../checks/unawaited.js';
import { bitsOf, readAddress } from './addresses.js';

/** Says whether an IP address is in a network. It is given the address alone: without port, brackets and zone. */
export type NetworkTest = (ip: string) => boolean;

/** Compiles networks in CIDR notation (RFC 4632, RFC 4291 §2.3): `40.92.0.0/15`, `2a01:111::/32`, or single addresses. */
export function compileNetworks(networks: readonly string[] | NetworkTest): NetworkTest {
  if (typeof networks === 'function')
    return (ip) => {
      const address = readAddress(ip);
      return address !== undefined && answerOf('networks', networks(address.text)) === true;
    };
  if (!Array.isArray(networks))
    throw usageError('bots.networks', 'must be an array of networks or a function', networks);
  const ranges = networks.map((network, at) => {
    const [, address = '', length] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(String(network)) ?? [];
    const bits = bitsOf(address);
    const prefix = length === undefined ? bits?.length : Number(length);
    if (bits === undefined || prefix === undefined || prefix > bits.length)
      throw usageError(`bots.networks[${at}]`, 'must be a network such as 192.0.2.0/24');
    return mapped(bits.slice(0, prefix)) ?? { size: bits.length, prefix: bits.slice(0, prefix) };
  });
  return (ip) => {
    const bits = readAddress(ip)?.bits;
    return bits !== undefined && ranges.some(({ size, prefix }) => size === bits.length && bits.startsWith(prefix));
  };
}

/** `::ffff:192.0.2.0/120` is `192.0.2.0/24`, for addresses are read that way, too. */
function mapped(prefix: string): { size: number; prefix: string } | undefined {
  const front = `${'0'.repeat(80)}${'1'.repeat(16)}`;
  return prefix.startsWith(front) && prefix.length > 32 ? { size: 32, prefix: prefix.slice(front.length) } : undefined;
}
