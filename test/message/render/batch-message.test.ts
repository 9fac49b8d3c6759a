import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  type CompileOptions,
  compileMessage,
  createKeyring,
  type ProviderName,
  type Recipient,
} from '../../../src/index.js';
import { ROOT } from '../../structure/read-imports.js';
import { FILLERS, type Values } from './fillers.js';

const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }]);
const OPTIONS: CompileOptions = {
  trackingUrl: 'https://click.brand.example/c',
  clickTracking: true,
  messageId: 'm-1',
  sentAt: new Date('2026-11-24T10:00:00Z'),
  honeypotUrl: 'https://brand.example/quiet',
};
const read = (ending: RegExp): string[] =>
  readdirSync(`${ROOT}fixtures/emails`)
    .filter((name) => ending.test(name))
    .map((name) => readFileSync(`${ROOT}fixtures/emails/${name}`, 'utf8'));
const [texts, amps, htmls] = [read(/\.txt$/), read(/\.amp\.html$/), read(/(?<!\.amp)\.html$/)];
/** Every HTML part of the fixtures, with some text and some AMP beside it. */
const MESSAGES: readonly { readonly html: string; readonly text: string; readonly amp: string }[] = htmls.map(
  (html, at) => ({
    html,
    text: texts[at % texts.length] as string,
    amp: amps[at % amps.length] as string,
  }),
);
const RECIPIENTS: readonly Recipient[] = [
  { contactId: 'c-17', values: { city: 'Köln & "Umgebung"', url: 'https://a.example/?a=1&b=2', code: "<'>" } },
  { contactId: 'c-18', sentAt: new Date('2026-11-25T10:00:00Z') },
  { contactId: 'c-19', consent: 'none' },
  { consent: 'anonymous' },
];

describe.each(Object.keys(FILLERS) as ProviderName[])('%s', (provider) => {
  const fill = FILLERS[provider] as (template: string, values: Values) => string;

  test('takes all parts of a message in one call: filled in, they are what render gives', async () => {
    let laid = 0;
    for (const parts of MESSAGES) {
      const message = compileMessage(parts, OPTIONS);
      const batch = message.batch({ provider });
      for (const recipient of RECIPIENTS) {
        const variables = JSON.parse(JSON.stringify(await batch.variables(recipient, keys))) as Values;
        laid += Object.keys(variables).length;
        const copy = await message.render(recipient, keys);
        const filled = [fill(batch.html, variables), fill(batch.text, variables), fill(batch.amp, variables)];
        expect(filled).toEqual([copy.html, copy.text, copy.amp]);
      }
    }
    expect(laid).toBeGreaterThan(300);
  });
});

describe('the parts of a message', () => {
  const parts = {
    html: '<a data-link-id="sale" href="https://shop.example/sale">Sale</a>',
    text: 'Sale: https://shop.example/sale',
    amp: '<!doctype html><html ⚡4email><body><a href="https://shop.example/sale">Sale</a></body></html>',
  };
  const message = compileMessage(parts, { ...OPTIONS, honeypotUrl: undefined });

  test('have variables of their own, because each tells in which part a link was clicked', async () => {
    const batch = message.batch({ provider: 'ses' });
    const variables = await batch.variables({ contactId: 'c-1' }, keys);
    expect(Object.keys(variables)).toEqual(['cs_h0', 'cs_t0', 'cs_a0']);
    expect(new Set(Object.values(variables)).size).toBe(3);
    expect([batch.html, batch.text]).toEqual(['<a href="{{cs_h0}}">Sale</a>', 'Sale: {{cs_t0}}']);
  });

  test('count the slots of an app on', async () => {
    const seen: number[] = [];
    const batch = message.batch({ slot: (index) => `-url${seen.push(index) - 1}-` });
    expect(seen).toEqual([0, 1, 2]);
    expect([batch.html, batch.text, batch.amp].map((part) => /-url\d-/.exec(part)?.[0])).toEqual([
      '-url0-',
      '-url1-',
      '-url2-',
    ]);
    expect(Object.keys(await batch.variables({}, keys))).toEqual(['-url0-', '-url1-', '-url2-']);
  });

  test('share the limit of the template', () => {
    const codes = (bytes: number): readonly string[] =>
      compileMessage({ html: `<p>${'x'.repeat(bytes)}</p>`, text: 'y'.repeat(bytes) }, OPTIONS)
        .batch({ provider: 'ses' })
        .findings.map(({ code }) => code)
        .filter((code) => code === 'provider-limit');
    expect([codes(200_000), codes(260_000)]).toEqual([[], ['provider-limit']]);
  });

  test('share the limit of the variables, and nothing half-filled is given', async () => {
    const links = (count: number): string[] =>
      Array.from({ length: count }, (_, at) => `https://a.example/${'x'.repeat(200)}/${at}`);
    const long = compileMessage(
      {
        html: links(200)
          .map((url) => `<a href="${url}">A</a>`)
          .join(''),
        text: links(200).join('\n'),
      },
      OPTIONS,
    );
    await expect(long.batch({ provider: 'sparkpost' }).variables({}, keys)).rejects.toThrow(
      /^variables: would have \d+ bytes; SparkPost takes 100000/,
    );
    expect(Object.keys(await long.batch({ provider: 'ses' }).variables({}, keys)).length).toBe(401);
  });

  test.each([
    [{ provider: 'resend' }, /^provider: Resend does not document that it/],
    [{ provider: 'sengrid' }, /^provider: must be one of .*did you mean "sendgrid"/],
    [{ provider: 'ses', slot: () => 'x' }, /must have either provider or slot/],
    [{ slot: () => 'one' }, /^slot: must return strings that do not contain one another/],
    [{ slot: (index: number) => `"${index}"` }, /^slot: must return a text without white space, quotes/],
    [{ slot: (index: number) => `${index === 2 ? 'Sale' : index}` }, /^slot: must return strings/],
  ])('are refused as one part is: %j', (options, wanted) => {
    expect(() => message.batch(options as never)).toThrow(TypeError);
    expect(() => message.batch(options as never)).toThrow(wanted);
  });

  test.each(Object.keys(FILLERS) as ProviderName[])(
    'give %s no value that it would read as a tag',
    async (provider) => {
      const opening = { mailgun: '%recipient.x%', brevo: '{% if x %}' }[provider as string] ?? '{{x}}';
      const tagged = compileMessage(
        { html: '<a href="*|URL|*">A</a>', text: 'https://a.example/*|URL|*' },
        { ...OPTIONS, mergeTags: ['mailchimp'] },
      );
      const batch = tagged.batch({ provider });
      for (const consent of ['none', 'identified'] as const)
        for (const URL of [`https://a.example/${opening}`, opening, `mailto:a@b.example?subject=${opening}`]) {
          const recipient: Recipient = { contactId: 'c-1', consent, values: { URL } };
          const variables = await batch.variables(recipient, keys);
          expect(JSON.stringify(variables)).not.toContain(opening);
          expect(FILLERS[provider]?.(batch.html, variables)).toBe((await tagged.render(recipient, keys)).html);
        }
    },
  );
});
