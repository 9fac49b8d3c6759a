import type { Range } from '../../link.js';
import { MAX_TAG_LENGTH } from './scan.js';

/** How a template language writes code that has no tag around it. */
interface DirectiveRow {
  readonly languages: string;
  /** Sticky. Where it matches, a directive opens. */
  readonly open: RegExp;
  /** A bracket, counted in pairs outside strings, or the text that ends it. */
  readonly close: ')' | '>' | '}' | ']' | '@endphp';
}

/** A new one is a row here, a case in test/message/merge-tags/directives.cases.ts and a line in docs/dialects.md. */
export const DIRECTIVES: readonly DirectiveRow[] = [
  // `<#if x>`, `</#if>`: the directives of its manual. `<a href=<#top >` is a link.
  {
    languages: 'FreeMarker',
    open: /<\/?#(?:assign|attempt|auto[eE]sc|break|case|comment|compress|continue|default|else|else[iI]f|escape|fallback|flush|foreach|ftl|function|global|if|import|include|items|list|local|lt|macro|nested|no(?:auto[eE]sc|[eE]scape|[pP]arse)|nt|on|output[fF]ormat|recover|recurse|return|rt|sep|setting|stop|switch|t|transform|visit)(?=[\s/>])/y,
    close: '>',
  },
  // Its macros: `<@spring.url "/x"/>`.
  { languages: 'FreeMarker', open: /<\/?@[a-z][\w.]{0,40}(?=[\s/>])/y, close: '>' },
  // `<c:url value="/x"/>`, `<cfif x>`; VML's elements have other prefixes.
  {
    languages: 'JSP',
    open: /<\/?(?:c|fn|fmt|s|jsp|spring):[a-z]{2,20}(?=[\s/>])/y,
    close: '>',
  },
  { languages: 'ColdFusion', open: /<\/?cf[a-z]{2,20}(?=[\s>])/y, close: '>' },
  // `#set($x = "y")`. In a sentence, what stands in brackets behind a word has neither sign nor quote first.
  {
    languages: 'Velocity',
    open: /#(?:set|if|elseif|foreach|parse|include|macro|evaluate)(?:\(|\s\((?=\s?[$'"!]))/y,
    close: ')',
  },
  // `@if($x)`, `@class(['a' => $b])`.
  {
    languages: 'Blade',
    open: /@(?:if|elseif|unless|foreach|forelse|for|while|isset|empty|php|include(?:If|When)?|section|yield|switch|case|route|url|class|style|checked|selected|disabled|can|auth|env|lang|json|error)(?:\(|\s\((?=\s?[$'"![]))/y,
    close: ')',
  },
  { languages: 'Blade', open: /@php(?=\s)/y, close: '@endphp' },
  // `@Url.Action("Index", "Home")`, `@(x ? "a" : "b")`, `@{ var x = "y"; }`; Thymeleaf's `@{https://…}`.
  {
    languages: 'Razor',
    open: /@(?:(?:Url|Html|Model|ViewBag|ViewData)\.[\w.]{1,60})?\((?!https?:)/y,
    close: ')',
  },
  { languages: 'Razor, Thymeleaf', open: /@\{/y, close: '}' },
  // `{if $x}`, `{url "/x"}`, `{/if}`: words, and a variable or string among them, which no style sheet has there.
  { languages: 'Smarty, Latte', open: /(?<![{$#@%])\{[a-z_]{2,20}\s(?=[^{}]{0,300}(?:["']|\$[A-Za-z_]))/y, close: '}' },
  { languages: 'Smarty, Latte', open: /\{\/(?:if|foreach|for|while|section|else)(?=\})/y, close: '}' },
  // `<a#{attributes} href=…>`, `<a{attributes} href=…>`: no element has such a name. What is looked for behind comes last: at the
  // start it would be looked for at each character of a message.
  {
    languages: 'Ruby, Python, C#',
    open: /[#%]?\{(?<=<(?:[Aa]|area|AREA|v:[a-z]{2,20})[#%]?\{)(?=[^{}"'<>]{0,200}\})/y,
    close: '}',
  },
  // `<a {attributes}href=…>`: nor has an attribute.
  { languages: 'Ruby, Python, C#', open: /[#%]?\{(?=[^{}"'<>]{0,99}\}(?:href|HREF)\s{0,9}=)/y, close: '}' },
  // `<TMPL_VAR NAME="url">`, `<tmpl_if x>`.
  { languages: 'HTML::Template', open: /<\/?(?:TMPL|tmpl)_[A-Za-z]{2,10}(?=[\s>])/y, close: '>' },
  // `[%url:unique; "https://…"]`.
  { languages: 'Inxmail', open: /\[%[a-z-]{2,30}[:;]/y, close: ']' },
];

/** The openers of all rows: one pattern is tried on a whole message, at little cost, and the rows where it matches. */
const CANDIDATE = new RegExp(DIRECTIVES.map(({ open }) => open.source).join('|'), 'g');

/** An email address has a word before the sign. So has a directive that touches an element's name: `<a@if($x) …`. */
const IN_ADDRESS = /[\w.]$/;
const BEHIND_NAME = /<[a-z][a-z0-9]{0,9}$/i;

/** Finds the directives of a source, in order, none overlapping. One whose end is too far away is text. */
export function findDirectives(source: string): readonly Range[] {
  const found: Range[] = [];
  // Not `matchAll`, which makes a pattern of its own for each source.
  CANDIDATE.lastIndex = 0;
  for (let match = CANDIDATE.exec(source); match !== null; match = CANDIDATE.exec(source)) {
    const end = endOfDirectiveAt(source, match.index);
    if (end === undefined) continue;
    found.push([match.index, end]);
    CANDIDATE.lastIndex = end;
  }
  return found;
}

/** Behind the directive that opens at an offset; undefined where none does, or its end is too far away. */

function endOfDirectiveAt(source: string, start: number): number | undefined {
  const row = DIRECTIVES.find(({ open }) => {
    open.lastIndex = start;
    return open.test(source);
  });
  if (row === undefined || (source[start] === '@' && isInAddress(source, start))) return undefined;
  return endOfDirective(source, row.open.lastIndex, row.close);
}

function isInAddress(source: string, at: number): boolean {
  const before = source.slice(Math.max(0, at - 12), at);
  return IN_ADDRESS.test(before) && !BEHIND_NAME.test(before);
}

const OPENERS: Readonly<Record<string, string>> = { ')': '(', '>': '(', '}': '{', ']': '[' };

/** Behind what closes it, strings and brackets in between taken whole; undefined where it is too far away. */
function endOfDirective(source: string, from: number, close: DirectiveRow['close']): number | undefined {
  const last = Math.min(source.length, from + MAX_TAG_LENGTH);
  if (close.length > 1) {
    const at = source.slice(from, last).indexOf(close);
    return at === -1 ? undefined : from + at + close.length;
  }
  const open = OPENERS[close] as string;
  let depth = 0;
  let quote = '';
  for (let at = from; at < last; at++) {
    const character = source[at] as string;
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === open) depth++;
    else if (character === close && depth === 0) return at + 1;
    else if (character === (close === '>' ? ')' : close)) depth--;
  }
  return undefined;
}
