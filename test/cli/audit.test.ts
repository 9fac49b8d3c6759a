import { describe, expect, test } from 'vitest';
import { mistake, runIn } from './fake-io.js';

const GOOD = '<a href="https://shop.example/sale">Sale</a>';
const BROKEN = '<a href="htp://shop.example/sale">Sale</a>';
const WARNED = '<a href="/sale">Sale</a>';
const files = {
  'good.html': GOOD,
  'warned.html': WARNED,
  'broken.html': BROKEN,
  'mails/a.html': GOOD,
  'mails/b.htm': WARNED,
  'mails/c.txt': 'See https://shop.example/text',
  'options.json': '{"neverTrack":["shop.example"]}',
  'values.json': '{"shop":"https://shop.example/"}',
  'merge.html': '<a href="{{shop}}">Shop</a>',
  'not.json': '{secret',
  'list.json': '[]',
  'null.json': 'null',
};

describe('exit status', () => {
  const CASES: readonly [argv: string[], status: number][] = [
    [['good.html'], 0],
    [['broken.html'], 1],
    [['good.html', 'broken.html'], 1],
    [['mails/b.htm'], 0],
    [['mails/b.htm', '--max-warnings', '1'], 0],
    [['mails/b.htm', '--max-warnings', '0'], 1],
    [['mails/b.htm', 'warned.html', '--max-warnings=1'], 1],
    [['mails/b.htm', 'mails/b.htm', '--max-warnings=1'], 0],
  ];
  for (const [argv, status] of CASES)
    test(argv.join(' '), async () => {
      expect((await runIn({ files }, 'audit', ...argv)).status).toBe(status);
    });
});

test('a table for each file, and a line for all', async () => {
  const { stdout } = await runIn({ files }, 'audit', 'mails', 'broken.html');
  expect(stdout).toContain('mails/a.html: 1 link: 1 tracked, 0 left; 0 errors, 0 warnings\n');
  expect(stdout).toContain('mails/b.htm: 1 link: 0 tracked, 1 left; 0 errors, 1 warning\n');
  expect(stdout).toContain('1:10: error scheme-typo: ');
  expect(stdout.endsWith('\n3 files, 3 links: 1 tracked, 2 left; 1 error, 1 warning\n')).toBe(true);
  expect(stdout).not.toContain('c.txt');
});

test('a folder of text parts; standard input', async () => {
  const text = await runIn({ files }, 'audit', '--text', 'mails');
  expect(text.stdout).toContain('https://shop.example/text');
  const stdin = await runIn({ stdin: GOOD }, 'audit', '-');
  expect(stdin.stdout).toContain('(standard input): 1 link: 1 tracked');
  const amp = await runIn({ files }, 'audit', '--amp', 'good.html');
  expect(amp.status).toBe(0);
});

test('compile options, merge-tag values and the tracking URL', async () => {
  expect((await runIn({ files }, 'audit', '--options', 'options.json', 'good.html')).stdout).toContain('never-track');
  expect((await runIn({ files }, 'audit', 'merge.html')).stdout).toContain('placeholder');
  expect((await runIn({ files }, 'audit', '--values', 'values.json', 'merge.html')).stdout).toContain('1 tracked');
  const own = await runIn({ files }, 'audit', '--tracking-url', 'https://shop.example/', 'good.html');
  expect(own.stdout).toMatch(/leave {2}own/);
});

test('--quiet leaves the table out, and keeps what was found', async () => {
  const { stdout } = await runIn({ files }, 'audit', '-q', 'broken.html');
  expect(stdout).not.toContain('KIND');
  expect(stdout).toContain('error scheme-typo');
});

test('lines fit the terminal', async () => {
  const long = `<a href="https://shop.example/${'long'.repeat(60)}">x</a>`;
  const { stdout } = await runIn({ files: { 'long.html': long }, columns: 80 }, 'audit', 'long.html');
  const table = stdout.slice(stdout.indexOf('\n\n'));
  expect(
    Math.max(
      ...plain(table)
        .split('\n')
        .map((line) => line.length),
    ),
  ).toBe(80);
});

test('each link is shown with its text, and addresses that begin alike differ even where the line is narrow', async () => {
  const paths = ['spring', 'summer', 'autumn'];
  const source = paths.map((path) => `<a href="https://www.shop.example/seasons/of/the/year/${path}">To ${path}</a>`);
  const world = { files: { 'a.html': source.join('') } };
  const narrow = (await runIn({ ...world, columns: 60 }, 'audit', 'a.html')).stdout;
  for (const path of paths) expect(narrow).toMatch(new RegExp(`  web  +To ${path}  https:.*….*/${path}$`, 'm'));
  expect(narrow).not.toContain('KIND');
  const row = 'web   web  To spring  https://www.shop.example/seasons/of/the/year/spring\n';
  expect((await runIn({ ...world, columns: 120 }, 'audit', 'a.html')).stdout).toContain(row);
  expect((await runIn(world, 'audit', 'a.html')).stdout).toContain(row);
});

test('colour in a terminal, and only there', async () => {
  const run = (world: object) => runIn({ files, ...world }, 'audit', 'good.html', 'broken.html');
  const painted = await run({ columns: 120 });
  expect(painted.stdout).toContain('\u001b[32mtrack\u001b[39m');
  expect(painted.stdout).toContain('\u001b[31merror\u001b[39m scheme-typo');
  const bare = plain(painted.stdout);
  for (const world of [{}, { columns: 120, env: { NO_COLOR: '1' } }, { columns: 120, env: { TERM: 'dumb' } }]) {
    const { stdout } = await run(world);
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toBe(bare);
  }
  expect((await run({ columns: 120, env: { NO_COLOR: '' } })).stdout).toBe(painted.stdout);
});

describe('formats for other programs', () => {
  test('json', async () => {
    const { stdout } = await runIn({ files, columns: 80 }, 'audit', '--json', 'good.html', 'broken.html');
    const audits = JSON.parse(stdout) as { path: string; tracked: number; findings: { code: string }[] }[];
    expect(audits.map(({ path, tracked }) => [path, tracked])).toEqual([
      ['good.html', 1],
      ['broken.html', 0],
    ]);
    expect(audits[1]?.findings[0]?.code).toBe('scheme-typo');
  });

  test('github: one workflow command for each finding, nothing in it ends it early', async () => {
    const { stdout } = await runIn(
      { files: { 'a:b,c%.html': `\n  ${BROKEN}` } },
      'audit',
      '--format',
      'github',
      'a:b,c%.html',
    );
    expect(stdout).toMatch(/^::error file=a%3Ab%2Cc%25\.html,line=2,col=12,title=scheme-typo::[^\r\n]*\n$/);
    expect(stdout).toContain('Did you mean http://shop.example/sale ?');
  });

  test('sarif: rules and results that lead to each other', async () => {
    const { stdout } = await runIn({ files }, 'audit', '--format', 'sarif', 'broken.html', 'mails');
    const log = JSON.parse(stdout);
    expect(log.version).toBe('2.1.0');
    const [run] = log.runs;
    const rules = run.tool.driver.rules.map(({ id }: { id: string }) => id);
    expect(rules).toEqual(['relative-url', 'scheme-typo']);
    expect(run.results.every(({ ruleId }: { ruleId: string }) => rules.includes(ruleId))).toBe(true);
    const [{ physicalLocation }] = run.results[0].locations;
    expect(physicalLocation.artifactLocation.uri).toBe('broken.html');
    const { charOffset, charLength } = physicalLocation.region;
    expect(BROKEN.slice(charOffset, charOffset + charLength)).toBe('htp://shop.example/sale');
  });
});

describe('mistakes', () => {
  const CASES: readonly [argv: string[], message: string, help?: string][] = [
    [[], 'Name a file or folder, or - for standard input.', 'clickstamp audit newsletter.html'],
    [['nowhere.html'], 'nowhere.html cannot be read: no such file.'],
    [['--max-warnings', 'x', 'good.html'], '--max-warnings must be a whole number from 0.'],
    [['--text', '--amp', 'good.html'], 'Use --text or --amp, not both.'],
    [['--options', 'not.json', 'good.html'], 'not.json is not JSON.'],
    [['--options', 'list.json', 'good.html'], 'list.json is not a JSON object.'],
    [['--options', 'null.json', 'good.html'], 'null.json is not a JSON object.'],
    [['--options', 'nowhere.json', 'good.html'], 'nowhere.json cannot be read: no such file.'],
    [['--format', 'sraif', 'good.html'], '--format must be one of table, json, github, sarif. Did you mean sarif?'],
    [['--json', '--format', 'sarif', 'good.html'], 'Use --json or --format sarif, not both.'],
  ];
  for (const [argv, message, help = 'clickstamp audit --help'] of CASES)
    test(argv.join(' ') || 'nothing', async () => {
      expect(await runIn({ files }, 'audit', ...argv)).toMatchObject({
        status: 2,
        stdout: '',
        stderr: mistake(message, help),
      });
    });

  test('a name in a mistake is no command to a terminal or a log', async () => {
    const bad = 'x\n::error::injected\u001b[2J.html';
    for (const argv of [[bad], ['good.html', '--options', bad], ['good.html', '--values', bad]]) {
      const { stderr } = await runIn({ files }, 'audit', ...argv);
      expect(stderr).not.toMatch(/^::|[\u001b\u009b]/m);
      expect(stderr).toContain('no such file');
    }
  });

  test('a folder without messages', async () => {
    const { stderr } = await runIn({ files: { 'x/a.md': '' } }, 'audit', 'x');
    expect(stderr).toBe(mistake('There is no .html, .htm or .eml file in x.', 'clickstamp audit --help'));
    const text = await runIn({ files: { 'x/a.md': '' } }, 'audit', '--text', 'x');
    expect(text.stderr).toContain('There is no .txt file in x.');
  });
});

/** Without Select Graphic Rendition. */
function plain(text: string): string {
  return text.replace(/\u001b\[\d+m/g, '');
}

describe('what a file is', () => {
  const world = {
    files: {
      ...files,
      'empty.eml': 'Subject: x\nContent-Type: application/pdf\n\nx',
      'package.json': '{}',
      'utf16.html': new Uint8Array([0xff, 0xfe, 0x3c, 0, 0x61, 0]),
      'utf16le.html': new Uint8Array(Buffer.from('<p>a page without a mark</p>', 'utf16le')),
      'utf16be.html': new Uint8Array(Buffer.from('<p>a page without a mark</p>', 'utf16le').swap16()),
      'utf32.html': new Uint8Array([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0]),
      'picture.html': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]),
      'utf16.eml': new Uint8Array(Buffer.from('\ufeffSubject: x\n\nhttps://shop.example/', 'utf16le')),
      'marked.html': new Uint8Array([0xef, 0xbb, 0xbf, ...Buffer.from(BROKEN)]),
      'nothing.html': '',
      'latin1.html': new Uint8Array([0x3c, 0x70, 0x3e, 0xe9]),
      'gbk.html': new Uint8Array([...Buffer.from("<meta charset='gbk'><p>"), 0xd6, 0xd0]),
      'liar.html': new Uint8Array([...Buffer.from('<meta charset=utf-8><p>'), 0xe9]),
      'b\n::error::injected\n\u001b[31m.html': BROKEN,
      'log.html': '<a href="htp://##[error]x">x ##vso[task.complete]</a><a href="htp://x/##teamcity[y]">y</a>',
      'log ##vso[task.setvariable].html': BROKEN,
      '::error::injected.html': BROKEN,
      'log bidi.html': '<a href="htp://x.example/\u202egnp">\u2066y</a>',
    },
  };

  test('.txt is a text part', async () => {
    expect((await runIn(world, 'audit', 'mails/c.txt')).stdout).toContain('1 link: 1 tracked');
  });

  const REFUSED: readonly [file: string, reason: RegExp][] = [
    ['empty.eml', /has neither an HTML nor a text part/],
    ['package.json', /neither \.html, \.txt nor \.eml/],
    ['utf16.html', /is UTF-16\. Convert it to UTF-8 first\.\nTry: iconv -f UTF-16 -t UTF-8 utf16\.html\n$/],
    ['utf16.eml', /is UTF-16\. Convert it to UTF-8 first\./],
    ['utf16le.html', /is UTF-16\. .*\n.* -f UTF-16LE /],
    ['utf16be.html', /is UTF-16\. .*\n.* -f UTF-16BE /],
    ['utf32.html', /is UTF-32\. .*\n.* -f UTF-32 /],
    ['latin1.html', /is not UTF-8\. .*\n.* -f WINDOWS-1252 /],
    ['gbk.html', /Try: iconv -f GBK -t UTF-8 gbk\.html/],
    ['liar.html', /Try: iconv -f WINDOWS-1252 /],
    ['picture.html', /is binary: not a message\.\n/],
    ['nowhere.html', /no such file/],
    ['', /^clickstamp: A file without a name cannot be read: no such file\.\n/],
  ];
  for (const [file, reason] of REFUSED)
    test(`${file} is refused, and why`, async () => {
      const { status, stdout, stderr } = await runIn(world, 'audit', file);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(reason);
    });

  test('a byte order mark and an empty file are read', async () => {
    expect((await runIn(world, 'audit', 'marked.html')).stdout).toMatch(/^marked\.html:1:1\d: error scheme-typo/m);
    expect(await runIn(world, 'audit', 'nothing.html')).toMatchObject({ status: 0, stderr: '' });
  });

  test('one that is refused does not end the audit of the others', async () => {
    const argv = ['good.html', 'utf16.html', 'nowhere.html', 'broken.html'];
    const { status, stdout, stderr } = await runIn(world, 'audit', ...argv);
    expect(status).toBe(2);
    expect(stdout).toMatch(/^2 files, .* 1 error/m);
    expect(stdout).toContain('broken.html:1:10: error scheme-typo');
    expect(stderr.split('\n')).toEqual([
      'clickstamp: nowhere.html cannot be read: no such file.',
      expect.stringMatching(/^clickstamp: utf16\.html is UTF-16/),
      '2 files not audited',
      'Try: iconv -f UTF-16 -t UTF-8 utf16.html',
      '',
    ]);
    const json = await runIn(world, 'audit', '--json', ...argv);
    expect(json.status).toBe(2);
    expect(JSON.parse(json.stdout)).toEqual([
      expect.objectContaining({ path: 'good.html', tracked: 1 }),
      expect.not.objectContaining({ error: expect.anything() }),
      {
        path: 'nowhere.html',
        links: [],
        findings: [],
        tracked: 0,
        error: 'nowhere.html cannot be read: no such file.',
      },
      expect.objectContaining({ path: 'utf16.html', error: 'utf16.html is UTF-16. Convert it to UTF-8 first.' }),
    ]);
    const github = await runIn(world, 'audit', '--format', 'github', ...argv);
    expect(github.stdout).toContain('::error file=utf16.html,title=unreadable::utf16.html is UTF-16.');
    const sarif = await runIn(world, 'audit', '--format', 'sarif', ...argv);
    const [{ invocations }] = (JSON.parse(sarif.stdout) as { runs: [{ invocations: [unknown] }] }).runs;
    expect(invocations).toEqual([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          expect.objectContaining({
            locations: [{ physicalLocation: { artifactLocation: { uri: 'nowhere.html' } } }],
          }),
          expect.objectContaining({ level: 'error' }),
        ],
      },
    ]);
  });

  test('a mail that fills the memory is refused before it does', async () => {
    const piece = new Uint8Array(1 << 20);
    const { status, stderr } = await runIn({ files: { 'big.html': piece }, repeat: 1_000 }, 'audit', 'big.html');
    expect([status, stderr]).toEqual([
      2,
      mistake('big.html is larger than 128 MB: not a message.', 'clickstamp audit --help'),
    ]);
  });

  test('a file that is named twice is audited once', async () => {
    const { stdout } = await runIn(world, 'audit', '-q', 'good.html', './good.html', 'good.html', 'broken.html');
    expect(stdout).toMatch(/^2 files, 2 links: 1 tracked, 1 left; 1 error/m);
  });

  test('findings name their file, and -q leaves out files without any', async () => {
    const { stdout } = await runIn(world, 'audit', '-q', 'good.html', 'broken.html');
    expect(stdout.split('\n')[0]).toMatch(/^broken\.html: 1 link/);
    expect(stdout).toContain('broken.html:1:10: error scheme-typo: ');
    expect(stdout).not.toContain('good.html');
  });

  test('no name and no address is a command to a terminal or a log', async () => {
    const names = Object.keys(world.files).filter((name) => /^(?:b\n|log|::)/.test(name));
    for (const format of ['table', 'json', 'github', 'sarif']) {
      const { stdout } = await runIn(world, 'audit', '--format', format, ...names);
      expect(stdout).not.toMatch(/\u001b|[\u007f-\u009f]/);
      expect(stdout).not.toMatch(/^::error::injected/m);
      if (format === 'table') expect(stdout).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
      if (format === 'table') expect(stdout).toMatch(/^\.\/::error::injected\.html:1:/m);
      // A name in an annotation is a file's, and its line is a command already.
      const text = format === 'github' ? stdout.replace(/file=[^,]*/g, '') : stdout;
      expect(text).toMatch(/teamcity/);
      expect(text).not.toMatch(/##[\w.-]*\[/);
      if (format === 'json') expect(JSON.parse(stdout)[1].links[0].label).toBe('x ##vso[task.complete]');
    }
  });
});
