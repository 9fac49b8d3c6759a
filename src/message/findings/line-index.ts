/** Lines and columns of a source: 1-based; CRLF, LF and CR each end a line (HTML 13.2.3.5 normalises them alike). */
export interface Positions {
  /** Offsets are UTF-16 code units from 0; columns count the same units from 1. */
  at(offset: number): { line: number; column: number };
}

/** Indexes a source once; each look-up is then a binary search. */
export function createPositions(source: string): Positions {
  let starts: number[] | undefined;
  return {
    at(offset) {
      starts ??= lineStarts(source);
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] as number) <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: offset - (starts[low] as number) + 1 };
    },
  };
}

function lineStarts(source: string): number[] {
  const starts = [0];
  const hasReturns = source.includes('\r');
  if (!hasReturns) {
    for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let at = 0; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (code === 10 || (code === 13 && source.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}
