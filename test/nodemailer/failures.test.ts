import { createTransport, type SendMailOptions } from 'nodemailer';
import { describe, expect, test } from 'vitest';
import { createKeyring } from '../../src/index.js';
import { clickstamp, type MessageClicks, type NodemailerOptions } from '../../src/nodemailer.js';
import { keys, PLAIN, send, trackingUrl } from './send.js';

const html = '<a href="https://shop.example/sale">Sale</a>';
const fails = () => {
  throw new RangeError('out of order');
};

describe('no failure keeps a mail from going out', () => {
  const cases: readonly [string, SendMailOptions, Partial<NodemailerOptions>, string][] = [
    ['a callback that throws', { html }, { recipient: fails }, 'message: out of order'],
    ['a callback that rejects', { html }, { recipient: async () => fails() }, 'message: out of order'],
    [
      'a callback that gives no object',
      { html },
      { recipient: () => 'c-17' as unknown as MessageClicks },
      'message: message.clickstamp: must be an object, or false for no tracking, not a string',
    ],
    [
      'a field that is no object',
      { html, clickstamp: true as unknown as MessageClicks },
      {},
      'message: message.clickstamp: must be an object, or false for no tracking, not true',
    ],
    [
      'a misspelt field',
      { html, clickstamp: { contactID: 'c-17' } as MessageClicks },
      {},
      'message: message.clickstamp: unknown option "contactID", did you mean "contactId"?',
    ],
    [
      'a truth value for an id, which is not shown',
      { html, clickstamp: { contactId: true } as unknown as MessageClicks },
      {},
      'message: contactId: must be a string that is not empty, or a finite number, not a boolean',
    ],
    [
      'an option of the wrong type',
      { html, clickstamp: { variant: 2 } as unknown as MessageClicks },
      {},
      'message: variant: must be a string, not a number',
    ],
    [
      'pseudonyms without their key',
      { html, clickstamp: { contactId: 'c-17', consent: 'pseudonymous' } },
      {},
      'message: consent',
    ],
  ];

  test.each(cases)('%s', async (_, message, options, error) => {
    const { email, errors } = await send(message, options);
    expect(email.html).toBe(html);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(error);
    expect(errors[0]).not.toContain('17"?');
  });

  test('one part fails, the others are tracked', async () => {
    const { errors, rewritten } = await send({ html: Buffer.from([0xff]), text: 'https://shop.example/' });
    expect(errors).toHaveLength(1);
    expect(rewritten).toEqual(['text: 1']);
  });

  test('reporters that fail', async () => {
    const warnings: Error[] = [];
    const listen = (warning: Error) => warnings.push(warning);
    process.on('warning', listen);
    try {
      const tracked = await send({ html }, { onRewrite: fails });
      expect(tracked.email.html).toContain(trackingUrl);
      const left = await send({ html }, { recipient: fails, onError: async () => fails() });
      expect(left.email.html).toBe(html);
      await new Promise((resolve) => setImmediate(resolve));
    } finally {
      process.off('warning', listen);
    }
    expect(warnings.map(({ name }) => name)).toEqual(['ClickstampWarning', 'ClickstampWarning']);
  });

  test('without onError the process is warned, once for each kind', async () => {
    const warnings: string[] = [];
    const listen = ({ name, message }: Error) => name === 'ClickstampWarning' && warnings.push(message);
    process.on('warning', listen);
    try {
      const transporter = createTransport({ jsonTransport: true });
      transporter.use('compile', clickstamp(PLAIN));
      const wrong = { contactID: 'c-17' } as MessageClicks;
      for (const field of [wrong, wrong, { tags: 1 } as MessageClicks, wrong])
        await transporter.sendMail({ to: 'ada@reader.example', html, clickstamp: field });
      await new Promise((resolve) => setImmediate(resolve));
    } finally {
      process.off('warning', listen);
    }
    expect(warnings).toEqual([
      'A message went out untracked or unreported: message.clickstamp: unknown option "contactID", did you mean "contactId"?',
      expect.stringContaining('message.clickstamp: unknown option "tags"'),
    ]);
  });

  test('a message without any part, and one without links', async () => {
    expect(await send({})).toMatchObject({ errors: [], rewritten: [] });
    expect(await send({ html: '<p>Hello</p>', text: '' })).toMatchObject({ errors: [], rewritten: ['html: 0'] });
  });
});

describe('wrong options throw at once', () => {
  const verifyOnly = createKeyring([
    {
      kid: 'public',
      key: {
        kty: 'OKP',
        crv: 'Ed25519',
        x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
      },
    },
  ]);
  const cases: readonly [string, object, RegExp][] = [
    ['a misspelt option', { trackingURL: trackingUrl }, /unknown option "trackingURL", did you mean "trackingUrl"\?/],
    ['no tracking URL', { trackingUrl: undefined }, /^trackingUrl: is required/],
    ['no keys', { keys: undefined }, /^keys: must be a keyring made by createKeyring/],
    ['keys that cannot sign', { keys: verifyOnly }, /^keys: the first key can only verify/],
    ['part', { part: 'html' }, /unknown option "part", did you mean "parts"\?/],
    ['an unknown part', { parts: ['html', 'txt'] }, /^parts: must be one of "html", "text", "amp"/],
    ['parts that are no list', { parts: 'html' }, /^parts: must be an array/],
    ['a cache of no size', { cacheBytes: -1 }, /^cacheBytes: must be a number from 0/],
    ['a recipient that is no function', { recipient: { contactId: 'c-1' } }, /^recipient: must be a function/],
    ['onError', { onError: true }, /^onError: must be a function/],
    ['onRewrite', { onRewrite: 'log' }, /^onRewrite: must be a function/],
    ['an option of compileHtml', { neverTrack: 'bank.example' }, /^neverTrack: must be an array/],
  ];
  test.each(cases)('%s', (_, options, message) => {
    const make = () => clickstamp({ trackingUrl, keys, ...options } as NodemailerOptions);
    expect(make).toThrow(TypeError);
    expect(make).toThrow(message);
  });
});
