import { describe, expect, test } from 'vitest';
import { makeInert } from '../../../src/report/page/inert.js';

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
