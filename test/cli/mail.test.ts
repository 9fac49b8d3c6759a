import { expect, test } from 'vitest';
import { mistake, runIn } from './fake-io.js';

const crlf = (lines: readonly string[]): string => lines.join('\r\n');

/** A newsletter as it arrives: quoted-printable HTML, base64 text, an AMP part, and a page attached. */
const MAIL = crlf([
  'From: Field Notes <news@fieldnotes.example>',
  'Subject: =?utf-8?q?Fr=C3=BChling?=',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=outer',
  '',
  '--outer',
  'Content-Type: multipart/alternative; boundary=inner',
  '',
  '--inner',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: base64',
  '',
  btoa('See https://shop.example/text and htp://shop.example/typo\n'),
  '--inner',
  'Content-Type: text/x-amp-html; charset=utf-8',
  '',
  '<html amp4email><body><a href="https://shop.example/amp">x</a></body></html>',
  '--inner',
  'Content-Type: text/html; charset=iso-8859-1',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  '<p>Fr=FChling</p>',
  '<a href=3D"https://shop.example/sale?a=3D1&amp;long=3Dxxxxxxxxxxxxxxxxxxxxxxxxx=',
  'xxxxxxxxxx">Sale</a>',
  '<a href=3D"htp://shop.example/broken">x</a>',
  '--inner--',
  '--outer',
  'Content-Type: text/html; name=attached.html',
  'Content-Disposition: attachment; filename=attached.html',
  '',
  '<a href="https://attached.example/">x</a>',
  '--outer--',
  '',
]);
const files = {
  'mail.eml': MAIL,
  'box/MAIL.EML': MAIL,
  // No MIME at all, and bytes that are no UTF-8.
  'plain.eml': new Uint8Array([...new TextEncoder().encode('Subject: x\r\n\r\nhttps://shop.example/ '), 0xe9, 0x0a]),
  'deep.eml': Array.from(
    { length: 300 },
    (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}`,
  ).join('\r\n'),
};

test('a whole mail is decoded, and each part read as what it is', async () => {
  const { status, stdout } = await runIn({ files }, 'audit', '--json', 'mail.eml');
  const audits = JSON.parse(stdout) as { path: string; part: string; links: { href: string }[] }[];
  expect(audits.map(({ path, part, links }) => [path, part, ...links.map(({ href }) => href)])).toEqual([
    ['mail.eml', 'html', `https://shop.example/sale?a=1&long=${'x'.repeat(35)}`, 'htp://shop.example/broken'],
    ['mail.eml', 'amp', 'https://shop.example/amp'],
    ['mail.eml', 'text', 'https://shop.example/text', 'htp://shop.example/typo'],
  ]);
  expect(status).toBe(1);
});

test('findings name the file and the part', async () => {
  const { stdout } = await runIn({ files }, 'audit', '-q', 'mail.eml');
  expect(stdout).toContain('mail.eml:html: 2 links');
  expect(stdout).toContain('mail.eml:html:3:10: error scheme-typo: ');
  expect(stdout).toContain('\n1 file, 5 links');
  expect(stdout).toContain('mail.eml:text:1:35: error scheme-typo: ');
});

test('programs get no line of the file, for the lines are those of the decoded part', async () => {
  const github = (await runIn({ files }, 'audit', '--format', 'github', 'mail.eml')).stdout;
  expect(github).toMatch(/^::error file=mail\.eml,title=scheme-typo::html part, 3:10: /m);
  const sarif = JSON.parse((await runIn({ files }, 'audit', '--format', 'sarif', 'mail.eml')).stdout);
  const [result] = sarif.runs[0].results;
  expect(result.locations[0].physicalLocation).toEqual({ artifactLocation: { uri: 'mail.eml' } });
  expect(result.message.text).toMatch(/^html part, 3:10: /);
});

test("a link to an address of its List-Unsubscribe header is the mail's own", async () => {
  const header = 'List-Unsubscribe: <mailto:leave@shop.example>,\r\n <https://shop.example/l/1?a=1&b=2>\r\n';
  const html = '<a href="https://shop.example/l/1?a=1&amp;b=2">x</a><a href="https://shop.example/l/2">y</a>';
  const listed = {
    'listed.eml': `${header}Content-Type: text/html\r\n\r\n${html}`,
    'options.json': '{"listUnsubscribe":"<https://shop.example/l/2>"}',
  };
  const kinds = async (...more: string[]) => {
    const { stdout } = await runIn({ files: listed }, 'audit', '--json', ...more, 'listed.eml');
    return JSON.parse(stdout)[0].links.map(({ kind }: { kind: string }) => kind);
  };
  expect(await kinds()).toEqual(['unsubscribe', 'web']);
  expect(await kinds('--options', 'options.json')).toEqual(['unsubscribe', 'unsubscribe']);
});

test('one part of it where the command line says which', async () => {
  const { stdout } = await runIn({ files }, 'audit', '--json', '--text', 'mail.eml');
  expect(JSON.parse(stdout).map(({ part }: { part: string }) => part)).toEqual(['text']);
});

test('a byte order mark is no part of the first header', async () => {
  const mail = 'Content-Type: text/html\r\n\r\n<a href="htp://shop.example/">x</a>\r\n';
  const { stdout } = await runIn({ files: { 'a.eml': `\ufeff${mail}` } }, 'audit', '-q', 'a.eml');
  expect(stdout).toMatch(/^a\.eml:html: 1 link/);
});

test('a mail without MIME is text; no mail is rewritten as a whole', async () => {
  const plain = await runIn({ files }, 'audit', 'plain.eml');
  expect(plain.stdout).toContain('plain.eml:text: 1 link: 1 tracked');
  expect(plain.stderr).toBe('plain.eml:text: characters that its charset does not have are read as U+FFFD\n');
  const { status, stderr } = await runIn({ files }, 'rewrite', 'mail.eml');
  expect([status, stderr]).toEqual([
    2,
    mistake('mail.eml is a whole email message: pass one of its parts, decoded.', 'clickstamp rewrite --help'),
  ]);
});

test('what is no mail is refused, and why', async () => {
  const { status, stderr } = await runIn({ files }, 'audit', 'deep.eml');
  expect([status, stderr]).toEqual([
    2,
    mistake(
      'deep.eml cannot be read as an email message: its headers or parts are not valid.',
      'clickstamp audit --help',
    ),
  ]);
});
