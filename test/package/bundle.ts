import { gzipSync } from 'node:zlib';
import { type BuildOptions, build } from 'esbuild';

/** What a bundle weighs and holds. */
export interface Weight {
  /** Minified and gzipped, in bytes. */
  readonly bytes: number;
  /** Packages other than ours with at least one byte in it, and `node:` built-ins, sorted. */
  readonly reaches: readonly string[];
  readonly code: string;
}

/** Bundles, minifies and weighs an entry point as a worker's or a browser's author would. */
export async function weigh(options: BuildOptions): Promise<Weight> {
  const { metafile, outputFiles } = await build({
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    // A built-in of Node then stays as an import, to be found and named.
    external: ['node:*'],
    logLevel: 'silent',
    ...options,
    write: false,
    metafile: true,
  });
  const output = Object.values(metafile.outputs)[0];
  const contents = outputFiles?.[0]?.contents ?? new Uint8Array();
  const held = Object.entries(output?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  const packages = held.map(([path]) => packageOf(path)).filter((name) => name !== undefined);
  const builtIns = (output?.imports ?? []).map(({ path }) => path);
  return {
    bytes: gzipSync(contents, { level: 9 }).length,
    reaches: [...new Set([...packages, ...builtIns])].sort(),
    code: Buffer.from(contents).toString('utf8'),
  };
}

/** Of a module's path; undefined for ours, also where it is installed. */
function packageOf(path: string): string | undefined {
  const inside = path.split('node_modules/').at(-1);
  if (inside === undefined || inside === path) return undefined;
  const [first = '', second = ''] = inside.split('/');
  const name = first.startsWith('@') ? `${first}/${second}` : first;
  return name === 'clickstamp' ? undefined : name;
}
