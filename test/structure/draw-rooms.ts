import type { Import } from './read-imports.js';
import { OWNERS, ROOMS, VOCABULARY } from './rooms.cases.js';
import { edgesOf, roomOf } from './rooms.js';

/** Everything imports the vocabulary, and the root imports everything: their arrows would say nothing. */
const NOT_DRAWN: readonly string[] = [VOCABULARY, 'index'];

/** Draws the rooms as Mermaid: a solid arrow from a room to one that runs its code, a dotted one where only types are taken. */
export function drawRooms(imports: readonly Import[]): string {
  const drawn = ROOMS.filter(({ room }) => !NOT_DRAWN.includes(room));
  const stages = [...new Set(drawn.map(({ stage }) => stage))];
  const modules = OWNERS.flatMap(({ module, owner }) => (owner === undefined ? [] : { module, room: roomOf(owner) }));
  return [
    'flowchart LR',
    ...stages.flatMap((stage) => [
      `  subgraph stage${stage}[stage ${stage}]`,
      ...drawn.filter((each) => each.stage === stage).map(({ room }) => `    ${room}`),
      '  end',
    ]),
    ...edgesOf(imports)
      .filter(({ from, to }) => !NOT_DRAWN.includes(from) && !NOT_DRAWN.includes(to))
      .map(({ from, to, typeOnly }) => `  ${to} ${typeOnly ? '-.->' : '-->'} ${from}`)
      .sort(),
    ...modules.map(({ module, room }) => `  ${module}([${module}]) --> ${room}`),
  ].join('\n');
}

/** The rooms as a Markdown table: what each gives and what it imports. */
export function listRooms(imports: readonly Import[]): string {
  const edges = edgesOf(imports);
  const rows = ROOMS.map(({ room, stage, gives, files: own }) => {
    const from = edges.filter((edge) => edge.from === room && edge.to !== VOCABULARY);
    const names = from.map(({ to, typeOnly }) => (typeOnly ? `(${to})` : to)).sort();
    const modules = OWNERS.filter(({ owner = '' }) => roomOf(owner) === room).map(({ module }) => `**${module}**`);
    const where = own === undefined ? `\`${room}/\`` : own.map((file) => `\`${file}\``).join(' ');
    return `| ${stage} | ${where} | ${gives} | ${[...names, ...modules].join(', ') || 'nothing'} |`;
  });
  return ['| stage | room | gives | imports |', '|---|---|---|---|', ...rows].join('\n');
}

/** A page with what stands between `<!-- name -->` and `<!-- /name -->` replaced. Throws where the page has no such pair. */
export function fillIn(page: string, name: string, text: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [start, end] = [page.indexOf(open), page.indexOf(close)];
  if (start === -1 || end < start) throw new Error(`The page has no ${open} … ${close}.`);
  return `${page.slice(0, start + open.length)}\n${text}\n${page.slice(end)}`;
}
