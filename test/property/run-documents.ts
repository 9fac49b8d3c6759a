import fc from 'fast-check';
import { expect } from 'vitest';
import { checkDocument, startCoverage } from './check-document.js';
import { documents } from './documents.js';

/** Checks so many random documents; fast-check prints seed and counterexample, and a run that met too little fails. */
export async function runDocuments(numRuns: number): Promise<void> {
  const coverage = startCoverage();
  await fc.assert(
    fc.asyncProperty(documents, (source) => checkDocument(source, coverage)),
    { numRuns },
  );
  expect(coverage.documents).toBe(numRuns);
  for (const kind of ['links', 'tracked'] as const) expect(coverage[kind], kind).toBeGreaterThan(numRuns / 2);
  for (const kind of ['hidden', 'unquoted', 'withTags', 'masked'] as const)
    expect(coverage[kind], kind).toBeGreaterThan(numRuns / 200);
}
