import { oncePer } from '../../checks/once-per.js';
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
/** The tag ends where the address does, or where its port, path, query or fragment begins. */
const END = '(?=$|[/?#]|:\\d)';

/** One pattern that matches where one of the forms does: nearly no text is of any. */
const anyOf: (forms: readonly WholeForm[]) => RegExp = /* @__PURE__ */ oncePer(
  (forms) => new RegExp(forms.map(({ pattern }) => pattern.source).join('|')),
);

const form = (syntax: string, pattern: string): WholeForm => ({ syntax, pattern: new RegExp(`^${pattern}`) });

/**
 * What an editor or a template language leaves in the place of an address. Nobody gives a file such a name, so a relative
 * address is not what its author meant. A new one is a row here and a case in test/message/merge-tags/whole-address.cases.ts.
 */
export const WHOLE_FORMS: readonly WholeForm[] = [
  form('sendgrid-legacy', `-(${WORDS})-$`),
  form('sendgrid-legacy', `#(${WORDS})#$`),
  // ColdFusion.
  form('sendgrid-legacy', `#([A-Za-z_][\\w.]{0,99})#${END}`),
  form('@@…@@', `@@(${WORDS})@@${END}`),
  form('@…@', `@(${WORDS})@${END}`),
  form('$$…$$', `\\$\\$(${WORDS})\\$\\$${END}`),
  form('$…$', `\\$(${WORDS})\\$${END}`),
  form('::…::', `::(${WORDS})::${END}`),
  form(':…', `:([A-Za-z_]\\w{0,99})$`),
  form('__…__', `__(${WORDS})__${END}`),
  form('--…--', `--(${WORDS})--$`),
  form('~…~', `~~?(${WORDS})~~?$`),
  form('|…|', `\\|\\|?(${WORDS})\\|\\|?${END}`),
  form('((…))', `\\(\\((${WORDS})\\)\\)${END}`),
  form('<<…>>', `<<(${WORDS})>>${END}`),
  // Task runners and server-side includes.
  form('<!--…-->', '<!--([^<>]{1,200})-->$'),
  form('{0}', `(\\{\\d\\d?\\})${END}`),
  // "[Your link here]", "{link to='x'}", "<c:url value='/x'/>"; a single word in them is a tag of single-bracket or single-brace.
  form('[…]', `\\[(?!object |[\\da-fA-F]*:[\\da-fA-F:.]*[\\]%])(?!.*://)([^[\\]]{1,200})\\]${END}`),
  form('{…}', `\\{(?!.*://)([^{}]{1,200})\\}${END}`),
  // Elastic Email: where the unsubscribe link leads in the end.
  form('{…}', '\\{([a-z]{2,30}):https?://[^{}]{1,200}\\}$'),
  form('<…>', `<(?!.*://)([^<>]{1,200})>${END}`),
  // ColdFusion, JSP.
  form('<…>', '<([a-z]+(?::[a-z]+)?)(?=[\\s>])[^<>]{0,100}>[^<>]{0,100}</[a-z]+(?::[a-z]+)?>$'),
  // Velocity, PHP, shells.
  form('$…', `\\$!?([A-Za-z_][\\w.]{0,99})(?:\\(\\))?${END}`),
  // Razor.
  form('@…', `@((?:Model|ViewBag|ViewData|Url|Html|item)\\.[\\w.]{1,99}(?:\\([^()]*\\))?)${END}`),
  form('@…', '@((?:[A-Za-z][\\w.]{0,99})?\\(.{0,200}\\))$'),
  // Thymeleaf's selections and fragments.
  form('thymeleaf', `[*~]\\{(${WORDS})\\}${END}`),
  // printf and its relatives, by position.
  form('%s', `(%(?:\\d\\$)?[sd@])${END}`),
];

/** What these hold is a language's own, other tags among it. Asked before any tag is looked for. */
const NESTING_FORMS: readonly WholeForm[] = [
  // Thymeleaf: "@{/x/{id}(id=${id})}", "[[${url}]]", "[(${url})]".
  form('thymeleaf', '@\\{(.{1,300})\\}$'),
  form('thymeleaf', '\\[[[(][$#@*~]\\{(.{1,300})\\}[\\])]\\]$'),
  // JSP: "<c:out value="${url}"/>".
  form('<…>', '<([a-z]+:[a-z]+)\\s[^<>]{0,300}/?>$'),
];

/** Finds a tag that is the whole of an address and holds other tags. */
export function readNestingAddress(address: string): MergeTag | undefined {
  return /^\s*[@[<]/.test(address) ? firstOf(NESTING_FORMS, address) : undefined;
}

const WORD = '[A-Za-z_][\\w.-]{0,99}';

/**
 * The same forms as the whole value of a parameter, where they may be data: their author is told. In a path, `/~ada~/`
 * and `/@ada@/` are names.
 */
const VALUE_FORMS: readonly WholeForm[] = [
  form('sendgrid-legacy', '-([A-Za-z_]\\w{1,99})-$'),
  form('@…@', `@@?(${WORD})@@?$`),
  form('@…', '@\\(?((?:Model|ViewBag|ViewData|Html|Url)\\.[\\w.]{1,99})(?:\\([^()]{0,99}\\))?\\)?$'),
  form('$…$', `\\$\\$?(${WORD})\\$\\$?$`),
  form('$…', `\\$!([A-Za-z_][\\w.]{0,99})$`),
  form('$…', '\\$([A-Za-z_]\\w{0,99}\\.[A-Za-z_][\\w.]{0,99})$'),
  form('~…~', `~~?\\$?(${WORD})\\$?~~?$`),
  form('|…|', `\\|\\|?(${WORD})\\|\\|?$`),
  form('((…))', `\\(\\((${WORD})\\)\\)$`),
  form('<…>', '<<?([A-Za-z_][\\w.-]{2,99})>>?$'),
  form('::…::', `::(${WORD})::$`),
  form('__…__', '__([A-Z][A-Z0-9_]{1,99}?)__$'),
  form('[…]', '\\[(?!object )([A-Za-z][\\w]{0,50}(?: [A-Za-z]\\w{0,50}){1,5})\\]$'),
  form('{…}', '\\{([A-Za-z][\\w]{0,50}(?: [A-Za-z]\\w{0,50}){1,5})\\}$'),
  form('{…}', `\\{[@:=?^~#%&]{1,2}(${WORD})[~#%]?\\}$`),
  // Cheetah Digital, Adestra.
  form('{…}', `\\{\\((${WORD})\\)\\}$`),
  form('[…]', `\\[\\*(${WORD})\\*\\]$`),
  // AcyMailing and its like; other pairs are as likely a filter: `{status:active}`.
  form('{…}', '\\{((?:subtag|subscriber|user|contact|member|customer|recipient|lead|profile):[a-z_]{2,50})\\}$'),
  form('%s', '(%(?:\\d\\$)?[sd@])$'),
  form('{0}', '(\\{\\d\\d?\\})$'),
];

/** `?id=#x#`: what looks like an empty value and a fragment. */
const IN_NUMBER_SIGNS = new RegExp(`=#${WORD}#(?:$|&)`);

/** Names the syntax of a tag that a parameter's value may be; undefined for none. */
export function syntaxOfValue(address: string): string | undefined {
  const query = address.indexOf('?');
  if (query === -1 || !/=[-@$~|(<:_[{%#]/.test(address)) return undefined;
  if (IN_NUMBER_SIGNS.test(address)) return 'sendgrid-legacy';
  for (const pair of (address.slice(query + 1).split('#', 1)[0] as string).split('&', MAX_PARAMETERS)) {
    const value = pair.slice(pair.indexOf('=') + 1);
    if (value.length > MAX_VALUE || !anyOf(VALUE_FORMS).test(value)) continue;
    return VALUE_FORMS.find(({ pattern }) => pattern.test(value))?.syntax;
  }
  return undefined;
}

const MAX_PARAMETERS = 100;
const MAX_VALUE = 200;

/** Where a host should be: a relative address may begin with `-x-/`, and a host with `$x.`. */
const HOST_FORMS: readonly WholeForm[] = [
  ...WHOLE_FORMS,
  form('sendgrid-legacy', `-(${WORDS})-${END}`),
  form('$…', '\\$!?([A-Za-z_]\\w{0,99})(?=\\.)'),
];

/** Finds a tag that is the whole of an address, or its host, in a form that is too common in text to be a syntax. */
export function readWholeAddress(address: string): MergeTag | undefined {
  const opener = /^\s*(https?:\/\/)?[-#@$_~|(<[{%:*]/i.exec(address);
  if (opener === null) return undefined;
  return opener[1] === undefined ? firstOf(WHOLE_FORMS, address) : firstOf(HOST_FORMS, address, opener[1].length);
}

/** Behind the white space at the start, and behind a scheme of that length. */
function firstOf(forms: readonly WholeForm[], address: string, schemeLength = 0): MergeTag | undefined {
  const start = address.length - address.trimStart().length + schemeLength;
  const text = address.slice(start).trimEnd();
  if (!anyOf(forms).test(text)) return undefined;
  for (const { syntax, pattern } of forms) {
    const match = pattern.exec(text);
    if (match !== null) return tagOf(syntax, (match[1] as string).trim(), start, start + match[0].length, address);
  }
  return undefined;
}

function tagOf(syntax: string, name: string, start: number, end: number, address: string): MergeTag {
  const by: ScanSyntax = { name: syntax, open: '', close: '' };
  return { start, end, text: address.slice(start, end), inside: name, name, syntax: by, raw: false, control: false };
}
