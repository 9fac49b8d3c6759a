// The licences of what a bundle has in it, to be published beside it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The text of every licence, by esbuild's list of what went in. */
export function licencesOf({ inputs }, root) {
  const inside = Object.keys(inputs).flatMap((input) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []);
  const texts = [...new Set(inside)].sort().map((name) => {
    const folder = join(root, 'node_modules', name);
    const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'LICENCE'].find((each) => existsSync(join(folder, each)));
    if (file === undefined) throw new Error(`${name} has no licence file`);
    return `${name}\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
  });
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}
