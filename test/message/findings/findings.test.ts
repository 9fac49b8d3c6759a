import { describe, expect, test } from 'vitest';
import { auditLinks } from '../../../src/index.js';
import { FINDINGS } from '../../../src/message/findings/catalog.js';
import { holdsEmail } from '../../../src/message/findings/redact.js';
import { FINDING_CASES, RENDERED } from './findings.cases.js';

describe('every finding', () => {
  test.each(FINDING_CASES)('$code at $at', ({ code, severity, html, options, line, column, at, suggestion }) => {
    const { findings } = auditLinks(html, options);
    expect(findings.map((finding) => finding.code)).toEqual([code]);
    const [finding] = findings;
    expect([finding?.severity, finding?.line, finding?.column, finding?.suggestion]).toEqual([
      severity,
      line,
      column,
      suggestion,
    ]);
    expect(finding?.message).toMatch(/^[A-Z].+\.$/s);
    if (at === undefined) {
      expect(finding?.range).toBeUndefined();
      expect(finding?.frame).toBeUndefined();
      return;
    }
    expect(html.slice(...(finding?.range ?? [0, 0]))).toBe(at);
    // The frame is the line with carets under the address, drawn here by hand.
    const text = html.split(/\r\n|\r|\n/)[(line ?? 0) - 1] ?? '';
    const from = Math.max(0, (column ?? 0) - 1 - 36);
    const inspectValue = text.slice(from, (column ?? 0) - 1 + 72).replace('bank.example@shop.example', '*'.repeat(25));
    const carets = ' '.repeat((column ?? 0) - 1 - from) + '^'.repeat(Math.min(at.split('\n')[0]?.length ?? 0, 72));
    expect(finding?.frame).toBe(`${line} | ${inspectValue}\n  | ${carets}`);
  });

  test('every code has a case here, or is known to come from rendering alone', () => {
    const covered = new Set([...FINDING_CASES.map((each) => each.code), ...RENDERED]);
    expect([...covered].sort()).toEqual(Object.keys(FINDINGS).sort());
  });

  test('findings that belong to a link say which', () => {
    const { links, findings } = auditLinks('<a href="https://shop.example/">x</a><a href="htp://shop.example">y</a>');
    expect(findings.map((finding) => finding.link)).toEqual([1]);
    expect(links[1]?.reason).toBe('scheme-typo');
  });

  test('an unsafe link in a form, and one that hides its scheme, are told of as well', () => {
    const { findings } = auditLinks('<form action="javascript:x"></form><a href="java&#10;script:x">x</a>');
    expect(findings.map(({ code, message }) => [code, /javascript:/.test(message)])).toEqual([
      ['form-action', false],
      ['unsafe-scheme', true],
      ['unsafe-scheme', true],
    ]);
  });
});

describe('frames', () => {
  const frameOf = (html: string): string => auditLinks(html).findings[0]?.frame ?? '';

  test('a long line is cut around the address', () => {
    const frame = frameOf(`${'x'.repeat(1_000_000)}<a href="htp://shop.example/${'y'.repeat(500)}">z</a>`);
    const [line = '', carets = ''] = frame.split('\n');
    expect(line).toBe(`1 | ${'x'.repeat(27)}<a href="htp://shop.example/${'y'.repeat(53)}`);
    expect(carets).toBe(`  | ${' '.repeat(36)}${'^'.repeat(72)}`);
  });

  test('tabs, controls and halves of characters take one column, and each line end counts', () => {
    for (const end of ['\n', '\r', '\r\n'])
      expect(frameOf(`${end.repeat(9)}\t\u0007\ud83d\ude00<a href="htp://x.example">z</a>`)).toBe(
        `10 |     <a href="htp://x.example">z</a>\n   | ${' '.repeat(13)}${'^'.repeat(15)}`,
      );
  });

  test('no finding shows an email address', () => {
    const html =
      '<p>Ask jo.doe@shop.example or <a href="mailto://jo@shop.example">x</a><a href="info@shop.example">y</a>';
    const { links, findings } = auditLinks(html);
    expect(findings.map((finding) => finding.code)).toEqual(['scheme-slashes', 'scheme-missing']);
    expect(JSON.stringify(findings)).not.toMatch(/(?:jo|doe|info)@/);
    expect(findings[0]?.frame).toMatch(/^1 \| [^@]+\n {2}\| +\^+$/);
    expect(links.map((link) => link.suggestion)).toEqual(['mailto:jo@shop.example', 'mailto:info@shop.example']);
  });

  test.each([['ada@reader.example'], ['ada%40reader.example'], ['\u00e5da+news@l\u00e4ser.example']])(
    'nor a piece of one, wherever the frame is cut: %s',
    (address) => {
      for (let before = 0; before < 60; before++) {
        const html = `${address}${' '.repeat(before)}<a href="htp://shop.example/${'p'.repeat(before)}?e=${address}">x</a>`;
        const { links, findings } = auditLinks(html);
        expect(findings.map(({ code }) => code)).toEqual(['scheme-typo']);
        expect(JSON.stringify(findings)).not.toMatch(/da(?:\+|@|%40)|reader|l\u00e4ser/);
        expect(findings[0]?.suggestion).toBeUndefined();
        expect(links[0]?.suggestion).toContain(address);
      }
    },
  );

  test('nor the token of a link that is tracked already, though its text or its host is odd', () => {
    for (const trackingUrl of ['https://click.brand.example/c', 'http://localhost:3000/c']) {
      const html = `<a href="${trackingUrl}/eyJ.aaaa.bbbb">https://shop.example/sale</a>`;
      const { links, findings } = auditLinks(html, { trackingUrl });
      expect(links[0]?.kind).toBe('own');
      expect(findings).toEqual([]);
    }
  });

  test('an email address is seen wherever it stands', () => {
    expect([holdsEmail('x a.b@c.example'), holdsEmail('a@b'), holdsEmail('@a.b')]).toEqual([true, false, false]);
  });
});
