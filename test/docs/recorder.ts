import { expect } from 'vitest';

/** What an example calls where its comments say what comes out. */
export interface Recorder {
  /** Compares as `toEqual` does; `…` in an expected string stands for anything. Gives the value back. */
  check<T>(line: number, actual: T, expected: unknown): T;
  /** Expects a function to fail with `Name` or `Name: message`; `…` stands for anything. */
  throws(line: number, call: () => unknown, expected: string): Promise<void>;
  /** Lines whose comment came true. */
  readonly seen: Set<number>;
}

const recorders = new Map<string, Recorder>();

/** The recorder of one example, by its file and line: the example and its test get the same one. */
export function recorderOf(example: string): Recorder {
  const known = recorders.get(example) ?? createRecorder(example);
  recorders.set(example, known);
  return known;
}

function createRecorder(example: string): Recorder {
  const file = example.replace(/:\d+$/, '');
  const seen = new Set<number>();
  return {
    seen,
    check(line, actual, expected) {
      expect(actual, `${file}:${line}`).toEqual(withGaps(expected));
      seen.add(line);
      return actual;
    },
    async throws(line, call, expected) {
      let said = 'nothing was thrown';
      try {
        await call();
      } catch (error) {
        const { name, message } = error as Error;
        said = expected.includes(':') ? `${name}: ${message}` : name;
      }
      expect(said, `${file}:${line}`).toEqual(withGaps(expected));
      seen.add(line);
    },
  };
}

/** Makes patterns of the strings that have a gap, however deep they stand. */
function withGaps(value: unknown): unknown {
  if (typeof value === 'string') return value.includes('…') ? expect.stringMatching(patternOf(value)) : value;
  if (Array.isArray(value)) return value.map(withGaps);
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withGaps(each)]));
}

function patternOf(text: string): RegExp {
  const parts = text.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  return new RegExp(`^${parts.join('[\\s\\S]*')}$`);
}
