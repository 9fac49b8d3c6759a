import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { drawRooms, fillIn, listRooms } from './draw-rooms.js';
import { ROOT, readImports } from './read-imports.js';

test('docs/architecture.md shows the rooms as the source has them (`npx vitest run test/structure -u` draws them anew)', async () => {
  const path = `${ROOT}docs/architecture.md`;
  const imports = readImports();
  const picture = fillIn(readFileSync(path, 'utf8'), 'picture', `\`\`\`mermaid\n${drawRooms(imports)}\n\`\`\``);
  await expect(fillIn(picture, 'rooms', listRooms(imports))).toMatchFileSnapshot(path);
});
