import Database from 'libsql';
import { describe, expect, test } from 'vitest';
import { ClickAggregator } from '../../src/clicks/index.js';
import { clickTable, type Run } from '../../src/clicks/sql/index.js';
import { mistake, runIn } from './fake-io.js';

const at = Date.UTC(2026, 10, 24, 10);
const CLICKS = Array.from({ length: 60 }, (_, n) => ({
  eventId: `e-${n}`,
  linkId: n % 3 === 0 ? 'sale' : 'new',
  url: `https://shop.example/${n % 3 === 0 ? 'sale' : 'new'}`,
  contactId: `c-${n % 30}`,
  variant: n % 2 === 0 ? 'A' : 'B',
  at: at + n * 600_000,
}));
const ndjson = CLICKS.map((click) => `${JSON.stringify(click)}\n`).join('');
const files = { 'clicks.ndjson': ndjson };

/** A database as `--sqlite` opens one: with the table of `name`. */
async function database(name: string): Promise<Run> {
  const db = new Database(':memory:');
  const run: Run = (text, values) => {
    const statement = db.prepare(text);
    if (statement.reader) return statement.all(...values);
    statement.run(...values);
    return [];
  };
  const clicks = clickTable({ dialect: 'sqlite', name });
  await clicks.create().read(run);
  for (const { text, values } of clicks.insert(CLICKS)) await run(text, values);
  return run;
}

describe('--with-csv', () => {
  test('writes every table complete beside the page, and the page links them', async () => {
    const { status, stderr, written } = await runIn(
      { files },
      'report',
      'clicks.ndjson',
      '--html',
      'out/november report.html',
      '--with-csv',
      '--bom',
      '--max-contacts',
      '5',
    );
    expect([status, stderr.split(' written')[1]]).toEqual([0, '\n']);
    const tables = ['overview', 'links', 'contacts', 'pairs', 'timeline', 'variants', 'variant-links', 'reasons'];
    expect([...written.keys()].slice(1)).toEqual(tables.map((table) => `out/november report-${table}.csv`));
    const contacts = written.get('out/november report-contacts.csv') ?? '';
    expect([contacts.charCodeAt(0), contacts.trimEnd().split('\r\n').length]).toEqual([0xfeff, 31]);
    const page = written.get('out/november report.html') ?? '';
    for (const table of tables) expect(page).toContain(`<a href="november%20report-${table}.csv" download>`);
  });

  test.each([
    ['clicks.ndjson', '--html', './clicks.ndjson'],
    ['clicks.ndjson', '--message', 'mail.html', '--html', 'mail.html'],
    ['clicks.ndjson', '--csv', 'a.csv', '--json', 'x/../a.csv'],
    ['clicks.ndjson', '--html', 'a.html', '--with-csv', '--csv', 'a-links.csv'],
    ['--sqlite', 'clicks.db', '--json', 'clicks.db'],
  ])('covers no file that is read, and none twice: %s %s %s', async (...argv) => {
    const world = { files: { ...files, 'mail.html': '<a href="https://shop.example/">x</a>' } };
    const { status, stderr, written } = await runIn(world, 'report', ...argv);
    expect([status, written.size]).toEqual([2, 0]);
    expect(stderr).toMatch(/ is read, or written twice: name another file\.\nTry: clickstamp report --help\n$/);
  });

  test('needs a page that is a file', async () => {
    for (const argv of [[], ['--html', '-']])
      expect(await runIn({ files }, 'report', 'clicks.ndjson', '--with-csv', ...argv)).toMatchObject({
        status: 2,
        stderr: mistake(
          '--with-csv writes files beside a page, so it needs --html FILE.html.',
          'clickstamp report --help',
        ),
      });
  });
});

test('--locale decides how numbers and dates are written', async () => {
  const { stdout } = await runIn(
    { files },
    'report',
    'clicks.ndjson',
    '--locale',
    'de',
    '--time-zone',
    'Europe/Berlin',
  );
  expect(stdout).toContain('66,7\u00a0%');
  expect(stdout).toContain('24. Nov. 2026, 11:00');
  expect(await runIn({ files }, 'report', 'clicks.ndjson', '--locale', 'no tag')).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringContaining('locale'),
  });
});

describe('--sqlite', () => {
  test.each([[['--json', '-']], [['--csv', '-', '--table', 'pairs']], [['--only', 'variant=A']]])(
    'says the same as the file of the same clicks: %j',
    async (argv) => {
      const databases = { 'clicks.db': await database('clicks') };
      const fromFile = await runIn({ files }, 'report', 'clicks.ndjson', ...argv);
      const fromTable = await runIn({ databases }, 'report', '--sqlite', 'clicks.db', ...argv);
      // Members may stand in another order.
      const rows = ({ stdout }: { stdout: string }): unknown => (stdout.startsWith('{') ? JSON.parse(stdout) : stdout);
      expect(rows(fromTable)).toEqual(rows(fromFile));
      expect([fromTable.status, fromTable.stderr]).toEqual([0, '']);
      expect(fromTable.stdout.length).toBeGreaterThan(200);
    },
  );

  test('takes the name of the table, and thresholds for bots', async () => {
    const databases = { 'clicks.db': await database('sent_clicks') };
    const json = { ...files, 'bots.json': '{"burstLinks":2}' };
    const ran = await runIn(
      { databases, files: json },
      'report',
      '--sqlite',
      'clicks.db',
      '--sqlite-table',
      'sent_clicks',
    );
    expect([ran.status, ran.stderr]).toEqual([0, '']);
    expect(ran.stdout).toContain('60');
    const other = await runIn({ databases, files: json }, 'report', '--sqlite', 'clicks.db');
    expect([other.status, other.stderr]).toEqual([
      2,
      mistake(
        'clicks.db has no table of clickstamp/sql with that name.',
        'clickstamp report --sqlite clicks.db --sqlite-table NAME',
      ),
    ]);
  });

  test('says what is wrong, and shows nothing of the database', async () => {
    const broken: Run = () => {
      throw new Error('file is not a database: secret@mail.example');
    };
    const databases = { 'clicks.db': broken };
    const cases: readonly (readonly [argv: string[], said: string, help?: string])[] = [
      [['--sqlite', 'clicks.db'], 'clicks.db cannot be read as a database of SQLite.'],
      [['--sqlite', 'none.db'], 'none.db cannot be read: no such file.'],
      [['--sqlite', 'clicks.db', 'clicks.ndjson'], 'Name files of clicks or --sqlite FILE, not both.'],
      [[], 'Name a file of clicks, or - for standard input.', 'clickstamp report clicks.ndjson'],
    ];
    for (const [argv, said, help = 'clickstamp report --help'] of cases)
      expect(await runIn({ databases, files }, 'report', ...argv), said).toMatchObject({
        status: 2,
        stdout: '',
        stderr: mistake(said, help),
      });
  });
});

test('a snapshot says the same as its clicks, in every table', async () => {
  const counts = new ClickAggregator();
  for (const click of CLICKS) counts.add(click);
  const snapshots = { ...files, 'counts.json': JSON.stringify(counts.snapshot()) };
  for (const table of ['contacts', 'pairs', 'variant-links'])
    expect(await runIn({ files: snapshots }, 'report', 'counts.json', '--csv', '-', '--table', table)).toEqual(
      await runIn({ files: snapshots }, 'report', 'clicks.ndjson', '--csv', '-', '--table', table),
    );
});
