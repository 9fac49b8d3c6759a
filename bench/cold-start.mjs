import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { percentile, spreadOf } from './harness.mjs';
import { keys, OPTIONS } from './html.mjs';
import { compileHtml } from './package.mjs';
import { SECRET } from './peers.mjs';

const runFile = promisify(execFile);
/** Resolves bare names the way the rest of the folder does. */
const FOLDER = fileURLToPath(new URL('.', import.meta.url));

const ready = `const time = process.cpuUsage(start); console.log((time.user + time.system) / 1000);`;
const SCRIPTS = {
  ours: (token) => `const start = process.cpuUsage();
    const { createKeyring, decodeClick } = await import('clickstamp/redirect');
    const keys = createKeyring([{ kid: 'k1', key: '${SECRET}' }]);
    if ((await decodeClick('${token}', { keys })).part !== 'html') throw new Error();
    ${ready}`,
  jose: (token) => `const start = process.cpuUsage();
    const { compactVerify } = await import('jose');
    const { payload } = await compactVerify('${token}', new TextEncoder().encode('${SECRET}'));
    if (JSON.parse(new TextDecoder().decode(payload)).length === 0) throw new Error();
    ${ready}`,
};

/** A fresh process each time: import, read one token, CPU milliseconds of both. */
async function coldStart(script) {
  const { stdout } = await runFile(process.execPath, ['--input-type=module', '--eval', script], { cwd: FOLDER });
  return Number(stdout);
}

export async function coldStartRows({ quick }) {
  const { html } = await compileHtml('<a href="https://shop.example/">x</a>', OPTIONS).render(
    { contactId: 'c-1' },
    keys,
  );
  const token = /\/c\/([\w.-]+)"/.exec(html)[1];
  const times = { ours: [], jose: [] };
  for (let i = 0; i < (quick ? 5 : 15); i++)
    for (const name of Object.keys(times)) times[name].push(await coldStart(SCRIPTS[name](token)));
  const ratio = spreadOf(times.ours.map((time, at) => time / times.jose[at]));
  const calm = percentile(times.ours, 0.25) / percentile(times.jose, 0.25);
  return [
    {
      what: `cold start: import clickstamp/redirect, read a first token (${percentile(times.ours, 0.25).toFixed(0)} ms) ÷ the same with jose`,
      ratio: { calm, ...ratio },
    },
  ];
}
