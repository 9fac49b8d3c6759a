import { utf8Length } from '#runtime';
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
  /** In source order. */
  readonly slots: readonly Range[];
}

/**
 * Cuts a source at its slots and applies the edits. This is the only place that splices: ranges are offsets into the
 * original, whatever else changes. Where two overlap the first in source order stays, and the other is dropped.
 */
export function createTemplate(source: string, slots: readonly Range[], edits: readonly Edit[]): Template {
  const cuts: { range: Range; text: string | undefined }[] = [
    ...slots.map((range) => ({ range, text: undefined })),
    ...edits.map(({ range, text }) => ({ range, text })),
  ].sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
  const literals: string[] = [];
  const kept: Range[] = [];
  let literal = '';
  let at = 0;
  for (const { range, text } of cuts) {
    const [start, end] = range;
    if (start < at) continue;
    literal += source.slice(at, start);
    at = end;
    if (text === undefined) {
      literals.push(literal);
      kept.push(range);
      literal = '';
    } else literal += text;
  }
  literals.push(literal + source.slice(at));
  return { literals, slots: kept };
}

/** Puts the texts into the slots. */
export function fillTemplate(template: Template, texts: readonly string[]): string {
  const { literals } = template;
  let output = literals[0] as string;
  for (let i = 0; i < texts.length; i++) output += (texts[i] as string) + (literals[i + 1] as string);
  return output;
}

const encoder = new TextEncoder();

/** Encodes a template's literals once, for `fillBytes`. */
export function encodeLiterals(template: Template): readonly Uint8Array[] {
  return template.literals.map((literal) => encoder.encode(literal));
}

/** As `fillTemplate`, into UTF-8: the literals are copied, and the slots are encoded all at once. */
export function fillBytes(literals: readonly Uint8Array[], texts: readonly string[]): Uint8Array {
  // Joined by a byte, lest halves of a surrogate pair meet.
  const slots = encoder.encode(texts.join('\n'));
  let length = slots.length - Math.max(0, texts.length - 1);
  for (const literal of literals) length += literal.length;
  const output = new Uint8Array(length);
  let at = 0;
  let taken = 0;
  for (let i = 0; i < literals.length; i++) {
    const literal = literals[i] as Uint8Array;
    output.set(literal, at);
    at += literal.length;
    const text = texts[i];
    if (text === undefined) continue;
    const end = taken + utf8Length(text);
    output.set(slots.subarray(taken, end), at);
    at += end - taken;
    taken = end + 1;
  }
  return output;
}

/** The span of an attribute and the white space before it, so that taking it out leaves no gap. */
export function withSpaceBefore(source: string, [start, end]: Range): Range {
  let from = start;
  while (from > 0 && ' \t\n\r\f'.includes(source[from - 1] as string)) from--;
  return [from, end];
}
