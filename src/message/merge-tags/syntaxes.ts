import { checkKeys, checkType, didYouMean, inspectValue, usageError } from '../../checks/options.js';

/** What stands between a tag's delimiters, taken apart. */
export interface TagParts {
  /** The value's name: `contact.first_name`. */
  readonly name: string;
  /** Used where there is no value. */
  readonly fallback?: string | undefined;
  /** The value goes in without percent-encoding. */
  readonly raw?: boolean | undefined;
  /** A block (`{{#if a}}`): it never has a value. */
  readonly control?: boolean | undefined;
}

/**
 * How one template language writes its tags. An app's own needs a name and two delimiters:
 * `{ name: 'at', open: '@@', close: '@@' }`.
 */
export interface MergeTagSyntax {
  readonly name: string;
  /** Letters in delimiters match in either case. */
  readonly open: string;
  readonly close: string;
  /** Takes the inside apart; undefined for "this is no tag". @default the name is the inside, trimmed */
  readonly read?: ((inside: string) => TagParts | undefined) | undefined;
  /** Further `close` characters behind the tag belong to it, as in `{{{x}}}`. @default false */
  readonly greedyClose?: boolean | undefined;
  /** Off unless asked for: its delimiters are common in URLs. @default false */
  readonly ambiguous?: boolean | undefined;
}

/** Letters, digits, and what names are strung together with. */
const WORD = /^[A-Za-z_][\w.-]{0,99}$/;

/**
 * Mustache, Handlebars, Liquid and their relatives. Inside: `name`, `name | filter: "x"`, `#block …`, `/block`, `!comment`.
 * `{{{x}}}`, `{{&x}}` and `| raw`, `| safe` mean "as it is".
 */
function readMustache(inside: string): TagParts {
  const triple = inside.startsWith('{') && inside.endsWith('}');
  const text = (triple ? inside.slice(1, -1) : inside).replace(/^~|~$/g, '').trim();
  if (/^[#/^!>]|^else\b/.test(text)) return { name: text, control: true };
  const [name = '', ...filters] = text.replace(/^&/, '').split('|');
  const fallback = filters
    .map((filter) => /^\s*default\s*:\s*(?:"([^"]*)"|'([^']*)')/.exec(filter))
    .find((match) => match !== null);
  return {
    name: name.trim().replace(/^\$\{(.*)\}$/, '$1'),
    fallback: fallback?.[1] ?? fallback?.[2],
    raw: triple || text.startsWith('&') || filters.some((filter) => /^\s*(?:raw|safe|html_safe)\s*$/.test(filter)),
  };
}

/** Mailchimp. Inside: `NAME`, `NAME:default`, `IF:…`, `ELSE:`, `END:IF`. */
function readMailchimp(inside: string): TagParts {
  const [name = '', ...rest] = inside.split(':');
  if (/^(?:IF|IFNOT|ELSE|ELSEIF|END|INTERESTED)$/i.test(name.trim()) && rest.length > 0)
    return { name: inside, control: true };
  return { name: name.trim(), fallback: rest.length > 0 ? rest.join(':') : undefined };
}

/** Mailjet. Inside: `NAME`, `data:name:"default"`, `var:name:"default"`. */
function readMailjet(inside: string): TagParts | undefined {
  const match = /^(?:(?:data|var):)?([\w.-]+)\s*(?::\s*"([^"]*)")?$/.exec(inside.trim());
  return match === null ? undefined : { name: match[1] as string, fallback: match[2] };
}

/** ERB and EJS. `<%= x %>` and `<%- x %>` give values, `<% … %>` is code, and SendGrid has `<%name%>`. */
function readErb(inside: string): TagParts {
  const output = /^[=-]/.test(inside);
  const name = inside.replace(/^[=-]|-$/g, '').trim();
  return { name, control: !output && !WORD.test(name) };
}

/** Salesforce. `%%x%%`, `%%=v(@x)=%%`; `%%[ … ]%%` is code. */
function readAmpscript(inside: string): TagParts | undefined {
  if (inside.startsWith('[') && inside.endsWith(']')) return { name: inside, control: true };
  if (inside.length > 1 && inside.startsWith('=') && inside.endsWith('=')) {
    const output = inside.slice(1, -1).trim();
    if (!/[\n\r\u2028\u2029]/.test(output)) return { name: /^v\(\s*@?([\w.]+)\s*\)$/.exec(output)?.[1] ?? output };
  }
  return /^[\w .:-]{1,100}$/.test(inside) ? { name: inside.trim() } : undefined;
}

const readWord = (inside: string): TagParts | undefined =>
  WORD.test(inside.trim()) ? { name: inside.trim() } : undefined;

/** The built-in syntaxes by name. */
export type MergeTagSyntaxName =
  | 'mustache'
  | 'liquid'
  | 'mailchimp'
  | 'ampscript'
  | 'mailgun'
  | 'erb'
  | 'dollar'
  | 'mailjet'
  | 'hash'
  | 'percent-encoded'
  | 'sendgrid-legacy'
  | 'single-bracket'
  | 'single-brace';

/** How each template language writes its tags; the ambiguous ones are off unless asked for. */
export const MERGE_TAG_SYNTAXES: readonly (MergeTagSyntax & { readonly name: MergeTagSyntaxName })[] = [
  { name: 'mustache', open: '{{', close: '}}', read: readMustache, greedyClose: true },
  {
    name: 'liquid',
    open: '{%',
    close: '%}',
    read: (inside) => ({ name: inside.replace(/^-|-$/g, '').trim(), control: true }),
  },
  { name: 'mailchimp', open: '*|', close: '|*', read: readMailchimp },
  { name: 'ampscript', open: '%%', close: '%%', read: readAmpscript },
  // The word test and `isPercentEscape` in scan.ts keep it off percent-encoded text.
  { name: 'mailgun', open: '%', close: '%', read: (inside) => (WORD.test(inside) ? { name: inside } : undefined) },
  { name: 'erb', open: '<%', close: '%>', read: readErb },
  { name: 'dollar', open: '${', close: '}' },
  { name: 'mailjet', open: '[[', close: ']]', read: readMailjet },
  { name: 'hash', open: '##', close: '##', read: readWord },
  { name: 'percent-encoded', open: '%7B%7B', close: '%7D%7D', read: (inside) => readMustache(decode(inside)) },
  { name: 'sendgrid-legacy', open: '-', close: '-', read: readWord, ambiguous: true },
  { name: 'single-bracket', open: '[', close: ']', read: readWord, ambiguous: true },
  {
    name: 'single-brace',
    open: '{',
    close: '}',
    read: (inside) => readWord(inside.replace(/^formfield=/, '')),
    ambiguous: true,
  },
];

const DEFAULTS: readonly MergeTagSyntax[] = MERGE_TAG_SYNTAXES.filter((syntax) => syntax.ambiguous !== true);
const NAMES: readonly string[] = MERGE_TAG_SYNTAXES.map((syntax) => syntax.name);
/** `#x#`, the other half of SendGrid's legacy tags. */
const LEGACY_HASH: MergeTagSyntax = { name: 'sendgrid-legacy', open: '#', close: '#', read: readWord };

/** Gives the syntaxes an app asks for, longest opener first; the unambiguous ones by default. Throws `TypeError` with a did-you-mean. */
export function chooseSyntaxes(names?: readonly (MergeTagSyntaxName | MergeTagSyntax)[]): readonly MergeTagSyntax[] {
  if (names === undefined) return DEFAULTS;
  if (!Array.isArray(names)) throw usageError('mergeTags', 'must be an array of syntax names or syntaxes', names);
  const chosen = names.flatMap((name: unknown, at) => choose(name, `mergeTags[${at}]`));
  return chosen.sort((a, b) => b.open.length - a.open.length);
}

const SYNTAX_KEYS: readonly (keyof MergeTagSyntax)[] = ['name', 'open', 'close', 'read', 'greedyClose', 'ambiguous'];

function choose(name: unknown, option: string): readonly MergeTagSyntax[] {
  if (typeof name === 'string') {
    const syntax = MERGE_TAG_SYNTAXES.find((each) => each.name === name);
    if (syntax !== undefined) return syntax.name === 'sendgrid-legacy' ? [syntax, LEGACY_HASH] : [syntax];
    const near = didYouMean(name, NAMES);
    throw usageError(
      option,
      `must be one of ${NAMES.join(', ')}${near === undefined ? '' : ` (did you mean ${inspectValue(near)}?)`}`,
      name,
    );
  }
  const own = name as Partial<MergeTagSyntax> | null;
  if (own !== null && typeof own === 'object' && isDelimiter(own.open) && isDelimiter(own.close)) {
    checkKeys(option, own, SYNTAX_KEYS);
    checkType(`${option}.name`, own.name, 'string');
    checkType(`${option}.read`, own.read, 'function');
    return [{ ...own, name: own.name ?? 'own', open: own.open, close: own.close }];
  }
  throw usageError(option, 'must be a syntax name or an object with strings "open" and "close"', name);
}

function isDelimiter(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= 20;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
