import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Interner } from '../../../src/clicks/store/interner.js';
import { MAX_ID_LENGTH } from '../../../src/clicks/store/record.js';
import { runs } from '../../runs.js';

const UUID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';

/** Two different strings with the same 32-bit hash, found by trying: FNV-1a over the bytes, as interner.ts has it. */
function collision(): readonly [string, string] {
  const seen = new Map<number, string>();
  for (let i = 0; ; i++) {
    const text = `k${i.toString(36)}`;
    let hash = 0x811c9dc5;
    for (let k = 0; k < text.length; k++) hash = Math.imul(hash ^ text.charCodeAt(k), 0x01000193);
    const other = seen.get(hash);
    if (other !== undefined) return [other, text];
    seen.set(hash, text);
  }
}

describe('Interner', () => {
  test('numbers strings as a Map would, and gives them back', () => {
    const id = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.uuid(),
      fc.uuid().map((each) => each.toUpperCase()),
      fc.constantFrom('', 'a', '\ud800', '\udfff\ud800', '\u00ff', '\u0100', '\u0000', UUID, UUID.replaceAll('-', '_')),
      fc.string({ minLength: 34, maxLength: 38 }),
    );
    let again = 0;
    fc.assert(
      fc.property(fc.array(id, { maxLength: 100 }), (few) => {
        const ids = [...few, ...few.slice(0, 20)];
        const interner = new Interner();
        const map = new Map<string, number>();
        for (const each of ids) {
          if (map.has(each)) again++;
          else map.set(each, map.size);
        }
        expect(ids.map((each) => interner.intern(each))).toEqual(ids.map((each) => map.get(each)));
        expect(Array.from({ length: interner.size }, (_, index) => interner.text(index))).toEqual([...map.keys()]);
        expect([...map.keys()].map((each) => interner.find(each))).toEqual([...map.values()]);
        expect(interner.find('nobody has this')).toBe(-1);
      }),
      { numRuns: runs(100) },
    );
    expect(again).toBeGreaterThan(100);
  });

  test('strings of the same hash stay apart', () => {
    const [a, b] = collision();
    const interner = new Interner();
    expect([interner.intern(a), interner.find(b), interner.intern(b), interner.intern(a)]).toEqual([0, -1, 1, 0]);
    expect([interner.text(0), interner.text(1)]).toEqual([a, b]);
  });

  test('strings that would have the same bytes stay apart', () => {
    // Sixteen bytes as a UUID, as Latin-1, as UTF-16.
    const packed = '61616161-6161-6161-6161-616161616161';
    const ids = [packed, 'a'.repeat(16), '\u6161'.repeat(8), packed.replaceAll('6', 'A'), packed.replace('6', 'g')];
    const interner = new Interner();
    expect(ids.map((id) => interner.intern(id))).toEqual([0, 1, 2, 3, 4]);
    expect(Array.from({ length: interner.size }, (_, i) => interner.text(i))).toEqual(ids);
  });

  test('what is nearly a UUID comes back as it was, and is another string', () => {
    const interner = new Interner();
    const ids = new Set([UUID]);
    for (let code = 0x20; code < 0x80; code++)
      for (const at of [0, 1, 8, 18, 35])
        ids.add(`${UUID.slice(0, at)}${String.fromCharCode(code)}${UUID.slice(at + 1)}`);
    const list = [...ids];
    expect(list.map((id) => interner.intern(id))).toEqual(list.map((_, at) => at));
    expect(list.map((_, at) => interner.text(at))).toEqual(list);
  });

  test('the longest ids cross no chunk, and none is lost where one ends', () => {
    const interner = new Interner();
    const ids: string[] = [];
    for (let i = 0; i < 60; i++) {
      ids.push(`${'x'.repeat(MAX_ID_LENGTH - 5 - (i % 7))}${i}`, `${'日'.repeat(MAX_ID_LENGTH - 3)}${i}`, `${i}`);
    }
    // 65,536 bytes to the last one: eight strings of 8,190 and their heads.
    for (let i = 0; i < 16; i++) ids.push(String.fromCharCode(97 + i).repeat(MAX_ID_LENGTH));
    for (let length = 1; length < 600; length++) ids.push('z'.repeat(length));
    expect(ids.every((id, i) => interner.intern(id) === i)).toBe(true);
    expect(ids.every((id, i) => interner.text(i) === id && interner.find(id) === i)).toBe(true);
  });

  test('a chunk that is filled to its last byte starts another', () => {
    const interner = new Interner();
    // 8 × (4,094 + 2) × 2 = 65,536.
    const ids = Array.from({ length: 40 }, (_, i) => String.fromCharCode(65 + i).repeat(4_094));
    for (const id of ids) interner.intern(id);
    expect(ids.every((id, i) => interner.text(i) === id)).toBe(true);
  });

  test('it grows past its first slots and blocks', () => {
    const interner = new Interner();
    for (let i = 0; i < 50_000; i++) interner.intern(`c-${i}`);
    expect(interner.size).toBe(50_000);
    for (let i = 0; i < 50_000; i += 997) expect([interner.text(i), interner.find(`c-${i}`)]).toEqual([`c-${i}`, i]);
  });
});
