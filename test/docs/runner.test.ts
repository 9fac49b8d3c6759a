import { describe, expect, test } from 'vitest';
import { docstringsOf, examplesOf } from './read-examples.js';
import { recorderOf } from './recorder.js';
import { expectationsOf } from './run-shell.js';
import { writeChecks } from './write-checks.js';

const AsyncFunction = (async () => {}).constructor as new (...args: string[]) => (recorder: unknown) => Promise<void>;

/** Runs an example's code; gives the lines whose comment came true. */
async function run(name: string, code: string): Promise<readonly number[]> {
  const recorder = recorderOf(`${name}:1`);
  await new AsyncFunction('$recorder', writeChecks(name, code).code)(recorder);
  return [...recorder.seen];
}

describe('comments that are true', () => {
  test.each([
    ['a value', '1 + 1; // => 2', [1]],
    ['of a name', 'const sum = 1 + 1; // => 2', [1]],
    ['of what is printed', "console.log('a'.repeat(2)); // => 'aa'", [1]],
    ['with a gap', "['abcdef']; // => ['ab…f']", [1]],
    ['over two lines', '({ a: 1, b: 2 }); // => {\n//   a: 1, b: 2 }', [1]],
    ['in a function', 'const call = () => {\n  1; // => 1\n};\ncall();', [2]],
    ['of a failure', "JSON.parse('{'); // throws SyntaxError", [1]],
    [
      'of a failure with its message',
      "((text) => { throw new TypeError(text); })('keys: must be'); // throws TypeError: keys…",
      [1],
    ],
    ['nothing', '1 + 1; // two', []],
  ])('%s', async (name, code, lines) => {
    expect(await run(name, code)).toEqual(lines);
  });
});

describe('comments that are not', () => {
  test.each([
    ['another value', '1 + 1; // => 3', /another value:1/],
    ['a promise', 'Promise.resolve(1); // => 1', /a promise:1/],
    ['no failure', '1; // throws TypeError', /no failure:1/],
    ['another failure', "JSON.parse('{'); // throws TypeError", /another failure:1/],
    [
      'another message',
      "((text) => { throw new TypeError(text); })('keys: must be'); // throws TypeError: kid…",
      /another message:1/,
    ],
    ['prose', '1; // => the number one', /prose:1: "the number one" is no JavaScript value/],
    ['of two names', 'const [a, b] = [1, 2]; // => 1', /of two names:1: a value can only be said of one name/],
  ])('%s', async (name, code, message) => {
    await expect(run(name, code)).rejects.toThrow(message);
  });

  test('and one that is never reached is missed by who compares the lines', async () => {
    const code = 'if (false) {\n  1; // => 1\n}';
    expect(writeChecks('page', code).lines).toEqual([2]);
    expect(await run('never', code)).toEqual([]);
  });
});

test('blocks are found with their lines', () => {
  const page = '# A\n\n```ts continues\nlet a;\n```\n\n- b\n  ~~~\n  ````sh\n  ls\n  ```\n  ````\n';
  expect(examplesOf('page.md', page)).toEqual([
    { file: 'page.md', line: 4, language: 'ts', info: 'continues', code: 'let a;' },
    { file: 'page.md', line: 10, language: 'sh', info: '', code: 'ls\n```' },
  ]);
  expect(() => examplesOf('page.md', '\n```ts\n')).toThrow('page.md:2: this block is never closed');
});

test('docstrings keep their lines', () => {
  const source =
    'const a = 1;\n/** One line. */\n/**\n * ```ts\n * if (a) {\n *   b();\n * ```\n */\nconst c = `\n```\n`;';
  expect(examplesOf('a.ts', docstringsOf(source))).toEqual([
    { file: 'a.ts', line: 5, language: 'ts', info: '', code: 'if (a) {\n  b();' },
  ]);
});

test('what a shell block says will come out', () => {
  expect(expectationsOf('clickstamp keygen # a key\nclickstamp audit a.html\n# => 3 links\n')).toEqual(['3 links']);
});
