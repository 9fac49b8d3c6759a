#!/usr/bin/env node
import { createReadStream, type Dirent } from 'node:fs';
import { access, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Io, UsageError } from './io.js';
import { run } from './run.js';
import { shellWord } from './shown-name.js';

const { stdin, stdout, stderr, env } = process;

const createPrivateFile = (path: string, text: string): Promise<void> =>
  writeFile(path, text, { flag: 'wx', mode: 0o600, flush: true });

/** What is used of `node:sqlite`; not every Node that we run on has it. */
interface SqliteModule {
  readonly DatabaseSync: new (
    path: string,
    options: { readonly readOnly: boolean },
  ) => { prepare(text: string): { all(...values: readonly unknown[]): Record<string, unknown>[] } };
}

/** A link to a file counts as one, and one that leads nowhere as well, so that reading it says so. Folders behind links may go in circles. */
async function isLinkToFile(entry: Dirent, path: string): Promise<boolean> {
  return (
    entry.isSymbolicLink() &&
    (await stat(path).then(
      (target) => target.isFile(),
      () => true,
    ))
  );
}

const io: Io = {
  stdout: (text) => void stdout.write(text),
  stderr: (text) => void stderr.write(text),
  async readStdin() {
    const chunks: Buffer[] = [];
    for await (const chunk of stdin) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString('utf8');
  },
  async *readChunks(path) {
    const total = path === '-' ? {} : { total: (await stat(path)).size };
    for await (const bytes of path === '-' ? stdin : createReadStream(path, { highWaterMark: 1 << 18 }))
      yield { bytes: bytes as Buffer, ...total };
  },
  readFile: (path) => readFile(path, 'utf8'),
  writeFile: (path, text) => writeFile(path, text),
  createPrivateFile,
  async replacePrivateFile(path, text) {
    // A link stays one: what it leads to is replaced.
    const target = await realpath(path);
    const beside = `${target}.${process.pid}.new`;
    await createPrivateFile(beside, text);
    try {
      await rename(beside, target);
    } catch (error) {
      await rm(beside, { force: true });
      throw error;
    }
  },
  async listFiles(path, extensions, refuse) {
    if (!(await stat(path)).isDirectory()) return [path];
    const wanted = (name: string): boolean => extensions.some((extension) => name.toLowerCase().endsWith(extension));
    const found: string[] = [];
    const folders = [path];
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      const inner = folder;
      const entries = await readdir(inner, { withFileTypes: true }).catch((error: unknown) => {
        if (inner === path) throw error;
        refuse(inner, error);
        return [];
      });
      for (const entry of entries) {
        const inside = join(inner, entry.name);
        if (entry.isDirectory()) folders.push(inside);
        else if (wanted(entry.name) && (entry.isFile() || (await isLinkToFile(entry, inside)))) found.push(inside);
      }
    }
    return found.sort();
  },
  async openSqlite(path) {
    await access(path);
    const sqlite = process.getBuiltinModule('node:sqlite') as SqliteModule | undefined;
    if (sqlite === undefined)
      throw new UsageError(
        `--sqlite needs Node 22.13 or newer, and this is ${process.versions.node}.`,
        `npx -p node@24 -p clickstamp clickstamp report --sqlite ${shellWord(path)}`,
      );
    const database = new sqlite.DatabaseSync(path, { readOnly: true });
    return (text, values) => database.prepare(text).all(...values);
  },
  async readVersion() {
    const file = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
    return (JSON.parse(file) as { version: string }).version;
  },
  env,
  columns: stdout.isTTY ? stdout.columns : undefined,
  errorColumns: stderr.isTTY ? stderr.columns : undefined,
  progress: stderr.isTTY,
};

// A reader that has seen enough (`| head`) is no failure.
for (const stream of [stdout, stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });

process.exitCode = await run(process.argv.slice(2), io);
