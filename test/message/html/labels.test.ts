import { describe, expect, test } from 'vitest';
import { discoverHtml } from '../../../src/message/html/discover.js';
import { chooseSyntaxes } from '../../../src/message/merge-tags/choose.js';

const CASES: readonly [html: string, labels: readonly string[]][] = [
  ['<a href=1>Shop now</a>', ['Shop now']],
  ['<a href=1> Shop\r\n\t <b>now</b>&nbsp;</a>', ['Shop now']],
  ['<a href=1>S&amp;P &#8364;</a>', ['S&P €']],
  ['<a href=1><img alt="A sale" src=x></a>', ['A sale']],
  ['<a href=1><img alt="" src=x><img alt="second" src=x></a>', ['second']],
  ['<a href=1><img alt="A sale" src=x>text wins</a>', ['text wins']],
  ['<a href=1><amp-img alt="A rose" src=x></amp-img></a>', ['A rose']],
  ['<a href=1><amp-anim alt="A pond" src=x></amp-anim></a>', ['A pond']],
  ['<a href=1 title=t aria-label="says so"></a>', ['says so']],
  ['<a href=1 title=t></a>', ['t']],
  ['<a href=1>\u200c\u00ad\u034f </a>', ['']],
  ['<map><area href=1 alt="A corner"></map>after', ['A corner']],
  ['<a href=1>one</a> between <a href=2>two</a> after', ['one', 'two']],
  ['<a href=1>one <a href=2>two</a> after', ['one', 'two']],
  ['<a href=1><p>one</a><p>more', ['one']],
  ['<a href=1>one<table><tr><td>cell</table></a>', ['onecell']],
  ['<a href=1>one<br>two<br/><br>three</a><br>four', ['one two three']],
  ['<svg><a href=1><text>drawn</text></a></svg>', ['drawn']],
  ['<!--[if mso]><v:rect href=1><center>Button</center></v:rect><![endif]-->', ['Button']],
  ['<form action=1>in a form</form>', ['']],
  [`<a href=1>${'long '.repeat(100)}</a>`, [`${'long '.repeat(40)}`]],
  ['<a href=1>Hello {{ name | default: "you" }}!</a>', ['Hello …!']],
];

describe('what a link says', () => {
  test.each(CASES)('%s', (html, labels) => {
    for (const elements of [false, true]) {
      const { occurrences } = discoverHtml(html, { part: 'html', syntaxes: chooseSyntaxes(), elements });
      expect(occurrences.map((occurrence) => occurrence.label)).toEqual(labels);
    }
  });
});
