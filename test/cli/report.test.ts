import { describe, expect, test } from 'vitest';
import { ClickAggregator } from '../../src/clicks/index.js';
import { auditLinks } from '../../src/message/audit.js';
import { mistake, runIn } from './fake-io.js';

const mail = '<a href="https://shop.example/sale">Summer sale</a> <a href="https://shop.example/new">New</a>';
const text = 'Sale: https://shop.example/sale';
const ids = auditLinks(mail).links.map(({ id }) => id);

const CLICKS = [
  { linkId: ids[0], url: 'https://shop.example/sale', contactId: 'c-1', at: '2026-11-24T10:00:00.000Z', variant: 'A' },
  {
    linkId: ids[0],
    url: 'https://shop.example/sale',
    contactId: 'c-2',
    at: 1_795_516_800_000,
    variant: 'B',
    tags: { size: 'xl' },
  },
  {
    linkId: ids[1],
    url: 'https://shop.example/new',
    contactId: 'c-1',
    at: '2026-11-25 11:30+01',
    variant: 'A',
    campaignId: null,
  },
];
const ndjson = CLICKS.map((click) => `${JSON.stringify(click)}\n`).join('');
const files = { 'clicks.ndjson': ndjson, 'mail.html': mail, 'mail.txt': text };

function counted(): ClickAggregator {
  const counts = new ClickAggregator();
  for (const { campaignId: _, ...click } of CLICKS) {
    const at =
      typeof click.at === 'string' ? new Date(click.at.replace(' ', 'T').replace('+01', ':00+01:00')) : click.at;
    counts.add({ ...click, linkId: click.linkId as string, at });
  }
  return counts;
}

/** The rows of a run, as JSON. */
async function rows(
  ...argv: string[]
): Promise<{ overview: { clicks: number }; links: { label: string; clicks: number }[] } & Record<string, unknown>> {
  const { stdout, stderr, status } = await runIn(
    { files: { ...files, ...SNAPSHOTS } },
    'report',
    '--json',
    '-',
    ...argv,
  );
  expect([status, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
}

const SNAPSHOTS = {
  // As records may begin, too.
  'versioned.json': JSON.stringify({ version: 1, ...(counted().snapshot() as object) }),
  'snapshot.json': JSON.stringify(counted().snapshot()),
  'pretty.json': JSON.stringify(counted().snapshot(), undefined, 2),
  // As jsonb of Postgres orders the members.
  'jsonb.json': JSON.stringify(
    Object.fromEntries(
      Object.entries(counted().snapshot()).sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1)),
    ),
  ),
  'snapshot.bin': counted().toBytes(),
};

describe('every form of input gives the same rows', () => {
  for (const path of ['clicks.ndjson', ...Object.keys(SNAPSHOTS)])
    test(path, async () => {
      const { overview, links } = await rows(path, '--message', 'mail.html');
      expect(overview.clicks).toBe(3);
      expect(links.map(({ label, clicks }) => [label, clicks])).toEqual([
        ['Summer sale', 2],
        ['New', 1],
      ]);
    });

  test('records that begin with their version are no snapshot', async () => {
    const record = {
      version: 1,
      eventId: 'r-1',
      at: '2026-11-24T10:00:00.000Z',
      url: '',
      linkId: 'sale',
      part: 'html',
      expired: false,
      test: false,
      signals: [],
    };
    const stdin = [record, { ...record, eventId: 'r-2' }].map((each) => JSON.stringify(each)).join('\n');
    const { stdout } = await runIn({ stdin }, 'report', '-', '--json', '-');
    expect(JSON.parse(stdout).overview.clicks).toBe(2);
  });

  test('standard input, however it is cut', async () => {
    for (const pieces of [1, 3, 64, 10_000]) {
      const { stdout } = await runIn({ stdin: `\ufeff${ndjson}`, pieces }, 'report', '-', '--json', '-');
      expect(JSON.parse(stdout).overview.clicks).toBe(3);
    }
  });

  test('several at once are one', async () => {
    expect((await rows('clicks.ndjson', 'snapshot.bin')).overview.clicks).toBe(6);
    expect((await rows('snapshot.json', 'clicks.ndjson', 'clicks.ndjson')).overview.clicks).toBe(9);
  });

  test('nothing is no clicks', async () => {
    expect((await runIn({ stdin: '' }, 'report', '-')).status).toBe(0);
    expect((await runIn({ stdin: '\n\n' }, 'report', '-')).stdout).toContain('People who clicked       0\n');
  });
});

describe('what is asked for', () => {
  test('text by default, as wide as the terminal', async () => {
    const { stdout } = await runIn({ files, columns: 80 }, 'report', 'clicks.ndjson', '--title', 'November');
    expect(stdout).toContain('November');
    expect(stdout).toContain('\u001b[1mLinks\u001b[22m');
    const plain = await runIn({ files }, 'report', 'clicks.ndjson');
    expect(plain.stdout).not.toContain('\u001b');
  });

  test('files, all at once', async () => {
    const { stdout, stderr, written } = await runIn(
      { files },
      'report',
      'clicks.ndjson',
      ...['--message', 'mail.html', '--text', 'mail.txt', '--html', 'r.html', '--markdown', 'r.md'],
      ...['--csv', 'r.csv', '--table', 'pairs', '--json', 'r.json'],
    );
    expect(stdout).toBe('');
    expect(stderr).toBe('r.html, r.md, r.csv, r.json written\n');
    expect(written.get('r.html')).toMatch(/^<!doctype html>/);
    expect(written.get('r.md')).toMatch(/^# Clicks/);
    expect(written.get('r.csv')).toMatch(/^part,link_id,contact_id,/);
    expect(JSON.parse(written.get('r.json') ?? '')).not.toHaveProperty('messages');
  });

  test('delivered and opened give rates, by variant too', async () => {
    const whole = await rows('clicks.ndjson', '--delivered', '10', '--opened', '4');
    expect(whole.overview).toMatchObject({ clickThroughRate: 0.2, clickToOpenRate: 0.5 });
    const { overview, variants } = await rows('clicks.ndjson', '--delivered', 'A=10', '--delivered=B=20');
    expect(overview).toMatchObject({ delivered: 30 });
    expect(variants).toMatchObject([
      { variant: 'A', clickThroughRate: 0.1 },
      { variant: 'B', clickThroughRate: 0.05 },
    ]);
  });

  const ONLY: readonly [only: string, clicks: number][] = [
    ['variant=A', 2],
    ['part=html', 3],
    ['part=text', 0],
    [`link=${ids[1]}`, 1],
    ['tag:size=xl', 1],
    ['campaign=none', 0],
    ['message=none', 0],
  ];
  for (const [only, clicks] of ONLY)
    test(`--only ${only}`, async () => {
      expect((await rows('clicks.ndjson', '--only', only)).overview.clicks).toBe(clicks);
    });
  test('several --only at once', async () => {
    expect((await rows('clicks.ndjson', '--only', 'variant=A', '--only', `link=${ids[0]}`)).overview.clicks).toBe(1);
  });

  const BUCKETS: readonly [bucket: string, starts: number][] = [
    ['hour', 2],
    ['day', 2],
    ['1d', 2],
    ['30m', 3],
    ['1s', 3],
    ['48h', 2],
    ['7d', 1],
  ];
  for (const [bucket, starts] of BUCKETS)
    test(`--bucket ${bucket}`, async () => {
      expect((await rows('clicks.ndjson', '--bucket', bucket))['timeline']).toHaveLength(starts);
    });

  test('--time-zone and --max-contacts', async () => {
    const { stdout } = await runIn(
      { files },
      'report',
      'clicks.ndjson',
      '--time-zone',
      'Asia/Tokyo',
      '--max-contacts',
      '1',
    );
    expect(stdout).toContain('Timeline (Asia/Tokyo)');
    expect(stdout).toContain('24 Nov 2026, 19:00');
    expect(stdout).toContain('Listed: 1 of 2. The CSV has them all.');
    expect(stdout).not.toContain('c-2');
  });

  test('--bots sets the thresholds, for snapshots anew', async () => {
    const early = { linkId: 'a', contactId: 'c', at: '2026-11-24T10:00:05Z', sentAt: '2026-11-24T10:00:00Z' };
    const counts = new ClickAggregator();
    counts.add({ ...early, at: new Date(early.at), sentAt: new Date(early.sentAt) });
    const world = {
      files: {
        'c.ndjson': JSON.stringify(early),
        'c.bin': counts.toBytes(),
        'm.json': '{"afterSendingMs":60000,"weights":{"after-sending":1}}',
      },
    };
    for (const path of ['c.ndjson', 'c.bin']) {
      const plain = JSON.parse((await runIn(world, 'report', path, '--json', '-')).stdout);
      const strict = JSON.parse((await runIn(world, 'report', path, '--json', '-', '--bots', 'm.json')).stdout);
      expect([plain.overview.bot.clicks, strict.overview.bot.clicks]).toEqual([0, 1]);
    }
  });

  test('compile options and values, so that ids and labels match', async () => {
    const world = {
      files: {
        'm.html': '<a data-name="x" href="https://shop.example/{{id}}">Mine</a>',
        'c.ndjson': '',
        'o.json': '{"neverTrack":["shop.example"]}',
        'v.json': '{"id":"7"}',
      },
    };
    const labels = async (...argv: string[]) =>
      JSON.parse(
        (await runIn(world, 'report', 'c.ndjson', '--message', 'm.html', '--json', '-', ...argv)).stdout,
      ).links.map(({ url }: { url: string }) => url);
    expect(await labels()).toEqual(['https://shop.example/{{id}}']);
    expect(await labels('--values', 'v.json')).toEqual(['https://shop.example/7']);
    expect(await labels('--values', 'v.json', '--options', 'o.json')).toEqual([]);
    expect(await labels('--values', 'v.json', '--tracking-url', 'https://shop.example/')).toEqual([]);
  });
});

describe('lines that are no clicks', () => {
  const good = JSON.stringify(CLICKS[0]);
  const at = '"at":"2026-11-24T10:00:00Z"';
  const CASES: readonly [line: string, urlError: string][] = [
    ['{"secret', 'is not JSON'],
    ['secret', 'is not JSON'],
    ['"secret"', 'is not a JSON object'],
    ['["secret"]', 'is not a JSON object'],
    ['null', 'is not a JSON object'],
    [`{${at}}`, 'linkId: must be a string that is not empty'],
    [`{${at},"linkId":""}`, 'linkId: must be a string that is not empty'],
    [`{${at},"linkId":7}`, 'linkId: must be a string that is not empty'],
    ['{"linkId":"secret"}', 'at is missing or no time'],
    ['{"linkId":"secret","at":null}', 'at is missing or no time'],
    ['{"linkId":"secret","at":"2026-11-24"}', 'at must be ISO 8601 with a time zone, or milliseconds since 1970'],
    [
      '{"linkId":"secret","at":"2026-11-24T10:00:00"}',
      'at must be ISO 8601 with a time zone, or milliseconds since 1970',
    ],
    [
      '{"linkId":"secret","at":"2026-13-24T10:00:00Z"}',
      'at must be ISO 8601 with a time zone, or milliseconds since 1970',
    ],
    ['{"linkId":"secret","at":1e300}', 'at: must be a Date, milliseconds, or ISO 8601 with a time zone'],
    [`{${at},"linkId":"secret","sentAt":true}`, 'sentAt is missing or no time'],
    [`{${at},"linkId":"secret","contactId":17}`, 'contactId: must be a string'],
    [`{${at},"linkId":"secret","userAgent":17}`, 'userAgent must be a string'],
    [`{${at},"linkId":"secret","method":{}}`, 'method must be a string'],
    [`{${at},"linkId":"secret","headers":"x"}`, 'headers must be an object'],
    [`{${at},"linkId":"secret","tags":{"a":1}}`, 'tags must be an object of strings'],
    [`{${at},"linkId":"secret","tags":["a"]}`, 'tags must be an object of strings'],
    [`{"a":"${'x'.repeat(1 << 20)}"}`, 'is too long'],
  ];
  for (const [line, urlError] of CASES)
    test(urlError, async () => {
      const world = { files: { 'c.ndjson': `${good}\n${line}\r\n\n${good}` }, pieces: 1 << 16 };
      const { status, stdout, stderr } = await runIn(world, 'report', 'c.ndjson');
      expect(stderr).toBe(`c.ndjson:2: ${urlError}\n2 clicks read, 1 line skipped\n`);
      expect(status).toBe(0);
      expect(stdout).toContain("People's clicks          2\n");
      expect(stderr).not.toContain('secret');
      expect((await runIn(world, 'report', '--strict', 'c.ndjson')).status).toBe(1);
    });

  test('is not UTF-8, so that two contacts may look like one', async () => {
    const latin1 = ['m\u00fcller', 'm\u00f6ller'].map((id) => `{${at},"linkId":"a","contactId":"${id}"}`).join('\n');
    // A replacement character that was there before is no sign of it.
    const replaced = `{${at},"linkId":"a","contactId":"\ufffd"}`;
    const bytes = Buffer.concat([Buffer.from(`${replaced}\n`), Buffer.from(latin1, 'latin1')]);
    const { stderr } = await runIn({ files: { 'c.ndjson': new Uint8Array(bytes) } }, 'report', 'c.ndjson');
    expect(stderr).toBe('c.ndjson:2: is not UTF-8\nc.ndjson:3: is not UTF-8\n1 click read, 2 lines skipped\n');
  });

  test('the first twenty are named, the rest counted', async () => {
    const { stderr, status } = await runIn({ stdin: `${'secret\n'.repeat(1_030)}${good}` }, 'report', '-');
    expect(stderr.split('\n')).toHaveLength(23);
    expect(stderr).toContain(
      'line 20: is not JSON\nand 1,010 more lines without a click\n1 click read, 1,030 lines skipped\n',
    );
    expect(status).toBe(0);
  });

  test('nothing but such lines is status 1, with what to do instead of empty tables', async () => {
    const { status, stdout, stderr } = await runIn(
      { files: { 'mail.html': '<p>secret</p>\n' } },
      'report',
      'mail.html',
    );
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain(
      'mail.html:1: is not JSON\n0 clicks read, 1 line skipped\nNothing in the input is a click',
    );
    expect(stderr).toMatch(/\n {2}clickstamp report clicks\.ndjson --message newsletter\.html\n$/);
    expect(stderr).not.toContain('secret');
  });

  test('a snapshot beside such lines is reported', async () => {
    const counts = new ClickAggregator();
    counts.add({
      linkId: 'sale',
      url: 'https://shop.example/',
      contactId: 'c-1',
      at: new Date('2026-11-24T10:00:00Z'),
    });
    const files = { 'counts.json': JSON.stringify(counts.snapshot()), 'x.ndjson': 'secret\n' };
    const { status, stdout } = await runIn({ files }, 'report', 'counts.json', 'x.ndjson');
    expect([status, stdout.includes('sale')]).toEqual([0, true]);
  });
});

test('nothing of a progress bar where standard error is no terminal', async () => {
  expect((await runIn({ files, columns: 80 }, 'report', 'clicks.ndjson')).stderr).toBe('');
});

describe('mistakes', () => {
  const world = {
    files: {
      ...files,
      'cut.bin': counted().toBytes().slice(0, -5),
      'newer.json': '{"format":"clickstamp-clicks","version":99}',
      'half.json': '{"format":"clickstamp-clicks", secret',
      'wide.ndjson': new Uint8Array(Buffer.from('{"linkId":"secret"}\n', 'utf16le')),
      'clicks.gz': new Uint8Array([0x1f, 0x8b, 8, 0]),
    },
  };
  const CASES: readonly [argv: string[], status: number, message: string | RegExp][] = [
    [[], 2, /^clickstamp: Name a file of clicks, or - for standard input\.\nTry: clickstamp report clicks\.ndjson\n$/],
    [['nowhere.ndjson'], 2, 'clickstamp: nowhere.ndjson cannot be read: no such file.'],
    [['clicks.ndjson', '--message', 'nowhere.html'], 2, 'clickstamp: nowhere.html cannot be read: no such file.'],
    [['wide.ndjson'], 2, /^clickstamp: wide\.ndjson is UTF-16\. .*\nTry: iconv -f UTF-16LE -t UTF-8 wide\.ndjson\n$/],
    [['clicks.gz'], 2, /^clickstamp: clicks\.gz is compressed\.\nTry: zcat clicks\.gz \| clickstamp report -\n$/],
    [['cut.bin'], 1, /^snapshot-truncated: cut\.bin: /],
    [['newer.json'], 1, /^snapshot-version: /],
    [['half.json'], 2, 'clickstamp: half.json begins like a snapshot, but is not JSON.'],
    [['clicks.ndjson', '--delivered', 'x'], 2, 'clickstamp: --delivered must be a whole number from 0.'],
    [['clicks.ndjson', '--delivered', 'A=1', '--delivered', '2'], 2, /--delivered must be one number, or VARIANT=N/],
    [['clicks.ndjson', '--delivered', 'A=x'], 2, 'clickstamp: --delivered must be a whole number from 0.'],
    [['clicks.ndjson', '--opened', '-1'], 2, 'clickstamp: --opened must be a whole number from 0.'],
    [['clicks.ndjson', '--bucket', 'week'], 2, /^clickstamp: --bucket must be hour, day/],
    [
      ['clicks.ndjson', '--time-zone', 'Mars/Base'],
      2,
      /^clickstamp: --time-zone must be an IANA time zone such as \S+\.\n/,
    ],
    [['clicks.ndjson', '--locale', 'x_y'], 2, /^clickstamp: --locale must be a language tag such as de or en-US\.\n/],
    [['nowhere.ndjson', '--time-zone', 'Mars/Base'], 2, /--time-zone/],
    [['clicks.ndjson', '--table', 'links'], 2, 'clickstamp: --table needs --csv.'],
    [['clicks.ndjson', '--bom'], 2, 'clickstamp: --bom needs --csv or --with-csv.'],
    [['clicks.ndjson', '--sqlite-table', 'x'], 2, 'clickstamp: --sqlite-table needs --sqlite.'],
    [['clicks.ndjson', '--csv', '-', '--json', '-'], 2, /Only one output can go to standard output/],
    [
      ['clicks.ndjson', '--message', 'mail.eml'],
      2,
      'clickstamp: mail.eml is a whole email message: pass one of its parts, decoded.',
    ],
    [['clicks.ndjson', '--only', 'variant'], 2, 'clickstamp: --only must be NAME=VALUE.'],
    [['clicks.ndjson', '--only', 'varient=A'], 2, /Did you mean variant\?/],
    [['clicks.ndjson', '--table', 'lnks'], 2, /Did you mean links\?/],
  ];
  for (const [argv, status, message] of CASES)
    test(argv.join(' ') || 'nothing', async () => {
      const ran = await runIn(world, 'report', ...argv);
      expect([ran.status, ran.stdout]).toEqual([status, '']);
      if (typeof message === 'string') expect(ran.stderr).toBe(`${message}\nTry: clickstamp report --help\n`);
      else expect(ran.stderr).toMatch(message);
      expect(ran.stderr).not.toContain('secret');
    });

  test('a file that cannot be written', async () => {
    const { status, stderr } = await runIn({ files, readOnly: true }, 'report', 'clicks.ndjson', '--html', 'x.html');
    expect([status, stderr]).toEqual([
      2,
      mistake('x.html cannot be written: permission denied.', 'clickstamp report --help'),
    ]);
  });
});
