import type { Range } from '../../link.js';
import { FINDINGS, type Finding, type FindingCode } from './catalog.js';
import { codeFrame } from './code-frame.js';
import type { Positions } from './line-index.js';
import { holdsEmail } from './redact.js';

/** Where a finding belongs. */
export interface FindingLocation {
  readonly source: string;
  readonly positions: Positions;
  readonly range: Range;
  readonly link?: number;
}

/** Makes a finding from its code's row. Its frame is drawn at once, which takes less than a getter that would put it off. */
export function createFinding(code: FindingCode, place?: FindingLocation, detail = '', suggestion?: string): Finding {
  const row = FINDINGS[code];
  const finding: { -readonly [Key in keyof Finding]: Finding[Key] } = {
    code,
    severity: row.severity,
    message: row.message(detail),
  };
  if (place !== undefined) locate(finding, place);
  // What was meant may be an email address, or hold one: that is for the link to say.
  if (suggestion !== undefined && !suggestion.startsWith('mailto:') && !holdsEmail(suggestion))
    finding.suggestion = suggestion;
  return finding;
}

function locate(
  finding: { -readonly [Key in keyof Finding]: Finding[Key] },
  { source, positions, range, link }: FindingLocation,
): void {
  const { line, column } = positions.at(range[0]);
  if (link !== undefined) finding.link = link;
  finding.range = range;
  finding.line = line;
  finding.column = column;
  finding.frame = codeFrame(source, range, line);
}

/** What went wrong inside, by the class of what was thrown: its message might quote the content. */
export function failureFinding(error: unknown): Finding {
  return createFinding('internal-error', undefined, error instanceof Error ? error.name : typeof error);
}
