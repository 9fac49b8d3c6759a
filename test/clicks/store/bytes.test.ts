import { crc32 as zlibCrc } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ClickAggregator, type ClickEvent } from '../../../src/clicks/index.js';
import { crc32 } from '../../../src/clicks/store/crc32.js';
import { SnapshotError } from '../../../src/errors.js';

const AT = Date.UTC(2026, 10, 24, 10);
const KINDS = { meta: 1, instances: 2, contacts: 3, clicks: 4, eventIds: 5, end: 6 };

function sample(size = 12): ClickAggregator {
  const counts = new ClickAggregator({ bots: { afterSendingMs: 4 }, dedupeWindowMs: 86_400_000 });
  for (let i = 0; i < size; i++) {
    const event: ClickEvent = {
      linkId: `link-${i % 3}`,
      url: 'https://a.example/',
      at: AT + i * 1_500,
      sentAt: AT - 999,
    };
    counts.add({ ...event, contactId: `c-${i % 5}`, eventId: `e-${i}`, method: i % 4 === 0 ? 'HEAD' : 'GET' });
  }
  counts.add({ linkId: 'link-0', at: AT - 1, eventId: 'e-0' });
  counts.add({ linkId: 'ü', part: 'text', at: 0, contactId: '日本\ud800', tags: { product: 'book' }, campaignId: 'x' });
  return counts;
}

function codeOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    // Asked thousands of times: an expectation that holds costs more than what it looks at.
    if (!(error instanceof SnapshotError)) throw error;
    // No id, no name, no value in the message.
    if (/c-\d|e-\d|link-|日本|a\.example/.test(error.message)) throw new Error(`said too much: ${error.message}`);
    return error.code;
  }
  return 'read';
}

/** Writes a frame by docs/counting.md. */
function frame(kind: number, content: string | readonly number[]): Uint8Array {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : Uint8Array.from(content);
  const whole = new Uint8Array(bytes.length + 9);
  const view = new DataView(whole.buffer);
  view.setUint8(0, kind);
  view.setUint32(1, bytes.length, true);
  whole.set(bytes, 5);
  view.setUint32(bytes.length + 5, zlibCrc(whole.subarray(0, bytes.length + 5)), true);
  return whole;
}

const file = (...frames: Uint8Array[]): Uint8Array => Buffer.concat([Buffer.from('CLKSTAMP'), ...frames]);
const meta = (more: object = {}): Uint8Array =>
  frame(KINDS.meta, JSON.stringify({ format: 'clickstamp-clicks', version: 1, options: {}, duplicates: 0, ...more }));
const end = (clicks: unknown): Uint8Array => frame(KINDS.end, JSON.stringify({ clicks }));

describe('toBytes', () => {
  test('is read by hand, as docs/counting.md describes it', () => {
    const bytes = sample(2).toBytes();
    const view = new DataView(bytes.buffer);
    expect(new TextDecoder().decode(bytes.subarray(0, 8))).toBe('CLKSTAMP');
    const frames: [number, Uint8Array][] = [];
    for (let at = 8; at < bytes.length; ) {
      const length = view.getUint32(at + 1, true);
      expect(view.getUint32(at + 5 + length, true)).toBe(zlibCrc(bytes.subarray(at, at + 5 + length)));
      frames.push([view.getUint8(at), bytes.subarray(at + 5, at + 5 + length)]);
      at += length + 9;
    }
    expect(frames.map(([kind]) => kind)).toEqual([1, 2, 3, 5, 4, 6]);
    const [head, instances, contacts, ids, clicks, last] = frames.map(([, content]) => content) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ];
    const json = (content: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(content));
    expect(json(head)).toEqual({
      format: 'clickstamp-clicks',
      version: 1,
      options: { bots: { afterSendingMs: 4 }, dedupeWindowMs: 86_400_000 },
      duplicates: 1,
    });
    expect(json(instances)).toMatchObject([{ linkId: 'link-0' }, { linkId: 'link-1' }, { linkId: 'ü', part: 'text' }]);
    expect(json(contacts)).toEqual(['c-0', 'c-1', '日本\ud800']);
    // A click far back in time lets go of no id: the two newest windows are kept, by event time.
    expect(json(ids)).toEqual(['e-0', 'e-1']);
    expect(json(last)).toEqual({ clicks: 3 });
    const numbers: number[] = [];
    for (let i = 0; i < clicks.length; ) {
      let [value, unit, byte] = [0, 1, 0];
      do {
        byte = clicks[i++] as number;
        value += (byte & 127) * unit;
        unit *= 128;
      } while (byte > 127);
      numbers.push(value);
    }
    const signed = (value: number): number => (value % 2 === 1 ? -(value + 1) / 2 : value / 2);
    const [a, b, c] = [numbers.slice(0, 5), numbers.slice(5, 10), numbers.slice(10)] as [number[], number[], number[]];
    const sent = Math.floor((AT - 999) / 1000);
    expect([a[0], a[1], signed(a[2] as number), signed(a[3] as number), a[4]]).toEqual([1, 0, AT, sent, 4 | 32]);
    expect([b[0], b[1], signed(b[2] as number), signed(b[3] as number), b[4]]).toEqual([2, 1, 1_500, 0, 4]);
    expect([c[0], c[1], signed(c[2] as number), signed(c[3] as number), c[4]]).toEqual([3, 2, -AT - 1_500, -sent, 0]);
  });

  test('a file written by hand is read', () => {
    const instances = frame(
      KINDS.instances,
      '[{"part":"html","linkId":"a","url":""},{"part":"html","linkId":"b","url":"u"}]',
    );
    const clicks = frame(KINDS.clicks, [1, 0, 0x84, 7, 0, 0, 0, 1, 1, 0, 0]);
    const counts = ClickAggregator.fromBytes(file(meta(), instances, frame(KINDS.contacts, '["c"]'), clicks, end(2)));
    expect(counts.totals()).toMatchObject({ clicks: 2, uniqueContacts: 1 });
    expect(counts.link('a')?.firstClickAt.getTime()).toBe(450);
    expect(counts.link('b')?.firstClickAt.getTime()).toBe(449);
  });

  test('is the same however the chunks of a stream are cut', async () => {
    const counts = sample(9_000);
    const bytes = counts.toBytes();
    for (const size of [1, 7, 8, 9, 4_096, bytes.length]) {
      const few = size > 8 ? bytes : sample().toBytes();
      const chunks = Array.from({ length: Math.ceil(few.length / size) }, (_, i) =>
        few.slice(i * size, (i + 1) * size),
      );
      expect(Buffer.compare((await ClickAggregator.fromStream(chunks)).toBytes(), few)).toBe(0);
    }
    const pieces = [];
    for await (const piece of counts.stream()) pieces.push(piece);
    expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(200_000);
  });

  test('a stream may use its buffer again', async () => {
    const bytes = sample().toBytes();
    async function* reused(): AsyncGenerator<Uint8Array> {
      const buffer = new Uint8Array(10);
      for (let at = 0; at < bytes.length; at += 10) {
        const piece = bytes.subarray(at, at + 10);
        buffer.set(piece);
        yield buffer.subarray(0, piece.length);
      }
    }
    expect((await ClickAggregator.fromStream(reused())).toBytes()).toEqual(bytes);
  });

  test('clicks that come while it streams do not spoil it', async () => {
    const counts = sample();
    const expected = counts.toBytes();
    const pieces = [];
    for await (const piece of counts.stream()) {
      pieces.push(piece);
      const n = pieces.length;
      counts.add({ linkId: `new-${n}`, at: AT + n, contactId: `new-${n}`, eventId: `new-${n}` });
    }
    const read = ClickAggregator.fromBytes(Buffer.concat(pieces));
    expect(read.totals()).toEqual(ClickAggregator.fromBytes(expected).totals());
    expect(read.links()).toEqual(ClickAggregator.fromBytes(expected).links());
  });

  test('patterns and functions are not kept, what they said is', () => {
    const bot = { userAgents: [/ourtool/i], networks: (ip: string) => ip === '192.0.2.1' };
    const counts = new ClickAggregator({ bots: bot });
    counts.add({ linkId: 'a', at: AT, userAgent: 'OurTool (Windows)', contactId: 'c-1' });
    counts.add({ linkId: 'a', at: AT, ip: '192.0.2.1', contactId: 'c-2' });
    for (const again of [ClickAggregator.fromBytes(counts.toBytes()), ClickAggregator.restore(counts.snapshot())])
      expect(again.totals().bot).toEqual({ clicks: 2, uniqueContacts: 2 });
  });
});

const WHOLE = sample().toBytes();
const DAMAGED: readonly (readonly [what: string, bytes: Uint8Array, code: string])[] = [
  ['nothing', new Uint8Array(0), 'snapshot-truncated'],
  ['something else', new TextEncoder().encode('%PDF-1.7 and so on'), 'snapshot-foreign'],
  ['something else, shorter than the magic', new TextEncoder().encode('{}'), 'snapshot-foreign'],
  ['another format', file(meta({ format: 'other' }), end(0)), 'snapshot-foreign'],
  ['a newer version', file(meta({ version: 2 }), end(0)), 'snapshot-version'],
  ['something behind the end', Buffer.concat([WHOLE, Buffer.from('x')]), 'snapshot-malformed'],
  ['two in one', Buffer.concat([WHOLE, WHOLE]), 'snapshot-malformed'],
  ['frames in no order', file(frame(KINDS.contacts, '["c"]'), meta(), end(0)), 'snapshot-malformed'],
  ['a second head', file(meta(), meta(), end(0)), 'snapshot-malformed'],
  ['an unknown frame', file(meta(), frame(9, ''), end(0)), 'snapshot-malformed'],
  ['an empty frame', file(meta(), frame(KINDS.contacts, ''), end(0)), 'snapshot-malformed'],
  ['another number of clicks', file(meta(), end(1)), 'snapshot-malformed'],
  ['options that are none', file(meta({ options: { bots: { afterSendingMs: 'x' } } }), end(0)), 'snapshot-malformed'],
  ['no options', file(meta({ options: null }), end(0)), 'snapshot-malformed'],
  ['a number of duplicates that is none', file(meta({ duplicates: -1 }), end(0)), 'snapshot-malformed'],
  ['a contact twice', file(meta(), frame(KINDS.contacts, '["c","c"]'), end(0)), 'snapshot-malformed'],
  ['a contact of the wrong type', file(meta(), frame(KINDS.contacts, '[1]'), end(0)), 'snapshot-malformed'],
  [
    'a place of the wrong shape',
    file(meta(), frame(KINDS.instances, '[{"part":"html"}]'), end(0)),
    'snapshot-malformed',
  ],
  ['a list that is none', file(meta(), frame(KINDS.instances, '{}'), end(0)), 'snapshot-malformed'],
  ['a click of nobody known', file(meta(), frame(KINDS.clicks, [1, 0, 0, 0, 0]), end(1)), 'snapshot-malformed'],
  ['half a click', file(meta(), frame(KINDS.clicks, [0, 0]), end(1)), 'snapshot-malformed'],
  ['a number without end', file(meta(), frame(KINDS.clicks, new Array(20).fill(255)), end(1)), 'snapshot-malformed'],
  [
    'event ids of no click',
    file(meta(), frame(KINDS.eventIds, '["e"]'), frame(KINDS.clicks, []), end(0)),
    'snapshot-malformed',
  ],
  [
    'an id longer than any',
    file(meta(), frame(KINDS.contacts, JSON.stringify(['c'.repeat(20_000)])), end(0)),
    'snapshot-malformed',
  ],
];

describe('damaged bytes', () => {
  const bytes = WHOLE;

  test('cut short anywhere: truncated', () => {
    const codes = Array.from({ length: bytes.length }, (_, length) =>
      codeOf(() => ClickAggregator.fromBytes(bytes.subarray(0, length))),
    );
    expect(codes).toEqual(Array(bytes.length).fill('snapshot-truncated'));
  });

  test('any bit flipped: an error with a code', () => {
    const codes = new Map<string, number>();
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = bytes.slice();
      (flipped[bit >> 3] as number) ^= 1 << (bit & 7);
      const code = codeOf(() => ClickAggregator.fromBytes(flipped));
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    expect([...codes.keys()].sort()).toEqual([
      'snapshot-checksum',
      'snapshot-foreign',
      'snapshot-malformed',
      'snapshot-truncated',
    ]);
    expect(codes.get('snapshot-foreign')).toBe(64);
    expect(codes.get('snapshot-checksum')).toBeGreaterThan(bytes.length * 7);
  });

  test('a sample of bits of a large one flipped: an error with a code', () => {
    const large = sample(20_000).toBytes();
    for (let bit = 5; bit < large.length * 8; bit += 40_009) {
      large[bit >> 3] = (large[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(codeOf(() => ClickAggregator.fromBytes(large))).toMatch(/^snapshot-/);
      large[bit >> 3] = (large[bit >> 3] as number) ^ (1 << (bit & 7));
    }
    expect(codeOf(() => ClickAggregator.fromBytes(large))).toBe('read');
  });

  test.each(DAMAGED.map(([what, damaged, code]) => ({ what, damaged, code })))('$what: $code', ({ damaged, code }) => {
    expect(codeOf(() => ClickAggregator.fromBytes(damaged))).toBe(code);
  });

  test('a frame that says it is enormous is cut short, and only what has come is read', async () => {
    const head = new Uint8Array(17);
    head.set(new TextEncoder().encode('CLKSTAMP'));
    new DataView(head.buffer).setUint32(9, 0x0fff_ffff, true);
    const chunks = [head, ...Array.from({ length: 4_000 }, () => new Uint8Array(4_096))];
    await expect(ClickAggregator.fromStream(chunks)).rejects.toMatchObject({ code: 'snapshot-truncated' });
  });

  test('what is no bytes is a mistake of the caller', () => {
    expect(() => ClickAggregator.fromBytes('CLKSTAMP' as never)).toThrow(TypeError);
  });
});

test('crc32 is that of zlib', () => {
  for (let length = 0; length < 600; length += 7) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 37 + length) & 255);
    expect(crc32(bytes)).toBe(zlibCrc(bytes));
  }
});
