import type { Chunk, Io } from '../../src/cli/io.js';
import { run } from '../../src/cli/run.js';
import type { Run } from '../../src/clicks/sql/index.js';

/** What a run of the command did. */
export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Files that were written. */
  readonly written: ReadonlyMap<string, string>;
}

/** The world of a run: files by path, standard input, and the terminal. */
export interface World {
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly columns?: number;
  readonly errorColumns?: number;
  readonly progress?: boolean;
  /** How often each piece of a file comes: a large file without the memory of one. @default 1 */
  readonly repeat?: number;
  /** How files are cut into pieces. @default 7: lines and characters are cut through */
  readonly pieces?: number;
  readonly readOnly?: boolean;
  /** Databases by path. */
  readonly databases?: Readonly<Record<string, Run>>;
}

/** What standard error says of a mistake: the sentence, and the command that helps. */
export const mistake = (message: string, help: string): string => `clickstamp: ${message}\nTry: ${help}\n`;

/** Runs the command in a world of its own. */
export async function runIn(world: World, ...argv: string[]): Promise<Ran> {
  const written = new Map<string, string>();
  let stdout = '';
  let stderr = '';
  const bytesOf = (path: string): Uint8Array => {
    const file = path === '-' ? (world.stdin ?? '') : world.files?.[path];
    if (file === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
    return typeof file === 'string' ? new TextEncoder().encode(file) : file;
  };
  const read = async (path: string): Promise<string> => new TextDecoder().decode(bytesOf(path));
  const io: Io = {
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    readStdin: () => read('-'),
    readFile: read,
    async *readChunks(path): AsyncGenerator<Chunk> {
      const bytes = bytesOf(path);
      const size = world.pieces ?? (world.repeat === undefined ? 7 : bytes.length);
      for (let at = 0; at < bytes.length; at += size)
        for (let times = 0; times < (world.repeat ?? 1); times++)
          yield { bytes: bytes.slice(at, at + size), ...(path === '-' ? {} : { total: bytes.length }) };
    },
    async writeFile(path, text) {
      if (world.readOnly === true) throw Object.assign(new Error('no'), { code: 'EACCES' });
      let whole = '';
      for await (const piece of typeof text === 'string' ? [text] : text) whole += piece;
      written.set(path, whole);
    },
    async createPrivateFile(path, text) {
      if (world.files?.[path] !== undefined) throw Object.assign(new Error('no'), { code: 'EEXIST' });
      await io.writeFile(path, text);
    },
    replacePrivateFile: (path, text) => io.writeFile(path, text),
    async openSqlite(path) {
      const run = world.databases?.[path];
      if (run === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
      return run;
    },
    async listFiles(path, extensions) {
      if (world.files?.[path] !== undefined) return [path];
      const inside = Object.keys(world.files ?? {}).filter((file) => file.startsWith(`${path.replace(/\/$/, '')}/`));
      if (inside.length === 0) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
      return inside.filter((file) => extensions.some((extension) => file.endsWith(extension))).sort();
    },
    readVersion: async () => '1.2.3',
    env: world.env ?? {},
    columns: world.columns,
    errorColumns: world.errorColumns,
    progress: world.progress ?? false,
  };
  const status = await run(argv, io);
  return { status, stdout, stderr, written };
}
