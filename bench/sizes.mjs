import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** What each door, or some of its names, costs a bundle for edge workers; only the ones a mark is set for have one. */
const DOORS = [
  { door: 'clickstamp' },
  { door: 'clickstamp/redirect', atMost: 14_000 },
  { door: 'clickstamp/redirect', names: ['createClickHandler', 'createKeyring'], atMost: 10_000 },
  { door: 'clickstamp/clicks' },
  { door: 'clickstamp/report' },
  { door: 'clickstamp/encryption' },
];

/** Bytes of each entry point, bundled with its dependencies, minified, gzipped. */
export async function sizeRows() {
  const rows = [];
  for (const { door, names, atMost } of DOORS) {
    const { outputFiles } = await build({
      stdin: { contents: `export ${names === undefined ? '*' : `{ ${names} }`} from '${door}'`, resolveDir: ROOT },
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'neutral',
      mainFields: ['module', 'main'],
      conditions: ['workerd', 'worker', 'browser', 'import'],
      write: false,
      // The package as it is published, not the source that tsconfig.json points to.
      tsconfigRaw: {},
      logLevel: 'error',
    });
    const value = gzipSync(outputFiles[0].contents, { level: 9 }).length;
    rows.push({
      what: `${names === undefined ? door : names.join(' and ')}, bundled, min + gzip`,
      value,
      unit: 'bytes',
      ...(atMost === undefined ? {} : { atMost }),
    });
  }
  return rows;
}
