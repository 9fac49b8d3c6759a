import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import {
  type CompileOptions,
  compileMessage,
  createKeyring,
  type MessageParts,
  type ProviderName,
  type Recipient,
} from '../../../src/index.js';
import { FILLERS, type Values } from './fillers.js';

const FOLDER = fileURLToPath(new URL('../../../../shared/corpus/', import.meta.url));
const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }]);
const OPTIONS: CompileOptions = {
  trackingUrl: 'https://click.brand.example/c',
  clickTracking: true,
  sentAt: new Date('2026-11-24T10:00:00Z'),
  honeypotUrl: 'https://brand.example/quiet',
  utm: { source: 'news & "more"' },
};
const list = (folder: string): string[] =>
  readdirSync(`${FOLDER}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:html?|txt)$/.test(file))
    .sort()
    .map((file) => readFileSync(`${FOLDER}${folder}/${file}`, 'utf8'));

/** Every HTML part of the corpus with a text part beside it, and every AMP part alone. */
function readMessages(): MessageParts[] {
  const texts = list('text');
  return [
    ...list('html').map((html, at) => ({ html, text: texts[at % texts.length] as string })),
    ...list('amp').map((amp) => ({ amp })),
  ];
}

/** A value for whatever looks like a tag: an address, or text that markup, URLs and templates would read otherwise. */
function valuesOf(parts: MessageParts): Record<string, string> {
  const names = Object.values(parts).flatMap((part) =>
    [...String(part).matchAll(/[{|[%]\s*([a-z][\w.]*)/gi)].map(([, name]) => name as string),
  );
  return Object.fromEntries(
    names.map((name) => [name, /url|link|href/i.test(name) ? 'https://a.example/?x=1&y="2"#é' : `a&b="c" <d>'{e}$&`]),
  );
}

const through = (variables: Values): Values => JSON.parse(JSON.stringify(variables)) as Values;

test('every service fills every message of the corpus in to what render gives, byte for byte', async () => {
  const counted = { messages: 0, variables: 0, refused: 0 };
  for (const parts of readMessages()) {
    const message = compileMessage(parts, OPTIONS);
    const recipients: readonly Recipient[] = [
      { contactId: 'c-17', values: valuesOf(parts) },
      { contactId: 'c-18', consent: 'none' },
    ];
    const copies = await Promise.all(recipients.map((recipient) => message.render(recipient, keys)));
    for (const [provider, fill] of Object.entries(FILLERS)) {
      const batch = message.batch({ provider: provider as ProviderName });
      for (const [at, recipient] of recipients.entries()) {
        const variables = await batch.variables(recipient, keys).catch((error: unknown) => String(error));
        if (typeof variables === 'string') {
          expect(variables).toMatch(/^TypeError: variables: /);
          counted.refused++;
          continue;
        }
        counted.variables += Object.keys(variables).length;
        for (const part of Object.keys(parts) as (keyof MessageParts)[])
          expect(fill(batch[part] as string, through(variables))).toBe(copies[at]?.[part]);
      }
    }
    counted.messages++;
  }
  console.log(JSON.stringify(counted));
  expect(counted.messages).toBeGreaterThan(600);
  expect(counted.variables).toBeGreaterThan(20_000);
  // Those whose own addresses hold a tag of the service.
  expect(counted.refused).toBeLessThan(counted.messages / 20);
}, 600_000);
