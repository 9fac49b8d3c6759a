import { defineConfig } from 'vitest/config';
import { alias } from '../../vitest.config.ts';
import { ROOMS, room } from './rooms.mjs';

/** The tests of one room in one project. Those that load modules anew, or are slow for a reason, would find no more. */
export default defineConfig({
  resolve: { alias },
  test: {
    include: ROOMS[room],
    exclude: ['**/{hot,runtime-paths,scale,secrets,fuzz,law,laws,signature-service}.test.ts'],
    testTimeout: 120_000,
    setupFiles: ['test/seed.ts'],
  },
});
