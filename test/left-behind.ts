import { Server } from 'node:net';
import { afterAll, expect } from 'vitest';

/** What the files of a worker share, since they run in one process: a file that changes it puts it back. */
const shared = (): unknown => ({
  env: { ...process.env },
  folder: process.cwd(),
  // playwright-core brings zod, which keeps its settings there.
  globals: Object.getOwnPropertyNames(globalThis).filter((name) => !name.startsWith('__zod_')),
  listeners: process.eventNames().map((name) => [name, process.listenerCount(name)]),
  replaced: [
    ...Object.values(console),
    ...[Date, Date.now, Math.random, performance.now, setTimeout, setInterval, fetch, structuredClone],
    ...[process.emitWarning, process.exit, process.stdout.write, process.stderr.write, Server.prototype.listen],
  ],
});

const before = shared();
afterAll(() => expect(shared()).toEqual(before));
