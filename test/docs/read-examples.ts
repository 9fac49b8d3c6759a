import { existsSync, readFileSync } from 'node:fs';
import { listFiles, ROOT } from '../structure/read-imports.js';

/** A fenced block of a page, or of a docstring. */
export interface Example {
  /** Relative to the repository. */
  readonly file: string;
  /** Of its first line of code, 1-based. */
  readonly line: number;
  /** `ts`, `sh` …; '' where the fence names none. */
  readonly language: string;
  /** Words behind the language. `continues`: goes on where the block before it on the page ended. */
  readonly info: string;
  /** Without the docstring's margin. */
  readonly code: string;
}

const PAGES = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md', 'THREAT_MODEL.md'];

/** Every fenced block of the pages and of the docstrings in `src`. */
export function readExamples(): readonly Example[] {
  const pages = [
    ...PAGES.filter((page) => existsSync(`${ROOT}${page}`)),
    ...listFiles('docs', '.md').map((page) => `docs/${page}`),
  ];
  const sources = listFiles('src', '.ts').map((file) => `src/${file}`);
  return [
    ...pages.flatMap((file) => examplesOf(file, readFileSync(`${ROOT}${file}`, 'utf8'))),
    ...sources.flatMap((file) => examplesOf(file, docstringsOf(readFileSync(`${ROOT}${file}`, 'utf8')))),
  ];
}

/** The fenced blocks of a Markdown text (CommonMark 4.5, backtick fences). Throws for a fence that is never closed. */
export function examplesOf(file: string, markdown: string): readonly Example[] {
  const found: Example[] = [];
  let open: { fence: string; indent: number; line: number; words: string[]; code: string[] } | undefined;
  markdown.split(/\r?\n/).forEach((text, at) => {
    const [, space = '', fence = '', rest = ''] = /^( *)(`{3,})?(.*)$/.exec(text) ?? [];
    if (open === undefined) {
      if (fence !== '' && !rest.includes('`'))
        open = { fence, indent: space.length, line: at + 2, words: rest.trim().split(/\s+/), code: [] };
    } else if (fence.length >= open.fence.length && rest.trim() === '') {
      const [language = '', ...info] = open.words;
      found.push({ file, line: open.line, language, info: info.join(' '), code: open.code.join('\n') });
      open = undefined;
    } else open.code.push(text.slice(Math.min(open.indent, space.length)));
  });
  if (open !== undefined) throw new Error(`${file}:${open.line - 1}: this block is never closed`);
  return found;
}

/** A source with everything but the text of its docstrings blanked, line by line. */
export function docstringsOf(source: string): string {
  let inside = false;
  return source
    .split('\n')
    .map((line) => {
      if (/^\s*\/\*\*/.test(line)) inside = !line.includes('*/');
      else if (inside && line.includes('*/')) inside = false;
      else if (inside) return line.replace(/^\s*\* ?/, '');
      return '';
    })
    .join('\n');
}
