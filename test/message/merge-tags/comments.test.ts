import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { auditLinks } from '../../../src/index.js';
import { findTemplateComments, TEMPLATE_COMMENTS } from '../../../src/message/merge-tags/comments.js';
import { COMMENT_CASES } from './comments.cases.js';

const hrefs = (source: string, part: 'html' | 'amp' | 'text' = 'html') =>
  auditLinks(source, { part }).links.map((link) => link.href);

describe('comments of template languages', () => {
  test('every row has a case and a line in docs/dialects.md', () => {
    const page = readFileSync(new URL('../../../docs/dialects.md', import.meta.url), 'utf8');
    expect(COMMENT_CASES.map((each) => each.languages)).toEqual(TEMPLATE_COMMENTS.map((row) => row.languages));
    for (const { languages } of TEMPLATE_COMMENTS) expect(page).toContain(`| ${languages} |`);
  });

  test.each(COMMENT_CASES)('of $languages hide the links in them, and no other', ({ around }) => {
    const inside = around('<a href="https://a.example/1">x</a>');
    const link = (n: number) => `<a href="https://a.example/${n}">x</a>`;
    for (const part of ['html', 'amp'] as const) {
      expect(hrefs(`${link(2)}${inside}${link(3)}`, part)).toEqual(['https://a.example/2', 'https://a.example/3']);
      expect(hrefs(`${inside}${link(2)}${inside}`, part)).toEqual(['https://a.example/2']);
    }
    expect(hrefs(`https://a.example/2 ${around('https://a.example/1')} https://a.example/3`, 'text')).toEqual([
      'https://a.example/2',
      'https://a.example/3',
    ]);
  });

  test.each(COMMENT_CASES)('of $languages stand wherever a template may', ({ around }) => {
    const comment = around('note');
    expect(hrefs(`<a${comment} href="https://a.example/">x</a>`)).toEqual(['https://a.example/']);
    expect(hrefs(`<a ${comment}href="https://a.example/">x</a>`)).toEqual(['https://a.example/']);
    expect(hrefs(`<p title='${comment}'><a href="https://a.example/">x</a>`)).toEqual(['https://a.example/']);
    expect(findTemplateComments(`a${comment}b`)).toEqual([[1, 1 + comment.length]]);
  });

  const NO_COMMENTS: readonly string[] = [
    '<style>@media print{#header{color:red}}p{#x{}}</style><a href="https://a.example/">#}</a>',
    '{# never closed <a href="https://a.example/">x</a>',
    '{{!-- never closed <a href="https://a.example/">x</a>',
    '{% comments %}<a href="https://a.example/">x</a>{% endcomment %}',
    '<style>p{*zoom:1}</style><a href="https://a.example/">*}</a>',
    '#} <a href="https://a.example/">x</a> {#',
    '<style>p{* zoom:1}</style><a href="https://a.example/">x</a>{* note *}',
    // Code with a comment at its start or end.
    '%%[ /* a */ SET @b = 1 ]%%<a href="https://a.example/">x</a>%%[ /* c */ ]%%',
    '%%[ /* a */ IF @b THEN ]%%<a href="https://a.example/">x</a>%%[ ENDIF /* c */ ]%%',
    '<% /* a */ if (b) { %><a href="https://a.example/">x</a><% } /* c */ %>',
    '{{/* a */ .B }}<a href="https://a.example/">x</a>{{/* c */}}',
    '<!-- {# --><a href="https://a.example/">x</a>',
  ];
  test.each(NO_COMMENTS)('hide nothing where there are none: %s', (source) => {
    expect(hrefs(source)).toEqual(['https://a.example/']);
  });

  test.each(COMMENT_CASES)(
    'of $languages in an address leave the link, because they are no part of it',
    ({ around }) => {
      const { links } = auditLinks(`<a href='https://a.example/${around('note')}b'>x</a>`, { values: { note: 'x' } });
      expect(links).toMatchObject([{ kind: 'web', verdict: 'leave', reason: 'merge-tag-unresolved' }]);
      const text = auditLinks(`https://a.example/b${around('note')}`, { part: 'text' }).links;
      expect(text).toMatchObject([{ verdict: 'track', url: 'https://a.example/b' }]);
    },
  );

  test('are found in source order, the outermost', () => {
    const source = '{# a {{! b }} #}{{!-- c {# d #} --}}{% comment %} {# e #}{% endcomment %}';
    expect(findTemplateComments(source).map(([start, end]) => source.slice(start, end))).toEqual([
      '{# a {{! b }} #}',
      '{{!-- c {# d #} --}}',
      '{% comment %} {# e #}{% endcomment %}',
    ]);
  });
});
