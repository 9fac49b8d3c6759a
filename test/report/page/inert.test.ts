import { parse } from 'parse5';
import { describe, expect, test } from 'vitest';
import { makeInert } from '../../../src/report/page/inert.js';

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
    ['@import "x.css";a{}@import url(y)', 'a{}'],
  ])('%s becomes %s', (css, still) => {
    expect(sheet(css)).toBe(still);
  });
});

describe('markup that means something else inside SVG and MathML, or without quotes', () => {
  const HOSTILE: readonly string[] = [
    '<svg><title><iframe src="https://evil.example/1"></iframe></title></svg>',
    '<svg><style><img src="https://evil.example/2"></style></svg>',
    '<math><textarea><link rel=preconnect href="https://evil.example/3"></textarea></math>',
    '<svg><foreignObject><iframe src="https://evil.example/4"></iframe></foreignObject></svg>',
    '<math><annotation-xml encoding="text/html"><img src="https://evil.example/5"></annotation-xml></math>',
    '<a style=@import title="a href=https://evil.example/6 b">x</a>',
    '<a style=@import title=\'" href="https://evil.example/7\'>x</a>',
    '<p title="</style><img src=https://evil.example/8>">x</p>',
    '<style>a{background:u\\72l(https://evil.example/9)}b{background:\\75\\72\\6c(https://evil.example/10)}</style>',
    '<style>a{background:image-set("https://evil.example/11" 1x)}</style>',
    '<style>@\\69mport "https://evil.example/12";</style>',
    '<style></ style><img src=https://evil.example/13></style>',
    '<noscript><img src="https://evil.example/14"></noscript><noembed><img src="https://evil.example/15"></noembed>',
    '<template><img src="https://evil.example/16"></template><xmp><img src=https://evil.example/17></xmp>',
    '<form><math><mtext></form><form><mglyph><style></math><img src onerror=1 title="https://evil.example/18">',
    '<table><a href="https://evil.example/19"><svg><desc><a href="https://evil.example/20">x',
    '<image src=https://evil.example/21><input type=image src=https://evil.example/22><body background=https://evil.example/23>',
    `${'<b>'.repeat(20_000)}deep`,
  ];
  for (const source of HOSTILE)
    test(source.slice(0, 70), () => {
      const again = parse(makeInert(source, new Map())) as unknown as Node;
      const todo: Node[] = [again];
      for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
        todo.push(...(node.childNodes ?? []));
        expect(['iframe', 'link', 'script', 'svg', 'math', 'object', 'template']).not.toContain(node.nodeName);
        for (const { name, value } of node.attrs ?? []) {
          expect(name).not.toMatch(/^(?:on|href|srcset|background|action)/);
          if (name === 'src') expect(value).toMatch(/^data:image\/svg\+xml,/);
          if (name === 'style') expect(value).not.toMatch(/url\(|@import/i);
        }
        if (node.nodeName === 'style')
          expect((node.childNodes ?? []).map(({ value }) => value).join('')).not.toMatch(
            /url\(|@import|image-set|\\[67]/i,
          );
      }
    });
});

interface Node {
  readonly nodeName: string;
  readonly value?: string;
  readonly attrs?: readonly { readonly name: string; readonly value: string }[];
  readonly childNodes?: readonly Node[];
}
