// Adds the pages of docs/ and the playground to what typedoc wrote: one static folder, `api/`.
import { copyFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
for (const name of ['playground.html', 'playground.css']) copyFileSync(`${root}site/${name}`, `${root}api/${name}`);
await build({
  entryPoints: [`${root}site/playground.mjs`],
  outfile: `${root}api/playground.js`,
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  // The paths of tsconfig.json are Node's.
  tsconfigRaw: {},
  alias: { clickstamp: `${root}dist/index.js` },
  logLevel: 'error',
});
