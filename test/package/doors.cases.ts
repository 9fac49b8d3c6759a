/** One entry point: what its bundle for a worker or a browser may weigh, and may reach. */
export interface Door {
  /** As in package.json's `exports`. */
  readonly door: string;
  /** Relative to `src`. */
  readonly file: string;
  /** Minified and gzipped, in bytes (1 KB = 1,000). */
  readonly limit: number;
  /** Third-party modules in its bundle; every other one is a failure, and so is any built-in of Node. */
  readonly reaches: readonly string[];
}

const PARSER = ['domelementtype', 'domhandler', 'entities', 'parse5', 'parse5-htmlparser2-tree-adapter'];
const HOSTS = ['tldts', 'tldts-core'];

export const DOORS: readonly Door[] = [
  { door: '.', file: 'index.ts', limit: 192_100, reaches: [...PARSER, ...HOSTS] },
  { door: './clicks', file: 'clicks/index.ts', limit: 27_500, reaches: [] },
  { door: './providers', file: 'clicks/providers/index.ts', limit: 10_950, reaches: [] },
  { door: './sql', file: 'clicks/sql/index.ts', limit: 26_700, reaches: [] },
  { door: './redirect', file: 'redirect/index.ts', limit: 24_600, reaches: [] },
  { door: './report', file: 'report/index.ts', limit: 106_500, reaches: ['entities', 'parse5'] },
  { door: './encryption', file: 'encryption.ts', limit: 10_500, reaches: ['jose'] },
];

/** Names of the root, or of another door, that must not cost their importer the parser or the list of domains. */
export const LIGHT_NAMES: readonly {
  readonly name: string;
  readonly door?: string;
  readonly limit: number;
  readonly reaches: readonly string[];
}[] = [
  { name: 'generateKey', limit: 1_000, reaches: [] },
  { name: 'ClickAggregator', limit: 27_000, reaches: [] },
  { name: 'createKeyring', limit: 4_500, reaches: [] },
  { name: 'decodeClick', limit: 9_000, reaches: [] },
  { name: 'createClickHandler, createKeyring', door: 'clickstamp/redirect', limit: 18_950, reaches: [] },
];

/** Entry points that only make sense beside a tool of Node's, and are not bundled for workers. */
export const NODE_DOORS: readonly Pick<Door, 'door' | 'file'>[] = [
  { door: './nodemailer', file: 'nodemailer.ts' },
  { door: './matchers', file: 'matchers.ts' },
];
