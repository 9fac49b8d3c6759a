import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as onNode from '#runtime';
import { createTemplate, fillTemplate, withSpaceBefore } from '../../../src/message/plan/template.js';
import * as onTheWeb from '../../../src/token/runtime-web.js';

describe('the only place that splices', () => {
  test('fills slots and applies edits at offsets into the original', () => {
    const template = createTemplate(
      '0123456789',
      [
        [2, 4],
        [8, 9],
      ],
      [{ range: [5, 7], text: '-' }],
    );
    expect(template.literals).toEqual(['01', '4-7', '9']);
    expect(fillTemplate(template, ['A', 'BBB'])).toBe('01A4-7BBB9');
  });

  test('an insertion stands before what follows it', () => {
    expect(fillTemplate(createTemplate('ab', [[1, 1]], []), ['-'])).toBe('a-b');
    expect(fillTemplate(createTemplate('', [], []), [])).toBe('');
  });

  test('changes that overlap are refused, because whichever were dropped would leave a wrong message', () => {
    const overlapping: readonly (readonly [slots: [number, number][], edits: [number, number][]])[] = [
      [
        [
          [2, 6],
          [4, 8],
        ],
        [],
      ],
      [
        [],
        [
          [2, 6],
          [4, 8],
        ],
      ],
      [[[2, 6]], [[5, 7]]],
      [[[4, 5]], [[2, 8]]],
    ];
    for (const [slots, edits] of overlapping)
      expect(() =>
        createTemplate(
          '0123456789',
          slots,
          edits.map((range) => ({ range, text: '' })),
        ),
      ).toThrow(RangeError);
    expect(
      createTemplate(
        '0123456789',
        [
          [2, 4],
          [4, 6],
        ],
        [{ range: [6, 8], text: '' }],
      ).literals,
    ).toEqual(['01', '', '89']);
  });

  test('the original texts give the original back', () => {
    const pieces = fc.record({
      source: fc.string({ unit: 'binary', minLength: 20, maxLength: 40 }),
      cuts: fc.uniqueArray(fc.nat({ max: 20 }), { maxLength: 12 }),
    });
    let filled = 0;
    fc.assert(
      fc.property(pieces, ({ source, cuts }) => {
        const ends = cuts.filter((cut) => cut <= source.length).sort((a, b) => a - b);
        const slots = ends.flatMap((end, i) => (i % 2 === 1 ? [[ends[i - 1] as number, end] as const] : []));
        const template = createTemplate(source, slots, []);
        filled += slots.length;
        expect(
          fillTemplate(
            template,
            slots.map(([start, end]) => source.slice(start, end)),
          ),
        ).toBe(source);
      }),
    );
    expect(filled).toBeGreaterThan(50);
  });

  test('lengths in UTF-8 are those of the encoder', () => {
    const encoder = new TextEncoder();
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\ud800', '\udc00', 'é', '漢', '😀'))),
        (parts) => {
          const text = parts.join('');
          const { length } = encoder.encode(text);
          expect([onNode.utf8Length(text), onTheWeb.utf8Length(text)]).toEqual([length, length]);
        },
      ),
    );
  });

  test('an attribute goes with the space before it', () => {
    const source = '<a\n  x="1"  y>';
    expect(withSpaceBefore(source, [5, 10])).toEqual([2, 10]);
    expect(withSpaceBefore(source, [12, 13])).toEqual([10, 13]);
  });
});
