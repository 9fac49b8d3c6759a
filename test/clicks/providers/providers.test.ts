import { describe, expect, test } from 'vitest';
import {
  fromBrevo,
  fromMailgun,
  fromPostmark,
  fromResend,
  fromSendGrid,
  fromSparkPost,
} from '../../../src/clicks/providers/index.js';
import { brevo, FACTS, mailgun, postmark, resend, sendGrid, sparkPost } from './payloads.js';

test.each([
  ['apple', ['provider-verdict']],
  ['gmail', ['provider-verdict']],
  ['generic', ['provider-verdict']],
  ['', []],
  [undefined, []],
  [false, []],
])('Mailgun: client-info.bot %j', (bot, signals) => {
  expect(fromMailgun(mailgun(FACTS, { 'client-info': { bot } })).records[0]?.signals).toEqual(signals);
});

test('Mailgun: the same id on another day is another click; the Events API is read alike', () => {
  const ids = [1_793_613_600.5, 1_793_700_000.5].map(
    (timestamp) => fromMailgun(mailgun(FACTS, { timestamp })).records[0]?.eventId,
  );
  expect(new Set(ids).size).toBe(2);
  const event = mailgun(FACTS)['event-data'];
  expect(fromMailgun({ items: [event], paging: {} })).toEqual(fromMailgun(mailgun(FACTS)));
});

describe('the part', () => {
  test.each([
    ['html', 'html'],
    ['text', 'text'],
    ['other', 'html'],
  ])('SendGrid: url_offset.type %s', (type, part) => {
    expect(fromSendGrid({ ...sendGrid(FACTS), url_offset: { index: 3, type } }).records[0]?.part).toBe(part);
  });

  test.each([
    ['HTML', 'html'],
    ['Text', 'text'],
  ])('Postmark: ClickLocation %s', (ClickLocation, part) => {
    expect(fromPostmark({ ...postmark(FACTS), ClickLocation }).records[0]?.part).toBe(part);
  });

  test('SparkPost: a click in the AMP part has a type of its own', () => {
    expect(fromSparkPost([sparkPost(FACTS, { type: 'amp_click' })]).records[0]?.part).toBe('amp');
  });
});

describe('SendGrid', () => {
  test('custom arguments stand beside its own members, which are no metadata', () => {
    const event = { ...sendGrid(FACTS), reader: 17, email: 'ada@reader.example' };
    expect(fromSendGrid(event, { contactId: 'reader' }).records[0]?.contactId).toBe('17');
    for (const contactId of ['email', 'ip', 'useragent', 'sg_message_id'])
      expect(fromSendGrid(event, { contactId }).records[0]).not.toHaveProperty('contactId');
  });

  test('an event without an id is known by its fields', () => {
    const { sg_event_id: _, ...event } = sendGrid(FACTS);
    const ids = [event, { ...event }, { ...event, url_offset: { index: 1, type: 'html' } }].map(
      (each) => fromSendGrid(each).records[0]?.eventId,
    );
    expect(ids[0]).toMatch(/^sendgrid:[0-9a-f]{32}$/);
    expect([ids[0] === ids[1], ids[0] === ids[2]]).toEqual([true, false]);
  });
});

describe('SparkPost', () => {
  test('the link is known by its name', () => {
    expect(fromSparkPost([sparkPost(FACTS, { target_link_name: 'hero' })]).records[0]?.linkId).toBe('hero');
  });

  test('the test of the address is an empty list', () => {
    expect(fromSparkPost([{ msys: {} }])).toEqual({ records: [], skipped: [] });
  });
});

describe('Resend', () => {
  test('reads tags as a list, too', () => {
    const event = resend(FACTS) as { data: object };
    const tags = [{ name: 'contactId', value: 'c-18' }];
    expect(fromResend({ ...event, data: { ...event.data, tags } }).records[0]?.contactId).toBe('c-18');
  });
});

describe('Brevo', () => {
  test.each([
    [{ ts_epoch: 1_793_613_600_000 }, '2026-11-02T10:00:00.000Z'],
    [{ ts_epoch: 1_793_613_600 }, '2026-11-02T10:00:00.000Z'],
    [{ ts_epoch: '1793613600123' }, '2026-11-02T10:00:00.123Z'],
    [{ ts_epoch: undefined, ts_event: 1_793_613_600 }, '2026-11-02T10:00:00.000Z'],
    [{ ts_epoch: undefined, ts_event: undefined, ts: 1_793_613_600 }, '2026-11-02T10:00:00.000Z'],
  ])('the unit of a time is known by its size: %j', (times, at) => {
    expect(new Date(fromBrevo({ ...brevo(FACTS), ...times }).records[0]?.at ?? 0).toISOString()).toBe(at);
  });

  test('a custom header that is no JSON is one entry', () => {
    const event = { ...brevo(FACTS), 'X-Mailin-custom': 'c-19' };
    expect(fromBrevo(event, { contactId: 'X-Mailin-custom' }).records[0]?.contactId).toBe('c-19');
    expect(fromBrevo(event).records[0]).not.toHaveProperty('contactId');
  });

  test('batches and marketing webhooks are read alike', () => {
    const { link, ...marketing } = brevo(FACTS);
    const batches = [[brevo(FACTS)], { events: [brevo(FACTS)] }, { ...marketing, URL: link }];
    for (const batch of batches)
      expect(fromBrevo(batch).records[0]).toMatchObject({ url: FACTS.url, contactId: 'c-17' });
  });
});

test('a user agent of a program is a signal, and is not kept', () => {
  const { records } = fromSendGrid({ ...sendGrid(FACTS), useragent: 'python-requests/2.32' });
  expect(records[0]?.signals).toEqual(['user-agent']);
  expect(JSON.stringify(records)).not.toContain('python');
  expect(fromSendGrid({ ...sendGrid(FACTS), useragent: '' }).records[0]?.signals).toEqual([]);
});
