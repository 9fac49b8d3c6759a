import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fillIn } from '../../structure/draw-rooms.js';
import { ROOT } from '../../structure/read-imports.js';
import { drawSets } from './signal-sets.js';

test('docs/bots.md shows what each set of signals reaches (`npx vitest run test/clicks/bots -u` works it out anew)', async () => {
  const path = `${ROOT}docs/bots.md`;
  const { sets, scenarios } = drawSets();
  const page = fillIn(readFileSync(path, 'utf8'), 'sets', sets);
  await expect(fillIn(page, 'scenarios', scenarios)).toMatchFileSnapshot(path);
});
