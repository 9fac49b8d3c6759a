import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { ROOT } from '../structure/read-imports.js';

/** What a block of shell lines said. */
export interface ShellRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * What the lines may call beside `clickstamp`. npm's own commands are not carried out: only what they name is looked at.
 * `audit` says by exit status 1 that it found something; only 2 and above are mistakes.
 */
const PRELUDE = `set -o pipefail
npx() { if [ "$1" = clickstamp ]; then "$@"; else echo "npx: only clickstamp is known here, not $1" >&2; return 2; fi; }
npm() {
  case "$1" in
    ci | install) return 0 ;;
    test) set -- run test ;;
  esac
  [ "$1" = run ] && node -e 'process.exit(process.argv[1] in require(process.argv[2]).scripts ? 0 : 2)' "$2" "$ROOT/package.json" && return 0
  echo "npm: there is no script $2" >&2
  return 2
}
trap 'code=$?; if [ $code -gt 1 ]; then exit $code; fi' ERR
`;

/** Makes a folder with the command, our fixtures and a click in it; gives a function that runs a block of lines there. */
export async function createShell(folder: string): Promise<(script: string) => Promise<ShellRun>> {
  const work = `${folder}/work`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(`${folder}/bin`, { recursive: true });
  cpSync(`${ROOT}fixtures/emails`, work, { recursive: true });
  cpSync(`${ROOT}fixtures/emails`, `${work}/templates`, { recursive: true });
  const click = { linkId: 'order-bulbs', contactId: 'c-1', at: '2026-11-24T10:00:00Z' };
  writeFileSync(`${work}/clicks.ndjson`, `${JSON.stringify(click)}\n`);
  await build({
    entryPoints: [`${ROOT}src/cli/main.ts`],
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    packages: 'external',
    alias: { '#runtime': `${ROOT}src/token/runtime-node.ts` },
    outfile: `${folder}/bin/clickstamp`,
    logLevel: 'silent',
  });
  chmodSync(`${folder}/bin/clickstamp`, 0o755);
  writeFileSync(`${folder}/bin/package.json`, '{ "type": "module" }');
  const run = (script: string): Promise<ShellRun> =>
    new Promise((done) => {
      const env = { ...process.env, PATH: `${folder}/bin:${process.env['PATH']}`, ROOT, NO_COLOR: '1' };
      const shell = spawn('bash', ['-c', `${PRELUDE}${script}`], {
        cwd: work,
        env,
        timeout: 60_000,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const said = { stdout: '', stderr: '' };
      for (const stream of ['stdout', 'stderr'] as const)
        shell[stream].setEncoding('utf8').on('data', (text: string) => {
          said[stream] += text;
        });
      shell.on('close', (status) => done({ status, ...said }));
    });
  return run;
}

/** What a block says will come out: the text behind each `# => `. */
export function expectationsOf(script: string): readonly string[] {
  return [...script.matchAll(/# => (.+)$/gm)].map((match) => (match[1] as string).trim());
}
