import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as clicks from '../../src/clicks/index.js';
import * as providers from '../../src/clicks/providers/index.js';
import * as sql from '../../src/clicks/sql/index.js';
import * as encryption from '../../src/encryption.js';
import * as root from '../../src/index.js';
import * as matchers from '../../src/matchers.js';
import * as nodemailer from '../../src/nodemailer.js';
import * as redirect from '../../src/redirect/index.js';
import * as report from '../../src/report/index.js';
import { isLong } from '../runs.js';
import { keyrings, makeToken, TRACKING_URL } from './sample.js';

const DOORS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  clickstamp: root,
  'clickstamp/clicks': clicks,
  'clickstamp/encryption': encryption,
  'clickstamp/matchers': matchers,
  'clickstamp/nodemailer': nodemailer,
  'clickstamp/providers': providers,
  'clickstamp/redirect': redirect,
  'clickstamp/report': report,
  'clickstamp/sql': sql,
};

const keys = keyrings.HS256;
const token = await makeToken(keys);

/** What no message may show. None could be the name of an option: those are code, and messages show them. */
const SECRETS: Readonly<Record<string, string>> = {
  key: 'kZ8vQ2mX7rT4wN9bL3pY6cF1hJ5gD0sA',
  'short key': 'kZ8v-Q2mX7r',
  email: 'jane.q.doe@customer.example',
  address: '203.0.113.77',
  token,
  'tracked URL': `${TRACKING_URL}/${token}`,
  'contact id': 'contact-4711-q',
};

/** A key, an address and a token are read in different ways; the others differ from these in their letters alone, and wait for the long run. */
const TRIED = Object.entries(SECRETS).filter(([kind]) => isLong || ['key', 'email', 'tracked URL'].includes(kind));

/** Each shape comes in two positions of three, the next secret in two others; in the long run in all. */
const isTurn = (turn: number, position: number): boolean => isLong || turn % 3 !== position;

/** Shows a value or its telling part: a piece that is long enough to be of use. A whole piece begins with its telling part. */
const isShown = (text: string, secret: string): boolean =>
  (secret === token || secret.endsWith(token) ? TOKEN_STARTS : [secret.slice(0, 10)]).some((start) =>
    text.includes(start),
  );
const TOKEN_STARTS = token.split('.').map((piece) => piece.slice(0, 10));

const record = { version: 1, eventId: 'e1', at: new Date(0), url: 'https://shop.example/', linkId: 'a', part: 'html' };
const options = { trackingUrl: TRACKING_URL, keys, clickTracking: true };

/** Names under which calls take something; each is tried with the secret as its value. */
const MEMBERS = [
  ...['kid', 'key', 'keys', 'alg', 'cipher', 'pseudonymKey', 'trackingUrl', 'contactId', 'values', 'consent', 'sentAt'],
  ...[
    'utm',
    'neverTrack',
    'linkId',
    'mergeTags',
    'destination',
    'honeypotUrl',
    'part',
    'variant',
    'campaignId',
    'baseUrl',
  ],
  ...[
    'html',
    'text',
    'url',
    'eventId',
    'at',
    'version',
    'signals',
    'tags',
    'bots',
    'networks',
    'userAgents',
    'manifest',
  ],
  ...['now', 'onClick', 'fallbackUrl', 'status', 'write', 'size', 'keep', 'dialect', 'name', 'salt', 'locale', 'title'],
  ...['limit', 'before', 'groupBy', 'bucket', 'timeZone', 'dedupeWindowMs', 'provider', 'messages', 'view', 'counts'],
];

/** A value that holds the secret in every place where a call may look for something. */
function shapesOf(secret: string): unknown[] {
  const known = { ...record, ...options };
  return [
    secret,
    [secret],
    new Error(secret),
    new TextEncoder().encode(secret),
    { [secret]: secret },
    [{ kid: 'k1', key: secret }],
    [{ kid: secret, key: 1 }],
    { keys: [{ kid: 'k1', kty: 'oct', k: secret }] },
    [{ kid: 'k1', key: { kty: 'OKP', crv: 'Ed25519', x: secret, d: secret } }],
    ...MEMBERS.map((name) => ({ [name]: secret })),
    ...MEMBERS.map((name) => ({ ...known, [name]: secret })),
  ];
}

/** What stands in the other positions: nothing, and what most calls want there. */
const OTHERS: readonly unknown[][] = [[], ['<a href="https://shop.example/">x</a>', options, options]];

// Half of what a refused call costs is its stack, which is not looked at here.
const { stackTraceLimit } = Error;
beforeAll(() => {
  Error.stackTraceLimit = 0;
});
afterAll(() => {
  Error.stackTraceLimit = stackTraceLimit;
});

/** All messages of an error and its causes, and what printing it shows beside the stack. */
function textOf(error: unknown): string {
  const { name, message, code, cause } = error as Error & { code?: unknown };
  const own = Object.entries(error as object).map(([key, value]) => `${key}: ${String(value)}`);
  return [name, message, code, ...own, cause === undefined ? '' : textOf(cause)].join('\n');
}

/** Calls, with or without `new`, and follows what comes back to its end. */
async function callAndWait(
  call: (...args: unknown[]) => unknown,
  isClass: boolean,
  args: readonly unknown[],
): Promise<void> {
  const result = isClass ? new (call as unknown as new (...args: unknown[]) => unknown)(...args) : call(...args);
  const value = await result;
  const iterator = (value as Partial<AsyncIterator<unknown>> | null | undefined)?.next;
  if (typeof iterator === 'function') await iterator.call(value);
}

/** Every function of a door, the static ones of its classes, and the methods of what the classes make. */
function callsOf(door: Readonly<Record<string, unknown>>): [name: string, call: (...args: unknown[]) => unknown][] {
  return Object.entries(door).flatMap(([name, value]) => {
    if (typeof value !== 'function') return [];
    const statics = Object.getOwnPropertyNames(value)
      .filter((each) => !['length', 'name', 'prototype', 'stackTraceLimit'].includes(each))
      .map((each) => [`${name}.${each}`, (value as never as Record<string, never>)[each], value] as const);
    const made = name === 'ClickAggregator' ? new root.ClickAggregator() : undefined;
    const methods = Object.getOwnPropertyNames(made === undefined ? {} : value.prototype)
      .filter((each) => each !== 'constructor')
      .map((each) => [`${name}#${each}`, (made as never as Record<string, never>)[each], made] as const);
    const bound = [...statics, ...methods].flatMap(([each, call, self]): [string, (...args: unknown[]) => unknown][] =>
      typeof call === 'function' ? [[each, (call as (...args: unknown[]) => unknown).bind(self)]] : [],
    );
    return [[name, value as (...args: unknown[]) => unknown], ...bound];
  });
}

/** An app makes these errors of texts of its own. */
const OWN_TEXTS = /^(?:ClickstampError|TokenError|SnapshotError)/;

describe.each(Object.entries(DOORS))('%s', (_, door) => {
  const calls = callsOf(door).filter(([name]) => !OWN_TEXTS.test(name));
  test.each(calls)('%s shows nothing that it was given', async (_name, call) => {
    const shown = new Set<string>();
    const isClass = /^class\b/.test(Function.prototype.toString.call(call));
    for (const [turn, [kind, secret]] of TRIED.entries())
      for (const [at, shape] of shapesOf(secret).entries())
        for (const [beside, others] of OTHERS.entries())
          for (let position = 0; position < 3; position++) {
            if (!isTurn(turn + at + beside, position)) continue;
            const args = [...others];
            args[position] = shape;
            try {
              await callAndWait(call, isClass, args);
            } catch (error) {
              const text = textOf(error);
              if (error instanceof Error && error.message === secret && shape instanceof Error) continue;
              if (isShown(text, secret))
                shown.add(`${kind} in position ${position}: ${text.replaceAll(secret, '***')}`);
            }
          }
    expect([...shown]).toEqual([]);
  });
});

/** Members that the app names: variants, merge tags, parameters. */
const NAMED: readonly (readonly [string, (name: string) => unknown])[] = [
  ['delivered', (name) => report.createReport(new root.ClickAggregator(), { delivered: { [name]: -1 } })],
  ['values', (name) => root.rewriteLinks('x', { ...options, values: { [name]: {} } as never })],
  ['utm.params', (name) => root.rewriteLinks('x', { ...options, utm: { params: { [name]: 7 as never } } })],
];

test.each(NAMED)('%s shows no name that may be a secret', async (_, call) => {
  const messageFor = async (name: string): Promise<string> => {
    try {
      await call(name);
    } catch (error) {
      return textOf(error);
    }
    throw new Error('was taken');
  };
  expect(await messageFor('plan.B')).toContain('plan.B');
  for (const [kind, secret] of Object.entries(SECRETS)) {
    // Too much like a name.
    if (kind !== 'short key') expect([kind, isShown(await messageFor(secret), secret)]).toEqual([kind, false]);
  }
});
