import { execFile } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { percentile, ratioOf } from './harness.mjs';
import { FOLDER } from './package.mjs';

const runFile = promisify(execFile);
const CHILD = fileURLToPath(new URL('counts-child.mjs', import.meta.url));
const MAPS = fileURLToPath(new URL('ndjson-maps.mjs', import.meta.url));

async function child(who, scenario, size) {
  const flags = ['--expose-gc', '--max-old-space-size=8192'];
  const { stdout } = await runFile(process.execPath, [...flags, CHILD, who, scenario, String(size)]);
  return JSON.parse(stdout);
}

/** The same in turn, each in a process of its own, so that what disturbs the machine disturbs all alike. */
async function inTurn(rounds, runs) {
  const results = Object.fromEntries(Object.keys(runs).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const name of Object.keys(runs)) results[name].push(await runs[name]());
  return results;
}

const timesOf = (results) =>
  Object.fromEntries(Object.entries(results).map(([name, all]) => [name, all.map(({ time }) => time)]));

/** A row of a child that measures both sides by itself. */
async function selfRow(rounds, scenario, size, row) {
  const { ours } = await inTurn(rounds, { ours: () => child('ours', scenario, size) });
  const spent = { ours: ours.map(({ time }) => time), base: ours.map(({ base }) => base) };
  return { ...row, ratio: ratioOf(spent, 'ours', 'base') };
}

/** Counts in memory: costs against nested Maps, growth, and memory. */
export async function countRows({ quick }) {
  const rounds = quick ? 3 : 5;
  const size = quick ? 200_000 : 1_000_000;
  const name = `${size / 1e6} M clicks`;
  const results = await inTurn(rounds, {
    ours: () => child('ours', 'campaign', size),
    maps: () => child('maps', 'campaign', size),
  });
  const mails = await inTurn(quick ? 1 : 3, { ours: () => child('ours', 'mail', size) });
  const bytesOf = (all) =>
    percentile(
      all.map(({ bytes }) => bytes),
      0.5,
    );
  return [
    {
      what: `adding, first totals and links ÷ nested Maps per link and contact, ${name}`,
      ratio: ratioOf(timesOf(results), 'ours', 'maps'),
      atMost: 0.6,
    },
    { what: `memory of a click, one campaign, ${name}`, value: bytesOf(results.ours), unit: 'bytes', atMost: 32 },
    {
      what: `memory of a click, a message for each mail, ${name}`,
      value: bytesOf(mails.ours),
      unit: 'bytes',
      atMost: 160,
    },
    await selfRow(rounds, 'colliding', quick ? 4_096 : 16_384, {
      what: 'ids that collide under FNV-1a ÷ ordinary ids',
      atMost: 2,
    }),
    await selfRow(rounds, 'report', 2_000, { what: 'createReport, 8,000 links ÷ 2,000 links', atMost: 5 }),
    await selfRow(rounds, 'changes', 15_000, {
      what: 'changesSince every 1,000 of 60,000 messages ÷ of 15,000',
      atMost: 5,
    }),
  ];
}

/** Says on standard error what CPU time a process took, in milliseconds. */
const METER = `data:text/javascript,${encodeURIComponent(
  "process.on('exit', () => { const { user, system } = process.cpuUsage(); process.stderr.write('CPU ' + (user + system) / 1000); });",
)}`;

async function cpuOf(...words) {
  const { stderr } = await runFile(process.execPath, ['--import', METER, ...words], { maxBuffer: 1 << 28 });
  return { time: Number(/CPU ([\d.]+)$/.exec(stderr)[1]) };
}

/** Clicks as a log holds them: request and all, for apps without the click handler. */
function lineOf(at, lines) {
  const link = (at * 7 + (at >> 4)) % 20;
  const agents = [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Safari/605.1.15',
  ];
  return JSON.stringify({
    linkId: `link-${link}`,
    url: `https://shop.example/products/${link}?utm_source=newsletter&utm_medium=email`,
    contactId: `contact-${(at * 7_919) % Math.ceil(lines / 3)}`,
    campaignId: 'november',
    at: new Date(Date.UTC(2026, 10, 24, 10) + Math.floor((at * 259_200_000) / lines)).toISOString(),
    userAgent: agents[at % 3],
  });
}

/** The command on a file of clicks, against what one would write by hand in an hour. */
export async function ndjsonRows({ quick }) {
  const lines = quick ? 200_000 : 1_000_000;
  const folder = mkdtempSync(join(tmpdir(), 'clicks-'));
  const path = join(folder, 'clicks.ndjson');
  try {
    const file = createWriteStream(path);
    for (let from = 0; from < lines; from += 10_000)
      file.write(Array.from({ length: 10_000 }, (_, i) => `${lineOf(from + i, lines)}\n`).join(''));
    file.end();
    await finished(file);
    const results = await inTurn(quick ? 3 : 5, {
      ours: () => cpuOf(join(FOLDER, 'dist/cli/main.js'), 'report', path),
      maps: () => cpuOf(MAPS, path),
    });
    return [
      {
        what: `clickstamp report ÷ readline, JSON.parse and nested Maps, ${lines / 1e6} M lines`,
        ratio: ratioOf(timesOf(results), 'ours', 'maps'),
        atMost: 1,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
