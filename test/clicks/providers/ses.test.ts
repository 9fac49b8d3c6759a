import { expect, test } from 'vitest';
import { fromSes } from '../../../src/clicks/providers/index.js';
import { FACTS, notification, sesRecord } from './payloads.js';

const record = sesRecord(FACTS);
const later = sesRecord({ ...FACTS, seconds: FACTS.seconds + 5 });
const bridge = (detail: unknown, id = 'bridge-1'): unknown => ({
  version: '0',
  id,
  'detail-type': 'Email Clicked',
  source: 'aws.ses',
  time: '2026-11-02T10:00:01Z',
  detail,
});

/** What carries SES's records, and the ids that the clicks then have; `hash` stands for a hash of the record's fields. */
const ENVELOPES: Readonly<Record<string, readonly [payload: unknown, ids: readonly string[]]>> = {
  'SNS over HTTP': [notification(record), ['ses:sns-1']],
  'SNS over HTTP, raw delivery': [record, ['hash']],
  'SNS in a Lambda event': [
    { Records: [{ Sns: notification(record, 'a') }, { Sns: notification(later, 'b') }] },
    ['ses:a', 'ses:b'],
  ],
  'SQS with the envelope of SNS': [
    { Records: [{ messageId: 'q', body: JSON.stringify(notification(record, 'a')) }] },
    ['ses:a'],
  ],
  'SQS, raw delivery': [
    { Records: [{ body: JSON.stringify(record) }, { body: JSON.stringify(later) }] },
    ['hash', 'hash'],
  ],
  'SQS, as its SDK receives messages': [
    { Messages: [{ MessageId: 'q', ReceiptHandle: 'r', Body: JSON.stringify(notification(record, 'a')) }] },
    ['ses:a'],
  ],
  'SQS, one message of its SDK': [{ MessageId: 'q', ReceiptHandle: 'r', Body: JSON.stringify(record) }, ['hash']],
  EventBridge: [bridge(record), ['ses:bridge-1']],
  'EventBridge in SQS': [{ Records: [{ body: JSON.stringify(bridge(record, 'x')) }] }, ['ses:x']],
  'several envelopes': [
    [notification(record, 'a'), bridge(later, 'b'), record],
    ['ses:a', 'ses:b', 'hash'],
  ],
  'Firehose, one record a line': [`${JSON.stringify(record)}\n${JSON.stringify(later)}\n`, ['hash', 'hash']],
};

test.each(Object.entries(ENVELOPES))('%s', (_, [payload, ids]) => {
  const { records, skipped } = fromSes(payload);
  expect(skipped).toEqual([]);
  expect(records.map(({ eventId }) => eventId.replace(/^ses:[0-9a-f]{32}$/, 'hash'))).toEqual(ids);
  expect(records.map(({ contactId }) => contactId)).toEqual(ids.map(() => 'c-17'));
  expect(new Set(records.map(({ eventId }) => eventId)).size).toBe(ids.length);
});

test('a broken record in an envelope is named, and the others are read', () => {
  const broken = { ...notification(record), Message: '{"eventType":' };
  const { records, skipped } = fromSes({
    Records: [{ Sns: broken }, { body: 'no json' }, { Sns: notification(later) }],
  });
  expect(records).toHaveLength(1);
  expect(skipped.map(({ index, reason }) => [index, reason])).toEqual([
    [0, 'not-json'],
    [1, 'not-json'],
  ]);
});

test("SNS's own messages and the older feedback are passed over", () => {
  const confirmation = {
    Type: 'SubscriptionConfirmation',
    MessageId: 'x',
    SubscribeURL: 'https://sns.example/',
    Message: 'You have chosen',
  };
  const feedback = { notificationType: 'Bounce', bounce: {}, mail: {} };
  expect(fromSes([confirmation, feedback, notification(feedback)])).toEqual({ records: [], skipped: [] });
});

test.each([
  ['Likely', ['provider-verdict']],
  ['likely', ['provider-verdict']],
  [true, ['provider-verdict']],
  ['Unlikely', []],
  [false, []],
  [undefined, []],
  [null, []],
])('isBotEvent %s', (isBotEvent, signals) => {
  expect(fromSes(sesRecord(FACTS, { isBotEvent })).records[0]?.signals).toEqual(signals);
});

test('the link is named by its tag, the other tags are its tags, and none is personal to the prototype', () => {
  const linkTags = { link: ['hero'], product: ['book', 'second'], empty: [], __proto__: ['x'] };
  expect(fromSes(sesRecord(FACTS, { linkTags })).records[0]).toMatchObject({
    linkId: 'hero',
    tags: { product: 'book' },
  });
  expect(fromSes(sesRecord(FACTS, { linkTags: { product: ['book'] } })).records[0]?.linkId).not.toBe('book');
  expect(fromSes(sesRecord(FACTS, { linkTags: {} })).records[0]).not.toHaveProperty('tags');
});

test('a contact may stand in a header of the message', () => {
  expect(fromSes(record, { contactId: 'x-reader' }).records[0]?.contactId).toBe('header-c-17');
});

test('envelopes within envelopes end', () => {
  let payload: unknown = record;
  for (let depth = 0; depth < 50; depth++) payload = bridge(payload);
  expect(fromSes(payload)).toMatchObject({ records: [], skipped: [{ reason: 'not-an-event' }] });
});
