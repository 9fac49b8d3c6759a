import { defineConfig } from 'tsup';

/** One output file per module: a single bundle would cost every consumer parse5 and tldts, which do not declare themselves free of side effects. Declarations come from tsc. */
export default defineConfig({
  entry: ['src/**/*.ts'],
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  bundle: false,
  splitting: false,
  clean: true,
  dts: false,
  silent: true,
});
