import { describe, expect, test } from 'vitest';
import { type OptionSpec, parseArgs } from '../../src/cli/args.js';

const SPECS: readonly OptionSpec[] = [
  { name: 'quiet', short: 'q', help: '' },
  { name: 'keys', short: 'k', value: 'FILE', help: '' },
  { name: 'only', value: 'NAME=VALUE', many: true, help: '' },
  { name: 'format', value: 'NAME', choices: ['table', 'json'], help: '' },
];

describe('good command lines', () => {
  const CASES: readonly [
    argv: string[],
    operands: string[],
    keys: string | undefined,
    quiet: boolean,
    only: string[],
  ][] = [
    [[], [], undefined, false, []],
    [['a', 'b'], ['a', 'b'], undefined, false, []],
    [['-kf', 'a'], ['a'], 'f', false, []],
    [['-qk', 'f'], [], 'f', true, []],
    [['--keys', '--quiet'], [], '--quiet', false, []],
    [['--keys', 'f', 'a'], ['a'], 'f', false, []],
    [['--keys=f'], [], 'f', false, []],
    [['--keys=a=b'], [], 'a=b', false, []],
    [['-k', 'f', '-q'], [], 'f', true, []],
    [['-'], ['-'], undefined, false, []],
    [['--keys', '-', '-'], ['-'], '-', false, []],
    [['a', '--', '--quiet', '-k'], ['a', '--quiet', '-k'], undefined, false, []],
    [['--only', 'a=1', '--only=b=2'], [], undefined, false, ['a=1', 'b=2']],
    [['a', '--quiet', 'b'], ['a', 'b'], undefined, true, []],
  ];
  for (const [argv, operands, keys, quiet, only] of CASES)
    test(JSON.stringify(argv), () => {
      const args = parseArgs(argv, SPECS);
      expect(args.operands).toEqual(operands);
      expect(args.value('keys')).toBe(keys);
      expect(args.has('quiet')).toBe(quiet);
      expect(args.values('only')).toEqual(only);
    });
});

describe('mistakes', () => {
  const CASES: readonly [argv: string[], message: string][] = [
    [['--kyes', 'f'], 'There is no option --kyes. Did you mean --keys?'],
    [['--zzzzzz'], 'There is no option --zzzzzz.'],
    [['-x'], 'There is no option -x.'],
    [['--keys'], '--keys needs a value: --keys FILE'],
    [['--keys='], '--keys needs a value: --keys FILE'],
    [['-k'], '-k needs a value: -k FILE'],
    [['--quiet=yes'], '--quiet takes no value.'],
    [['--keys', 'a', '-k', 'b'], '-k is given twice.'],
    [['--format', 'jsno'], '--format must be one of table, json. Did you mean json?'],
    [['--format', 'qqqqq'], '--format must be one of table, json.'],
  ];
  for (const [argv, message] of CASES)
    test(argv.join(' '), () => {
      expect(() => parseArgs(argv, SPECS)).toThrow(expect.objectContaining({ name: 'UsageError', message }));
    });
});
