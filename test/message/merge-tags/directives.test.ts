import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { auditLinks, rewriteLinks } from '../../../src/index.js';
import { DIRECTIVES, findDirectives } from '../../../src/message/merge-tags/directives.js';
import { keys, trackingUrl } from '../setup.js';
import {
  BEHIND_NAMES,
  DIRECTIVE_CASES,
  IN_TEXT_ADDRESSES,
  NO_DIRECTIVES,
  NO_DIRECTIVES_IN_TEXT,
} from './directives.cases.js';

const LINK = 'https://a.example/';
const hrefs = (source: string, part: 'html' | 'text' = 'html') =>
  auditLinks(source, { part }).links.map((link) => link.href);

describe('directives of template languages', () => {
  test('every row has a case and a line in docs/dialects.md', () => {
    const page = readFileSync(new URL('../../../docs/dialects.md', import.meta.url), 'utf8');
    expect(new Set([...DIRECTIVE_CASES, ...BEHIND_NAMES].map((each) => each.languages))).toEqual(
      new Set(DIRECTIVES.map((row) => row.languages)),
    );
    for (const { languages } of DIRECTIVES) expect(page).toContain(`| ${languages} |`);
  });

  test.each(DIRECTIVE_CASES)('$directive is found whole', ({ directive }) => {
    expect(findDirectives(`x ${directive} y`)).toEqual([[2, 2 + directive.length]]);
  });

  test.each(DIRECTIVE_CASES)('$directive touches names and stands among attributes', async ({ directive }) => {
    for (const html of [
      `<a${directive} class="y" href="${LINK}">x</a>`,
      `<a ${directive}class="y" href="${LINK}">x</a>`,
      `<a class="y"${directive}href="${LINK}">x</a>`,
      `<td${directive}><a href="${LINK}">x</a></td>`,
      `<p title="${directive}"><a href="${LINK}">x</a></p>`,
      `${directive}<a href="${LINK}">x</a>${directive}`,
    ]) {
      expect(hrefs(html)).toEqual([LINK]);
      const { html: output } = await rewriteLinks(html, { trackingUrl, clickTracking: true, keys });
      expect(output.replace(/https:\/\/[^"]*\/[\w-]+\.[\w-]+\.[\w-]+(?=">x)/, LINK)).toBe(html);
    }
  });

  test.each(BEHIND_NAMES)('$directive touches the name of an element', ({ directive }) => {
    for (const name of ['a', 'A', 'area', 'v:roundrect'])
      expect(hrefs(`<${name}${directive} class="y" href="${LINK}">x`)).toEqual([LINK]);
    for (const before of ['<a ', '<a class="y"', "<a class='y' "])
      expect(hrefs(`${before}${directive}href="${LINK}">x`)).toEqual([LINK]);
    expect(findDirectives(`a${directive} <ab${directive}>`)).toEqual([]);
  });

  test.each(DIRECTIVE_CASES.filter(({ directive }) => /[\s"'$<>]/.test(directive)))(
    'an address with $directive in it is left',
    ({ directive }) => {
      for (const html of [
        `<a href="${LINK}${directive}">x</a>`,
        `<a href='${LINK}?a=${directive.replaceAll("'", '"')}&amp;b=1'>x</a>`,
      ])
        expect(auditLinks(html).links).toMatchObject([
          { kind: 'web', verdict: 'leave', reason: 'merge-tag-unresolved' },
        ]);
    },
  );

  test.each(IN_TEXT_ADDRESSES)('in a text, %s is one address', (address, reason) => {
    const { links } = auditLinks(`See ${address} and ${LINK}.`, { part: 'text' });
    expect(links.map((link) => [link.href, link.reason])).toEqual([
      [address, reason],
      [LINK, 'web'],
    ]);
  });

  test.each(NO_DIRECTIVES_IN_TEXT)('hide no address of a sentence: %s', (source) => {
    expect(hrefs(source, 'text')).toEqual(['https://a.example/x']);
  });

  test.each(["{{code | default: 'x'}}", "${code || 'x'}", "{$code|default:'x'}"])(
    '%s is a tag, and no directive',
    (tag) => {
      const { links } = auditLinks(`<a href="${LINK}?c=${tag}">x</a>`, { values: { code: 'A1' } });
      expect(links).toMatchObject([{ verdict: 'track', url: `${LINK}?c=A1` }]);
    },
  );

  test('an address in one is the code of the template, in a text', () => {
    for (const text of [
      '<#assign u="https://b.example/">',
      '<c:url value="https://b.example/"/>',
      '<cfset u = "https://b.example/">',
      '#set($u = "https://b.example/")',
      "@if($u == 'https://b.example/') x @endif",
      "@php $u = 'https://b.example/'; @endphp",
      '@Url.Action("https://b.example/")',
      '@(u ?? "https://b.example/")',
      '@{https://b.example/}',
      '{url "https://b.example/"}',
      '[%url:unique; "https://b.example/"]',
    ])
      expect(hrefs(`${text} ${LINK}`, 'text')).toEqual([LINK]);
  });

  test.each(NO_DIRECTIVES)('hide nothing where there are none: %s', (source) => {
    expect(hrefs(source)).toEqual([LINK]);
  });
});
