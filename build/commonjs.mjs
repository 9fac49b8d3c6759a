// The CommonJS build, for consumers that `require`: Jest's default configuration, ts-jest, TypeScript with
// `module: commonjs`. All entry points come from one bundle, so that a process has one copy of every class; the
// dependencies that exist as ES modules alone are in it, with their licences beside it.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { licencesOf } from './licences.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'dist/cjs');
const { exports: entries } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** `{ name: 'clicks', file: 'clicks/index' }` for `./clicks`. */
const doors = Object.entries(entries).flatMap(([door, target]) =>
  typeof target === 'string'
    ? []
    : [{ name: door === '.' ? 'index' : door.slice(2), file: target.default.slice('./dist/'.length, -'.js'.length) }],
);

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const { metafile } = await build({
  stdin: {
    contents: doors.map(({ file }, i) => `export * as door${i} from './dist/${file}.js';`).join('\n'),
    resolveDir: root,
  },
  outfile: join(out, 'all.cjs'),
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  external: ['tldts', 'nodemailer'],
  legalComments: 'none',
  metafile: true,
  logLevel: 'error',
});

for (const [i, { name, file }] of doors.entries()) {
  const names = Object.keys(await import(new URL(`../dist/${file}.js`, import.meta.url))).sort();
  const lines = ["'use strict';", `const { door${i}: door } = require('./all.cjs');`];
  writeFileSync(
    join(out, `${name}.cjs`),
    [...lines, ...names.map((each) => `exports.${each} = door.${each};`), ''].join('\n'),
  );
}

writeDeclarations();
writeFileSync(join(out, 'LICENSES.txt'), licencesOf(metafile, root));

/** The declarations that entry points reach, once more as CommonJS ones. */
function writeDeclarations() {
  const done = new Set();
  const open = doors.map(({ file }) => file);
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (done.has(file)) continue;
    done.add(file);
    const text = readFileSync(join(root, 'dist', `${file}.d.ts`), 'utf8')
      // Of what is an ES module only the types are taken, in the one way that is allowed under every `module` option.
      .replace(
        /^(import|export)(?: type)? ([^;]*?) from (['"])(parse5|parse5-htmlparser2-tree-adapter|jose)\3;/gm,
        (_, word, names, quote, module) =>
          `${word} type ${names.replace(/\btype /g, '')} from ${quote}${module}${quote} with { 'resolution-mode': 'import' };`,
      )
      .replace(/(\bfrom |\bimport\()(['"])(\.[^'"]+)\2/g, (_, before, quote, specifier) => {
        open.push(posix.join(dirname(file), specifier).replace(/\.js$/, ''));
        return `${before}${quote}${specifier.replace(/\.js$/, '.cjs')}${quote}`;
      });
    const target = join(out, 'types', `${file}.d.cts`);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}
