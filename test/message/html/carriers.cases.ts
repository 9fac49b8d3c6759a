import type { Carrier } from '../../../src/link.js';

/** The row of CARRIERS it is for, markup, and the links in it; `amp` says that the part is AMP. */
export interface CarrierCase {
  /** Namespace and tag of the row. */
  readonly row: string;
  readonly html: string;
  readonly links: readonly [carrier: Carrier, href: string][];
  readonly amp?: true;
}

export const CARRIER_CASES: readonly CarrierCase[] = [
  { row: 'html a', html: '<A HREF="https://a.example/">x</A>', links: [['a', 'https://a.example/']] },
  { row: 'html a', html: '<a href="1" href="2">first wins</a>', links: [['a', '1']] },
  { row: 'html a', html: '<a href>empty</a><a>none</a><a name="x">none</a>', links: [['a', '']] },
  { row: 'html a', html: '<noscript><a href="1">x</a></noscript>', links: [['a', '1']] },
  {
    row: 'html a',
    html: '<a href="1"><table><tr><td><a href="2">x</table>',
    links: [
      ['a', '1'],
      ['a', '2'],
    ],
  },
  {
    row: 'html area',
    html: '<map><area href="1"><area nohref><AREA shape=rect href=2></map>',
    links: [
      ['area', '1'],
      ['area', '2'],
    ],
  },
  { row: 'svg a', html: '<svg><a href="1" xlink:href="2"><text>x</text></a></svg>', links: [['svg', '1']] },
  { row: 'svg a', html: '<svg><a xlink:href="2" href="1"></a></svg>', links: [['svg', '1']] },
  { row: 'svg a', html: '<svg><A XLINK:HREF="2"></A></svg>', links: [['svg', '2']] },
  { row: 'svg a', html: '<svg><foreignObject><a href="1">x</a></foreignObject></svg>', links: [['a', '1']] },
  {
    row: 'html v:',
    html: '<v:roundrect href="1"></v:roundrect><V:RECT HREF=2>',
    links: [
      ['vml', '1'],
      ['vml', '2'],
    ],
  },
  {
    row: 'html v:',
    html: '<!--[if mso]><v:oval href="1"><w:anchorlock/></v:oval><![endif]-->',
    links: [['vml', '1']],
  },
  {
    row: 'html form',
    html: '<form action="https://a.example/" method=post></form>',
    links: [['form', 'https://a.example/']],
  },
  { row: 'html amp-', amp: true, html: '<amp-img href="1"></amp-img>', links: [['a', '1']] },
  // Not links, whatever they look like.
  { row: 'html a', html: '<amp-img href="1"></amp-img>', links: [] },
  { row: 'html a', html: '<link href=1><base href=2><img src=3 data-href=4><b href=5><abbr href=6>', links: [] },
  {
    row: 'html a',
    html: '<title><a href=1></title><textarea><a href=2></textarea><style><a href=3></style>',
    links: [],
  },
  { row: 'html a', html: '<template><a href=1></template><script><a href=2></script><xmp><a href=3></xmp>', links: [] },
  { row: 'html a', html: '<!-- <a href=1> --><iframe><a href=2></iframe><noframes><a href=3></noframes>', links: [] },
  { row: 'html a', html: '<math><a href=1></a></math><a xlink:href=2></a><vx:a href=3>', links: [] },
  { row: 'html a', html: '<a data-href=1></a><a title="href=2"></a><p>href="3"</p>', links: [] },
  { row: 'svg a', html: '<svg><title><a href="1">x</a></title><area href=2></svg>', links: [['a', '1']] },
];
