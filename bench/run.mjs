import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, totalmem } from 'node:os';
import { batchRows } from './batch.mjs';
import { coldStartRows } from './cold-start.mjs';
import { growthRows } from './growth.mjs';
import { compileRows, oneShotRows, peerRows, renderRows } from './html.mjs';
import { memoryRows } from './memory.mjs';
import { buildMessages, denseMessage } from './messages.mjs';
import { redirectRows } from './redirect.mjs';
import { sizeRows } from './sizes.mjs';
import { tokenRows } from './tokens.mjs';

/**
 * `npm run bench`: everything that DESIGN promises of speed, memory and size, as ratios taken in this run on this bot.
 * Writes RESULTS.md and ends with exit status 1 where a mark is missed. `--quick` takes fewer rounds and smaller sizes,
 * prints alike, and writes nothing.
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

/** Counting is measured in processes of its own; its rows say how many times the peer's cost is ours. */
async function clickRows() {
  const { clicks } = await import('./clicks.mjs');
  const rows = await clicks(quick ? [100_000] : [100_000, 1_000_000, 5_000_000]);
  return rows.map(({ name, ours, peer, ratio, mark, unit }) => {
    const [, sense, limit] = /^([≤≥]) ([\d.]+)$/.exec(mark ?? '') ?? [];
    const against = peer === undefined ? '' : ` (peer ${peer.toFixed(1)})`;
    const inspectValue = `${ours.toFixed(1)} ${unit}${against}`;
    if (sense === '≥') return { what: `${name}: peer ÷ ours, ${inspectValue}`, value: ratio, atLeast: Number(limit) };
    if (sense === '≤') return { what: `${name}${against}`, value: ours, unit, atMost: Number(limit) };
    return ratio === undefined
      ? { what: name, value: ours, unit }
      : { what: `${name}: peer ÷ ours, ${inspectValue}`, value: ratio };
  });
}

const messages = await buildMessages();
const [small, middle, large] = messages;
const dense = denseMessage();

/** In the order of the table. */
const SECTIONS = [
  {
    title: 'Compiling, and one message in one go',
    rows: async () => [
      ...(await compileRows(small, settings, true)),
      ...(await compileRows(middle, settings, true)),
      ...(await compileRows(large, settings, true)),
      ...(await compileRows(dense, settings, false)),
    ],
  },
  {
    title: 'Rendering',
    rows: async () => [
      ...(await renderRows(small, settings)),
      ...(await renderRows(middle, settings)),
      ...(await renderRows(large, settings)),
      ...(await batchRows(small, settings)),
      ...(await batchRows(middle, settings)),
      ...(await batchRows(large, settings)),
    ],
  },
  {
    title: 'Against peers, each doing its whole work for each contact',
    rows: async () => [
      ...(await peerRows(small, peerSettings, false)),
      ...(await peerRows(middle, peerSettings, true)),
      ...(await peerRows(large, peerSettings, false)),
      ...(await oneShotRows(middle, peerSettings)),
    ],
  },
  {
    title: 'Reading clicks',
    rows: async () => [...(await tokenRows(middle, settings)), ...(await redirectRows(middle, settings, quick))],
  },
  { title: 'Starting cold', rows: () => coldStartRows({ quick }) },
  { title: 'Counting', rows: clickRows },
  { title: 'Growth and memory', rows: () => [...growthRows(middle, { quick }), ...memoryRows(small, { quick })] },
  { title: 'Size', rows: sizeRows },
];

const figureOf = ({ ratio, value }) => ratio?.calm ?? value;
const isMissed = (row) => figureOf(row) > (row.atMost ?? Infinity) || figureOf(row) < (row.atLeast ?? -Infinity);
const written = (value) => (Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3));

function lineOf(row) {
  const { what, ratio, unit, atMost, atLeast } = row;
  const mark = atMost === undefined ? (atLeast === undefined ? '' : `≥ ${written(atLeast)}`) : `≤ ${written(atMost)}`;
  const spread = ratio === undefined ? '' : `${written(ratio.median)} [${written(ratio.low)}, ${written(ratio.high)}]`;
  const verdict = mark === '' ? '' : isMissed(row) ? 'missed' : 'met';
  return `| ${[what, `${written(figureOf(row))}${unit === undefined ? '' : ` ${unit}`}`, spread, mark, verdict].join(' | ')} |`;
}

const HEAD = '| what | undisturbed | median [10 %, 90 %] | mark | |\n| --- | ---: | ---: | ---: | --- |';
const started = Date.now();
const parts = [];
const missed = [];
for (const { title, rows } of SECTIONS) {
  const lines = (await rows()).map((row) => {
    if (isMissed(row)) missed.push(row.what);
    return lineOf(row);
  });
  const table = `## ${title}\n\n${HEAD}\n${lines.join('\n')}\n`;
  console.log(table);
  parts.push(table);
}

const minutes = ((Date.now() - started) / 60_000).toFixed(1);
const bot = `${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${process.arch}`;
const verdict = missed.length === 0 ? 'All marks are met.' : `Missed: ${missed.join('; ')}.`;
console.log(`${verdict} (${minutes} minutes)`);
if (!quick) {
  const report = `# Results of \`npm run bench\`

${new Date().toISOString().slice(0, 10)}; ${bot}; Node ${process.version}; ${PACKAGES.map((name) => `${name} ${versionOf(name)}`).join(', ')}. It took ${minutes} minutes.
${verdict}

Times are CPU times, ours and the other's in turn in one process (harness.mjs). "Undisturbed" is the quotient of the lower
quartiles, which marks are held against; the next column has the quotients round by round. Where the time goes, and what was
tried: PROFILE.md.

${parts.join('\n')}`;
  writeFileSync(new URL('RESULTS.md', import.meta.url), report);
}
process.exitCode = missed.length === 0 ? 0 : 1;
