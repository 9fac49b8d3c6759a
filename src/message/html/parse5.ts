/**
 * The only file that imports parse5. Names are read from the module when it runs, so that one that a later version lacks
 * is noticed by the self-check in `discover.ts` instead of breaking every import of the package.
 */
import type { Token, TokenHandler, TreeAdapter, TreeAdapterTypeMap } from 'parse5';
import * as parse5 from 'parse5';

export const html: typeof parse5.html = parse5.html;
export const parse: typeof parse5.parse = parse5.parse;

// Internals, for fast-parser.ts and fast-tokenizer.ts alone.
const Missing = class {};
export const Parser: typeof parse5.Parser = parse5.Parser ?? Missing;
export const Tokenizer: typeof parse5.Tokenizer = parse5.Tokenizer ?? Missing;
export const TokenizerMode: typeof parse5.TokenizerMode = parse5.TokenizerMode ?? {};

export type Parser<Tree extends TreeAdapterTypeMap> = parse5.Parser<Tree>;
export type Namespace = parse5.html.NS;
export type DocumentMode = parse5.html.DOCUMENT_MODE;
export type { Token, TokenHandler, TreeAdapter, TreeAdapterTypeMap };
