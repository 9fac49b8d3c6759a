/** An IP address that was read. */
export interface Address {
  /** The address alone: without port, brackets, zone and quotes. IPv4 inside IPv6 as IPv4. */
  readonly text: string;
  /** Its 32 or 128 binary digits. */
  readonly bits: string;
}

/**
 * Reads an IP address in the spellings in which proxies and runtimes hand it on: with a port (`192.0.2.1:4711`,
 * `[2001:db8::1]:4711`), in brackets or quotes, with a zone (`fe80::1%eth0`), as IPv4 inside IPv6 (`::ffff:192.0.2.1`,
 * `::ffff:c000:201`; RFC 4291 §2.5.5.2), as an element of `Forwarded` (`for="[2001:db8::1]:4711";proto=https`; RFC 7239
 * §4), or first in a list of them. Returns undefined for anything else.
 */
export function readAddress(spelling: string): Address | undefined {
  const text = nodeOf(spelling);
  // Nothing longer is an address, and patterns then cost the same for everybody.
  if (text.length > 80) return undefined;
  const [, bracketed, plain = text] = /^\[([^\]]*)\](?::\d{1,5})?$|^(.*)$/s.exec(text) ?? [];
  const address = (bracketed ?? plain).replace(/^([^%]*)%[\w.%-]+$/, '$1');
  return bracketed === undefined
    ? (addressOf(address) ?? addressOf(withoutPort(address)))
    : address.includes(':')
      ? addressOf(address)
      : undefined;
}

/** Says whether a proxy declines to say the address: nothing at all, `unknown`, or a made-up name (RFC 7239 §6.2, §6.3). */
export function isUndisclosed(spelling: string): boolean {
  return /^(?:unknown|_[\w.-]+)?(?::[\w.-]+)?$/i.test(nodeOf(spelling).slice(0, 200));
}

/** Says whether something was given for an IP address that is none, and that no proxy writes for one that it keeps to itself. */
export function isUnreadable(spelling: string): boolean {
  return readAddress(spelling) === undefined && !isUndisclosed(spelling);
}

/** The first node of a `Forwarded` or `X-Forwarded-For` header, or the spelling itself, unquoted. */
function nodeOf(spelling: string): string {
  // The client comes first in both headers.
  const [first = ''] = spelling.slice(0, 500).split(',');
  const [, forwarded] = /(?:^|;)\s*for\s*=\s*("[^"]*"|[^;]*)/i.exec(first) ?? [];
  return (forwarded ?? first)
    .trim()
    .replace(/^(["'])(.*)\1$/s, '$2')
    .trim();
}

/** `192.0.2.1:4711`; or all eight groups of IPv6 and a port, as CloudFront writes it. */
function withoutPort(text: string): string {
  const [, address] = /^([\d.]{7,15}|(?:[\da-f]{1,4}:){7}[\da-f]{1,4}(?=:\d{4})):\d{1,5}$/i.exec(text) ?? [];
  return address ?? '';
}

function addressOf(text: string): Address | undefined {
  const bits = bitsOf(text);
  if (bits === undefined) return undefined;
  if (bits.length === 32 || !bits.startsWith(MAPPED)) return { text: text.toLowerCase(), bits };
  const inner = bits.slice(MAPPED.length);
  const parts = [0, 8, 16, 24].map((at) => Number.parseInt(inner.slice(at, at + 8), 2));
  return { text: parts.join('.'), bits: inner };
}

/** `::ffff:0:0/96`. */
const MAPPED = `${'0'.repeat(80)}${'1'.repeat(16)}`;

/** An address as a string of 32 or 128 binary digits. */
export function bitsOf(text: string): string | undefined {
  if (!text.includes(':')) return bitsOfIpv4(text);
  if (!/^[\da-f:.]{2,45}$/i.test(text)) return undefined;
  // Its last 32 bits may be written as IPv4 (RFC 4291 §2.2).
  const last = text.slice(text.lastIndexOf(':') + 1);
  const dotted = last.includes('.') ? last : undefined;
  const tail = dotted === undefined ? '' : bitsOfIpv4(dotted);
  if (tail === undefined) return undefined;
  const [head = '', suffix, extra] = (dotted === undefined ? text : text.slice(0, -dotted.length)).split('::');
  const left = groupsOf(head, dotted !== undefined && suffix === undefined);
  const right = groupsOf(suffix ?? '', dotted !== undefined);
  if (left === undefined || right === undefined || extra !== undefined) return undefined;
  const missing = (128 - tail.length) / 16 - left.length - right.length;
  if (suffix === undefined ? missing !== 0 : missing < 1) return undefined;
  return [...left, ...new Array<string>(missing).fill('0'), ...right]
    .map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0'))
    .concat(tail)
    .join('');
}

/** The groups of a stretch of IPv6; before a dotted tail it ends in a colon. */
function groupsOf(stretch: string, beforeTail: boolean): string[] | undefined {
  if (stretch === '') return [];
  if (beforeTail && !stretch.endsWith(':')) return undefined;
  const groups = (beforeTail ? stretch.slice(0, -1) : stretch).split(':');
  return groups.every((group) => /^[\da-f]{1,4}$/i.test(group)) ? groups : undefined;
}

function bitsOfIpv4(text: string): string | undefined {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return undefined;
  const parts = text.split('.').map(Number);
  return parts.every((part) => part < 256)
    ? parts.map((part) => part.toString(2).padStart(8, '0')).join('')
    : undefined;
}
