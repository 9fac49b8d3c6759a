import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { FINDINGS } from '../../src/message/findings/catalog.js';
import { NAMES, partOf, readFixture } from '../fixtures/read-fixtures.js';
import { ROOT } from '../structure/read-imports.js';
import { runIn } from './fake-io.js';

const require = createRequire(import.meta.url);
// Its types say `default`, and Node's ESM gives the function itself.
const addFormats = require('ajv-formats') as (ajv: Ajv2020) => void;
const readSchema = (path: string): object => JSON.parse(readFileSync(path, 'utf8'));

/** The members of every object are all there are: what a test finds more is not documented. */
function closed<Schema>(schema: Schema): Schema {
  if (schema === null || typeof schema !== 'object') return schema;
  if (Array.isArray(schema)) return schema.map(closed) as Schema;
  const members = Object.entries(schema).map(([name, value]) => [name, closed(value)]);
  const isObject = 'properties' in schema && (schema as { type?: unknown }).type === 'object';
  return { ...Object.fromEntries(members), ...(isObject ? { additionalProperties: false } : {}) };
}

function validatorOf(schema: object): ValidateFunction {
  const ajv = new Ajv2020({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv);
  return ajv.compile(schema);
}

// The official schema is of draft 4; what it uses means the same today, but for the name of its id.
const {
  id: _,
  $schema: __,
  ...sarif
} = readSchema(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')) as Record<string, unknown>;
const VALIDATORS = {
  json: validatorOf(closed(readSchema(`${ROOT}/docs/audit.schema.json`))),
  sarif: validatorOf(sarif),
};

const broken = [
  '<a href="htp://shop.example/{{x}}">[a](https://evil.example/)</a><a href="javascript:x()">x</a><a href="">x</a>',
  '<base href="https://base.example/"><a>x</a><a href="#nowhere">x</a><a href="/sale">x</a><form action="/x"></form>',
  '<a href="https://a.example/ b\u0007\u009f\u2028" title="\ud800">\ud800</a><a href="https://shop.exmaple">x</a>',
  '<!--[if mso]><v:rect href="https://m.example/"></v:rect><![endif]--><svg><a xlink:href="https://s.example">s</a></svg>',
  '<a href="https://u:p@h.example/">x</a><a href="https://localhost/">x</a><a href="http//x.example">https://b.example</a>',
  '<a href="https://shop.example/" data-id="a">x</a>\r<a href="http://shop.example/{[x]}(y)">x</a><a href="htp://s.example/{[x](y)}">',
  `<a href="https://long.example/${'x'.repeat(3_000)}">x</a>${' '.repeat(103_000)}`,
  '<a href="https://shop.example/"',
  '',
];

const mail = (html: string, text: string): string =>
  [
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary=b',
    ...['', '--b', 'Content-Type: text/plain; charset=utf-8', '', text],
    ...['--b', 'Content-Type: text/html; charset=utf-8', '', html, '--b--', ''],
  ].join('\r\n');

const names: Readonly<Record<string, string>> = Object.fromEntries(
  NAMES.map((name) => [`${name.replace(/\.\w+$/, '')}.${partOf(name) === 'text' ? 'txt' : partOf(name)}`, name]),
);
const files: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(names).map(([path, name]) => [path, readFixture(name)])),
  ...Object.fromEntries(broken.map((source, at) => [`broken-${at}.html`, source])),
  'broken.txt': 'htp://shop.example/ https://shop.example/{{x}} www.shop.example',
  'mail.eml': mail(broken.join('\n'), 'htp://shop.example/'),
  '#a?b:c [1]{0}%\n\ud800.html': broken[0] as string,
  '/home/me/a b#.html': broken[0] as string,
};

describe.each(['json', 'sarif'] as const)('%s is what its schema says', (format) => {
  const validate = VALIDATORS[format];
  const check = async (world: object, ...argv: string[]): Promise<unknown> => {
    const { stdout } = await runIn(world, 'audit', '--format', format, ...argv);
    const value: unknown = JSON.parse(stdout);
    validate(value);
    expect(validate.errors ?? []).toEqual([]);
    return value;
  };

  test.each(Object.keys(files))('%j', async (path) => void (await check({ files }, path)));
  test('all at once', async () => void (await check({ files }, ...Object.keys(files))));
  test('some that cannot be read', async () => void (await check({ files }, 'nowhere.html', ...Object.keys(files))));
  test('standard input', async () => void (await check({ stdin: broken.join('\n') }, '-')));
  test('values, provider and tags', async () => {
    await check(
      {
        files: {
          ...files,
          'values.json': '{"x":"y","secret":"{{x}}"}',
          'options.json': '{"provider":"resend","baseUrl":"https://base.example/"}',
        },
      },
      ...['--values', 'values.json', '--options', 'options.json'],
      ...Object.keys(files),
    );
  });

  test('a schema that is not kept is noticed', async () => {
    const text = JSON.stringify(await check({ files }, 'broken-0.html'));
    const damaged = [
      text.replace('"error"', '"fatal"'),
      text.replace(/"(message|text)":/, '"said":'),
      text.replace(/:(\d+)/, ':-7'),
    ];
    for (const each of damaged) {
      expect(each).not.toBe(text);
      expect(validate(JSON.parse(each)), each.slice(0, 300)).toBe(false);
    }
  });
});

test('the broken mails show many kinds of findings', async () => {
  const { stdout } = await runIn({ files }, 'audit', '--json', ...Object.keys(files));
  const codes = new Set((JSON.parse(stdout) as { findings: { code: string }[] }[]).flatMap(codesOf));
  expect(codes.size).toBeGreaterThan(12);
  for (const code of codes) expect(Object.keys(FINDINGS)).toContain(code);
});

const codesOf = ({ findings }: { findings: { code: string }[] }): string[] => findings.map(({ code }) => code);

test('no character of a name or an address is a part of the URI, a placeholder or a link', async () => {
  const { stdout } = await runIn(
    { files },
    'audit',
    '--format',
    'sarif',
    ...Object.keys(files).slice(-2),
    'broken-5.html',
  );
  const { results } = JSON.parse(stdout).runs[0];
  const uris = results.map((result: SarifResult) => result.locations[0].physicalLocation.artifactLocation.uri);
  expect([...new Set(uris)]).toEqual([
    '%23a%3Fb%3Ac%20%5B1%5D%7B0%7D%25%0A%EF%BF%BD.html',
    'file:///home/me/a%20b%23.html',
    'broken-5.html',
  ]);
  const texts = results.map((result: SarifResult) => result.message.text).join('\n');
  expect(texts).toContain('Did you mean http://s.example/{{\\[x\\](y)}} ?');
});

interface SarifResult {
  readonly message: { readonly text: string };
  readonly locations: readonly [{ readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } }];
}
