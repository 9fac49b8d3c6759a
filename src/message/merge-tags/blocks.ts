import type { MergeTag } from './scan.js';

/** What a tag does to the text around it: opens a block, closes one or goes on with it, or stands for itself. */
export type BlockRole = 'opens' | 'closes' | 'none';

// "/if", "endif", "END:IF", "end", "} else {", "[ENDIF]", "else", "elsif x", "when x".
const CLOSES = /^(?:\/|end|else|elsif|elseif|elif|when\s|empty$|\}|\[\s{0,9}(?:end|else))/i;
// "#if x", "^x", "if x", "IF:X", "[IF @x THEN]", and what ends in "{", ":" or "do |x|".
const OPENS =
  /^(?:[#^]|(?:if|ifnot|unless|for|foreach|each|case|while|with|switch|block|raw|verbatim|filter|capture|interested|section|range|define)(?![\w.])|\[\s{0,9}if\b)|[{:]$|\bdo(?:\s\|[\w, ]{1,50}\|)?$/i;

/** How far back a block's opener is looked for, in tags. */
const LOOK_BACK = 8;

/** Says what the tag at an index does. A comment ends what stands before it: it vanishes when the template runs. */
export function blockRole(tags: readonly MergeTag[], index: number): BlockRole {
  const { control, name, text, syntax } = tags[index] as MergeTag;
  if (syntax.name === 'comment') return 'closes';
  if (syntax.name === 'directive') return roleOfCode(text.replace(/^[<#@{]+/, ''));
  if (!control) {
    // Ruby's `<% end %>` looks like SendGrid's `<%name%>`, and Go's `{{end}}` like a value: those two by what is in front.
    const isCode =
      syntax.name === 'erb' ? !/^<%[=-]/.test(text) : syntax.name === 'mustache' && isInGoBlock(tags, index);
    return isCode && /^(?:end|else)$/.test(name) ? 'closes' : 'none';
  }
  return roleOfCode(name);
}

function roleOfCode(code: string): BlockRole {
  if (CLOSES.test(code)) return 'closes';
  return OPENS.test(code) ? 'opens' : 'none';
}

function isInGoBlock(tags: readonly MergeTag[], index: number): boolean {
  return tags
    .slice(Math.max(0, index - LOOK_BACK), index)
    .some(({ name, syntax }) => syntax.name === 'mustache' && /^(?:if|range|with|block|define)\s/.test(name));
}
