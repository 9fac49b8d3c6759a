import { expect } from 'vitest';
import { createKeyring, decodeClick, type Link, rewriteLinks } from '../../src/index.js';
import { discoverHtml } from '../../src/message/html/discover.js';
import { findTemplateComments } from '../../src/message/merge-tags/comments.js';
import { findDirectives } from '../../src/message/merge-tags/directives.js';
import { findLinksByTree, readValue } from '../message/html/oracle.js';

const trackingUrl = 'https://click.brand.example/c';
const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }]);
const values = { x: 'a b&c', Y: 'https://y.example/"\'<>' };

/** How often what a run is about came up: a run that meets too little of it proves nothing. */
export interface Coverage {
  documents: number;
  links: number;
  tracked: number;
  hidden: number;
  unquoted: number;
  withTags: number;
  masked: number;
}

export const startCoverage = (): Coverage => ({
  documents: 0,
  links: 0,
  tracked: 0,
  hidden: 0,
  unquoted: 0,
  withTags: 0,
  masked: 0,
});

/** Checks everything that holds for any string whatever, and counts what it met. */
export async function checkDocument(source: string, coverage: Coverage): Promise<void> {
  checkAgainstTree(source);
  const options = { trackingUrl, clickTracking: true, contactId: 'c-17', sentAt: new Date(0), values, keys };
  const result = await rewriteLinks(source, options);
  expect(result.findings.map((finding) => finding.code)).not.toContain('internal-error');
  checkRanges(source, result.links);
  const tokens = cutTokens(source, result.html, result.links);
  for (const [link, url] of tokens) {
    const click = await decodeClick(url, { keys });
    expect([click.url, click.linkId, click.contactId]).toEqual([link.url, link.id, 'c-17']);
  }
  expect(result.tracked).toBe(tokens.length);
  expect((await rewriteLinks(result.html, options)).html).toBe(result.html);
  // Values are filled in for those who are not tracked, too; without any, nothing changes.
  const { values: _, ...withoutValues } = options;
  expect((await rewriteLinks(source, { ...withoutValues, clickTracking: false })).html).toBe(source);

  coverage.documents++;
  coverage.links += result.links.length;
  coverage.tracked += result.tracked;
  for (const { condition, range, reason, href } of result.links) {
    if (condition !== undefined) coverage.hidden++;
    if (!/["']/.test(source[range[0] - 1] ?? '')) coverage.unquoted++;
    if (reason === 'merge-tag-resolved') coverage.withTags++;
    if (/\{\{[^}]*"/.test(href)) coverage.masked++;
  }
}

/** Without merge tags the links are those of parse5's whole tree. */
function checkAgainstTree(source: string): void {
  // What a template language comments out is no link, and quotes and brackets of its code end nothing, whatever the tree says.
  if (findTemplateComments(source).length > 0 || findDirectives(source).length > 0) return;
  const expected = findLinksByTree(source);
  for (const elements of [false, true]) {
    const { occurrences } = discoverHtml(source, { part: 'html', syntaxes: [], elements });
    const seen = occurrences.map(({ carrier, href, condition, range, attributes }) => {
      const attribute = attributes.find(({ range: [start, end] }) => start <= range[0] && range[1] <= end);
      return { carrier, href, attribute: attribute?.range, ...(condition === undefined ? {} : { condition }) };
    });
    expect(seen).toEqual(expected);
    if (elements) continue;
    for (const { range, quote, href } of occurrences) expect(readValue(source.slice(...range), quote)).toBe(href);
  }
}

/** Every range is inside the source, after the one before it, and where line and column say. */
function checkRanges(source: string, links: readonly Link[]): void {
  let at = 0;
  links.forEach((link, index) => {
    const [start, end] = link.range;
    expect(link.index).toBe(index);
    expect(start).toBeGreaterThanOrEqual(at);
    expect(end).toBeGreaterThanOrEqual(start);
    expect(end).toBeLessThanOrEqual(source.length);
    at = end;
    const before = source.slice(0, start).split(/\r\n|\r(?!\n)|\n/);
    // A value cannot start between CR and LF, so what is before it splits as the whole does.
    expect([link.line, link.column]).toEqual([before.length, (before.at(-1) as string).length + 1]);
  });
}

/** Goes through the output beside the source: between the links they are the same, to the character. */
function cutTokens(source: string, output: string, links: readonly Link[]): [link: Link, url: string][] {
  const tokens: [Link, string][] = [];
  let from = 0;
  let at = 0;
  for (const [i, link] of links.entries()) {
    const [start, end] = link.range;
    if (link.verdict !== 'track') {
      // A link that is left has its merge tags filled in all the same: what stands behind it says where its value ends.
      const before = source.slice(from, start);
      expect(output.slice(at, at + before.length)).toBe(before);
      at += before.length;
      from = end;
      const written = source.slice(start, end);
      const behind = source.slice(end, links[i + 1]?.range[0] ?? source.length);
      if (output.startsWith(written + behind, at)) at += written.length;
      else {
        expect(written).toMatch(/[{*<%$[#-]/);
        at = behind === '' ? output.length : output.indexOf(behind, at);
      }
      continue;
    }
    const between = source.slice(from, start);
    expect(output.slice(at, at + between.length)).toBe(between);
    at += between.length;
    const url = /^https:\/\/click\.brand\.example\/c\/[\w-]+\.[\w-]+\.[\w-]+/.exec(output.slice(at, at + 4_000))?.[0];
    expect(url).toBeDefined();
    tokens.push([link, url as string]);
    at += (url as string).length;
    from = end;
  }
  expect(output.slice(at)).toBe(source.slice(from));
  return tokens;
}
