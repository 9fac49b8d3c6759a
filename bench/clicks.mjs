import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/**
 * Counting: our aggregator, nested Maps (what one writes by hand: per link and contact, and per contact, clicks with first
 * and last time), and SQLite in memory (one upsert a click, all in one transaction). Each runs in a process of its own, so
 * that memory is that of the counts alone and no store leaves garbage to another.
 */
const SIZES = [100_000, 1_000_000, 5_000_000];
const PEERS = { maps: 'nested Maps', sqlite: 'SQLite' };
const WHAT = {
  add: 'adding, a click',
  merge: 'merging, a click',
  read: 'totals and links for the first time, a click',
  again: 'totals and links again, a click',
  write: 'writing a snapshot, a click',
};

const runFile = promisify(execFile);

/** Runs one store at one size and gives nanoseconds of CPU time a click, and bytes a pair. */
async function measure(store, pairs) {
  const child = fileURLToPath(new URL('clicks-child.mjs', import.meta.url));
  const { stdout } = await runFile(process.execPath, [
    '--expose-gc',
    '--max-old-space-size=8192',
    child,
    store,
    String(pairs),
  ]);
  return JSON.parse(stdout);
}

/** @typedef {{ name: string, ours: number, peer: number | undefined, ratio: number | undefined, unit: string }} Row */

/**
 * Gives the rows; `ratio` says how many times the peer's time or memory is ours.
 * @returns {Promise<Row[]>}
 */
export async function clicks(sizes = SIZES) {
  const rows = [];
  for (const pairs of sizes) {
    const size = `${pairs / 1e6} M pairs`;
    const ours = await measure('ours', pairs);
    for (const [peer, peerName] of Object.entries(PEERS)) {
      const theirs = await measure(peer, pairs);
      for (const [key, what] of Object.entries(WHAT)) {
        if (theirs[key] === undefined) continue;
        rows.push({
          name: `${what}, ${size}, against ${peerName}`,
          ours: ours[key],
          peer: theirs[key],
          ratio: theirs[key] / ours[key],
          unit: 'ns',
        });
      }
      rows.push({
        name: `memory of a pair, ids included, ${size}, against ${peerName}`,
        ours: ours.bytes,
        peer: theirs.bytes,
        ratio: theirs.bytes / ours.bytes,
        unit: 'bytes',
      });
    }
    rows.push({
      name: `snapshot of a pair, ${size}`,
      ours: ours.snapshot,
      peer: undefined,
      ratio: undefined,
      unit: 'bytes',
    });
  }
  return rows;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const sizes = process.argv.slice(2).map(Number);
  for (const { name, ours, peer, ratio, unit } of await clicks(sizes.length > 0 ? sizes : SIZES)) {
    const against = peer === undefined ? '' : `, peer ${peer.toFixed(1)} ${unit}, ratio ${ratio.toFixed(2)}`;
    console.log(`${name}: ${ours.toFixed(1)} ${unit}${against}`);
  }
}
