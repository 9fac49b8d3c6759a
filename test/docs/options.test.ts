import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { clickTable } from '../../src/clicks/sql/index.js';
import { ClickAggregator, compileHtml, createKeyring, decodeClick, signLink } from '../../src/index.js';
import { clickstamp } from '../../src/nodemailer.js';
import { createBatcher, createClickHandler } from '../../src/redirect/index.js';

const page = readFileSync(new URL('../../docs/options.md', import.meta.url), 'utf8');
const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }]);
const trackingUrl = 'https://click.brand.example/c';
const unknown = { xyzzyxyzzyxyzzy: 1 } as never;
const part = compileHtml('', { trackingUrl });

/** The options that a call knows: it names them where it is given one that is like none of them. */
const CALLS: Readonly<Record<string, () => unknown>> = {
  'Compile options': () => compileHtml('', unknown),
  'UTM options': () => compileHtml('', { trackingUrl, utm: unknown }),
  Recipient: () => part.render(unknown, keys),
  'Rendering options': () => part.renderAll([], keys, unknown).next(),
  'Link options': () => signLink('https://shop.example/', unknown, keys),
  'Decode options': () => decodeClick('x', unknown),
  'Handler options': () => createClickHandler(unknown),
  'Batcher options': () => createBatcher(unknown),
  'Aggregator options': () => new ClickAggregator(unknown),
  'Table options': () => clickTable(unknown),
  'Bot options': () => new ClickAggregator({ bots: unknown }),
  'Keyring options': () => createKeyring([], unknown),
  'Nodemailer options': () => clickstamp(unknown),
};

/** Calls that take other sections' options as well, which stand there unless they mean something else here. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  'Link options': ['Compile options', 'Recipient'],
  'Nodemailer options': ['Compile options'],
};

async function knownTo(call: () => unknown): Promise<string[]> {
  try {
    await call();
  } catch (error) {
    return (/known are (.+)$/.exec(String(error))?.[1] ?? '').split(', ');
  }
  return [];
}

/** The entries under a heading: option and text. */
function entriesOf(section: string): readonly (readonly [option: string, text: string])[] {
  const start = page.indexOf(`\n# ${section}\n`);
  const end = page.indexOf('\n# ', start + 1);
  return [...page.slice(start, end === -1 ? undefined : end).matchAll(/^### `(\w+)`\n((?:(?!^#).*\n?)*)/gm)].map(
    (match) => [match[1] as string, match[2] as string],
  );
}

describe('docs/options.md', () => {
  test.each(Object.entries(CALLS))('%s: every option, and no other', async (section, call) => {
    const options = entriesOf(section).map(([option]) => option);
    expect(options.length).toBeGreaterThan(0);
    const elsewhere = (ALSO[section] ?? []).flatMap(entriesOf).map(([option]) => option);
    const known = (await knownTo(call)).filter((option) => options.includes(option) || !elsewhere.includes(option));
    expect([...options].sort()).toEqual(known.sort());
  });

  test.each(Object.keys(CALLS))(
    '%s: each says what it means, its default, its pitfall, and how it is written',
    (section) => {
      for (const [option, text] of entriesOf(section)) {
        const lines = text.trim().split('\n');
        expect([option, lines.length >= 4]).toEqual([option, true]);
        expect(lines[0]).toMatch(/^.{5,}[.:]/);
        expect([
          option,
          ...['Default: .+', 'Pitfall: .+', `Example: \`${option}: .+\``].map((line) =>
            lines.some((each) => new RegExp(`^${line}$`).test(each)),
          ),
        ]).toEqual([option, true, true, true]);
      }
    },
  );

  test('has no section beside these, and its list of contents leads to each', () => {
    expect([...page.matchAll(/^# (.+)$/gm)].map((match) => match[1])).toEqual(['Options', ...Object.keys(CALLS)]);
    for (const section of Object.keys(CALLS)) expect(page).toContain(`(#${section.toLowerCase().replace(' ', '-')})`);
  });
});
