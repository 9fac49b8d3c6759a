import { createTransport, type SendMailOptions } from 'nodemailer';
import { describe, expect, test } from 'vitest';
import { clickstamp, type MessageClicks } from '../../src/nodemailer.js';
import { clicksIn, PLAIN, send } from './send.js';

const html = '<a href="https://shop.example/sale">Sale</a>';

describe('who a message is for', () => {
  test('the field: contact, campaign, message, variant, time', async () => {
    const sentAt = new Date('2026-01-02T03:04:05Z');
    const { email } = await send({
      html,
      clickstamp: {
        contactId: 'c-1',
        campaignId: 'november',
        messageId: 'm-2',
        variant: 'B',
        sentAt,
        expiresInSeconds: 60,
      },
    });
    expect(await clicksIn(email.html)).toMatchObject([
      { contactId: 'c-1', campaignId: 'november', messageId: 'm-2', variant: 'B', sentAt, expired: true },
    ]);
  });

  test('the callback, told of the message; the field has the last word', async () => {
    const recipient = async (message: SendMailOptions): Promise<MessageClicks> => ({
      contactId: `id-of-${String(message.to).length}`,
      campaignId: 'from-callback',
      variant: 'A',
    });
    const { email } = await send({ html, clickstamp: { variant: 'B', campaignId: undefined } }, { recipient });
    expect(await clicksIn(email.html)).toMatchObject([
      { contactId: 'id-of-18', campaignId: 'from-callback', variant: 'B' },
    ]);
  });

  test("the plugin's options, where neither says anything", async () => {
    const { email } = await send({ html }, { campaignId: 'all', messageId: 'm' });
    const recipient = () => ({ campaignId: undefined });
    const undecided = await send({ html, clickstamp: { campaignId: undefined } }, { campaignId: 'all', recipient });
    expect(await clicksIn(undecided.email.html)).toMatchObject([{ campaignId: 'all' }]);
    const [click] = await clicksIn(email.html);
    expect(click).toMatchObject({ campaignId: 'all', messageId: 'm' });
    expect(click).not.toHaveProperty('contactId');
  });

  test('values fill merge tags, in HTML and text', async () => {
    const { email } = await send({
      html: '<a href="https://shop.example/{{city}}">Sale</a>',
      text: 'https://shop.example/{{city}}',
      clickstamp: { values: { city: 'Köln' } },
    });
    const urls = await Promise.all([email.html, email.text].map(clicksIn));
    expect(urls.flat().map(({ url }) => url)).toEqual(Array(2).fill('https://shop.example/K%C3%B6ln'));
  });

  test.each([
    ['none', 0, undefined],
    ['anonymous', 1, undefined],
    ['identified', 1, 'c-1'],
  ] as const)('consent %s', async (consent, tracked, contactId) => {
    const { email } = await send({ html, clickstamp: { contactId: 'c-1', consent } });
    expect((await clicksIn(email.html)).map((click) => click.contactId)).toEqual(Array(tracked).fill(contactId));
  });

  test.each([
    ['field', { html, clickstamp: false } as SendMailOptions, {}],
    ['callback', { html, clickstamp: { contactId: 'c-1' } }, { recipient: () => false as const }],
    ['clickTracking', { html, clickstamp: { clickTracking: false } }, {}],
    ['testEmail', { html, clickstamp: { testEmail: true } }, {}],
  ] as const)('left alone by the %s', async (_, message, options) => {
    const { email, errors } = await send(message, options);
    expect(errors).toEqual([]);
    expect(email.html).toBe(html);
  });

  test('clickTracking is off unless something turns it on', async () => {
    const off = await send({ html }, { clickTracking: undefined });
    expect(off.rewritten).toEqual(['html: 0']);
    const on = await send({ html, clickstamp: { clickTracking: true } }, { clickTracking: undefined });
    expect(on.rewritten).toEqual(['html: 1']);
  });
});

describe("the message's own unsubscribe links", () => {
  const leave = 'https://brand.example/leave?u=17&l=2';
  const body = `<a href="https://shop.example/sale">Sale</a> <a href="${leave.replace('&', '&amp;')}">Leave</a>`;
  const text = `https://shop.example/sale or leave: ${leave}`;
  const forms: readonly [string, SendMailOptions][] = [
    ['list: a URL', { list: { unsubscribe: leave } }],
    ['list: an object', { list: { unsubscribe: { url: leave, comment: 'One click' } } }],
    ['list: several', { list: { unsubscribe: ['mailto:leave@brand.example', leave] } }],
    ['list: nested', { list: { unsubscribe: [['mailto:leave@brand.example', { url: leave, comment: '' }]] } }],
    ['list: any case', { list: { Unsubscribe: `<${leave}>` } }],
    ['header: a string', { headers: { 'List-Unsubscribe': `<mailto:leave@brand.example>, <${leave}>` } }],
    ['header: lower case', { headers: { 'list-unsubscribe': [`<${leave}>`] } }],
    ['header: prepared', { headers: { 'List-Unsubscribe': { prepared: true, value: `<${leave}>` } } }],
    ['header: folded', { headers: { 'List-Unsubscribe': `<mailto:a@brand.example>,\r\n <${leave}>` } }],
    ['header: folded inside', { headers: { 'List-Unsubscribe': `<https://brand.example/\r\n leave?u=17&l=2>` } }],
    ['header: a list', { headers: [{ key: 'List-Unsubscribe', value: `<${leave}>` }] }],
  ];

  test.each(forms)('%s', async (_, message) => {
    const { email, errors } = await send({ html: body, text, ...message });
    expect(errors).toEqual([]);
    for (const part of [email.html, email.text])
      expect((await clicksIn(part)).map(({ url }) => url)).toEqual(['https://shop.example/sale']);
    expect(email.html).toContain(leave.replace('&', '&amp;'));
    expect(email.text).toContain(leave);
  });

  test('without any, such a link is like any other', async () => {
    const { email } = await send({
      html: body,
      list: { help: leave },
      headers: { 'X-List-Unsubscribe': `<${leave}>` },
    });
    expect(await clicksIn(email.html)).toHaveLength(2);
  });

  test('a list URL without a scheme is what nodemailer makes of it', async () => {
    const { email, raw } = await send({
      html: '<a href="http://brand.example/leave">x</a>',
      list: { unsubscribe: 'brand.example/leave' },
    });
    expect(raw).toContain('List-Unsubscribe: <http://brand.example/leave>');
    expect(await clicksIn(email.html)).toEqual([]);
  });

  test('an address without a scheme is one to write to', async () => {
    const kinds: string[] = [];
    await send(
      { html: '<a href="mailto:leave@brand.example">x</a>', list: { unsubscribe: 'leave@brand.example' } },
      { onRewrite: ({ links }) => kinds.push(...links.map(({ kind }) => kind)) },
    );
    expect(kinds).toEqual(['unsubscribe']);
  });

  test('those of the option stay', async () => {
    const other = 'https://brand.example/other';
    const { email } = await send(
      { html: `<a href="${other}">x</a>${body}`, list: { unsubscribe: leave } },
      { listUnsubscribe: [other] },
    );
    expect((await clicksIn(email.html)).map(({ url }) => url)).toEqual(['https://shop.example/sale']);
  });

  test('a merge tag that comes to it, and UTM parameters that would hide it', async () => {
    const message: SendMailOptions = {
      html: `<a href="https://brand.example/leave?u={{id}}&amp;l=2">x</a>${body}`,
      list: { unsubscribe: leave },
      clickstamp: { values: { id: '17' } },
    };
    const urls = async (options: object) =>
      (await clicksIn((await send(message, options)).email.html)).map(({ url }) => url);
    expect(await urls({})).toEqual(['https://shop.example/sale']);
    expect(await urls({ utm: { source: 'news' } })).toEqual(['https://shop.example/sale?utm_source=news']);
  });
});

describe('messages of one content are compiled once', () => {
  /** The app's rule is asked once for each link compiled. */
  const counting = (cacheBytes?: number) => {
    let compiled = 0;
    const classify = () => {
      compiled++;
      return undefined;
    };
    return {
      options: { ...PLAIN, classify, ...(cacheBytes === undefined ? {} : { cacheBytes }) },
      count: () => compiled,
    };
  };
  const sendAll = async (messages: readonly SendMailOptions[], cacheBytes?: number): Promise<number> => {
    const { options, count } = counting(cacheBytes);
    const transporter = createTransport({ jsonTransport: true });
    transporter.use('compile', clickstamp(options));
    for (const message of messages) await transporter.sendMail({ to: 'ada@reader.example', ...message });
    return count();
  };
  const contacts = [1, 2, 3, 4].map((n) => ({ contactId: `c-${n}`, values: { id: String(n) } }));
  const page = (n: number) => `<a href="https://shop.example/${n}">x</a>`;

  test('for all contacts of a template', async () => {
    expect(await sendAll(contacts.map((clickstamp) => ({ html, clickstamp })))).toBe(1);
  });

  test('for all contacts, each with a List-Unsubscribe of its own that is not in the message', async () => {
    const messages = contacts.map((clickstamp) => ({
      html,
      clickstamp,
      list: { unsubscribe: `https://brand.example/leave/${clickstamp.contactId}` },
    }));
    expect(await sendAll(messages)).toBe(1);
  });

  test('but apart for each part, variant, campaign and content', async () => {
    expect(
      await sendAll([
        { html, text: 'https://shop.example/sale' },
        { html, clickstamp: { variant: 'A' } },
        { html, clickstamp: { variant: 'B' } },
        { html, clickstamp: { campaignId: 'A' } },
        { html: `${html} ` },
        { html, clickstamp: { variant: 'A' } },
      ]),
    ).toBe(6);
  });

  test('but not apart for times of sending', async () => {
    const messages = [1, 2, 3].map((day) => ({ html, clickstamp: { sentAt: new Date(Date.UTC(2026, 0, day)) } }));
    expect(await sendAll(messages)).toBe(1);
  });

  test('what was used last is kept, up to cacheBytes', async () => {
    const order = (...pages: number[]) => pages.map((n) => ({ html: page(n) }));
    const one = 8_000;
    expect(await sendAll(order(1, 2, 1, 3, 1), 2 * one)).toBe(3);
    expect(await sendAll(order(1, 2, 1, 3, 2), 2 * one)).toBe(4);
    expect(await sendAll(order(1, 1, 1), one)).toBe(1);
    expect(await sendAll(order(1, 1, 1), 0)).toBe(3);
  });

  test('a large message takes the place of many small ones', async () => {
    const large = { html: `${page(9)}<p>${'x'.repeat(10_000)}</p>` };
    const small = [1, 2, 3].map((n) => ({ html: page(n) }));
    expect(await sendAll([...small, large, ...small], 50_000)).toBe(7);
    expect(await sendAll([...small, large, ...small], 80_000)).toBe(4);
  });
});
