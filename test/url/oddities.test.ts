import { describe, expect, test } from 'vitest';
import { inspectUrl, type UrlFlag } from '../../src/url/validate.js';
import { ENTITY_CASES, LEAK_CASES, NO_ENTITY, NO_LEAK } from './oddities.cases.js';

const flagsOf = (address: string): readonly UrlFlag[] => {
  const inspection = inspectUrl(address);
  if (!('flags' in inspection)) throw new Error(`${address} is ${inspection.kind}`);
  return inspection.flags;
};

describe('character references in an address', () => {
  test.each(ENTITY_CASES)('%j was meant to be %j', (address, meant) => {
    expect(flagsOf(address)).toContain('url-entity');
    expect(inspectUrl(address)).toMatchObject({ suggestion: meant });
    expect(flagsOf(meant)).toEqual([]);
  });

  test.each(NO_ENTITY)('%j has none', (address) => {
    expect(flagsOf(address)).toEqual([]);
  });
});

describe('values of a program in an address', () => {
  test.each(LEAK_CASES)('%j', (address) => {
    expect(flagsOf(address)).toEqual(expect.arrayContaining(['value-leaked']));
    // What leaked is the one thing to say of such a host.
    expect(flagsOf(address)).not.toContain('host-single-label');
    expect(flagsOf(address)).not.toContain('url-space');
  });

  test.each(NO_LEAK)('%j has none', (address) => {
    expect(flagsOf(address)).not.toContain('value-leaked');
  });
});
