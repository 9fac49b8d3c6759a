import type { Import } from './read-imports.js';
import { GROUND, ROOMS } from './rooms.cases.js';

/** One room's use of another. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  /** Gone after compiling. */
  readonly typeOnly: boolean;
  /** `file:line` of the first import that makes it. */
  readonly first: string;
}

/** The innermost room of a file, relative to `src`; undefined for one that the table does not know. */
export function roomOf(file: string): string | undefined {
  const own = ROOMS.find(({ files }) => files?.includes(file));
  if (own !== undefined) return own.room;
  return ROOMS.map(({ room }) => room)
    .filter((room) => file.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0];
}

/** Who uses whom, each pair once; as types alone only where no import of the pair is of values. */
export function edgesOf(imports: readonly Import[]): readonly Edge[] {
  const edges = new Map<string, Edge>();
  for (const each of imports)
    for (const target of each.files) {
      const from = roomOf(each.from) ?? each.from;
      const to = roomOf(target) ?? target;
      if (from === to) continue;
      const key = `${from} ${to}`;
      const known = edges.get(key);
      if (known !== undefined && (!known.typeOnly || each.typeOnly)) continue;
      edges.set(key, { from, to, typeOnly: each.typeOnly, first: `${each.from}:${each.line}` });
    }
  return [...edges.values()];
}

/** The floor of each room: 0 for the ground, and one more than the highest room that it imports. Throws for a circle. */
export function floors(): ReadonlyMap<string, number> {
  const floorOf = new Map<string, number>([[GROUND, 0]]);
  const visit = (name: string, path: readonly string[]): number => {
    const known = floorOf.get(name);
    if (known !== undefined) return known;
    if (path.includes(name)) throw new Error(`rooms in a circle: ${[...path, name].join(' -> ')}`);
    const room = ROOMS.find((each) => each.room === name);
    if (room === undefined) throw new Error(`no room is called ${name}`);
    const below = [...room.imports, ...(room.types ?? [])].map((each) => visit(each, [...path, name]));
    const floor = 1 + Math.max(0, ...below);
    floorOf.set(name, floor);
    return floor;
  };
  for (const { room } of ROOMS) visit(room, []);
  return floorOf;
}

/** Every file that a room's code runs, however long the way; types do not count. */
export function reachOf(from: string, imports: readonly Import[]): ReadonlySet<string> {
  const next = new Map<string, string[]>();
  for (const each of imports) if (!each.typeOnly) next.set(each.from, [...(next.get(each.from) ?? []), ...each.files]);
  const reached = new Set<string>();
  const open = imports.map((each) => each.from).filter((file) => file === `${from}.ts` || file.startsWith(`${from}/`));
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    open.push(...(next.get(file) ?? []));
  }
  return reached;
}
