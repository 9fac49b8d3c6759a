/** What bytes are that are no UTF-8, and what `iconv` calls it. */
export interface OtherEncoding {
  readonly name: string;
  /** Undefined for what no conversion would make text. */
  readonly iconv?: string;
}

/** Byte order marks (Unicode 16, table 23-6), the longer first. */
const MARKS: readonly { readonly bytes: readonly number[]; readonly name: string }[] = [
  { bytes: [0xff, 0xfe, 0, 0], name: 'UTF-32' },
  { bytes: [0, 0, 0xfe, 0xff], name: 'UTF-32' },
  { bytes: [0xff, 0xfe], name: 'UTF-16' },
  { bytes: [0xfe, 0xff], name: 'UTF-16' },
];

/** Which encoding of more than one byte for a letter this is: by its byte order mark, or by a zero byte in each pair. */
export function wideEncoding(bytes: Uint8Array): OtherEncoding | undefined {
  const mark = MARKS.find((each) => each.bytes.every((byte, at) => bytes[at] === byte));
  if (mark !== undefined) return { name: mark.name, iconv: mark.name };
  const head = bytes.subarray(0, 400);
  const zeros = [0, 1].map((odd) => head.filter((byte, at) => byte === 0 && at % 2 === odd).length);
  const [even = 0, odd = 0] = zeros;
  if ((even + odd) * 3 > head.length && Math.min(even, odd) * 4 < even + odd)
    return { name: 'UTF-16', iconv: even > odd ? 'UTF-16BE' : 'UTF-16LE' };
  return undefined;
}

/** What the bytes are instead of UTF-8: an encoding of more than one byte for a letter, or because they cannot be decoded. */
export function otherEncoding(bytes: Uint8Array): OtherEncoding | undefined {
  const wide = wideEncoding(bytes);
  if (wide !== undefined) return wide;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return undefined;
  } catch {
    return bytes.includes(0) ? { name: 'binary' } : { name: 'not UTF-8', iconv: declaredEncoding(bytes) };
  }
}

/** What the message says its encoding is, within the bytes that a browser looks at (HTML 13.2.3.2); else the most frequent one. */
function declaredEncoding(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 1_024)).toString('latin1');
  const named = /<meta\s[^<>]{0,200}charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})/i.exec(head)?.[1]?.toUpperCase();
  return named === undefined || /^UTF-?8$/.test(named) ? 'WINDOWS-1252' : named;
}
