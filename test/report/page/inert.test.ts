import { describe, expect, test } from 'vitest';
import { makeInert } from '../../../src/report/page/inert.js';
import { expectLinear } from '../../complexity/meter.js';

const sheet = (css: string): string => makeInert(`<style>${css}</style>`, new Map()).slice(7, -8);

describe('style sheets', () => {
  test.each([
    ['a{background:url(x.png) red}', 'a{background:none red}'],
    ['a{background:URL( "a)b" )}', 'a{background:none}'],
    ["a{background:url('a)b')url(c)}", 'a{background:nonenone}'],
    ['a{background:url("a)b}', 'a{background:noneb}'],
    ['a{background:url("url(x)")}', 'a{background:none}'],
    ['a{background:url("x" y)}', 'a{background:none}'],
    ['a{background:url(x}', 'a{background:none'],
    ['@import "x.css";a{}@import url(y)', 'a{}'],
  ])('%s becomes %s', (css, still) => {
    expect(sheet(css)).toBe(still);
  });
});

test.each([['url('], ['url( '], [' '], ["url('"], ['url("x'], ['@import'], ['<a style="url('], ['<!-'], ['<style>']])(
  'what repeats %j takes time as it is long',
  { retry: 2 },
  (piece) => {
    const source = (count: number): string => `<style>url(${piece.repeat(count)}`;
    expectLinear(piece, 16_000, (count) => makeInert(source(count), new Map()));
  },
);
