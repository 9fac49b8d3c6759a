import type { Range } from '../../link.js';
import { MAX_TAG_LENGTH, type MergeTag, scanMergeTags } from './scan.js';
import type { ScanSyntax } from './syntaxes.js';

/** How one template language writes what it drops. */
interface CommentRow {
  /** Of what languages. */
  readonly languages: string;
  /** Sticky. Where it matches, a comment opens. */
  readonly open: RegExp;
  /** Global. The first match behind the opener closes it. */
  readonly close: RegExp;
  /** What every opener starts with, for a search at the speed of memory. */
  readonly start: string;
}

/** A new one is a row here, a case in test/message/merge-tags/comments.cases.ts and a line in docs/dialects.md. */
export const TEMPLATE_COMMENTS: readonly CommentRow[] = [
  // Minified CSS has `{#id`, so a name behind it opens nothing.
  { languages: 'Jinja, Twig, Django', start: '{#', open: /\{#(?=[\s<+!-])/y, close: /#\}/g },
  { languages: 'Handlebars', start: '{{', open: /\{\{~?!--/y, close: /--~?\}\}/g },
  { languages: 'Mustache', start: '{{', open: /\{\{~?!/y, close: /\}\}/g },
  { languages: 'Go', start: '{{', open: /\{\{(?:-\s)?\/\*/y, close: /\*\/(?:\s-)?\}\}/g },
  { languages: 'Blade', start: '{{', open: /\{\{--/y, close: /--\}\}/g },
  {
    languages: 'Liquid, Django',
    start: '{%',
    open: /\{%-?\s{0,9}comment\b[^%]{0,100}%\}/y,
    close: /\{%-?\s{0,9}endcomment\s{0,9}-?%\}/g,
  },
  { languages: 'ERB, EJS', start: '<%', open: /<%#/y, close: /%>/g },
  { languages: 'JSP, ASP.NET', start: '<%', open: /<%--/y, close: /--%>/g },
  { languages: 'FreeMarker', start: '<#', open: /<#--/y, close: /-->/g },
  { languages: 'HEEx', start: '<%', open: /<%!--/y, close: /--%>/g },
  { languages: 'Velocity', start: '#*', open: /#\*{1,2}(?=\s)/y, close: /\s\*#/g },
  { languages: 'Smarty, Latte', start: '{*', open: /\{\*(?=\s)/y, close: /\*\}/g },
];

/**
 * Finds the comments of template languages: what is in them vanishes when the template runs. In source order, none
 * overlapping; an opener without a close is text. Linear: each row looks for its close only once past any point.
 */
export function findTemplateComments(source: string): readonly Range[] {
  const found: Range[] = [];
  for (const row of TEMPLATE_COMMENTS) {
    for (let at = source.indexOf(row.start); at !== -1; at = source.indexOf(row.start, at + 1)) {
      row.open.lastIndex = at;
      if (!row.open.test(source)) continue;
      row.close.lastIndex = row.open.lastIndex;
      if (!row.close.test(source)) break;
      found.push([at, row.close.lastIndex]);
      at = row.close.lastIndex - 1;
    }
  }
  if (found.length < 2) return found;
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  let end = 0;
  return found.filter((range) => {
    if (range[0] < end) return false;
    end = range[1];
    return true;
  });
}

/**
 * Directives of languages that write code without a close of their own, by their start: FreeMarker's `<#if x>`, Velocity's
 * `#set($x = "y")`, Blade's `@if($x)`. In a text an address in them is the template's code, as one in a tag is.
 */
const DIRECTIVE =
  /<\/?#[a-z]{2,20}(?=[\s/>])|#(?:set|if|elseif|foreach|parse|include|macro|evaluate)\s?\(|@(?:if|elseif|unless|foreach|for|while|isset|empty|php|include|section|switch|case|route|url)\s?\(/g;

function findDirectives(source: string): readonly Range[] {
  const found: Range[] = [];
  for (const { index, 0: start } of source.matchAll(DIRECTIVE)) {
    if (index < (found.at(-1)?.[1] ?? 0)) continue;
    const end = endOfDirective(source, index + start.length, start.startsWith('<') ? '>' : ')');
    if (end !== undefined) found.push([index, end]);
  }
  return found;
}

/** Behind the bracket that closes it, strings and brackets in between taken whole; undefined where it is too far away. */
function endOfDirective(source: string, from: number, close: ')' | '>'): number | undefined {
  let depth = 1;
  let quote = '';
  for (let at = from; at < Math.min(source.length, from + MAX_TAG_LENGTH); at++) {
    const character = source[at] as string;
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '(' && close === ')') depth++;
    else if (character === close && --depth === 0) return at + 1;
  }
  return undefined;
}

const COMMENT: ScanSyntax = { name: 'comment', open: '', close: '' };

/** The comments of template languages in an address, as tags without a name that nothing fills in. */
export function commentsIn(address: string): readonly MergeTag[] {
  return /\{[#*]|<%|<#--|\{\{[-!/]|\{%|#\*/.test(address)
    ? findTemplateComments(address).map((range) => asBlock(address, range))
    : [];
}

function asBlock(source: string, [start, end]: Range): MergeTag {
  const text = source.slice(start, end);
  return { start, end, text, inside: '', name: '', syntax: COMMENT, raw: false, control: true };
}

/** All that is a template's code in a text: its tags, and its comments and directives as blocks without a name. In source order, none overlapping. */
export function scanCode(source: string, syntaxes: readonly ScanSyntax[]): readonly MergeTag[] {
  const tags = scanMergeTags(source, syntaxes);
  const comments = [...findTemplateComments(source), ...findDirectives(source)];
  if (comments.length === 0) return tags;
  const blocks = comments.map((range) => asBlock(source, range));
  let end = 0;
  return [...blocks, ...tags]
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .filter((each) => {
      if (each.start < end) return false;
      end = each.end;
      return true;
    });
}
