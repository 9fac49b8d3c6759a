import type { Range } from '../../link.js';

/** A change that is the same for every recipient: an attribute taken out, a value written anew. */
export interface Edit {
  readonly range: Range;
  readonly text: string;
}

/**
 * A source cut up at the places that differ from recipient to recipient: `literals[0] slot[0] literals[1] … literals[n]`.
 * Every character outside slots and edits is the source's own.
 */
export interface Template {
  /** One more than there are slots. */
  readonly literals: readonly string[];
}

/**
 * Cuts a source at its slots, which are in source order, and applies the edits. This is the only place that splices:
 * ranges are offsets into the original, whatever else changes. Throws `RangeError` where two of them overlap, because
 * whichever were dropped, the message would be a wrong one.
 */
export function createTemplate(source: string, slots: readonly Range[], edits: readonly Edit[]): Template {
  const cuts: { range: Range; text: string | undefined }[] = [
    ...slots.map((range) => ({ range, text: undefined })),
    ...edits.map(({ range, text }) => ({ range, text })),
  ].sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
  const literals: string[] = [];
  let literal = '';
  let at = 0;
  for (const { range, text } of cuts) {
    const [start, end] = range;
    if (start < at) throw new RangeError(`Two changes overlap at offset ${start}.`);
    literal += source.slice(at, start);
    at = end;
    if (text === undefined) {
      literals.push(literal);
      literal = '';
    } else literal += text;
  }
  literals.push(literal + source.slice(at));
  return { literals };
}

/** Puts the texts into the slots. */
export function fillTemplate({ literals }: Template, texts: readonly string[]): string {
  let output = literals[0] as string;
  for (let i = 0; i < texts.length; i++) output += (texts[i] as string) + (literals[i + 1] as string);
  return output;
}

/** The span of an attribute and the white space before it, so that taking it out leaves no gap. */
export function withSpaceBefore(source: string, [start, end]: Range): Range {
  let from = start;
  while (from > 0 && ' \t\n\r\f'.includes(source[from - 1] as string)) from--;
  return [from, end];
}
