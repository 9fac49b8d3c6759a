import { describe, expect, test } from 'vitest';
import { discoverHtml } from '../../../src/message/html/discover.js';
import { chooseSyntaxes } from '../../../src/message/merge-tags/choose.js';
import { maskMergeTags, unmask } from '../../../src/message/merge-tags/mask.js';
import { MASK_CASES } from './mask.cases.js';

const syntaxes = chooseSyntaxes();

describe('tags that would disturb the parser', () => {
  test.each(MASK_CASES)('%s', (source, hrefs) => {
    const { occurrences } = discoverHtml(source, { part: 'html', syntaxes });
    expect(occurrences.map((occurrence) => occurrence.href)).toEqual(hrefs);
    const { masked } = maskMergeTags(source, syntaxes);
    expect(masked).toHaveLength(source.length);
  });

  test('nothing is masked that needs no mask', () => {
    for (const source of ['', '<a href="{{ url }}">x</a>', '{{ a b }} = {{ c d }}', '<p title="x">a={{ b c }}</p>'])
      expect(maskMergeTags(source, syntaxes)).toEqual({ masked: source, filler: undefined });
  });

  test('unmasking gives the source back, in part or whole', () => {
    const source = '<a href="{{ "a" }}x{{ "b" }}">{{ "c" }}';
    const mask = maskMergeTags(source, syntaxes);
    expect(mask.masked).not.toBe(source);
    expect(unmask(mask.masked, mask, source, 0, source.length)).toBe(source);
    expect(unmask(mask.masked.slice(9, 28), mask, source, 9, 28)).toBe(source.slice(9, 28));
    expect(unmask('plain', mask, source, 0, source.length)).toBe('plain');
  });

  test('the filler is a character that the source does not have', () => {
    const source = '\ue000\ue001 <a href="{{ "x" }}">';
    const { filler } = maskMergeTags(source, syntaxes);
    expect(filler).toBe('\ue002');
    expect(discoverHtml(source, { part: 'html', syntaxes }).occurrences[0]?.href).toBe('{{ "x" }}');
  });

  test('a source that has every such character is parsed as a browser would', () => {
    let source = '<a href="{{ "x" }}">';
    for (let code = 0xe000; code < 0xf900; code++) source += String.fromCharCode(code);
    expect(maskMergeTags(source, syntaxes)).toEqual({ masked: source, filler: undefined });
    expect(discoverHtml(source, { part: 'html', syntaxes }).occurrences[0]?.href).toBe('{{ ');
  });
});
