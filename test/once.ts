const KEPT = Symbol.for('clickstamp: made once for all files of a test run');

/**
 * What is dear to make, nobody changes, and several files of tests want. Each file has modules of its own, so a module
 * cannot keep it; the worker that runs them can.
 */
export function once<Made>(name: string, make: () => Made): Made {
  const worker = globalThis as { [KEPT]?: Map<string, unknown> };
  worker[KEPT] ??= new Map();
  const kept = worker[KEPT];
  if (!kept.has(name)) kept.set(name, make());
  return kept.get(name) as Made;
}
