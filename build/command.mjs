// The command reads whole mails with postal-mime, which goes into the one file that uses it: the package needs nothing
// more to be installed, and anyone who imports the library gets none of it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { licencesOf } from './licences.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ['src/cli/read-eml.ts'],
  outfile: 'dist/cli/read-eml.js',
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  legalComments: 'none',
  metafile: true,
  logLevel: 'error',
});
writeFileSync(join(root, 'dist/cli/LICENSES.txt'), licencesOf(metafile, root));
