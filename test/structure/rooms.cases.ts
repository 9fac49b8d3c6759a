/** One room of the source: a folder of `src`, or files that stand alone. */
export interface Room {
  readonly room: string;
  /** A room imports its own stage's vocabulary or earlier stages, never a later one. */
  readonly stage: number;
  /** What it gives, for the picture in docs/architecture.md. */
  readonly gives: string;
  /** Rooms whose code it runs. The vocabulary is open to all and not listed. */
  readonly imports: readonly string[];
  /** Rooms of which it takes types alone. */
  readonly types?: readonly string[];
  /** Files at the top of `src`, where the room is not a folder. */
  readonly files?: readonly string[];
}

/** What every room may use and no room owns. */
export const VOCABULARY = 'vocabulary';

/** The import table, in the order in which a message goes through. A new edge is a new word here, and a picture redrawn. */
export const ROOMS: readonly Room[] = [
  {
    room: VOCABULARY,
    stage: 0,
    gives: 'the shared terms: links, sites, positions, findings, errors, option checks, well-formed text',
    imports: [],
    files: ['errors.ts', 'findings.ts', 'link.ts', 'options.ts', 'position.ts', 'site.ts', 'well-formed.ts'],
  },
  { room: 'merge-tags', stage: 1, gives: 'custom values: their syntaxes, found and filled in', imports: [] },
  { room: 'html', stage: 2, gives: 'every link of an HTML or AMP part, as a browser sees it', imports: ['merge-tags'] },
  { room: 'text', stage: 2, gives: 'every link of a text/plain part', imports: ['merge-tags'] },
  { room: 'url', stage: 2, gives: 'what an address is, what is wrong with it, what was meant', imports: [] },
  {
    room: 'classify',
    stage: 3,
    gives: 'kind, verdict and reason of each link, by ordered tables',
    imports: ['merge-tags', 'url'],
  },
  { room: 'token', stage: 4, gives: 'keys; signed URLs written and read back', imports: ['url'] },
  {
    room: 'compile',
    stage: 5,
    gives: 'a message parsed once and rendered for each recipient',
    imports: ['classify', 'html', 'merge-tags', 'text', 'token', 'url'],
  },
  { room: 'clicks', stage: 6, gives: 'clicks counted per link and per contact', imports: [] },
  {
    room: 'report',
    stage: 7,
    gives: 'counts and findings as rows, tables, CSV and a page',
    imports: ['clicks'],
    types: ['compile'],
  },
  { room: 'redirect', stage: 8, gives: 'the answer to a clicked URL', imports: ['token', 'url'] },
  {
    room: 'nodemailer',
    stage: 8,
    gives: 'the plugin for nodemailer',
    imports: ['compile'],
    types: ['token'],
    files: ['nodemailer.ts'],
  },
  {
    room: 'vitest',
    stage: 8,
    gives: 'matchers for tests of templates',
    imports: ['classify', 'compile', 'report'],
    files: ['vitest.ts'],
  },
  { room: 'encryption', stage: 8, gives: 'the door to encrypted tokens', imports: ['token'], files: ['encryption.ts'] },
  {
    room: 'index',
    stage: 8,
    gives: 'the package root',
    imports: ['classify', 'clicks', 'compile', 'merge-tags', 'token'],
    types: ['url'],
    files: ['index.ts'],
  },
  { room: 'cli', stage: 9, gives: 'the command clickstamp', imports: ['clicks', 'compile', 'report', 'token'] },
];

/** A third-party module, the one file that imports it, and the files that may name its types all the same. */
export interface Owner {
  readonly module: string;
  /** Absent where nothing but types is used. */
  readonly owner?: string;
  readonly types: readonly string[];
}

export const OWNERS: readonly Owner[] = [
  { module: 'parse5', owner: 'html/parse5.ts', types: [] },
  // site.ts, of the vocabulary, gives the app's own rule the element that the adapter builds.
  { module: 'parse5-htmlparser2-tree-adapter', owner: 'html/discover.ts', types: ['site.ts'] },
  { module: 'tldts', owner: 'url/host.ts', types: [] },
  { module: 'jose', owner: 'token/jws.ts', types: [] },
  // A peer: who has no nodemailer needs none.
  { module: 'nodemailer', types: ['nodemailer.ts'] },
];

/** Where a built-in of Node may be imported: everything else runs in workers and browsers. */
export const NODE_FILES: readonly RegExp[] = [/^cli\//, /^nodemailer\.ts$/, /^token\/hmac-node\.ts$/];

/** The most lines of a file, in `src` and in `test`; tables of cases have nothing in them to get lost in. */
export const MAX_LINES = 400;
export const MAX_LINES_OF_CASES = 600;
