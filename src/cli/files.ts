import { type Io, UsageError } from './io.js';

/** Reads a file, or standard input for `-`. */
export async function readInput(path: string, io: Io): Promise<string> {
  try {
    return path === '-' ? await io.readStdin() : await io.readFile(path);
  } catch (error) {
    throw cannot('read', path, error);
  }
}

/** Reads a file of JSON; throws `UsageError` without showing what is in it. */
export async function readJson(path: string, io: Io): Promise<unknown> {
  const text = await readInput(path, io);
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${path} is not JSON.`);
  }
}

/** Writes a file, or to standard output for `-`. */
export async function writeOutput(path: string, text: string, io: Io): Promise<void> {
  if (path === '-') io.stdout(text);
  else
    await io.writeFile(path, text).catch((error: unknown) => {
      throw cannot('written', path, error);
    });
}

/** The one sentence that is said of a file that the system refuses. */
export function cannot(what: 'read' | 'written', path: string, error: unknown): UsageError {
  const { code } = error as { code?: unknown };
  return new UsageError(`${path} cannot be ${what}: ${typeof code === 'string' ? code : 'unknown error'}.`);
}
