import { describe, expect, test } from 'vitest';
import { type CompiledMessage, compileHtml, compileMessage, type Link, type MessageOptions } from '../../src/index.js';
import { clicksIn, keys, tracked, trackingUrl } from './setup.js';

const compiled = (html: string, text: string, options: Partial<MessageOptions> = {}): CompiledMessage =>
  compileMessage({ html, text }, { ...tracked, ...options });
const inText = (message: CompiledMessage): readonly Link[] => message.links.filter(({ part }) => part === 'text');

interface Holding {
  readonly name: string;
  readonly html: string;
  readonly text: string;
  readonly options?: Partial<MessageOptions>;
  /** Of the links of the text part. */
  readonly expected: readonly Partial<Link>[];
}

const reset = 'https://shop.example/reset?token=S&n=1';

/** What the HTML part says of an address, and what holds for the text part because of it. */
const HOLDING: readonly Holding[] = [
  {
    name: 'an opt-out of our own',
    html: '<a data-track="off" href="https://shop.example/reset?token=S&amp;n=1">Reset</a>',
    text: `Reset: ${reset}`,
    expected: [{ verdict: 'leave', reason: 'opt-out' }],
  },
  {
    name: "another service's opt-out",
    html: '<a clicktracking=off href="https://shop.example/reset?token=S&n=1">Reset</a>',
    text: reset,
    expected: [{ verdict: 'leave', reason: 'opt-out' }],
  },
  {
    name: 'an opt-out on one of two links of the address',
    html: `<a href="${reset}">Reset</a><a data-track="off" href="${reset}">here</a>`,
    text: reset,
    expected: [{ verdict: 'leave', reason: 'opt-out' }],
  },
  {
    name: 'an address that a text cuts short',
    html: ['it’s', 'now!', 'b*', 'a.', '?q="S"', 'my file']
      .map((end) => `<a data-track="off" href='https://shop.example/${end}'>x</a>`)
      .join(''),
    text: 'https://shop.example/it’s, https://shop.example/now! https://shop.example/b* https://shop.example/a.\nhttps://shop.example/?q="S" https://shop.example/my file',
    expected: ['it’s', 'now!', 'b*', 'a.', '?q="S"', 'my file'].map((end) => ({
      href: `https://shop.example/${end}`,
      verdict: 'leave',
      reason: 'opt-out',
    })),
  },
  {
    name: 'the end of a sentence behind an address that is there without it, too',
    html: '<a data-track="off" href="https://shop.example/a!">x</a><a href="https://shop.example/a">y</a>',
    text: 'https://shop.example/a! https://shop.example/a!b',
    expected: [
      { href: 'https://shop.example/a', verdict: 'track' },
      { href: 'https://shop.example/a!b', verdict: 'track' },
    ],
  },
  {
    name: 'an opt-out of another address that is as long as the start of this one',
    html: '<a data-track="off" href="https://shop.example/?reset=S1">x</a><a href="https://shop.example/?other=S1">y</a>',
    text: 'https://shop.example/?offer=S1Now https://shop.example/?other=S1Now',
    expected: [
      { href: 'https://shop.example/?offer=S1Now', verdict: 'track' },
      { href: 'https://shop.example/?other=S1Now', verdict: 'track' },
    ],
  },
  {
    name: "the app's own rule",
    html: `<a class="secret" href="${reset}">Reset</a>`,
    text: `${reset} ${reset}Sign in`,
    options: { classify: (_, element) => (element?.attribs['class'] === 'secret' ? { verdict: 'leave' } : undefined) },
    expected: [
      { verdict: 'leave', reason: 'rule-leave' },
      { verdict: 'leave', reason: 'opt-out' },
    ],
  },
  {
    name: 'a matcher that knows the link by its label',
    html: `<a href="${reset}">Reset</a>`,
    text: `${reset} ${reset}Sign in`,
    options: { neverTrack: [({ label }) => label === 'Reset'] },
    expected: [
      { verdict: 'leave', reason: 'never-track' },
      { verdict: 'leave', reason: 'opt-out' },
    ],
  },
  {
    name: 'an address that is spelt another way',
    html: '<a data-track=off href="HTTPS://Shop.example:443/%7ea?q=ü">x</a>',
    text: 'https://shop.example/~a?q=%c3%bc',
    expected: [{ verdict: 'leave', reason: 'opt-out' }],
  },
  {
    name: 'an address with a merge tag',
    html: '<a data-track=off href="https://shop.example/?c={{code}}">x</a>',
    text: 'https://shop.example/?c={{code}}',
    expected: [{ verdict: 'leave', reason: 'opt-out' }],
  },
  {
    name: 'an address whose references the text still has',
    html: '<a data-track="off" href="https://shop.example/reset?token=S&amp;n=1">Reset</a>',
    text: 'https://shop.example/reset?token=S&amp;n=1',
    expected: [{ verdict: 'leave', reason: 'opt-out' }],
  },
  {
    name: 'an address that a converter has run on into the next word',
    html: `<a data-track="off" href="${reset}">Reset</a><a data-track="off" href="https://shop.example/in/Z9">Sign in</a>`,
    text: `Reset ${reset}Sign in https://shop.example/in/Z9Unsubscribe ${reset}here`,
    expected: [
      { verdict: 'leave', reason: 'opt-out' },
      { verdict: 'leave', reason: 'opt-out' },
      { verdict: 'leave', reason: 'opt-out' },
    ],
  },
  {
    name: 'nothing of an address that only starts with the same characters',
    html: `<a data-track="off" href="${reset}">Reset</a><a data-track="off" href="https://shop.example/in/Z9">Sign in</a>`,
    text: `${reset}0 ${reset}&next=1 https://shop.example/in/Z9x https://shop.example/in/Z9x?a=1 https://shop.example/in/Z9/X`,
    expected: Array.from({ length: 5 }, () => ({ verdict: 'track' }) as const),
  },
  {
    name: 'a merge tag that is spelt another way',
    html: '<a data-track=off href="{{reset_url}}">x</a><a data-track=off href="https://shop.example/?c=*|CODE|*">x</a>',
    text: '{{ reset_url }} https://shop.example/?c={{ CODE }} https://shop.example/?c={{ OTHER }}',
    expected: [{ reason: 'opt-out' }, { reason: 'opt-out' }, { reason: 'merge-tag-unresolved' }],
  },
  {
    name: 'a kind',
    html: '<a data-link-kind="unsubscribe" href="https://shop.example/bye">x</a>',
    text: 'https://shop.example/bye',
    expected: [{ kind: 'unsubscribe', verdict: 'leave', reason: 'unsubscribe-link' }],
  },
  {
    name: 'a kind that takes one off',
    html: '<a data-link-kind="web" href="https://shop.example/unsubscribe">How to unsubscribe</a>',
    text: 'https://shop.example/unsubscribe',
    expected: [{ kind: 'web', verdict: 'track' }],
  },
  {
    name: 'a kind that a matcher knows by the label',
    html: '<a href="https://shop.example/v/1">View online</a>',
    text: 'https://shop.example/v/1',
    options: { systemLinks: { preview: { match: [({ label }) => label === 'View online'] } } },
    expected: [{ kind: 'preview', verdict: 'leave' }],
  },
  {
    name: 'a name and tags',
    html: '<a data-link-id="cta" data-link-tags="group:top" href="https://shop.example/sale">Sale</a>',
    text: 'https://shop.example/sale and https://shop.example/sale',
    expected: [{ id: 'cta', tags: { group: 'top' } }, { id: 'cta-2' }],
  },
  {
    name: 'names of several links of one address, in their order',
    html: '<a data-link-id="logo" href="https://shop.example/">x</a><a data-link-id="cta" href="https://shop.example/">y</a>',
    text: 'https://shop.example/ https://shop.example https://shop.example/',
    expected: [{ id: 'logo' }, { id: 'cta' }, { id: 'cta-2' }],
  },
  {
    name: 'a name of the option linkId, which sees no label in text',
    html: '<a href="https://shop.example/sale">Sale</a>',
    text: 'https://shop.example/sale https://shop.example/other',
    options: { linkId: (link) => link.label || undefined },
    expected: [{ id: 'Sale' }, {}],
  },
  {
    name: 'a name by label',
    html: '<a href="https://shop.example/orders/17">Your order</a>',
    text: 'https://shop.example/orders/17',
    options: { linkId: 'label' },
    expected: [{ id: 'Your order' }],
  },
  {
    name: 'names by position, with others for what the HTML part has not',
    html: '<a href="https://shop.example/1">x</a><a href="https://shop.example/2">y</a>',
    text: 'https://shop.example/0 https://shop.example/2',
    options: { linkId: 'position' },
    expected: [{ id: 'text-1' }, { id: 'link-2' }],
  },
];

test('without an HTML part, what the AMP part says holds', () => {
  const amp = `<html \u26a14email><a data-track="off" href="${reset.replace('&', '&amp;')}">Reset</a></html>`;
  const { links } = compileMessage({ text: reset, amp }, tracked);
  expect(links.map(({ part, reason }) => [part, reason])).toEqual([
    ['text', 'opt-out'],
    ['amp', 'opt-out'],
  ]);
});

describe('what the HTML part says holds for the same address in the others', () => {
  test.each(HOLDING)('$name', async ({ html, text, options, expected }) => {
    const message = compiled(html, text, options);
    expect(inText(message)).toMatchObject(expected);
    const copy = await message.render({}, keys);
    if (expected[0]?.verdict === 'leave') expect(copy.text).toBe(text);
  });

  test('and not for another address', () => {
    for (const other of [
      'https://shop.example/reset?token=T&n=1',
      'https://shop.example/reset',
      'https://shop.example/',
    ])
      expect(inText(compiled(`<a data-track=off href="${reset}">x</a>`, other))).toMatchObject([{ verdict: 'track' }]);
  });

  test('the AMP part gets it, too, and its own attributes come first', () => {
    const { links } = compileMessage(
      {
        html: `<a data-track=off href="${reset}">x</a><a data-link-id=cta href="https://shop.example/">y</a>`,
        amp: `<a href="${reset}">x</a><a data-link-id=own href="https://shop.example/">y</a>`,
      },
      tracked,
    );
    expect(links.slice(2)).toMatchObject([
      { part: 'amp', reason: 'opt-out' },
      { part: 'amp', id: 'own' },
    ]);
  });

  test('values that a contact has do not undo it', async () => {
    const message = compiled(
      '<a data-track=off href="https://shop.example/?c={{code}}">x</a>',
      'https://shop.example/?c={{code}}',
    );
    expect((await message.render({ values: { code: '1' } }, keys)).tracked).toBe(0);
  });

  test('a part alone is as its own call has it', async () => {
    const html = '<a href="https://shop.example/a">x</a><a href="htp://shop.example">y</a>';
    const alone = compileHtml(html, tracked);
    const message = compileMessage({ html }, tracked);
    expect(message.links).toEqual(alone.links);
    const [copy, other] = [
      await message.render({ contactId: 'c' }, keys),
      await alone.render({ contactId: 'c' }, keys),
    ];
    expect([copy.html, copy.tracked, copy.bytes]).toEqual([other.html, other.tracked, other.bytes]);
    expect(Object.keys(copy)).not.toContain('text');
  });
});

describe('a message as a whole', () => {
  const message = compileMessage(
    {
      html: '<a href="https://shop.example/a">x</a><a href="htp://shop.example">y</a>',
      text: 'https://shop.example/a htp://shop.example',
      amp: '<a href="https://shop.example/a">x</a>',
    },
    { ...tracked, destination: 'manifest' },
  );

  test('says of which part each link and finding is', async () => {
    const copy = await message.render({ contactId: 'c' }, keys);
    expect(copy.links.map(({ part, index }) => `${part} ${index}`)).toEqual([
      'html 0',
      'html 1',
      'text 0',
      'text 1',
      'amp 0',
    ]);
    for (const { findings } of [message, copy])
      expect(findings.map(({ part, code }) => `${part} ${code}`)).toEqual(['html scheme-typo', 'text scheme-typo']);
    expect(copy.findings[1]?.frame).toContain('htp://shop.example');
    expect(copy.tracked).toBe(3);
    const size = (text: string) => Buffer.byteLength(text);
    expect(copy.bytes.after).toBe(size(copy.html) + size(copy.text) + size(copy.amp));
    const parts = await Promise.all(
      [copy.html, copy.text, copy.amp].map(async (part) =>
        (await clicksIn(part, { manifest: message.manifest() })).map((click) => [click.part, click.url]),
      ),
    );
    expect(parts).toEqual(['html', 'text', 'amp'].map((part) => [[part, 'https://shop.example/a']]));
  });

  test('what holds for all parts is said once, and all parts have one time of sending', async () => {
    const { sentAt: _, destination: __, ...untimed } = { ...tracked, destination: undefined };
    const both = compileMessage(
      { html: '<a href="https://shop.example/">x</a>', text: 'https://shop.example/' },
      untimed,
    );
    const copy = await both.render({ contactId: 'ada@shop.example' }, keys);
    expect(copy.findings.map(({ code }) => code)).toEqual(['contact-is-email']);
    const [html, text] = [await clicksIn(copy.html), await clicksIn(copy.text)];
    expect(html[0]?.sentAt).toEqual(text[0]?.sentAt);
  });

  test('its size is that of all parts, told of once', async () => {
    const padding = 'x'.repeat(60_000);
    const large = compileMessage({ html: `<p>${padding}`, text: padding }, tracked);
    const { findings } = await large.render({}, keys);
    expect(findings.map(({ code }) => code)).toEqual(['message-clipped']);
    expect(findings[0]?.message).toContain('120,003');
    const small = compileMessage({ html: `<p>${padding}`, text: 'x' }, tracked);
    expect((await small.render({}, keys)).findings).toEqual([]);
  });

  test('the time of sending may be the recipient’s own, but not an anonymous one’s', async () => {
    const sentAt = new Date('2026-01-02T03:04:05Z');
    const [own] = await clicksIn((await message.render({ sentAt }, keys)).html, { manifest: message.manifest() });
    expect(own?.sentAt).toEqual(sentAt);
    const anonymous = { consent: 'anonymous', sentAt } as const;
    const [other] = await clicksIn((await message.render(anonymous, keys)).html, { manifest: message.manifest() });
    expect(other?.sentAt).toEqual(tracked.sentAt);
  });

  test('numbers are accepted as ids and values', async () => {
    const part = compileMessage({ text: 'https://shop.example/?n={{n}}' }, tracked);
    const [click] = await clicksIn((await part.render({ contactId: 17, values: { n: 0 } }, keys)).text);
    expect(click).toMatchObject({ contactId: '17', url: 'https://shop.example/?n=0' });
  });

  test('a record that fights back leaves every part as it was', async () => {
    const hostile = Object.defineProperty({}, 'contactId', { get: () => JSON.parse('{') });
    for await (const copy of message.renderAll([hostile as object], keys)) {
      expect([copy.html, copy.text, copy.amp]).toEqual([message.source.html, message.source.text, message.source.amp]);
      expect(copy.findings.filter(({ code }) => code === 'internal-error')).toHaveLength(1);
    }
  });
});

describe('a caller’s mistakes throw TypeError', () => {
  const mistakes: readonly [unknown, unknown, string][] = [
    [{}, { trackingUrl }, 'message: must have html, text or amp'],
    ['<p></p>', { trackingUrl }, 'message: must be an object such as { html, text }, not a string'],
    [undefined, { trackingUrl }, 'message: must be an object, not undefined'],
    [{ html: 7 }, { trackingUrl }, 'html: must be a string, not a number'],
    [{ htm: '' }, { trackingUrl }, 'message: unknown option "htm", did you mean "html"?'],
    [{ html: '' }, {}, 'trackingUrl: is required'],
    [
      { html: '' },
      { trackingUrl, part: 'html' },
      'compileMessage options: unknown option "part"; compileMessage takes',
    ],
    [
      { html: '' },
      { trackingUrl, contactId: 'c' },
      'compileMessage options: unknown option "contactId"; it is for render',
    ],
    [{ html: '' }, { trackingUrl, neverTrak: [] }, 'unknown option "neverTrak", did you mean "neverTrack"?'],
  ];
  test.each(mistakes)('%j, %j', (parts, options, message) => {
    expect(() => compileMessage(parts as object, options as MessageOptions)).toThrow(message);
  });

  test('in render and renderAll', async () => {
    const message = compileMessage({ html: '' }, { trackingUrl });
    await expect(message.render({ contactID: 'c' } as object, keys)).rejects.toThrow('did you mean "contactId"?');
    await expect(message.render({}, undefined as never)).rejects.toThrow('keys: must be a keyring');
    const first = (options: object) => message.renderAll([], keys, options).next();
    await expect(first({ concurrency: 0 })).rejects.toThrow('concurrency: must be a whole number from 1');
    await expect(first({ concurency: 2 })).rejects.toThrow('did you mean "concurrency"?');
    const list = message.renderAll(17 as unknown as [], keys);
    await expect(list.next()).rejects.toThrow('recipients: must be a list');
  });
});

test('a link opens an app in every part, if one of its address in the HTML part does', async () => {
  const app = 'universal="true"';
  const html = `<a ${app} href="https://app.example/1">x</a><a href="https://app.example/1">x</a>
    <a href="https://app.example/2">x</a><a ${app} href="https://app.example/2">x</a><a href="https://app.example/3">x</a>`;
  const text = 'https://app.example/1 https://app.example/2 https://app.example/3';
  const copy = await compiled(html, text).render({}, keys);
  expect((await clicksIn(copy.text ?? '')).map(({ url, appLink = false }) => [url.slice(-1), appLink])).toEqual([
    ['1', true],
    ['2', true],
    ['3', false],
  ]);
});
