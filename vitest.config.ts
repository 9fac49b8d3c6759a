import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const hmac = fileURLToPath(new URL('src/token/hmac-node.ts', import.meta.url));
const alias = { '#hmac': hmac };

export default defineConfig({
  test: {
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['src/cli/main.ts'],
      thresholds: { lines: 95 },
      reporter: ['text-summary', 'json-summary'],
    },
    projects: [{ resolve: { alias }, test: { name: 'unit', include: ['test/**/*.test.ts'], testTimeout: 30_000 } }],
  },
});
