import { cut } from './cells.js';

/**
 * An address as people read it: without its scheme and `www.`, host names and paths in their own script, cut where it gets
 * long. The whole one stands with the link.
 */
export function shortAddress(url: string): string {
  const short = url
    .replace(/^https?:\/\//i, '')
    .replace(/^www\.(?=[^/]+\.)/i, '')
    .replace(/\/$/, '');
  const [host = ''] = /^[^/?#]*/.exec(short) ?? [];
  return cut(`${readableHost(host)}${readable(short.slice(host.length))}`, 80);
}

/** Percent-encoded letters of other scripts as they read; anything that could mislead or break stays encoded. */
function readable(address: string): string {
  return address.replace(/(?:%[89a-f][0-9a-f])+/gi, (encoded) => {
    try {
      const plain = decodeURIComponent(encoded);
      return /^[\p{L}\p{M}\p{N}]+$/u.test(plain) ? plain : encoded;
    } catch {
      return encoded;
    }
  });
}

/** Labels in Punycode as they read, where they are letters of other scripts than ours: what mixes them may pose as another name. */
function readableHost(host: string): string {
  return host.replace(/(?<![^.])xn--([a-z0-9-]+)(?![^.:])/gi, (encoded, code: string) => {
    const plain = decodePunycode(code.toLowerCase());
    return plain !== undefined && /^(?=.*\P{ASCII})[\p{L}\p{M}\p{N}-]+$/u.test(plain) && !isMixed(plain)
      ? plain
      : encoded;
  });
}

/** Scripts whose letters look like those of one another (UTS #39, 5.1): each stands alone in a name. */
const LOOK_ALIKE = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Armenian}/u];

function isMixed(name: string): boolean {
  return LOOK_ALIKE.filter((script) => script.test(name)).length > 1 || isPosing(name);
}

/** A name that is all of letters which look like Latin ones, such as `\u0430\u0440\u0440\u04cf\u0435`. */
function isPosing(name: string): boolean {
  return /^[\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b\u051d\u04cf\u03bf\u03bd\u03b1-]+$/.test(
    name,
  );
}

/** RFC 3492 §6.2. Undefined for what is none. */
function decodePunycode(code: string): string | undefined {
  const split = code.lastIndexOf('-');
  const points = split > 0 ? Array.from(code.slice(0, split), (each) => each.codePointAt(0) as number) : [];
  let point = 128;
  let bias = 72;
  let at = 0;
  for (let next = split + 1; next < code.length; ) {
    const before = at;
    for (let weight = 1, k = 36; ; k += 36) {
      const digit = '0123456789'.includes(code[next] ?? '')
        ? Number(code[next]) + 26
        : (code.codePointAt(next) ?? 0) - 97;
      next++;
      at += digit * weight;
      // Beyond what a name can say; neither what is no digit nor what is no number gets past here.
      if (digit < 0 || digit > 35 || !(at <= 0x7fffffff)) return undefined;
      const least = Math.min(26, Math.max(1, k - bias));
      if (digit < least) break;
      weight *= 36 - least;
    }
    const size = points.length + 1;
    bias = adapt(at - before, size, before === 0);
    point += Math.floor(at / size);
    at %= size;
    if (point > 0x10ffff) return undefined;
    points.splice(at++, 0, point);
  }
  return String.fromCodePoint(...points);
}

/** RFC 3492 §6.1. */
function adapt(delta: number, size: number, isFirst: boolean): number {
  let left = Math.floor(delta / (isFirst ? 700 : 2));
  left += Math.floor(left / size);
  let k = 0;
  for (; left > 455; k += 36) left = Math.floor(left / 35);
  return k + Math.floor((36 * left) / (left + 38));
}
