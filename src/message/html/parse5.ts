/** The only file that knows parse5: what discovery and its tokenizer need of it. */
export {
  html,
  Parser,
  type Token,
  type TokenHandler,
  Tokenizer,
  TokenizerMode,
  type TreeAdapter,
  type TreeAdapterTypeMap,
} from 'parse5';
