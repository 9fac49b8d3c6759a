import fc from 'fast-check';
import { MERGE_TAG_SYNTAXES } from '../../src/message/merge-tags/syntaxes.js';

/** Merge tags of every syntax, whole, with quotes and angle brackets in them, and in halves. */
const TAGS: readonly string[] = [
  ...MERGE_TAG_SYNTAXES.flatMap(({ open, close }) => [open, close, `${open}x${close}`, `${open} a "b" ${close}`]),
  '{{#if a < b}}',
  '{{{x}}}',
  "{{ x | default: 'it\"s' }}",
  '%%=v(@x)=%%',
];

const URLS: readonly string[] = [
  'https://shop.example/sale?a=1&b=2',
  'https://shop.example/?a=1&amp;b=%3D&region=eu&copy=1#f',
  'HTTP://SHOP.example/%20+x',
  'https://b\u00fccher.example/\u{1f600}',
  'https://shop.example/{{x}}/?y=*|Y|*',
  'https://shop.example/{{ x | default: "d" }}',
  '{{ Y | default: "d" }}',
  'mailto:a@shop.example',
  '#top',
  '/relative',
  'htp://shop.example',
  'https://click.brand.example/c/not-a-token',
  'https://click.brand.example.evil.example/c/x',
  '',
];

const ELEMENTS: readonly string[] = [
  'a',
  'A',
  'area',
  'v:rect',
  'form',
  'b',
  'p',
  'div',
  'table',
  'tr',
  'td',
  'svg',
  'math',
  'mi',
  'foreignObject',
  'desc',
  'select',
  'option',
  'template',
  'noscript',
  'title',
  'textarea',
  'style',
  'script',
  'iframe',
  'xmp',
  'frameset',
  'frame',
  'body',
  'html',
  'head',
  'button',
  'nobr',
  'li',
  'h1',
  'caption',
  'br',
  'img',
  'base',
  'applet',
];

const RUBBISH: readonly string[] = [
  '<',
  '>',
  '"',
  "'",
  '=',
  '/',
  '</',
  '<!',
  '<?',
  '<!--',
  '-->',
  '--!>',
  '<!-->',
  ']]>',
  '<![CDATA[',
  '<!doctype html>',
  '<!--[if mso]>',
  '<![endif]-->',
  '<!--[if !mso]><!-->',
  '<!--<![endif]-->',
  '<![if !mso]>',
  '<![endif]>',
  '<plaintext>',
  '<a href="',
  '<a href=',
  '<a ',
  'href="https://shop.example/"',
  '&',
  '&amp;',
  '&#x3d',
  '&lt;a href=1&gt;',
  '\r\n',
  '\r',
  '\n',
  '\f',
  '\0',
  '\ud800',
  '\udc00',
  '\u{1f600}',
  '\ufeff',
  '\u2028',
  '\ue000',
  ' ',
  'text',
  'https://shop.example/',
];

const attribute = fc.tuple(
  fc.constantFrom('href', 'HREF', 'xlink:href', 'action', 'title', 'class', 'alt', 'data-x', 'href\0'),
  fc.constantFrom('=', ' = ', '\n=\r\n', ''),
  fc.constantFrom('"', "'", ''),
  fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...URLS) },
      fc.constantFrom(...TAGS),
      fc.constantFrom(' ', '<', '>', '\0', '\ud800', '\r\n'),
    ),
    {
      minLength: 1,
      maxLength: 3,
    },
  ),
);

const startTag = fc
  .tuple(fc.constantFrom(...ELEMENTS), fc.array(attribute, { maxLength: 3 }), fc.constantFrom('>', ' >', '/>', ''))
  .map(([name, attributes, end]) => {
    const written = attributes.map(([attr, equals, quote, value]) =>
      equals === '' ? attr : `${attr}${equals}${quote}${value.join('')}${quote}`,
    );
    return `<${[name, ...written].join(' ')}${end}`;
  });

const link = fc
  .tuple(fc.constantFrom('"', "'"), fc.constantFrom(...URLS), fc.constantFrom('', 'x', '<b>x', '<img alt=y>'))
  .map(([quote, url, label]) => `<a href=${quote}${url}${quote}>${label}</a>`);

/** Markup for Outlook alone, now and then with a comment's end inside. */
const conditional = fc
  .tuple(
    fc.constantFrom('<!--[if mso]>', '<!--[if (gte mso 9)|(IE)]>', '<!-- [IF MSO]>'),
    fc.array(fc.oneof({ weight: 4, arbitrary: link }, startTag, fc.constantFrom('-->', '<!--', '\r\n', '<a href=')), {
      maxLength: 4,
    }),
    fc.constantFrom('<![endif]-->', '<![endif] -->', '<!-- <![endif]-->', '-->'),
  )
  .map(([opening, inside, closing]) => opening + inside.join('') + closing);

/** Documents assembled from hostile pieces, two dozen at most. */
export const documents: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: link },
      { weight: 4, arbitrary: startTag },
      { weight: 2, arbitrary: conditional },
      { weight: 2, arbitrary: fc.constantFrom(...ELEMENTS).map((name) => `</${name}>`) },
      { weight: 2, arbitrary: fc.constantFrom(...RUBBISH) },
      { weight: 1, arbitrary: fc.constantFrom(...TAGS) },
    ),
    { maxLength: 24 },
  )
  .map((pieces) => pieces.join(''));
