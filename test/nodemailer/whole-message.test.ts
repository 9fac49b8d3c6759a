import { Readable } from 'node:stream';
import type { SendMailOptions } from 'nodemailer';
import { describe, expect, test } from 'vitest';
import type { Click } from '../../src/index.js';
import { clicksIn, send } from './send.js';

type Alternative = NonNullable<SendMailOptions['alternatives']>[number];

const html = '<a href="https://shop.example/sale">Sale</a>';
const secret = 'https://shop.example/reset?t=1';

/** The clicks of a message as sent, with transfer encodings undone. */
async function clicksOf(raw: string): Promise<Click[]> {
  const decoded = raw
    .split(/^--.+$/m)
    .map((part) =>
      /^content-transfer-encoding: base64/im.test(part)
        ? Buffer.from(part.slice(part.indexOf('\r\n\r\n')), 'base64').toString()
        : part.replace(/=\r\n/g, '').replace(/=3D/g, '='),
    );
  return (await Promise.all(decoded.map(clicksIn))).flat();
}

describe('alternatives of our types are rewritten', () => {
  const cases: readonly [string, Alternative, part: string | undefined][] = [
    ['text/html', { contentType: 'text/html', content: html }, 'html'],
    ['text/html with parameters, in any case', { contentType: 'Text/HTML; charset=UTF-8', content: html }, 'html'],
    ['text/plain', { contentType: 'text/plain', content: 'https://shop.example/sale' }, 'text'],
    ['text/x-amp-html', { contentType: 'text/x-amp-html', content: `<html amp4email>${html}</html>` }, 'amp'],
    ['a Buffer', { contentType: 'text/html', content: Buffer.from(html) }, 'html'],
    ['a stream', { contentType: 'text/html', content: Readable.from([Buffer.from(html)]) }, 'html'],
    ['base64', { contentType: 'text/html', content: Buffer.from(html).toString('base64'), encoding: 'base64' }, 'html'],
    ['a data URL', { path: `data:text/html;base64,${Buffer.from(html).toString('base64')}` }, 'html'],
    ['by its name', { filename: 'mail.HTML', content: html }, 'html'],
    ['without a type or a name', { content: 'https://shop.example/sale' }, 'text'],
    ['another type', { contentType: 'text/x-web-markdown', content: html }, undefined],
    ['another type, whatever its name', { contentType: 'text/calendar', filename: 'a.html', content: html }, undefined],
    ['a name of another type', { filename: 'page.md', content: html }, undefined],
  ];
  test.each(cases)('%s', async (_, alternative, part) => {
    const { raw, errors, rewritten } = await send({ alternatives: [alternative], clickstamp: { contactId: 'c-1' } });
    expect(errors).toEqual([]);
    expect(rewritten).toEqual(part === undefined ? [] : [`${part}: 1`]);
    expect((await clicksOf(raw)).map((click) => [click.url, click.contactId, click.part])).toEqual(
      part === undefined ? [] : [['https://shop.example/sale', 'c-1', part]],
    );
  });

  test('several of one type, beside fields of their own; headers stay', async () => {
    const { raw, rewritten } = await send({
      html,
      text: 'https://shop.example/a',
      alternatives: [
        { contentType: 'text/plain', content: 'https://shop.example/b' },
        { contentType: 'text/html', content: html.replace('sale', 'c'), headers: { 'X-Part': 'kept' } },
        { contentType: 'text/plain', content: 'https://shop.example/d' },
      ],
    });
    expect(rewritten).toEqual(['html: 1', 'text: 1', 'html: 1', 'text: 1', 'text: 1']);
    expect(raw).toContain('X-Part: kept');
    expect((await clicksOf(raw)).map(({ url }) => url.slice('https://shop.example/'.length)).sort()).toEqual([
      'a',
      'b',
      'c',
      'd',
      'sale',
    ]);
  });

  test("the app's own list is not changed", async () => {
    const alternatives = [{ contentType: 'text/html', content: html }];
    const before = structuredClone(alternatives);
    await send({ alternatives });
    expect(alternatives).toEqual(before);
  });

  test("and neither are the app's own objects that hold streams", async () => {
    const own = () => ({ contentType: 'text/html', content: Readable.from([Buffer.from(html)]) });
    const [field, alternative] = [own(), own()];
    const { rewritten } = await send({ html: field, alternatives: [alternative] });
    expect(rewritten).toEqual(['html: 1', 'html: 1']);
    for (const { content } of [field, alternative]) expect(content).toBeInstanceOf(Readable);
  });

  test('one that cannot be read goes out as it is, and the others are tracked', async () => {
    const { raw, errors, rewritten } = await send({
      text: 'https://shop.example/sale',
      alternatives: [{ contentType: 'text/html', content: Buffer.from([0x3c, 0xff]) }],
    });
    expect(errors).toEqual(['html: The part is not UTF-8, so it was left as it is.']);
    expect(rewritten).toEqual(['text: 1']);
    expect(raw).toContain('text/html');
  });

  test('parts: only those named', async () => {
    const { rewritten } = await send(
      { alternatives: [{ contentType: 'text/html', content: html }, { content: 'https://shop.example/sale' }] },
      { parts: ['text'] },
    );
    expect(rewritten).toEqual(['text: 1']);
  });
});

describe('what the HTML says holds for the same address in the other parts', () => {
  const marked = `<a data-link-id="offer" href="https://shop.example/sale">Sale</a> <a data-track="off" href="${secret}">Reset</a>`;
  const text = `Sale: https://shop.example/sale\nReset: ${secret}`;
  const amp = `<html amp4email><a href="https://shop.example/sale">Sale</a> <a href="${secret}">Reset</a></html>`;
  const cases: readonly [string, SendMailOptions, parts: readonly string[]][] = [
    ['text and AMP', { html: marked, text, amp }, ['amp', 'html', 'text']],
    [
      'the HTML in alternatives',
      { text, alternatives: [{ contentType: 'text/html', content: marked }] },
      ['html', 'text'],
    ],
    [
      'the others in alternatives',
      {
        html: marked,
        alternatives: [
          { contentType: 'text/x-amp-html', content: amp },
          { contentType: 'text/plain', content: text },
        ],
      },
      ['amp', 'html', 'text'],
    ],
    [
      'a second text part',
      { html: marked, text, alternatives: [{ contentType: 'text/plain', content: text }] },
      ['html', 'text', 'text'],
    ],
  ];
  test.each(cases)('%s', async (_, message, parts) => {
    const { raw } = await send(message);
    const clicks = await clicksOf(raw);
    expect(clicks.map(({ part }) => part).sort()).toEqual(parts);
    expect(new Set(clicks.map(({ url, linkId }) => `${linkId} ${url}`))).toEqual(
      new Set(['offer https://shop.example/sale']),
    );
  });

  test('where the HTML itself is not rewritten, too', async () => {
    const { email, rewritten } = await send({ html: marked, text }, { parts: ['text'] });
    expect(rewritten).toEqual(['text: 1']);
    expect(email.html).toBe(marked);
    expect(email.text).toContain(`Reset: ${secret}`);
  });

  test('each part is told of by its own links and sizes', async () => {
    const told: unknown[] = [];
    await send(
      { html, text: 'https://shop.example/a https://shop.example/b' },
      {
        onRewrite: ({ links, tracked, bytes }, { part }) =>
          told.push([part, links.map((link) => link.part), tracked, bytes.before]),
      },
    );
    expect(told).toEqual([
      ['html', ['html'], 1, html.length],
      ['text', ['text', 'text'], 2, 45],
    ]);
  });
});
