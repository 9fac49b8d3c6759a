import { oncePer } from '../../checks/once-per.js';
import type { ScanSyntax } from './syntaxes.js';

/** The delimiters that tags of some syntaxes begin with, looked for together. */
export interface Openers {
  /** Global. Matches the longest opener at a place; letters in either case. */
  readonly pattern: RegExp;
  /** The syntaxes of which an opener that was found may begin a tag, in the order of the list. */
  readonly syntaxesOf: (opener: string) => readonly ScanSyntax[];
  /** Matches an opener of a syntax that the app has asked for; undefined for none. */
  readonly asked: RegExp | undefined;
}

/** Gives the openers of a list of syntaxes. */
export const openersOf: (syntaxes: readonly ScanSyntax[]) => Openers = /* @__PURE__ */ oncePer((syntaxes) => {
  const longestFirst = [...new Set(syntaxes.map(({ open }) => lowerCase(open)))].sort((a, b) => b.length - a.length);
  const asked = syntaxes.flatMap((syntax) => (syntax.asked === true ? syntax.open : []));
  // Whatever else opens at the same place is what the longest opener there begins with.
  const byOpener = new Map(
    longestFirst.map((opener) => [opener, syntaxes.filter(({ open }) => opener.startsWith(lowerCase(open)))]),
  );
  return {
    pattern: patternOf(longestFirst, 'g'),
    syntaxesOf: (opener) => byOpener.get(opener) ?? byOpener.get(lowerCase(opener)) ?? [],
    asked: asked.length === 0 ? undefined : patternOf(asked),
  };
});

/** A pattern that matches one of the texts, the first of them first, letters in either case. */
export function patternOf(texts: readonly string[], flags?: string): RegExp {
  return new RegExp(texts.length === 0 ? '(?!)' : texts.map(inEitherCase).join('|'), flags);
}

/** A pattern that matches a text, its letters in either case. The flag `i` would make all of a pattern slower. */
export function inEitherCase(text: string): string {
  return text
    .replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
    .replace(/[a-z]/gi, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
}

/** Of ASCII letters alone. */
function lowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
