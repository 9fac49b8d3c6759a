import { describe, expect, test } from 'vitest';
import { createSources, type SourcedClick } from '../../src/redirect/sources.js';

const AT = Date.UTC(2026, 10, 24, 10);
const click = (ms: number, contactId: string | undefined, more: Partial<SourcedClick> = {}): SourcedClick => ({
  at: AT + ms,
  ip: '192.0.2.1',
  userAgent: 'one',
  contactId,
  link: 'm sale',
  ...more,
});
const notes = (clicks: readonly SourcedClick[]): string[][] => {
  const sources = createSources();
  return clicks.map((each) => sources.note(each));
};

describe('many contacts from one source', () => {
  test('a gateway that follows the links of 300 contacts: all but the first five', () => {
    const found = notes(Array.from({ length: 300 }, (_, i) => click(i * 20, `c-${i}`)));
    expect(found.slice(0, 5).flat()).toEqual([]);
    expect(found.slice(5).every(([signal]) => signal === 'many-contacts')).toBe(true);
  });

  test('thirty people behind one address, half a minute apart', () => {
    expect(notes(Array.from({ length: 30 }, (_, i) => click(i * 30_000, `c-${i}`))).flat()).toEqual([]);
  });

  test('one contact with many clicks', () => {
    expect(notes(Array.from({ length: 30 }, (_, i) => click(i * 10, 'c-1', { link: `${i}` }))).flat()).toEqual([]);
  });

  test('as many addresses as contacts', () => {
    expect(notes(Array.from({ length: 30 }, (_, i) => click(i, `c-${i}`, { ip: `192.0.2.${i}` }))).flat()).toEqual([]);
  });

  test('the addresses of one IPv6 network are one source, in any spelling', () => {
    const found = notes(Array.from({ length: 7 }, (_, i) => click(i, `c-${i}`, { ip: `[2001:db8::${i}]:47${i}1` })));
    expect(found.map((signals) => signals.length)).toEqual([0, 0, 0, 0, 0, 1, 1]);
  });

  test('who cannot be told apart is not compared', () => {
    const anonymous = Array.from({ length: 30 }, (_, i) => click(i, undefined, { link: `${i}` }));
    const unknown = Array.from({ length: 30 }, (_, i) => click(i, `c-${i}`, { ip: i % 2 ? undefined : 'unknown' }));
    expect(notes([...anonymous, ...unknown]).flat()).toEqual([]);
  });
});

describe('a second source for one link', () => {
  const scanner = { ip: '198.51.100.1', userAgent: 'two' };

  test.each([
    ['another network and program, 12 s later', click(12_000, 'c-1', scanner), ['second-source']],
    ['another network and program, half a minute later', click(30_001, 'c-1', scanner), []],
    ['a private relay: the same program', click(12_000, 'c-1', { ip: '198.51.100.1' }), []],
    ['a second browser at home', click(12_000, 'c-1', { userAgent: 'two' }), []],
    ['another link', click(12_000, 'c-1', { ...scanner, link: 'm other' }), []],
    ['another contact', click(12_000, 'c-2', scanner), []],
    ['a double click', click(200, 'c-1'), []],
  ])('%s', (_, second, signals) => {
    expect(notes([click(0, 'c-1'), second])).toEqual([[], signals]);
  });
});

test('the table is bounded, and forgets the oldest first', () => {
  const sources = createSources(100);
  sources.note(click(0, 'first'));
  for (let i = 0; i < 100; i++) sources.note(click(0, `c-${i}`, { ip: `198.51.100.${i}` }));
  expect(sources.note(click(1, 'first', { ip: '203.0.113.1', userAgent: 'two' }))).toEqual([]);
  expect(sources.note(click(1, 'c-99', { ip: '203.0.113.2', userAgent: 'two' }))).toEqual(['second-source']);
});
