import { type Import, listFiles } from './read-imports.js';
import { GROUND, OWNERS, ROOMS, type Way } from './rooms.cases.js';
import { edgesOf, floors, roomOf } from './rooms.js';

/** Everything imports the first room of the ground, and the root imports everything: their arrows would say nothing. */
const NOT_DRAWN: readonly string[] = [GROUND, 'index'];

const WAYS: readonly Way[] = ['ground', 'message', 'token', 'clicks', 'entry'];

/** Draws the three ways as Mermaid: a solid arrow from a room to one that runs its code, a dotted one where only types are taken. */
export function drawRooms(imports: readonly Import[]): string {
  const drawn = ROOMS.filter(({ room }) => !NOT_DRAWN.includes(room));
  const modules = OWNERS.flatMap(({ module, owner }) => (owner === undefined ? [] : { module, room: roomOf(owner) }));
  return [
    'flowchart LR',
    ...WAYS.flatMap((way) => [
      `  subgraph way-${way}[${way}]`,
      ...drawn.filter((each) => each.way === way).map(({ room }) => `    ${room}`),
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
  const floorOf = floors();
  const rows = ROOMS.map(({ room, way, gives, files: own }) => {
    const from = edges.filter((edge) => edge.from === room && edge.to !== GROUND);
    const names = from.map(({ to, typeOnly }) => (typeOnly ? `(${to})` : to)).sort();
    const modules = OWNERS.filter(({ owner = '' }) => roomOf(owner) === room).map(({ module }) => `**${module}**`);
    const folder = listFiles('src', '.ts').some((file) => file.startsWith(`${room}/`)) ? [`\`${room}/\``] : [];
    const where = [...folder, ...(own ?? []).map((file) => `\`${file}\``)].join(' ');
    return `| ${way} | ${floorOf.get(room)} | ${where} | ${gives} | ${[...names, ...modules].join(', ') || 'nothing'} |`;
  });
  return ['| way | floor | room | gives | imports |', '|---|---|---|---|---|', ...rows].join('\n');
}

/** A page with what stands between `<!-- name -->` and `<!-- /name -->` replaced. Throws where the page has no such pair. */
export function fillIn(page: string, name: string, text: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [start, end] = [page.indexOf(open), page.indexOf(close)];
  if (start === -1 || end < start) throw new Error(`The page has no ${open} … ${close}.`);
  return `${page.slice(0, start + open.length)}\n${text}\n${page.slice(end)}`;
}
