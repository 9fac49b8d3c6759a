import type { MergeTag } from './scan.js';
import type { ScanSyntax } from './syntaxes.js';

/** A form that is a tag only where nothing else of an address stands beside it. */
interface WholeForm {
  /** Its name in findings: a syntax that `mergeTags` takes, or the delimiters of one that an app has to describe. */
  readonly syntax: string;
  /** Of the trimmed address, from its first character on; the first group is the tag's name. */
  readonly pattern: RegExp;
}

const WORDS = "[A-Za-z_][\\w .,:'/-]{0,99}?";
/** The tag ends where the address does, or where its path, query or fragment begins. */
const END = '(?=$|[/?#])';

const form = (syntax: string, pattern: string): WholeForm => ({ syntax, pattern: new RegExp(`^${pattern}`) });

/**
 * What an editor or a template language leaves in the place of an address. Nobody gives a file such a name, so a relative
 * address is not what its author meant. A new one is a row here and a case in test/message/merge-tags/whole-address.cases.ts.
 */
export const WHOLE_FORMS: readonly WholeForm[] = [
  form('sendgrid-legacy', `-(${WORDS})-$`),
  form('sendgrid-legacy', `#(${WORDS})#$`),
  form('@@…@@', `@@(${WORDS})@@$`),
  form('$$…$$', `\\$\\$(${WORDS})\\$\\$$`),
  form('__…__', `__(${WORDS})__$`),
  form('--…--', `--(${WORDS})--$`),
  form('~…~', `~~?(${WORDS})~~?$`),
  form('|…|', `\\|\\|?(${WORDS})\\|\\|?$`),
  form('((…))', `\\(\\((${WORDS})\\)\\)$`),
  form('<<…>>', `<<(${WORDS})>>$`),
  form('<…>', `<(${WORDS})>$`),
  // Task runners and server-side includes.
  form('<!--…-->', '<!--([^<>]{1,200})-->$'),
  // "[Your link here]"; a single word is a tag of the syntax single-bracket or single-brace.
  form('[…]', `\\[%?(?!object )(${WORDS})%?\\]$`),
  form('{…}', `\\{(${WORDS})\\}$`),
  // Velocity, PHP, shells.
  form('$…', `\\$!?([A-Za-z_][\\w.]{0,99})(?:\\(\\))?${END}`),
  // Razor.
  form('@…', `@((?:Model|ViewBag|ViewData|Url|Html|item)\\.[\\w.]{1,99}(?:\\([^()]*\\))?)${END}`),
  // printf and its relatives, by position.
  form('%s', `(%(?:\\d\\$)?[sd@])${END}`),
  form('{0}', `(\\{\\d\\d?\\})${END}`),
];

/** `https://$domain/x`. */
const HOST = /^https?:\/\/\$!?([A-Za-z_]\w{0,99})(?=$|[/?#:.])/i;

/** Finds a tag that is the whole of an address, or its host, in a form that is no syntax of a message. */
export function readWholeAddress(address: string): MergeTag | undefined {
  const start = address.length - address.trimStart().length;
  const first = address.charCodeAt(start);
  const isLetter = (first | 0x20) >= 0x61 && (first | 0x20) <= 0x7a;
  if (isLetter ? !address.includes('://$') : !/[-#@$_~|(<[{%]/.test(address[start] ?? '')) return undefined;
  const text = address.trim();
  const host = isLetter ? HOST.exec(text) : null;
  if (host !== null) return tagOf('$…', host[1] as string, start + text.indexOf('$'), start + host[0].length, address);
  for (const { syntax, pattern } of WHOLE_FORMS) {
    const match = pattern.exec(text);
    if (match !== null) return tagOf(syntax, (match[1] as string).trim(), start, start + match[0].length, address);
  }
  return undefined;
}

function tagOf(syntax: string, name: string, start: number, end: number, address: string): MergeTag {
  const by: ScanSyntax = { name: syntax, open: '', close: '' };
  return { start, end, text: address.slice(start, end), inside: name, name, syntax: by, raw: false, control: false };
}
