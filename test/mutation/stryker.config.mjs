import { readdirSync, readFileSync } from 'node:fs';
import { room } from './rooms.mjs';

// A sample: all mutants of `url` take half an hour, those of larger rooms hours. The same `SEED` takes the same lines.
const lines = Number(process.env.LINES ?? 100);
let state = Number(process.env.SEED ?? 1);
const random = () => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
};

/** Lines that hold code, and no type, import or closing bracket alone. */
const CODE = /^(?!\s*(?:\/|\*|import\b|export (?:type|interface)\b|readonly\b|[)}\]]|$)).*[({=>?&|<+-]/;

const sample = readdirSync(`src/${room}`, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !/(?:index|runtime-web)\.ts$/.test(file))
  .sort()
  .map((file) => `src/${room}/${file}`)
  .flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, at) => (CODE.test(line) ? [`${file}:${at + 1}-${at + 1}`] : [])),
  )
  .map((range) => ({ range, order: random() }))
  .sort((a, b) => a.order - b.order)
  .slice(0, lines)
  .map(({ range }) => range);

export default {
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.mjs', related: false },
  coverageAnalysis: 'perTest',
  // Vitest checks no types, so there are none to switch off.
  disableTypeChecks: false,
  // Mutants of tables are made once, when a module is loaded, and would take all tests each: test/redundancy is for tables.
  ignoreStatic: true,
  concurrency: 1,
  mutate: sample,
  reporters: ['clear-text'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  timeoutMS: 60_000,
  dryRunTimeoutMinutes: 30,
  tempDirName: 'node_modules/.cache/stryker',
  ignorePatterns: ['dist', 'bench', 'site', 'coverage', '.vitest'],
};
