/** Numbers in digits of base64url (RFC 4648 §5), most significant first: one character for six bits. */

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUES: readonly number[] = Array.from({ length: 128 }, (_, code) => DIGITS.indexOf(String.fromCharCode(code)));

/** Writes a whole number in so many digits; it must fit. */
export function writeDigits(value: number, length: number): string {
  let text = '';
  let rest = value;
  for (let at = 0; at < length; at++) {
    text = DIGITS[rest % 64] + text;
    rest = Math.floor(rest / 64);
  }
  return text;
}

/** Reads the digits from `start` up to `end`; `NaN` where one of them is not a digit. */
export function readDigits(text: string, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = VALUES[text.charCodeAt(at)] ?? -1;
    if (digit < 0) return Number.NaN;
    value = value * 64 + digit;
  }
  return value;
}
