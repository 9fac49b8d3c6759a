import { describe, expect, test } from 'vitest';
import { readConditionalComment } from '../../../src/message/html/conditional.js';
import { discoverHtml } from '../../../src/message/html/discover.js';

const link = '<a href="https://a.example/">x</a>';

/** Markup, and the condition of each link in it ('' for a live one). */
const CASES: readonly [name: string, html: string, conditions: readonly string[]][] = [
  ['downlevel-hidden', `<!--[if mso]>${link}<![endif]-->`, ['[if mso]']],
  ['with an expression', `<!--[if (gte mso 9)|(IE)]>${link}<![endif]-->`, ['[if (gte mso 9)|(IE)]']],
  ['in capitals', `<!--[IF MSO]>${link}<![ENDIF]-->`, ['[IF MSO]']],
  ['with spaces', `<!-- [if mso]>${link}<![endif] -->`, ['[if mso]']],
  ['over lines', `<!--[if mso]>\r\n${link}\r\n<![endif]-->`, ['[if mso]']],
  [
    'two of them',
    `<!--[if mso]>${link}<![endif]-->${link}<!--[if IE]>${link}<![endif]-->`,
    ['[if mso]', '', '[if IE]'],
  ],
  ['downlevel-revealed', `<![if !mso]>${link}<![endif]>`, ['']],
  ['downlevel-revealed by comments', `<!--[if !mso]><!-->${link}<!--<![endif]-->`, ['']],
  ['the same with a dash more', `<!--[if !mso]>-->${link}<!--<![endif]-->`, ['']],
  ['a comment inside ends it', `<!--[if mso]><!-- ${link} --><![endif]-->${link}`, ['']],
  ['an ordinary comment', `<!-- ${link} -->`, []],
  ['no condition', `<!--[if]>${link}<![endif]-->`, []],
  ['no end', `<!--[if mso]>${link}-->${link}`, ['']],
  ['never closed', `<!--[if mso]>${link}`, []],
  ['text before it', `<!-- see [if mso]>${link}<![endif]-->`, []],
  ['in a title', `<title><!--[if mso]>${link}<![endif]--></title>`, []],
  ['in a style sheet', `<style><!--[if mso]>${link}<![endif]--></style>`, []],
  ['in a template', `<template><!--[if mso]>${link}<![endif]--></template>`, []],
  ['in a table', `<table><!--[if mso]><tr><td>${link}</td></tr><![endif]--></table>`, ['[if mso]']],
  ['before the document', `<!--[if mso]>${link}<![endif]--><!doctype html>`, ['[if mso]']],
  ['after the document', `<html></html><!--[if mso]>${link}<![endif]-->`, ['[if mso]']],
  [
    'a frameset inside takes out no link outside',
    `${link}<!--[if mso]><a href=1></a><frameset></frameset><![endif]-->`,
    [''],
  ],
  [
    'a frameset outside takes out what is in the body, no more',
    `<!--[if A a]>${link}<![endif]--><head><!--[if B b]>${link}<![endif]--></head><!--[if C c]>${link}<![endif]--><p><!--[if D d]>${link}<![endif]--><frameset></frameset><!--[if E e]>${link}<![endif]-->`,
    ['[if A a]', '[if B b]', '[if C c]', '[if E e]'],
  ],
  ['in an svg', `<svg><!--[if mso]>${link}<![endif]--></svg>`, ['[if mso]']],
  ['unclosed markup stays inside', `<!--[if mso]><table><tr><td><a href=1><![endif]-->${link}`, ['[if mso]', '']],
];

describe('links that only Outlook shows', () => {
  test.each(CASES)('%s', (_, html, conditions) => {
    for (const elements of [false, true]) {
      const { occurrences } = discoverHtml(html, { part: 'html', syntaxes: [], elements });
      expect(occurrences.map((occurrence) => occurrence.condition ?? '')).toEqual(conditions);
      for (const occurrence of occurrences) expect(html.slice(...occurrence.range)).toBe(occurrence.href);
    }
  });

  test('the hidden stretch, to the character', () => {
    const source = `ab<!--[if mso]>${link}<![endif]-->cd`;
    const found = readConditionalComment(source, 2, source.length - 2);
    expect(found?.condition).toBe('[if mso]');
    expect(source.slice(found?.start, found?.end)).toBe(link);
  });

  test('a condition longer than anybody writes is none', () => {
    const comment = `<!--[if ${'x'.repeat(1_000)}]>${link}<![endif]-->`;
    expect(readConditionalComment(comment, 0, comment.length)).toBeUndefined();
  });
});
