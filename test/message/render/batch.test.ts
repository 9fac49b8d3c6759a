import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type BatchOptions,
  type CompileOptions,
  compileHtml,
  compileText,
  createKeyring,
  type ProviderName,
  type Recipient,
} from '../../../src/index.js';
import { PROVIDER_NAMES, providerOf } from '../../../src/message/providers/providers.js';
import { runs } from '../../runs.js';
import { ROOT } from '../../structure/read-imports.js';
import { FILLERS, type Values } from './fillers.js';

const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }], {
  pseudonymKey: 'a secret of at least thirty-two bytes',
});
const compile: CompileOptions = {
  trackingUrl: 'https://click.brand.example/c?'.slice(0, -1),
  clickTracking: true,
  sentAt: new Date('2026-11-24T10:00:00Z'),
  honeypotUrl: 'https://brand.example/quiet',
  utm: { source: 'news & more' },
};
const files = readdirSync(`${ROOT}fixtures/emails`).map(
  (name) => [name, readFileSync(`${ROOT}fixtures/emails/${name}`, 'utf8')] as const,
);
const names = Object.keys(FILLERS) as ProviderName[];
const values = { city: 'Köln', 'contact.first_name': 'Ada & "Co"', url: 'https://a.example/?a=1&b=2', code: 'A&B c' };
const RECIPIENTS: readonly Recipient[] = [
  { contactId: 'c-17', values },
  { contactId: 'c-18' },
  { contactId: 'c-19', consent: 'pseudonymous', values },
  { consent: 'anonymous' },
  { contactId: 'c-20', consent: 'none', values },
];
const throughJson = (variables: Values): Values => JSON.parse(JSON.stringify(variables)) as Values;

/** The part in a batch or in a copy, by whichever name. */
const contentOf = (given: { readonly html: string } | { readonly text: string }): string =>
  'html' in given ? given.html : given.text;

function messageOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return String(error);
  }
  return 'no error';
}

/** The fixtures, read once for all services and recipients. */
const PARTS = files.map(([name, source]) =>
  name.endsWith('.txt')
    ? compileText(source, compile)
    : compileHtml(source, { ...compile, part: name.includes('.amp.') ? 'amp' : 'html' }),
);

test('every service that takes one template for many is filled in here', () => {
  const withSlots = PROVIDER_NAMES.filter((name) => typeof providerOf(name).slot !== 'string');
  expect([...names].sort()).toEqual([...withSlots].sort());
});

describe.each(names)('%s', (provider) => {
  const fill = FILLERS[provider] as (template: string, values: Values) => string;

  test('fills its template in to what render gives, byte for byte', async () => {
    let slots = 0;
    for (const part of PARTS) {
      const batch = part.batch({ provider });
      for (const recipient of RECIPIENTS) {
        const variables = throughJson(await batch.variables(recipient, keys));
        const copy = await part.render(recipient, keys);
        expect(fill(contentOf(batch), variables)).toBe(contentOf(copy));
        if (part.part !== 'text') slots += Object.keys(variables).length;
      }
    }
    expect(slots).toBeGreaterThan(100);
  });

  test('whatever the values', async () => {
    const part = compileHtml(
      '<a href="https://a.example/?q={{q}}&amp;x">1</a><a href={{u}}>2</a><a href=\'https://b.example/{{p}}/x\'>3</a>',
      { ...compile, mergeTags: ['mustache'] },
    );
    const batch = part.batch({ provider });
    const nasty = fc.constantFrom(
      '{{',
      '}}',
      '{{{',
      '%recipient.x%',
      '"',
      "'",
      '&',
      '<',
      '>',
      ' ',
      '{%',
      '{#',
      'cs_h0',
      '$&',
      '\\',
      '\n',
      'é',
    );
    const text = fc
      .array(fc.oneof(nasty, fc.string({ maxLength: 5 })), { maxLength: 6 })
      .map((parts) => parts.join(''));
    let filled = 0;
    await fc.assert(
      fc.asyncProperty(text, text, text, fc.boolean(), async (q, p, tail, whole) => {
        const recipient = { contactId: 'c-1', values: { q, p, u: whole ? `https://c.example/${tail}` : tail } };
        const wanted = (await part.render(recipient, keys)).html;
        let variables: Values;
        try {
          variables = throughJson(await batch.variables(recipient, keys));
        } catch (error) {
          expect(error).toBeInstanceOf(TypeError);
          expect(String(error)).toMatch(/^TypeError: variables: /);
          return;
        }
        expect(fill(batch.html, variables)).toBe(wanted);
        filled++;
      }),
      { numRuns: runs(100) },
    );
    expect(filled).toBeGreaterThan(50);
  });
});

describe('variables', () => {
  test("are names and texts: one for each address, and Outlook's button shares its reader's", async () => {
    const html =
      '<!--[if mso]><v:roundrect href="https://a.example/"></v:roundrect><![endif]--><!--[if !mso]><!--><a href="https://a.example/">A</a><!--<![endif]--><a href="https://b.example/">B</a>';
    const batch = compileHtml(html, { ...compile, honeypotUrl: undefined }).batch({ provider: 'ses' });
    const variables = await batch.variables({}, keys);
    expect(Object.keys(variables).every((name) => /^cs_h\d$/.test(name))).toBe(true);
    expect(batch.html.match(/\{\{cs_h\d\}\}/g)).toHaveLength(3);
  });

  test('take other names where the message has theirs', () => {
    const batch = compileHtml('<a href="https://a.example/cs_h0">cs1_</a>', compile).batch({ provider: 'ses' });
    expect(batch.html).toContain('href="{{cs2_h0}}"');
  });

  test('are refused where a value would be taken for a tag of the service', async () => {
    const part = compileHtml('<a href="{{u}}">A</a>', { ...compile, honeypotUrl: undefined, mergeTags: ['mustache'] });
    const batch = part.batch({ provider: 'mailgun' });
    const recipient = { values: { u: 'mailto:%recipient.other%@a.example' } };
    const { html } = await part.render(recipient, keys);
    if (html.includes('%recipient'))
      await expect(batch.variables(recipient, keys)).rejects.toThrow(
        /^variables: the address of link 0 holds what Mailgun/,
      );
  });

  test('are refused beyond what the service takes', async () => {
    const html = Array.from(
      { length: 500 },
      (_, at) => `<a href="https://a.example/${'x'.repeat(200)}/${at}">A</a>`,
    ).join('');
    const batch = compileHtml(html, compile).batch({ provider: 'sparkpost' });
    await expect(batch.variables({}, keys)).rejects.toThrow(/^variables: would have \d+ bytes; SparkPost takes 100000/);
    expect(
      Object.keys(await compileHtml(html, compile).batch({ provider: 'sendgrid' }).variables({}, keys)).length,
    ).toBe(501);
  });

  test('say the same of a wrong recipient or keyring as render does', async () => {
    const part = compileHtml('<a href="https://a.example/">A</a>', compile);
    const batch = part.batch({ provider: 'ses' });
    for (const [recipient, keyring] of [
      [{ contactID: 'x' }, keys],
      [{ contactId: '' }, keys],
      [{ consent: 'no' }, keys],
      [{}, {}],
      [undefined, keys],
    ] as unknown as [Recipient, typeof keys][]) {
      const [a, b] = [recipient, keyring];
      const wanted = await part.render(a, b).catch(String);
      expect(await batch.variables(a, b).catch(String)).toBe(wanted);
    }
  });
});

describe('a template', () => {
  test('past the limits of the service has a finding', () => {
    const html = `<a href="https://a.example/">A</a>${'x'.repeat(500_001)}`;
    const codes = (provider: ProviderName): string[] =>
      compileHtml(html, compile)
        .batch({ provider })
        .findings.map(({ code }) => code)
        .filter((code) => code === 'provider-limit');
    expect(codes('ses')).toEqual(['provider-limit']);
    expect(codes('sendgrid')).toEqual([]);
  });

  test.each([
    ['resend', /^TypeError: provider: Resend does not document that it inserts values unescaped/],
    ['mandrill', /^TypeError: provider: Mandrill does not document that it inserts values unescaped/],
    ['sendgird', /^TypeError: provider: must be one of .*did you mean "sendgrid"/],
    ['', /^TypeError: provider: must be one of/],
  ])('is refused for %j, with the reason', (provider, message) => {
    const part = compileHtml('<a href="https://a.example/">A</a>', compile);
    expect(messageOf(() => part.batch({ provider: provider as ProviderName }))).toMatch(message);
  });
});

describe('slots of an app’s own', () => {
  const part = compileHtml('<a href=https://a.example/>A</a><a href="https://b.example/">B</a>', compile);

  test('stand in the template, and name the variables', async () => {
    const batch = part.batch({ slot: (index) => `-url${index}-` });
    expect(batch.html).toContain('<a href=-url0->A</a><a href="-url1-">B</a>');
    let html = batch.html;
    for (const [slot, value] of Object.entries(await batch.variables({ contactId: 'c-1' }, keys)))
      html = html.replaceAll(slot, () => value);
    expect(html).toBe((await part.render({ contactId: 'c-1' }, keys)).html);
    expect(batch.recipientsPerCall).toBeUndefined();
  });

  test.each([
    [() => 'x"y', 'without white space'],
    [() => 'x y', 'without white space'],
    [() => '<x>', 'without white space'],
    [() => '&amp', 'without white space'],
    [() => 'same', 'that do not contain one another'],
    [(index: number) => (index === 0 ? 'url1' : 'url10'), 'that do not contain one another'],
    [(index: number) => ['a.example', 'X', 'Y'][index] ?? 'Z', 'do not occur in the message'],
    [() => '', '1 to 200 characters'],
    [() => 7 as never, '1 to 200 characters'],
  ])('must survive where they stand: %s', (slot, says) => {
    expect(messageOf(() => part.batch({ slot }))).toMatch(/^TypeError: slot: /);
    expect(messageOf(() => part.batch({ slot }))).toContain(says);
  });

  test.each([
    [{}, /must have either provider or slot/],
    [{ provider: 'ses', slot: String }, /must have either provider or slot/],
    [{ slots: String }, /unknown option "slots", did you mean "slot"/],
    [{ slot: 'x' }, /^TypeError: slot: must be a function/],
    [undefined, /batch options: must be an object/],
  ])('or a service: %j', (options, message) => {
    expect(messageOf(() => part.batch(options as BatchOptions))).toMatch(message);
  });
});
