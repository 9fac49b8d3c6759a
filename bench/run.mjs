import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { batchRows } from './batch.mjs';
import { coldStartRows } from './cold-start.mjs';
import { countRows, ndjsonRows } from './counts.mjs';
import { growthRows } from './growth.mjs';
import { compileRows, oneShotRows, peerRows, renderRows } from './html.mjs';
import { memoryRows } from './memory.mjs';
import { buildMessages, denseMessage } from './messages.mjs';
import { isOlder } from './package.mjs';
import { redirectRows } from './redirect.mjs';
import { reportPageRows } from './report-page.mjs';
import { sizeRows } from './sizes.mjs';
import { tokenRows } from './tokens.mjs';

/**
 * `npm run bench`: everything that is promised of speed, memory and size, as ratios taken in this run on this machine.
 * Writes RESULTS.md and ends with exit status 1 where a mark is missed. `--quick` takes fewer rounds and smaller sizes,
 * prints alike, and writes nothing. `--against FOLDER` measures an older build of the package beside it, first. `--sql` goes on
 * with counting in databases, as `npm run bench:sql` does.
 */
const quick = process.argv.includes('--quick');
const settings = quick ? { rounds: 7, warmUpMs: 300 } : { rounds: 15 };
const peerSettings = quick ? { rounds: 3, roundMs: 20, warmUpMs: 200 } : { rounds: 5 };

const PACKAGES = [
  'parse5',
  'jose',
  'cheerio',
  'html-rewriter-wasm',
  'parse5-html-rewriting-stream',
  'nodemailer-mail-tracking',
  'libsql',
];

function versionOf(name) {
  const [path] = createRequire(import.meta.url).resolve.paths(name);
  for (const folder of [path, new URL('../node_modules', import.meta.url).pathname]) {
    const file = `${folder}/${name}/package.json`;
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')).version;
  }
  return 'unknown';
}

/** Details of counting, in processes of its own; its rows say how many times the peer's cost is ours. */
async function clickRows() {
  const { clicks } = await import('./clicks.mjs');
  const rows = await clicks(quick ? [100_000] : [100_000, 1_000_000]);
  return rows.map(({ name, ours, peer, ratio, unit }) => {
    const against = peer === undefined ? '' : ` (peer ${peer.toFixed(1)})`;
    return ratio === undefined
      ? { what: name, value: ours, unit }
      : { what: `${name}: peer ÷ ours, ${ours.toFixed(1)} ${unit}${against}`, value: ratio };
  });
}

const messages = await buildMessages();
const [small, middle, large] = messages;
const dense = denseMessage();

/**
 * In the order of the table. Those that hold marks come first; `details` are left out beside an older build, and so is what
 * it cannot do.
 */
const SECTIONS = [
  {
    title: 'Compiling, and one message in one go',
    rows: [
      () => compileRows(small, settings),
      () => compileRows(middle, settings, 0.5),
      () => compileRows(large, settings),
      () => compileRows(dense, settings, 1),
      () => oneShotRows(middle, peerSettings),
    ],
  },
  {
    title: 'Rendering',
    rows: [
      () => renderRows(small, settings, 1.2),
      () => renderRows(middle, settings, 1),
      () => renderRows(large, settings),
      () => batchRows(small, settings),
      () => batchRows(middle, settings),
    ],
  },
  {
    title: 'Reading clicks',
    rows: [
      () => tokenRows(middle, settings),
      // An older build has its own way of taking requests.
      () => (isOlder ? [] : redirectRows(middle, settings, quick)),
    ],
  },
  { title: 'Counting', rows: [() => countRows({ quick }), () => ndjsonRows({ quick })] },
  { title: 'Size', rows: [sizeRows], details: true },
  { title: 'A big report', rows: [() => reportPageRows({ quick })], details: true },
  {
    title: 'Against peers, each doing its whole work for each contact',
    rows: [() => peerRows(middle, peerSettings)],
    details: true,
  },
  { title: 'Starting cold', rows: [() => coldStartRows({ quick })], details: true },
  { title: 'Counting in detail', rows: [clickRows], details: true },
  {
    title: 'Growth and memory',
    rows: [() => growthRows(middle, { quick }), () => memoryRows(small, { quick })],
    details: true,
  },
];

/** What an older build cannot do throws. */
async function rowsOf({ rows, details }) {
  if (details === true && isOlder) return [];
  const found = [];
  for (const each of rows) {
    try {
      found.push(...(await each()));
    } catch (error) {
      if (!isOlder) throw error;
    }
  }
  return found;
}

/** What an older build says, by the rows' own words. */
async function olderFigures(folder) {
  const words = [fileURLToPath(import.meta.url), '--rows', ...(quick ? ['--quick'] : [])];
  const env = { ...process.env, BENCH_PACKAGE: resolve(folder) };
  const { stdout } = await promisify(execFile)(process.execPath, words, { env, maxBuffer: 1 << 26 });
  return new Map(JSON.parse(stdout));
}

const figureOf = ({ ratio, value }) => ratio?.calm ?? value;
const isMissed = (row) => figureOf(row) > (row.atMost ?? Infinity) || figureOf(row) < (row.atLeast ?? -Infinity);
const written = (value) => (Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3));

function lineOf(row, older) {
  const { what, ratio, unit, atMost, atLeast } = row;
  const mark = atMost === undefined ? (atLeast === undefined ? '' : `≥ ${written(atLeast)}`) : `≤ ${written(atMost)}`;
  const spread = ratio === undefined ? '' : `${written(ratio.median)} [${written(ratio.low)}, ${written(ratio.high)}]`;
  const verdict = mark === '' ? '' : isMissed(row) ? 'missed' : 'met';
  const before = older === undefined ? [] : [older.has(what) ? written(older.get(what)) : ''];
  return `| ${[what, `${written(figureOf(row))}${unit === undefined ? '' : ` ${unit}`}`, spread, ...before, mark, verdict].join(' | ')} |`;
}

if (process.argv.includes('--rows')) {
  const all = [];
  for (const section of SECTIONS) for (const row of await rowsOf(section)) all.push([row.what, figureOf(row)]);
  process.stdout.write(JSON.stringify(all), () => process.exit(0));
  await new Promise(() => {});
}

const started = Date.now();
const [before] = loadavg();
const olderFolder = process.argv.includes('--against')
  ? process.argv[process.argv.indexOf('--against') + 1]
  : undefined;
const older = olderFolder === undefined ? undefined : await olderFigures(olderFolder);
const oldName =
  older === undefined ? undefined : JSON.parse(readFileSync(`${olderFolder}/package.json`, 'utf8')).version;
const columns = [
  'what',
  'undisturbed',
  'median [10 %, 90 %]',
  ...(older === undefined ? [] : [`${oldName}, undisturbed`]),
  'mark',
  '',
];
const HEAD = `| ${columns.join(' | ')} |\n| --- |${columns
  .slice(1)
  .map((title) => (title === '' ? ' --- |' : ' ---: |'))
  .join('')}`;
const parts = [];
const missed = [];
for (const section of SECTIONS) {
  const rows = await rowsOf(section);
  for (const row of rows) if (isMissed(row)) missed.push(row.what);
  const table = `## ${section.title}\n\n${HEAD}\n${rows.map((row) => lineOf(row, older)).join('\n')}\n`;
  console.log(table);
  parts.push(table);
}

const minutes = ((Date.now() - started) / 60_000).toFixed(1);
const machine = `${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${process.arch}`;
const verdict = missed.length === 0 ? 'All marks are met.' : `Missed: ${missed.join('; ')}.`;
console.log(`${verdict} (${minutes} minutes)`);
if (!quick) {
  const report = `# Results of \`npm run bench\`

${new Date().toISOString().slice(0, 10)}; ${machine}; Node ${process.version}; ${PACKAGES.map((name) => `${name} ${versionOf(name)}`).join(', ')}. It took ${minutes} minutes, with ${before.toFixed(1)} processes waiting for a core at its start (the load average).
${verdict}

Times are CPU times, ours and the other's in turn in one process (harness.mjs). "Undisturbed" is the quotient of the lower
quartiles, which marks are held against; the next column has the quotients round by round. Where the time goes, and what was
tried: PROFILE.md.

${parts.join('\n')}`;
  writeFileSync(new URL('RESULTS.md', import.meta.url), report);
}
process.exitCode = missed.length === 0 ? 0 : 1;
// In a process of its own: ten million clicks need a heap that nothing else has filled.
if (process.argv.includes('--sql')) {
  const { status } = spawnSync(process.execPath, [fileURLToPath(new URL('sql.mjs', import.meta.url))], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
