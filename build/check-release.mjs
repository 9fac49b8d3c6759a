// Run by `npm publish`: refuses to publish a package that lacks what only its owner can fill in, or whose version the
// changelog and the tag do not know. A dry run names what is missing and goes on.
import { readFileSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const read = (path) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const manifest = JSON.parse(read('package.json'));

/** What is missing, in the order in which CONTRIBUTING.md names it. */
export function missingFor(pkg, changelog, tag) {
  const fields = ['repository', 'homepage', 'bugs', 'author'].filter((field) => pkg[field] === undefined);
  return [
    ...fields.map((field) => `package.json has no "${field}"`),
    ...(changelog.includes(`## ${pkg.version}`) ? [] : [`CHANGELOG.md has no heading "## ${pkg.version}"`]),
    ...(tag === undefined || tag === `v${pkg.version}` ? [] : [`the tag is not v${pkg.version}`]),
  ];
}

// The command line says the path as it was typed, the module its real one.
if (realpathSync(process.argv[1] ?? '.') === fileURLToPath(import.meta.url)) {
  const { GITHUB_REF_TYPE: type, GITHUB_REF_NAME: name, npm_config_dry_run: dry } = process.env;
  const missing = missingFor(manifest, read('CHANGELOG.md'), type === 'tag' ? name : undefined);
  for (const each of missing) console.error(`before publishing: ${each}`);
  if (missing.length > 0 && dry !== 'true') process.exitCode = 1;
}
