/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes, and of the square roots of the first eight (FIPS 180-4 §4.2.2, §5.3.3). */
const { K, INITIAL } = constants();

function constants(): { K: Int32Array; INITIAL: Int32Array } {
  const primes: number[] = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  const fraction = (root: number): number => Math.floor((root % 1) * 2 ** 32);
  return {
    K: Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime))),
    INITIAL: Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime))),
  };
}

/**
 * Returns the SHA-256 digest of a text's UTF-8 bytes, in lower-case hexadecimal (FIPS 180-4 §6.2). Synchronous in every
 * runtime, which WebCrypto is not. For ids and fingerprints; what is signed or kept secret goes through the runtime's own.
 */
export function sha256(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const padded = new Uint8Array(((bytes.length + 72) >> 6) << 6);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0);
  const state = INITIAL.slice();
  const words = new Int32Array(64);
  for (let at = 0; at < padded.length; at += 64) {
    for (let i = 0; i < 16; i++) words[i] = view.getInt32(at + 4 * i);
    compress(state, words);
  }
  // In two pieces: numbers of 32 bits take many times as long to write.
  return Array.from(state, (word) => ((word >>> 4) | (2 ** 28)).toString(16).slice(1) + (word & 15).toString(16)).join(
    '',
  );
}

/** No array for each of the 64 steps: a batch of clicks makes thousands of keys. */
function compress(state: Int32Array, w: Int32Array): void {
  const at = (list: Int32Array, i: number): number => list[i] as number;
  for (let i = 16; i < 64; i++) {
    const x = at(w, i - 15);
    const y = at(w, i - 2);
    const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3);
    const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10);
    w[i] = at(w, i - 16) + s0 + at(w, i - 7) + s1;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let i = 0; i < 64; i++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + at(K, i) + at(w, i)) | 0;
    const t2 = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => {
    state[i] = at(state, i) + word;
  });
}

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}
