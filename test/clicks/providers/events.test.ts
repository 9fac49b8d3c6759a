import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashId } from '../../../src/checks/hash-id.js';
import { ClickAggregator } from '../../../src/clicks/index.js';
import type { ProviderClicks, ProviderEventOptions } from '../../../src/clicks/providers/index.js';
import * as providers from '../../../src/clicks/providers/index.js';
import { readRecord } from '../../../src/clicks/store/record.js';
import { PROVIDERS } from '../../../src/message/providers/providers.js';
import { runs } from '../../runs.js';
import { FACTS, MAKERS, type PayloadMaker, PRIVATE } from './payloads.js';

type Read = (payload: unknown, options?: ProviderEventOptions) => ProviderClicks;
const CALLS = providers as unknown as Readonly<Record<string, Read>>;
const rows = MAKERS.map((maker) => ({ ...maker, read: CALLS[maker.call] as Read }));
const plain = (clicks: ProviderClicks): ProviderClicks => JSON.parse(JSON.stringify(clicks)) as ProviderClicks;
const later = { ...FACTS, seconds: FACTS.seconds + 60, number: 2 };

test('every reader of the entry point has a row here', () => {
  expect(Object.keys(providers).sort()).toEqual(MAKERS.map(({ call }) => call).sort());
});

test.each(rows)('docs/providers.md says what the event id of $call is', ({ read, click }) => {
  const name = read(click(FACTS)).records[0]?.eventId?.split(':', 1)[0];
  const { service } = PROVIDERS.find((row) => row.name === name) ?? {};
  const page = readFileSync(new URL('../../../docs/providers.md', import.meta.url), 'utf8');
  const table = page.slice(page.indexOf('| service | event id |'));
  expect(table.slice(0, table.indexOf('\n\n'))).toContain(`\n| ${service} | `);
});

describe.each(rows)('$call', ({ read, click, other, timeless, says, eventId }) => {
  test('turns a click into a record', () => {
    const { records, skipped } = plain(read(click(FACTS)));
    expect(skipped).toEqual([]);
    expect(records).toEqual([
      {
        version: 1,
        eventId: eventId ?? expect.stringMatching(/^[a-z]+:[0-9a-f]{32}$/),
        at: '2026-11-02T10:00:00.000Z',
        url: FACTS.url,
        linkId: hashId(FACTS.url),
        part: 'html',
        campaignId: 'autumn',
        contactId: 'c-17',
        expired: false,
        test: false,
        signals: [],
        ...says,
      },
    ]);
    expect(readRecord(records[0])).toEqual(records[0]);
  });

  test('keeps no address and no user agent', () => {
    const text = JSON.stringify(read([click(FACTS), timeless, other]));
    expect(PRIVATE.filter((secret) => text.includes(secret))).toEqual([]);
  });

  test('reads the body as text or bytes as well', () => {
    const text = JSON.stringify([click(FACTS), click(later)]);
    const wanted = read(JSON.parse(text));
    expect(wanted.records).toHaveLength(2);
    expect(read(text)).toEqual(wanted);
    const bytes = new TextEncoder().encode(text);
    for (const body of [bytes, bytes.buffer, new DataView(bytes.buffer), `\ufeff${text}`, Buffer.from(`\ufeff${text}`)])
      expect(read(body)).toEqual(wanted);
    expect(read(`${JSON.stringify(click(FACTS))}\nno json\n${JSON.stringify(click(later))}\n`)).toEqual({
      records: wanted.records,
      skipped: [{ index: 1, reason: 'not-json', message: expect.any(String) }],
    });
  });

  test('passes other events over, and names what it cannot read without losing the rest', () => {
    const nothing = [null, 7, 'text', [], {}, { event: {} }];
    const { records, skipped } = read([other, timeless, click(FACTS), ...nothing, other, click(later)]);
    expect(records).toHaveLength(2);
    expect(skipped[0]).toMatchObject({ index: 1, reason: 'time-missing' });
    expect(skipped.slice(1).every(({ reason }) => reason === 'not-an-event')).toBe(true);
    expect(skipped.length).toBeGreaterThan(4);
  });

  test('names a click without an address', () => {
    const [{ reason } = { reason: undefined }] = read(
      JSON.parse(JSON.stringify(click({ ...FACTS, url: ' ' }))),
    ).skipped;
    expect(reason).toBe('url-missing');
  });

  test('gives the same event the same id when it comes again, and every click an id of its own', () => {
    const counts = new ClickAggregator();
    for (const payload of [
      click(FACTS),
      click(FACTS),
      click(later),
      click({ ...FACTS, number: 3, url: `${FACTS.url}&c` }),
    ])
      for (const record of read(payload).records)
        counts.add({ ...record, at: record.at as Date, sentAt: record.sentAt as Date });
    const { human, bot, duplicates } = counts.totals();
    expect([human.clicks + bot.clicks, duplicates]).toEqual([3, 1]);
  });

  test('clicks of two programs, or from two addresses, are two, though all else is the same', () => {
    const idOf = (text: string): unknown => read(JSON.parse(text)).records[0]?.eventId;
    // Without the service's own id of the click.
    const text = JSON.stringify(click(FACTS), (name, value) =>
      /^(?:sg_event_|event_)?id$/.test(name) ? undefined : value,
    );
    const others = [text.replaceAll('Reader/1.0', 'Reader/2.0'), text.replaceAll('192.0.2.44', '192.0.2.45')];
    expect(others[0]).not.toBe(text);
    const ids = new Set([text, ...others].map(idOf));
    expect(ids.size).toBe(new Set([text, ...others]).size);
    for (const id of ids) expect(id).toMatch(/^[a-z]+:[0-9a-f]{32}$/);
  });

  test('uses the id of the delivery where the event has none', () => {
    const one = read(click(FACTS), { deliveryId: 'delivery-1' }).records.map((record) => record.eventId);
    expect(one).toEqual([eventId ?? expect.stringMatching(/^[a-z]+:delivery-1$/)]);
    const two = read([click(FACTS), click(later)], { deliveryId: 'delivery-1' }).records;
    expect(new Set(two.map((record) => record.eventId)).size).toBe(2);
  });

  test('takes contact, campaign, message and variant from the entries that the app names', () => {
    const [record] = read(click(FACTS), {
      contactId: 'campaignId',
      campaignId: 'contactId',
      messageId: 'contactId',
    }).records;
    expect(record).toMatchObject({ contactId: 'autumn', campaignId: 'c-17', messageId: 'c-17' });
    const [nobody] = read(click(FACTS), { contactId: 'toString', campaignId: '__proto__' }).records;
    expect(nobody).not.toHaveProperty('contactId');
  });

  test('refuses wrong options at once', () => {
    const wrong = [
      [{ contactID: 'x' }, /options: unknown option "contactID", did you mean "contactId"\?/],
      [{ contactId: 7 }, /^TypeError: contactId: must be a string/],
      [{ deliveryId: '' }, /^TypeError: deliveryId: must not be empty/],
      [{ links: 'x' }, /^TypeError: links: must be a list of links/],
      [{ links: [{}] }, /^TypeError: links: must be a list of links/],
      [null, /options: must be an object/],
    ] as const;
    for (const [options, message] of wrong) {
      let error: unknown;
      try {
        read(click(FACTS), options as ProviderEventOptions);
      } catch (thrown) {
        error = thrown;
      }
      expect(String(error)).toMatch(message);
    }
  });

  test('never throws, whatever it is given', () => {
    const names = fc.constantFrom(...Object.keys(flat(click(FACTS))), '__proto__', 'constructor');
    const value = fc.oneof(fc.jsonValue(), fc.constant(FACTS.url), fc.constant('click'), names);
    let read2 = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(names, value), { maxLength: 4 }), (changes) => {
        const payload = JSON.parse(JSON.stringify(click(FACTS))) as Record<string, unknown>;
        for (const [name, changed] of changes) overwrite(payload, name, changed);
        for (const form of [payload, [payload, click(later)], JSON.stringify(payload)]) {
          const { records, skipped } = read(form);
          for (const record of records) expect(readRecord(JSON.parse(JSON.stringify(record)))).toBeDefined();
          read2 += records.length;
          if (Array.isArray(form)) expect(records.length + skipped.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: runs(300) },
    );
    expect(read2).toBeGreaterThan(300);
  });
});

test.each([undefined, null, 0, true, '', '{', Symbol('x'), () => 0, new Date(0)])('%s is no payload', (payload) => {
  for (const { read } of rows) {
    const { records, skipped } = read(payload);
    expect(records).toEqual([]);
    expect(skipped).toHaveLength(1);
  }
});

test('a payload that throws when it is read keeps nothing else from being read', () => {
  const trap = new Proxy(
    {},
    {
      get: () => {
        throw new Error('trap');
      },
      getOwnPropertyDescriptor: () => {
        throw new Error('trap');
      },
    },
  );
  for (const { read, click } of rows as readonly (PayloadMaker & { read: Read })[]) {
    if (read === CALLS['fromSes'] || read === CALLS['fromMailgun'] || read === CALLS['fromSparkPost']) {
      expect(read([trap]).skipped).toHaveLength(1);
      continue;
    }
    const { records, skipped } = read([trap, click(FACTS)]);
    expect([records.length, skipped.map(({ reason }) => reason)]).toEqual([1, ['unreadable']]);
  }
});

/** Every member of an object, however deep, by its name. */
function flat(value: unknown, into: Record<string, unknown> = {}): Record<string, unknown> {
  if (value !== null && typeof value === 'object')
    for (const [name, inner] of Object.entries(value)) {
      into[name] = inner;
      flat(inner, into);
    }
  return into;
}

function overwrite(value: unknown, name: string, changed: unknown): void {
  if (value === null || typeof value !== 'object') return;
  for (const key of Object.keys(value)) {
    if (key === name) (value as Record<string, unknown>)[key] = changed;
    else overwrite((value as Record<string, unknown>)[key], name, changed);
  }
}
