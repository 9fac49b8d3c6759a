import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { type ClickRecord, readRecord } from '../../src/clicks/index.js';
import { REQUEST_SIGNALS, type RequestSignal } from '../../src/clicks/store/request-signals.js';
import { ClickAggregator } from '../../src/index.js';
import { createClickHandler } from '../../src/redirect/index.js';
import { runs } from '../runs.js';
import { keyrings, LINK, makeToken, TRACKING_URL } from '../token/sample.js';

const keys = keyrings.HS256;
const START = Date.UTC(2026, 10, 24, 9);
const CONTACTS = ['c-1', 'c-2', 'c-3', 'c-4', 'c-5', 'c-6', 'c-7', undefined];
const LINKS = ['hero', 'sale', 'terms'];
const BROWSER =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';

const folder = mkdtempSync(join(tmpdir(), 'clickstamp-round-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A tracked URL for each contact and link. */
const urls = await Promise.all(
  CONTACTS.map((contactId) =>
    Promise.all(
      LINKS.map(async (linkId) => {
        const recipient = { sentAt: new Date(START - 60_000), ...(contactId === undefined ? {} : { contactId }) };
        const token = await makeToken(keys, { ...LINK, linkId }, recipient);
        return `${TRACKING_URL}/${token}`;
      }),
    ),
  ),
);

/** A request as the property draws it. */
interface Drawn {
  readonly contact: number;
  readonly link: number;
  readonly afterMs: number;
  readonly method: string;
  readonly ip: string;
  readonly headers: Readonly<Record<string, string>>;
}

const plain: Drawn = {
  contact: 0,
  link: 0,
  afterMs: 5_000,
  method: 'GET',
  ip: '198.51.100.1',
  headers: { 'user-agent': BROWSER },
};

/** Requests that show each signal of the redirect. `method` and `provider-verdict` come from elsewhere: see below. */
const SHOWN: Readonly<Record<Exclude<RequestSignal, 'method' | 'provider-verdict'>, readonly Drawn[]>> = {
  head: [{ ...plain, method: 'HEAD' }],
  'user-agent': [{ ...plain, headers: { 'user-agent': 'curl/8.5.0' } }],
  'user-agent-empty': [{ ...plain, headers: {} }],
  prefetch: [{ ...plain, headers: { ...plain.headers, 'x-moz': 'prefetch' } }],
  prerender: [{ ...plain, headers: { ...plain.headers, 'sec-purpose': 'prefetch;prerender' } }],
  'not-navigation': [{ ...plain, headers: { ...plain.headers, 'sec-fetch-mode': 'no-cors' } }],
  network: [{ ...plain, ip: '192.0.2.9' }],
  'many-contacts': CONTACTS.slice(0, 7).map((_, contact) => ({ ...plain, contact, afterMs: 100 })),
  'second-source': [
    { ...plain, headers: { 'user-agent': `${BROWSER} Other/1` }, ip: '203.0.113.5' },
    { ...plain, afterMs: 1_000 },
  ],
};

/** Counts requests in the handler itself, and gives the records that a queue would get. */
async function answer(requests: readonly Drawn[]) {
  const direct = new ClickAggregator();
  const records: ClickRecord[] = [];
  let at = START;
  let ip = '';
  const handler = createClickHandler({
    trackingUrl: TRACKING_URL,
    keys,
    networks: ['192.0.2.0/24'],
    now: () => new Date(at),
    clientIp: () => ip,
    onClick: (click, info) => {
      const record = { ...click, ...info };
      direct.add(record);
      records.push(record);
    },
  });
  for (const { contact, link, afterMs, method, headers, ...rest } of requests) {
    at += afterMs;
    ip = rest.ip;
    const { status } = await handler(new Request(urls[contact]?.[link] as string, { method, headers }));
    expect(status).toBe(302);
  }
  expect(records).toHaveLength(requests.length);
  return { direct, records };
}

/** Counts what a file of JSON lines says of the records. */
function replay(records: readonly ClickRecord[], name: string): { counts: ClickAggregator; text: string } {
  const file = join(folder, `${name}.jsonl`);
  writeFileSync(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  const text = readFileSync(file, 'utf8');
  const counts = new ClickAggregator();
  for (const line of text.split('\n').slice(0, -1)) counts.add(readRecord(JSON.parse(line)));
  return { counts, text };
}

/** All that can be asked of counts. */
const answersOf = (counts: ClickAggregator) => ({
  totals: counts.totals(),
  links: counts.links(),
  contacts: counts.contacts(),
  clicks: CONTACTS.map((contactId) => (contactId === undefined ? [] : counts.exportOf(contactId))),
});

describe('request, record, JSON, file, counts: the same as request, counts', () => {
  test.each(Object.entries(SHOWN))('%s', async (signal, requests) => {
    const { direct, records } = await answer(requests);
    expect(records.flatMap(({ signals }) => signals)).toContain(signal);
    expect(answersOf(replay(records, signal).counts)).toEqual(answersOf(direct));
  });

  // The handler answers neither: other methods get 405, and verdicts come from mail services.
  test.each(REQUEST_SIGNALS)('%s, in a record', async (signal) => {
    const { records } = await answer([plain]);
    const signalled = records.map((record) => ({ ...record, signals: [signal] }));
    const direct = new ClickAggregator();
    for (const record of signalled) direct.add(record);
    expect(answersOf(replay(signalled, `record-${signal}`).counts)).toEqual(answersOf(direct));
  });

  test('any requests, one after another', async () => {
    const seen = new Set<string>();
    const drawn: fc.Arbitrary<Drawn> = fc.record({
      contact: fc.nat(CONTACTS.length - 1),
      link: fc.nat(LINKS.length - 1),
      afterMs: fc.oneof(fc.nat(50), fc.nat(50), fc.nat(3_000), fc.nat(400_000)),
      method: fc.constantFrom('GET', 'GET', 'GET', 'HEAD'),
      ip: fc.constantFrom(
        '198.51.100.1',
        '198.51.100.1',
        '198.51.100.1',
        '203.0.113.5',
        '192.0.2.9',
        '2001:db8::1',
        '',
      ),
      headers: fc.record(
        {
          'user-agent': fc.constantFrom(BROWSER, `${BROWSER} Other/1`, 'curl/8.5.0'),
          'sec-purpose': fc.constantFrom('prefetch', 'prefetch;prerender'),
          'sec-fetch-mode': fc.constantFrom('navigate', 'no-cors'),
        },
        { requiredKeys: [] },
      ),
    });
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(drawn, { minLength: 1, maxLength: 40 }), async (requests) => {
        const { direct, records } = await answer(requests);
        for (const { signals } of records) for (const signal of signals ?? []) seen.add(signal);
        const { counts, text } = replay(records, `any-${round++}`);
        expect(answersOf(counts)).toEqual(answersOf(direct));
        // Of the request, nothing but its signals.
        expect(text).not.toMatch(/Mozilla|curl|198\.51|203\.0|192\.0|2001:db8/);
      }),
      { numRuns: runs(60) },
    );
    // The property was about something.
    expect([...seen].sort()).toEqual(Object.keys(SHOWN).sort());
  });
});
