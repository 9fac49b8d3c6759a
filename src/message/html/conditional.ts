/** The markup that an Outlook conditional comment hides from everybody else. */
export interface ConditionalComment {
  /** `[if mso]`, as written. */
  readonly condition: string;
  /** Offsets of the hidden markup in the source. */
  readonly start: number;
  readonly end: number;
}

// comment = "<!--" [space] "[if" condition "]>" markup "<![endif]" [space] "-->"
// The condition has no "]". Only this form hides markup; "<!--[if !mso]><!-->" and "<![if !mso]>" do not.
const OPENING = /^<!--\s*(\[if\s[^\]]{0,200}\])>/i;
const CLOSING = /<!\[endif\]\s*-->$/i;
/** Looked at from the end, so that a long comment costs no more than a short one. */
const CLOSING_LENGTH = 40;

/**
 * Reads a comment of the source as a conditional comment, or gives undefined for an ordinary one
 * (learn.microsoft.com, "About conditional comments": the downlevel-hidden form).
 */
export function readConditionalComment(source: string, start: number, end: number): ConditionalComment | undefined {
  const opening = OPENING.exec(source.slice(start, Math.min(end, start + 240)));
  if (opening === null) return undefined;
  const inside = start + opening[0].length;
  const tailStart = Math.max(inside, end - CLOSING_LENGTH);
  const closing = CLOSING.exec(source.slice(tailStart, end));
  if (closing === null) return undefined;
  return { condition: opening[1] as string, start: inside, end: tailStart + closing.index };
}
