import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { listFiles, ROOT } from '../structure/read-imports.js';

/** What a command said, and how it ended. */
export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end, for at most two minutes. A failure is a status, not an error. */
export async function exec(
  file: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Promise<Ran> {
  const options = { cwd, timeout: 120_000, maxBuffer: 64 * 2 ** 20, env: { ...process.env, ...env } };
  try {
    return { status: 0, ...(await promisify(execFile)(file, args, options)) };
  } catch (error) {
    const { code, stdout = '', stderr = '', message } = error as Error & Partial<Ran> & { code?: unknown };
    return { status: typeof code === 'number' ? code : 1, stdout, stderr: stderr === '' ? message : stderr };
  }
}

/** A folder outside the repository, so that nothing of its node_modules can be found from there. */
export function createFolder(name: string): string {
  return mkdtempSync(join(tmpdir(), `clickstamp-${name}-`));
}

/** Packs what has been built, as `npm publish` would; gives the tarball and the files in it. */
export async function pack(folder: string): Promise<{ readonly tarball: string; readonly files: readonly string[] }> {
  const { stdout, stderr } = await exec(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
    ROOT,
  );
  try {
    const [packed] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
    return { tarball: join(folder, packed.filename), files: packed.files.map(({ path }) => path).sort() };
  } catch {
    throw new Error(`npm pack: ${stderr}`);
  }
}

/** The files that `pack` will find, by `files` of package.json: without npm, which takes two seconds to say the same. */
export function shippedFiles(): readonly string[] {
  const { files } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { files: string[] };
  const shipped = files
    .filter((entry) => !entry.startsWith('!'))
    .flatMap((entry) =>
      statSync(join(ROOT, entry)).isFile() ? [entry] : listFiles(entry, '').map((file) => `${entry}/${file}`),
    )
    .filter((file) => statSync(join(ROOT, file)).isFile());
  return [...shipped, 'LICENSE', 'README.md', 'package.json'].sort();
}

/** Installs packages, and the newest of what they depend on, into an empty project. */
export async function install(folder: string, ...packages: readonly string[]): Promise<void> {
  await installInto(folder, {}, packages);
}

/** The same with the dependencies of our lock: what is weighed must not change because somebody else has released something. */
export async function installLocked(folder: string, ...packages: readonly string[]): Promise<void> {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version: string; dev?: boolean; optional?: boolean; peer?: boolean }>;
  };
  const overrides: Record<string, string> = {};
  for (const [path, { version, dev, optional, peer }] of Object.entries(lock.packages)) {
    const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1];
    if (name !== undefined && !dev && !optional && !peer) overrides[name] = version;
  }
  await installInto(folder, { overrides }, packages);
}

async function installInto(folder: string, manifest: object, packages: readonly string[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const consumer = { name: 'consumer', private: true, type: 'module', ...manifest };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(consumer));
  const { status, stderr } = await exec('npm', ['install', '--no-audit', '--no-fund', ...packages], folder);
  if (status !== 0) throw new Error(`npm install: ${stderr}`);
}

/** Takes a folder away again. */
export function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
