import type { Import } from './read-imports.js';
import { ROOMS } from './rooms.cases.js';

/** One room's use of another. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  /** Gone after compiling. */
  readonly typeOnly: boolean;
  /** `file:line` of the first import that makes it. */
  readonly first: string;
}

/** The room of a file, relative to `src`; undefined for one that the table does not know. */
export function roomOf(file: string): string | undefined {
  const slash = file.indexOf('/');
  const inFolder = slash === -1 ? undefined : file.slice(0, slash);
  return ROOMS.find(({ room, files }) => (files === undefined ? room === inFolder : files.includes(file)))?.room;
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
