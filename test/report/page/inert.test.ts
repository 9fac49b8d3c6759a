import { parse } from 'parse5';
import { describe, expect, test } from 'vitest';
import { makeInert } from '../../../src/report/page/inert.js';
import { HOSTILE_MARKUP } from './hostile.js';

const sheet = (css: string): string =>
  /<style>(.*)<\/style>/s.exec(makeInert(`<style>${css}</style>`, new Map()))?.[1] ?? '';

describe('style sheets', () => {
  test.each([
    ['a{background:url(x.png) red}', 'a{background:none red}'],
    ['a{background:URL( "a)b" )}', 'a{background:none}'],
    ["a{background:url('a)b')url(c)}", 'a{background:nonenone}'],
    ['a{background:url("a)b}', 'a{background:noneb}'],
    ['a{background:url("url(x)")}', 'a{background:none}'],
    ['a{background:url("x" y)}', 'a{background:none}'],
    ['a{background:url(x}', 'a{background:none'],
    ['@import "x.css";a{}@import url(y)', '@none;a{}@none;'],
    ['@im@import x;port "y.css";a{}', '@im@none;port "y.css";a{}'],
  ])('%s becomes %s', (css, still) => {
    expect(sheet(css)).toBe(still);
  });
});

describe('a marked link that is only a picture says so, for its badge hides what it stands on', () => {
  const CASES: readonly [inner: string, said: string | undefined][] = [
    ['<img src=x width=200 alt=Logo>', ''],
    ['\n  <img src=x width="24">\n', 'small'],
    ['<img src=x>', ''],
    ['see the <img src=x> map', undefined],
    ['<img src=x><img src=y>', undefined],
    ['<span><img src=x></span>', undefined],
    ['words', undefined],
  ];
  for (const [inner, said] of CASES)
    test(inner, () => {
      const source = `<a href="https://shop.example/">${inner}</a>`;
      const html = makeInert(source, new Map([[source.indexOf('https'), 'data-cs-key="1"']]));
      expect(html).toContain('data-cs-key="1"');
      expect(/ data-cs-picture="([^"]*)"/.exec(html)?.[1]).toBe(said);
    });
});

describe('markup that means something else inside SVG and MathML, or without quotes', () => {
  for (const source of HOSTILE_MARKUP)
    test(source.slice(0, 70), () => {
      const again = parse(makeInert(source, new Map())) as unknown as Node;
      const active: string[] = [];
      const todo: Node[] = [again];
      for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
        todo.push(...(node.childNodes ?? []));
        if (/^(?:iframe|link|script|svg|math|object|template)$/.test(node.nodeName)) active.push(node.nodeName);
        for (const { name, value } of node.attrs ?? [])
          if (
            /^(?:on|href|srcset|background|action)/.test(name) ||
            (name === 'src' && !/^data:image\/svg\+xml,/.test(value)) ||
            (name === 'style' && /url\(|@import/i.test(value))
          )
            active.push(`${name}="${value}"`);
        if (node.nodeName === 'style')
          expect((node.childNodes ?? []).map(({ value }) => value).join('')).not.toMatch(
            /url\(|@import|image-set|\\[67]/i,
          );
      }
      expect(active).toEqual([]);
    });
});

interface Node {
  readonly nodeName: string;
  readonly value?: string;
  readonly attrs?: readonly { readonly name: string; readonly value: string }[];
  readonly childNodes?: readonly Node[];
}
