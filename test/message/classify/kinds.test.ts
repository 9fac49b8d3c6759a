import { describe, expect, test } from 'vitest';
import { type AuditOptions, auditLinks } from '../../../src/index.js';
import { classify } from '../../../src/message/classify/classify.js';
import { createLinkContext } from '../../../src/message/classify/context.js';
import { REASONS } from '../../../src/message/classify/reasons.js';
import { EXCLUSIONS, KIND_RULES } from '../../../src/message/classify/rules.js';
import type { LinkOccurrence } from '../../../src/message/html/occurrence.js';
import { createSettings } from '../../../src/message/plan/options.js';
import { KIND_CASES } from './kinds.cases.js';

const trackingUrl = 'https://click.brand.example/c';
const OCCURRENCE: Omit<LinkOccurrence, 'href' | 'range'> = {
  part: 'html',
  carrier: 'a',
  quote: '"',
  label: 'x',
  attributes: [],
};
const attribute = (href: string) => href.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
const audit = (href: string, options: AuditOptions = {}) =>
  auditLinks(`<a href="${attribute(href)}">x</a>`, { trackingUrl, ...options });

describe('what an address is', () => {
  test.each(KIND_CASES)('%j is %s: %s', (href, kind, reason, ...findings) => {
    const { links, findings: found } = audit(href);
    expect(links).toHaveLength(1);
    expect(links[0]).toMatchObject({ href, kind, reason, verdict: reason === 'web' ? 'track' : 'leave' });
    expect(links[0]?.message).toMatch(/^[A-Z].+\.$/);
    expect(found.map((finding) => finding.code)).toEqual(findings);
  });

  test('rows that ask for a mark match no link without one', () => {
    const settings = createSettings({ trackingUrl, clickTracking: true }, ['html']);
    const marked = KIND_RULES.filter(({ asksFor }) => asksFor === 'mark');
    expect(marked.length).toBeGreaterThan(10);
    for (const [href] of KIND_CASES) {
      const context = createLinkContext({ ...OCCURRENCE, href, range: [0, href.length] }, settings.syntaxes);
      if (context.systemTag !== undefined) continue;
      expect(marked.filter((row) => row.test(context, settings))).toEqual([]);
      const wanted = classify(context, settings, { kinds: [...KIND_RULES], exclusions: EXCLUSIONS });
      expect(classify(context, settings)).toEqual(wanted);
    }
  });

  test('every kind of the rules has a case', () => {
    const covered = new Set<string>(KIND_CASES.map(([, kind]) => kind));
    const elsewhere = ['unsubscribe', 'preferences', 'preview', 'affiliate', 'trigger'];
    expect(
      KIND_RULES.map((rule) => rule.kind).filter((kind) => !covered.has(kind) && !elsewhere.includes(kind)),
    ).toEqual([]);
  });

  test('reasons are plain sentences', () => {
    for (const message of Object.values(REASONS)) expect(message).toMatch(/^[A-Z][^\n]{8,140}\.$/);
  });

  test('the destination is exact: trimmed as the URL Standard says, otherwise as written', () => {
    const url = 'https://shop.example/A%20b+c?x=%3D&y=1&x=2&region=eu#Frag%20';
    expect(audit(`  ${url}\n`).links[0]?.url).toBe(url);
    expect(audit('http://shop.example/\nweird').links[0]?.url).toBe('http://shop.example/weird');
    expect(audit('HTTPS://SHOP.example/A').links[0]).toMatchObject({
      url: 'HTTPS://SHOP.example/A',
      host: 'shop.example',
      domain: 'shop.example',
    });
  });
});

describe('why a web link is left', () => {
  const html =
    '<a href="https://shop.example/sale">Sale</a><a href="https://www.bank.example/in/now">Bank</a><a href="mailto:a@shop.example">m</a>';
  const cases: readonly [string, AuditOptions, readonly string[]][] = [
    ['nothing', {}, ['web', 'web', 'mailto']],
    ['clickTracking: false', { clickTracking: false }, ['tracking-off', 'tracking-off', 'mailto']],
    ['testEmail: true', { testEmail: true }, ['test-email', 'test-email', 'mailto']],
    ["testEmail: 'count-as-test'", { testEmail: 'count-as-test' }, ['web', 'web', 'mailto']],
    ["consent: 'none'", { consent: 'none' }, ['consent-none', 'consent-none', 'mailto']],
    ['neverTrack host', { neverTrack: ['bank.example'] }, ['web', 'never-track', 'mailto']],
    ['neverTrack host and path', { neverTrack: ['www.bank.example/in'] }, ['web', 'never-track', 'mailto']],
    ['neverTrack part of a segment', { neverTrack: ['www.bank.example/i', 'ank.example'] }, ['web', 'web', 'mailto']],
    ['neverTrack with a scheme', { neverTrack: ['https://bank.example/in/now'] }, ['web', 'never-track', 'mailto']],
    ['neverTrack expression with memory', { neverTrack: [/bank/g] }, ['web', 'never-track', 'mailto']],
    ['neverTrack function', { neverTrack: [(link) => link.label === 'Sale'] }, ['never-track', 'web', 'mailto']],
    ['neverTrack function that throws', { neverTrack: [() => JSON.parse('{')] }, ['web', 'web', 'mailto']],
    ['onlyTrack', { onlyTrack: ['shop.example'] }, ['web', 'not-in-only-track', 'mailto']],
    ['onlyTrack nothing', { onlyTrack: [] }, ['not-in-only-track', 'not-in-only-track', 'mailto']],
    [
      'both lists',
      { neverTrack: ['shop.example'], onlyTrack: ['shop.example'] },
      ['never-track', 'not-in-only-track', 'mailto'],
    ],
  ];
  test.each(cases)('%s', (_, options, reasons) => {
    expect(auditLinks(html, { trackingUrl, ...options }).links.map((link) => link.reason)).toEqual(reasons);
  });

  test.each([
    ['b\u00fccher.example', 'https://www.b\u00fccher.example/', true],
    ['b\u00fccher.example/in', 'https://xn--bcher-kva.example/in', true],
    ['xn--bcher-kva.example', 'https://B\u00dcCHER.example/', true],
    ['shop.example', 'https://shop.example./', true],
    ['shop.example.', 'https://shop.example/', true],
    ['.shop.example', 'https://www.shop.example/', true],
    ['shop.example:8080', 'https://shop.example:8080/', true],
    ['shop.example:8080', 'https://shop.example/', false],
    ['shop.example', 'https://shop.example:8080/', true],
    ['https://shop.example:443/', 'https://shop.example/', true],
    ['localhost:3000', 'http://localhost:3000/', true],
  ])('the host %j matches %s: %s', (matcher, href, isMatch) => {
    const [link] = auditLinks(`<a href="${href}">x</a>`, { neverTrack: [matcher] }).links;
    expect(link?.reason).toBe(isMatch ? 'never-track' : 'web');
  });

  test('a matcher is never confused by its own state', () => {
    const twice = '<a href="https://bank.example/1">x</a><a href="https://bank.example/2">y</a>';
    expect(auditLinks(twice, { neverTrack: [/bank/y, /bank/g] }).links.map((link) => link.reason)).toEqual([
      'never-track',
      'never-track',
    ]);
  });
});
