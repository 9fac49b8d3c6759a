import { type AggregatorOptions, ClickAggregator } from '../clicks/aggregator.js';
import type { Snapshot } from '../clicks/store/snapshot.js';
import { SnapshotError } from '../errors.js';
import { plural } from '../print/format.js';
import { printable } from '../print/table.js';
import { LineError, readClick } from './click-lines.js';
import { cannot, refuseWide, STDIN, shownPath } from './files.js';
import { type Chunk, type Io, UsageError } from './io.js';
import { type BadLine, LineSplitter } from './lines.js';
import { Progress } from './progress.js';
import { shellWord } from './shown-name.js';

/** After this many, bad lines are only counted. */
const SHOWN_LINES = 20;
/** Enough to tell a snapshot from a line. Bytes. */
const HEAD = 64;

/** What the command read. */
export interface ReadCounts {
  readonly counts: ClickAggregator;
  /** Lines that were clicks. */
  readonly lines: number;
  /** Lines that were none. */
  readonly skipped: number;
}

/**
 * Reads clicks out of files of any size, one piece at a time: NDJSON, or a snapshot as JSON or bytes. Lines that cannot be
 * read are named on standard error, without anything of what is in them, and left out.
 */
export async function readCounts(
  paths: readonly string[],
  io: Io,
  options: AggregatorOptions | undefined,
): Promise<ReadCounts> {
  const reader = new CountsReader(io, options);
  for (const path of paths) await reader.file(path);
  return reader.finish();
}

class CountsReader {
  readonly #io: Io;
  readonly #options: AggregatorOptions | undefined;
  readonly #progress: Progress;
  #counts: ClickAggregator | undefined;
  #lines = 0;
  #skipped = 0;

  constructor(io: Io, options: AggregatorOptions | undefined) {
    this.#io = io;
    this.#options = options;
    this.#progress = new Progress(io, 'clicks');
  }

  async file(path: string): Promise<void> {
    const chunks = this.#chunks(path)[Symbol.asyncIterator]();
    try {
      const { head, rest } = await peek(chunks);
      if (head.startsWith('\u001f\u008b'))
        throw new UsageError(
          `${path === '-' ? STDIN : printable(path)} is compressed.`,
          `zcat ${path === '-' ? 'FILE' : shellWord(path)} | clickstamp report -`,
        );
      const format = formatOf(head);
      if (format === 'lines') refuseWide(path, Buffer.from(head, 'latin1'));
      if (format === 'lines') await this.#readLines(path, rest);
      else if (format === 'bytes') this.#merge(await ClickAggregator.fromStream(rest, this.#options));
      else this.#merge(ClickAggregator.restore(await jsonOf(path, rest), this.#options));
    } catch (error) {
      // Of several files, the one that is damaged is named.
      if (!(error instanceof SnapshotError)) throw error;
      throw new SnapshotError(error.code, `${path === '-' ? STDIN : shownPath(path)}: ${error.message}`);
    } finally {
      // What is not read to its end must not keep the file open.
      await chunks.return?.();
      this.#progress.clear();
    }
  }

  finish(): ReadCounts {
    const left = this.#skipped - SHOWN_LINES;
    if (left > 0) this.#io.stderr(`and ${plural(left, 'more line')} without a click\n`);
    return {
      counts: this.#counts ?? new ClickAggregator(this.#options),
      lines: this.#lines,
      skipped: this.#skipped,
    };
  }

  async #readLines(path: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
    this.#counts ??= new ClickAggregator(this.#options);
    const counts = this.#counts;
    const splitter = new LineSplitter();
    let number = 0;
    const take = (lines: readonly (string | BadLine)[]): void => {
      for (const line of lines) {
        number++;
        const fault = typeof line === 'object' ? line.fault : addLine(line, counts);
        if (fault === undefined) this.#lines++;
        else if (fault !== '') this.#skip(`${path === '-' ? 'line ' : `${shownPath(path)}:`}${number}: ${fault}`);
      }
    };
    for await (const bytes of chunks) take(splitter.push(bytes));
    take(splitter.finish());
  }

  #skip(message: string): void {
    this.#skipped++;
    if (this.#skipped > SHOWN_LINES) return;
    this.#progress.clear();
    this.#io.stderr(`${message}\n`);
  }

  #merge(counts: ClickAggregator): void {
    this.#counts = this.#counts === undefined ? counts : this.#counts.merge(counts);
  }

  async *#chunks(path: string): AsyncGenerator<Uint8Array, void, undefined> {
    let done = 0;
    const chunks = this.#io.readChunks(path)[Symbol.asyncIterator]();
    for (;;) {
      const next: IteratorResult<Chunk> = await chunks.next().catch((error: unknown) => {
        throw cannot('read', path, error);
      });
      if (next.done === true) return;
      done += next.value.bytes.length;
      yield next.value.bytes;
      this.#progress.show(this.#lines, done, next.value.total);
    }
  }
}

/** Adds a line; gives what is wrong with it, or '' where there is nothing in it. */
function addLine(line: string, counts: ClickAggregator): string | undefined {
  if (line.trim() === '') return '';
  try {
    counts.add(readClick(line));
    return undefined;
  } catch (error) {
    if (error instanceof LineError) return error.message;
    // The aggregator's own sentences name the member and never show its value.
    if (error instanceof TypeError) return error.message.replace(/^event\./, '');
    throw error;
  }
}

/** Reads until there is enough to tell what it is; `rest` starts from the front again. */
async function peek(
  chunks: AsyncIterator<Uint8Array>,
): Promise<{ head: string; rest: AsyncGenerator<Uint8Array, void, undefined> }> {
  const first: Uint8Array[] = [];
  let size = 0;
  while (size < HEAD) {
    const next = await chunks.next();
    if (next.done === true) break;
    first.push(next.value);
    size += next.value.length;
  }
  // One character a byte; a `TextDecoder` of 'latin1' reads windows-1252.
  const head = Buffer.concat(first).toString('latin1', 0, HEAD);
  async function* rest(): AsyncGenerator<Uint8Array, void, undefined> {
    yield* first;
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
  }
  return { head, rest: rest() };
}

/** A snapshot's members, in whatever order a database has put them. None but its version is a click's. */
const SNAPSHOT =
  /^(?:\u00ef\u00bb\u00bf)?\s*\{\s*(?:"version"\s*:\s*\d+\s*,\s*)?"(?:format|options|duplicates|instances|contacts|clicks|history)"\s*:/;

function formatOf(head: string): 'lines' | 'bytes' | 'json' {
  if (head.startsWith('CLKSTAMP')) return 'bytes';
  return SNAPSHOT.test(head) ? 'json' : 'lines';
}

async function jsonOf(path: string, chunks: AsyncIterable<Uint8Array>): Promise<Snapshot> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of chunks) text += decoder.decode(bytes, { stream: true });
  try {
    return JSON.parse(text + decoder.decode()) as Snapshot;
  } catch {
    throw new UsageError(`${printable(path)} begins like a snapshot, but is not JSON.`);
  }
}
