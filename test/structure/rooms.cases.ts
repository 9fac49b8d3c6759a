/** The three ways through the package, the ground that all stand on, and what joins them. */
export type Way = 'ground' | 'message' | 'token' | 'clicks' | 'entry';

/** One room of the source: a folder of `src` but for the rooms inside it, or files that stand alone. */
export interface Room {
  /** The folder's path, or the file's without its ending. */
  readonly room: string;
  readonly way: Way;
  /** What it gives, for the table in docs/architecture.md. */
  readonly gives: string;
  /** Rooms whose code it runs. The ground's first room is open to all and not listed. */
  readonly imports: readonly string[];
  /** Rooms of which it takes types alone. */
  readonly types?: readonly string[];
  /** Files at the top of `src` that belong to it. */
  readonly files?: readonly string[];
}

/** What every room may use and no room owns. */
export const GROUND = 'checks';

/** The import table, way by way. A new edge is a new word here, and a picture redrawn. */
export const ROOMS: readonly Room[] = [
  {
    room: GROUND,
    way: 'ground',
    gives: 'what all rooms share: the link, the errors, checks of options',
    imports: [],
    files: ['errors.ts', 'link.ts'],
  },
  { room: 'url', way: 'ground', gives: 'what an address is, what is wrong with it, what was meant', imports: [] },

  {
    room: 'message/merge-tags',
    way: 'message',
    gives: 'merge tags: their syntaxes, found and filled in',
    imports: [],
  },
  {
    room: 'message/html',
    way: 'message',
    gives: 'every link of an HTML or AMP part, as a browser sees it',
    imports: ['message/merge-tags'],
  },
  {
    room: 'message/text',
    way: 'message',
    gives: 'every link of a text/plain part',
    imports: ['message/merge-tags'],
    types: ['message/html'],
  },
  {
    room: 'message/findings',
    way: 'message',
    gives: 'the catalogue of findings, their place and their frame',
    imports: [],
  },
  {
    room: 'message/classify',
    way: 'message',
    gives: 'kind, verdict and reason of each link, by ordered tables',
    imports: ['message/findings', 'message/merge-tags', 'url'],
    types: ['message/html'],
  },
  {
    room: 'message/providers',
    way: 'message',
    gives: 'the mail services: their marks on links, their slots and limits',
    imports: ['message/classify'],
    types: ['message/html'],
  },
  {
    room: 'message/plan',
    way: 'message',
    gives: 'options, recipients, and a message cut where values go in',
    imports: [
      'message/classify',
      'message/findings',
      'message/html',
      'message/merge-tags',
      'message/providers',
      'message/text',
      'token',
      'url',
    ],
  },
  {
    room: 'message/render',
    way: 'message',
    gives: "one contact's copy, signed",
    imports: ['message/classify', 'message/findings', 'message/plan', 'message/providers', 'token'],
  },
  {
    room: 'message',
    way: 'message',
    gives: 'the calls: compile, rewrite, audit, mark',
    imports: ['message/classify', 'message/findings', 'message/plan', 'message/providers', 'message/render'],
    types: ['token'],
  },

  { room: 'token', way: 'token', gives: 'keys; signed URLs written and read back', imports: ['url'] },
  {
    room: 'redirect',
    way: 'token',
    gives: 'the answer to a clicked URL',
    imports: ['clicks/bots', 'token', 'url'],
    types: ['clicks/store'],
  },

  { room: 'clicks/store', way: 'clicks', gives: 'a log of clicks in memory, JSON and bytes', imports: [] },
  {
    room: 'clicks/bots',
    way: 'clicks',
    gives: 'which clicks are bots’, by a table of signals',
    imports: ['clicks/store'],
  },
  {
    room: 'clicks/query',
    way: 'clicks',
    gives: 'totals, links, contacts, timelines and changes',
    imports: ['clicks/bots', 'clicks/store'],
  },
  {
    room: 'clicks/providers',
    way: 'clicks',
    gives: "click records from the mail services' own events",
    imports: ['clicks/bots', 'clicks/store', 'url'],
  },
  {
    room: 'clicks/sql',
    way: 'clicks',
    gives: 'the same counts as statements for a database',
    imports: ['clicks/bots', 'clicks/query', 'clicks/store'],
  },
  {
    room: 'clicks',
    way: 'clicks',
    gives: 'the aggregator',
    imports: ['clicks/bots', 'clicks/query', 'clicks/store'],
  },
  {
    room: 'print',
    way: 'clicks',
    gives: 'tables, findings and numbers as text',
    imports: [],
    types: ['message', 'message/findings'],
  },
  {
    room: 'report/model',
    way: 'clicks',
    gives: 'counts as rows',
    imports: ['clicks', 'clicks/query', 'print'],
    types: ['clicks/sql', 'clicks/store'],
  },
  {
    room: 'report/page',
    way: 'clicks',
    gives: 'one self-contained page',
    imports: ['clicks/query', 'message/html', 'print', 'report/model'],
  },
  {
    room: 'report',
    way: 'clicks',
    gives: 'the same rows as text, Markdown and CSV',
    imports: ['print', 'report/model', 'report/page'],
    types: ['clicks/query'],
  },

  {
    room: 'nodemailer',
    way: 'entry',
    gives: 'the plugin for nodemailer',
    imports: ['message', 'message/plan', 'message/render'],
    types: ['token'],
    files: ['nodemailer.ts'],
  },
  {
    room: 'matchers',
    way: 'entry',
    gives: 'matchers for tests of templates, in Vitest and Jest',
    imports: ['message', 'message/classify', 'message/findings', 'print'],
    files: ['matchers.ts'],
  },
  {
    room: 'encryption',
    way: 'entry',
    gives: 'encrypted tokens',
    imports: ['token'],
    files: ['encryption.ts'],
  },
  {
    room: 'index',
    way: 'entry',
    gives: 'the package root',
    imports: ['clicks', 'message', 'token'],
    types: [
      'message/classify',
      'message/findings',
      'message/merge-tags',
      'message/plan',
      'message/providers',
      'message/render',
      'url',
    ],
    files: ['index.ts'],
  },
  {
    room: 'cli',
    way: 'entry',
    gives: 'the command clickstamp',
    imports: [
      'clicks',
      'clicks/sql',
      'clicks/store',
      'message',
      'message/findings',
      'print',
      'report',
      'report/model',
      'report/page',
      'token',
    ],
    types: ['clicks/bots', 'clicks/query', 'message/plan'],
  },
];

/** Rooms that a room must not reach, however long the way, with the reason. */
export const NEVER: readonly { readonly from: string; readonly to: RegExp; readonly why: string }[] = [
  {
    from: 'message/render',
    to: /^message\/(html|text)\/|^message\/plan\/(create-plan|links|label-check)\.ts$/,
    why: 'rendering never parses and never plans',
  },
  {
    from: 'redirect',
    to: /^message\//,
    why: 'the redirect reaches neither the HTML parser nor the public-suffix list',
  },
  { from: 'redirect', to: /^url\/host\.ts$/, why: 'the redirect does not reach the public-suffix list' },
  { from: 'clicks', to: /^(token|message)\//, why: 'counting reaches neither tokens nor messages' },
];

/** A third-party module, the one file that imports it, and the files that may name its types all the same. */
export interface Owner {
  readonly module: string;
  /** Absent where nothing but types is used. */
  readonly owner?: string;
  readonly types: readonly string[];
  /** The build puts it into the output: who installs the package gets no package of that name. */
  readonly bundled?: true;
}

export const OWNERS: readonly Owner[] = [
  { module: 'parse5', owner: 'message/html/parse5.ts', types: [] },
  // The app's own rule is given the element that the adapter builds.
  {
    module: 'parse5-htmlparser2-tree-adapter',
    owner: 'message/html/dom-tree.ts',
    types: ['message/html/fast-parser.ts', 'message/html/occurrence.ts', 'message/html/plain-parser.ts'],
  },
  { module: 'tldts', owner: 'url/host.ts', types: [] },
  { module: 'jose', owner: 'token/jws.ts', types: [] },
  { module: 'postal-mime', owner: 'cli/read-eml.ts', types: [], bundled: true },
  // A peer: whoever has no nodemailer needs none.
  {
    module: 'nodemailer',
    types: ['nodemailer.ts', 'nodemailer/contents.ts', 'nodemailer/unsubscribe-urls.ts'],
  },
];

/** Where a built-in of Node may be imported: everything else runs in workers and browsers. */
export const NODE_FILES: readonly RegExp[] = [
  /^cli\//,
  /^nodemailer\.ts$/,
  /^token\/(?:runtime-node|buffer-text)\.ts$/,
];

/** Internals of parse5 stand behind a fence: only these files may use them, because discovery checks what they do. */
export const PARSE5_INTERNALS = /^import [^;]*\b(?:Parser|Tokenizer|TokenizerMode)\b[^;]*from '\.\/parse5\.js'/m;
export const FENCED: readonly string[] = ['message/html/fast-parser.ts', 'message/html/fast-tokenizer.ts'];

/** The most lines of a file, in `src` and in `test`, tables of cases included. */
export const MAX_LINES = 400;
