import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clickstamp } from '../../src/nodemailer.js';
import { clicksIn, PLAIN, send } from './send.js';

const html = '<p>Größe: <a href="https://shop.example/sale?a=1&amp;b=2">Sale</a></p>';
const base64 = Buffer.from(html).toString('base64');
const folder = mkdtempSync(join(tmpdir(), 'clickstamp-nodemailer-'));
const file = join(folder, 'mail.html');
let requests = 0;
const server = createServer((_, response) => {
  requests++;
  response.end(html);
});
let url = '';

beforeAll(async () => {
  writeFileSync(file, html);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mail.html`;
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await new Promise((resolve) => server.close(resolve));
});

type Content = Exclude<SendMailOptions['html'], undefined>;

const SHAPES: readonly [shape: string, content: () => Content][] = [
  ['a string', () => html],
  ['a Buffer', () => Buffer.from(html)],
  ['a stream', () => Readable.from([Buffer.from(html.slice(0, 9)), Buffer.from(html.slice(9))])],
  ['an object with a string', () => ({ content: html })],
  ['an object with a Buffer', () => ({ content: Buffer.from(html) })],
  ['an object with a stream', () => ({ content: Readable.from([Buffer.from(html)]) })],
  ['an object with base64', () => ({ content: base64, encoding: 'base64' })],
  ['a file', () => ({ path: file })],
  ['a data URL', () => ({ path: `data:text/html;base64,${base64}` })],
  ['a data URL as href', () => ({ href: `data:text/html;base64,${base64}` })],
  ['a web address', () => ({ href: url })],
  ['a web address as path', () => ({ path: url })],
];

describe('every shape that nodemailer takes for a part', () => {
  test.each(SHAPES)('%s', async (_, content) => {
    const { email, errors, rewritten } = await send({ html: content(), clickstamp: { contactId: 'c-1' } });
    expect(errors).toEqual([]);
    expect(rewritten).toEqual(['html: 1']);
    expect(await clicksIn(email.html)).toMatchObject([
      { url: 'https://shop.example/sale?a=1&b=2', contactId: 'c-1', part: 'html' },
    ]);
    expect(email.html).toBe(html.replace(/"https:[^"]*"/, `"${/https:\/\/click[^"]*/.exec(email.html)?.[0]}"`));
  });

  test('a web address is fetched once', async () => {
    requests = 0;
    await send({ html: { href: url } });
    expect(requests).toBe(1);
  });

  test('html, text and amp, each in its own way; other alternatives are left', async () => {
    const { email, raw, rewritten } = await send({
      text: 'Sale: https://shop.example/sale, and more.',
      html,
      amp: `<!doctype html><html amp4email>${html}</html>`,
      watchHtml: html,
      alternatives: [{ contentType: 'text/x-web-markdown', content: '[Sale](https://shop.example/sale)' }],
      clickstamp: { contactId: 'c-1' },
    });
    expect(rewritten).toEqual(['html: 1', 'text: 1', 'amp: 1']);
    expect((await clicksIn(email.html)).map(({ part }) => part)).toEqual(['html']);
    expect((await clicksIn(email.text)).map(({ part }) => part)).toEqual(['text']);
    expect(email.text).toMatch(/, and more\.\s*$/);
    expect(raw).toContain('[Sale](https://shop.example/sale)');
    const amp = raw.split('text/x-amp-html')[1]?.split('\r\n--')[0] ?? '';
    const decoded = amp.replace(/=\r\n/g, '').replace(/=3D/g, '=');
    expect((await clicksIn(decoded)).map(({ part }) => part)).toEqual(['amp']);
  });

  test('headers of a part of its own stay with it', async () => {
    const { raw } = await send({ html: { path: file, headers: { 'X-Part': 'kept' } } as Content });
    expect(raw).toContain('X-Part: kept');
    expect(raw).toContain('https://click.brand.example/c/');
  });

  test('parts: only those named', async () => {
    const { email, rewritten } = await send({ html, text: 'https://shop.example/sale' }, { parts: ['html'] });
    expect(rewritten).toEqual(['html: 1']);
    expect(email.text).toBe('https://shop.example/sale');
  });
});

describe('what cannot be read goes out as it is, and is reported', () => {
  const latin1 = Buffer.from('<a href="https://shop.example/gr\u00f6\u00dfe">x</a>', 'latin1');

  test('bytes that are not UTF-8', async () => {
    const { raw, errors } = await send({ html: latin1, text: 'https://shop.example/', encoding: 'base64' });
    expect(errors).toEqual(['html: The part is not UTF-8, so it was left as it is.']);
    expect(raw.replace(/\r\n/g, '')).toContain(latin1.toString('base64').slice(0, 70));
    expect(raw).toContain('text/plain');
  });

  test('a raw part, and a raw message', async () => {
    const part = await send({ html: { raw: `Content-Type: text/html\r\n\r\n${html}` } as Content });
    expect(part.errors).toEqual(['html: The part is `raw`: its links cannot be rewritten.']);
    expect(part.raw).toContain(html);
    const whole = await send({ raw: `Subject: x\r\nContent-Type: text/html\r\n\r\n${html}` });
    expect(whole.errors).toEqual(['message: The message is `raw`: its parts cannot be rewritten.']);
    expect(whole.raw).toContain(html);
  });

  test('something that is no content at all', async () => {
    const errors: string[] = [];
    const transporter = createTransport({ jsonTransport: true });
    transporter.use('compile', clickstamp({ ...PLAIN, onError: (error) => errors.push(String(error)) }));
    // nodemailer cannot send this, with or without the plugin.
    transporter.use('compile', (mail, done) => {
      expect(mail.data.html).toEqual({ nothing: 1 });
      delete mail.data.html;
      done();
    });
    await transporter.sendMail({ to: 'ada@reader.example', html: { nothing: 1 } as unknown as Content });
    expect(errors).toEqual([
      'Error: The part is not text, a Buffer, a stream, or an object with `content` or `path`, so it was left as it is.',
    ]);
  });

  test.each([
    ['a file where files are forbidden', () => ({ path: file }), { disableFileAccess: true }],
    ['a web address where URLs are forbidden', () => ({ href: url }), { disableUrlAccess: true }],
  ] as const)('%s is not read by the plugin either', async (_, content, transport) => {
    requests = 0;
    const errors: unknown[] = [];
    const sending = send({ html: content() }, { onError: (error) => errors.push(error) }, transport);
    await expect(sending).rejects.toThrow(/access rejected/i);
    expect(String(errors)).toContain('The transporter does not allow reading files or URLs');
    expect(requests).toBe(0);
  });

  test('what is forbidden is only that', async () => {
    const { rewritten } = await send({ html: { path: file } }, {}, { disableUrlAccess: true });
    expect(rewritten).toEqual(['html: 1']);
    const data = await send({ html: { path: `data:text/html;base64,${base64}` } }, {}, { disableFileAccess: true });
    expect(data.rewritten).toEqual(['html: 1']);
  });

  test('a file that is not there fails in nodemailer, as it would without the plugin', async () => {
    await expect(send({ html: { path: join(folder, 'none.html') } })).rejects.toThrow(/ENOENT/);
  });
});

describe('what is no part of ours', () => {
  const attachments: SendMailOptions['attachments'] = [
    { filename: 'page.html', content: html },
    { filename: 'a.bin', content: Buffer.from([0, 1, 2, 255]) },
  ];
  const message: SendMailOptions = {
    messageId: '<fixed@brand.example>',
    date: new Date('2026-11-24T10:00:00Z'),
    headers: { 'X-Link': 'https://shop.example/sale', References: '<https://shop.example/sale>' },
    list: { help: 'https://shop.example/help', unsubscribe: 'https://shop.example/leave' },
    attachments,
  };

  test('attachments and headers come out as without the plugin', async () => {
    const without = await send({ ...message, html: '<p>No link</p>', clickstamp: false });
    const { email, raw } = await send({ ...message, html, clickstamp: { contactId: 'c-1' } });
    const head = (text: string) => text.slice(0, text.indexOf('\r\n\r\n')).replace(/boundary="[^"]*"/, '');
    expect(head(raw)).toBe(head(without.raw));
    expect(email.attachments).toEqual([Buffer.from(html), Buffer.from([0, 1, 2, 255])]);
  });

  test("the caller's own object is not changed", async () => {
    const own = { html, text: 'https://shop.example/', clickstamp: { contactId: 'c-1' } };
    const before = structuredClone(own);
    await send(own);
    expect(own).toEqual(before);
  });

  test("a transporter's JSON holds no contact values", async () => {
    const { raw } = await send(
      { html, clickstamp: { contactId: 'c-1', values: { first_name: 'Ada' } } },
      {},
      { streamTransport: false, jsonTransport: true },
    );
    expect(raw).toContain('https://click.brand.example/c/');
    expect(raw).not.toMatch(/clickstamp|Ada\b/);
  });
});
