import type { Range } from '../../link.js';
import { findDirectives } from './directives.js';
import { findLongCode } from './long-code.js';
import { type MergeTag, scanMergeTags } from './scan.js';
import type { ScanSyntax } from './syntaxes.js';

/** How one template language writes what it drops. */
interface CommentRow {
  /** Of what languages. */
  readonly languages: string;
  /** Sticky. Where it matches, a comment opens. */
  readonly open: RegExp;
  /**
   * Global. The first match behind the opener closes it; where that leaves its group empty, code goes on behind the comment,
   * and all of it is no comment.
   */
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
  { languages: 'Go', start: '{{', open: /\{\{(?:-\s)?\/\*/y, close: /\*\/((?:\s-)?\}\})?/g },
  { languages: 'Blade', start: '{{', open: /\{\{--/y, close: /--\}\}/g },
  {
    languages: 'Liquid, Django',
    start: '{%',
    open: /\{%-?\s{0,9}comment\b[^%]{0,100}%\}/y,
    close: /\{%-?\s{0,9}endcomment\s{0,9}-?%\}/g,
  },
  // Liquid's line comment has no close of its own; Shopify writes `doc` for what a theme's reader should know.
  { languages: 'Liquid', start: '{%', open: /\{%-?\s{0,9}#/y, close: /%\}/g },
  {
    languages: 'Shopify',
    start: '{%',
    open: /\{%-?\s{0,9}doc\s{0,9}-?%\}/y,
    close: /\{%-?\s{0,9}enddoc\s{0,9}-?%\}/g,
  },
  { languages: 'ERB, EJS', start: '<%', open: /<%#/y, close: /%>/g },
  { languages: 'Classic ASP', start: '<%', open: /<%'/y, close: /%>/g },
  { languages: 'Mako', start: '<%', open: /<%doc>/y, close: /<\/%doc>/g },
  { languages: 'Template Toolkit', start: '[%', open: /\[%#/y, close: /%\]/g },
  { languages: 'AMPscript', start: '%%', open: /%%\[\s{0,99}\/\*/y, close: /\*\/(\s{0,99}\]%%)?/g },
  { languages: 'EJS, JSP', start: '<%', open: /<%[-_]?\s{0,99}\/\*/y, close: /\*\/(\s{0,99}[-_]?%>)?/g },
  { languages: 'Razor', start: '@*', open: /@\*(?=\s)/y, close: /\s\*@/g },
  { languages: 'JSP, ASP.NET', start: '<%', open: /<%--/y, close: /--%>/g },
  { languages: 'FreeMarker', start: '<#', open: /<#--/y, close: /-->/g },
  { languages: 'HEEx', start: '<%', open: /<%!--/y, close: /--%>/g },
  { languages: 'Velocity', start: '#*', open: /#\*{1,2}(?=\s)/y, close: /\s\*#/g },
  // Old style sheets have `{*zoom:1}`.
  {
    languages: 'Smarty, Latte',
    start: '{*',
    open: /\{\*(?!\s{0,9}[a-z-]{1,20}:[^{}*]{0,300}\})(?=\s|[^{}]{1,300}\*\})/y,
    close: /\*\}/g,
  },
];

/** Rows whose openers start alike are looked for together: most messages have none of them. */
const BY_START: ReadonlyMap<string, readonly CommentRow[]> = new Map(
  TEMPLATE_COMMENTS.map(({ start }) => [start, TEMPLATE_COMMENTS.filter((row) => row.start === start)]),
);

/**
 * Finds the comments of template languages: what is in them vanishes when the template runs. In source order, none
 * overlapping; an opener without a close is text. Linear: each row looks for its close only once past any point.
 */
export function findTemplateComments(source: string): readonly Range[] {
  const found: Range[] = [];
  for (const [start, rows] of BY_START) {
    const first = source.indexOf(start);
    for (const { open, close } of first === -1 ? [] : rows)
      for (let at = first; at !== -1; at = source.indexOf(start, at + 1)) {
        open.lastIndex = at;
        if (!open.test(source)) continue;
        close.lastIndex = open.lastIndex;
        const closing = close.exec(source);
        if (closing === null) break;
        if (closing.length === 1 || closing[1] !== undefined) found.push([at, close.lastIndex]);
        at = close.lastIndex - 1;
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

const COMMENT: ScanSyntax = { name: 'comment', open: '', close: '' };
const DIRECTIVE: ScanSyntax = { name: 'directive', open: '', close: '' };

/**
 * The comments and directives of template languages in an address, as tags without a name that nothing fills in. No URL
 * has white space, quotes, dollars or angle brackets between brackets where a directive has them.
 */
export function codeIn(address: string): readonly MergeTag[] {
  const comments = /\{[#*]|<%|<#--|\{\{[-!/]|\{%|#\*|\[%#|%%\[|@\*/.test(address) ? findTemplateComments(address) : [];
  const directives = NO_URL_HAS.test(address)
    ? findDirectives(address).filter(([start, end]) => NO_URL_HAS.test(address.slice(start, end)))
    : [];
  return outermost([...asBlocks(address, comments, COMMENT), ...asBlocks(address, directives, DIRECTIVE)]);
}

const NO_URL_HAS = /[\s"'$<>]/;

function asBlocks(source: string, ranges: readonly Range[], syntax: ScanSyntax): readonly MergeTag[] {
  return ranges.map(([start, end]) => {
    const text = source.slice(start, end);
    return { start, end, text, inside: '', name: '', syntax, raw: false, control: true };
  });
}

/** All that is a template's code in a text: its tags, and its comments and directives as blocks without a name. In source order, none overlapping. */
export function scanCode(source: string, syntaxes: readonly ScanSyntax[]): readonly MergeTag[] {
  const tags = scanMergeTags(source, syntaxes);
  const comments = asBlocks(source, findTemplateComments(source), COMMENT);
  const directives = asBlocks(source, [...findDirectives(source), ...findLongCode(source)], DIRECTIVE);
  return comments.length + directives.length === 0 ? tags : outermost([...comments, ...directives, ...tags]);
}

/** In source order, without those that stand in others. */
function outermost(tags: readonly MergeTag[]): readonly MergeTag[] {
  if (tags.length < 2) return tags;
  let end = 0;
  return [...tags]
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .filter((each) => {
      if (each.start < end) return false;
      end = each.end;
      return true;
    });
}
