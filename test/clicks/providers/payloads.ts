/** One click as a provider tells it: written by us to the shapes of the providers' documentation, with what it must become. */
export interface ClickFacts {
  readonly url: string;
  /** Whole seconds since 1970. */
  readonly seconds: number;
  readonly contact: string;
  /** Tells clicks apart where the provider has an id for them. */
  readonly number: number;
  readonly address: string;
}

export const FACTS: ClickFacts = {
  url: 'https://shop.example/sale?a=1&b=2',
  seconds: 1_793_613_600,
  contact: 'c-17',
  number: 1,
  address: 'ada@reader.example',
};
/** What no record may hold. */
export const PRIVATE: readonly string[] = ['ada@reader.example', '192.0.2.44', 'Mozilla/5.0', 'Reader/1.0'];
const AGENT = 'Mozilla/5.0 (X11; Linux x86_64) Reader/1.0';
const IP = '192.0.2.44';

const iso = (seconds: number, digits = 3): string =>
  new Date(seconds * 1_000).toISOString().replace('.000Z', `.${'0'.repeat(digits)}Z`);

export const sesRecord = (facts: ClickFacts, click: object = {}): Record<string, unknown> => ({
  eventType: 'Click',
  mail: {
    timestamp: iso(facts.seconds - 7_200),
    source: 'news@brand.example',
    messageId: '0102-mail-1',
    destination: [facts.address],
    headersTruncated: false,
    headers: [{ name: 'X-Reader', value: `header-${facts.contact}` }],
    tags: { 'ses:configuration-set': ['news'], contactId: [facts.contact], campaignId: ['autumn'] },
  },
  click: { link: facts.url, linkTags: null, timestamp: iso(facts.seconds), ipAddress: IP, userAgent: AGENT, ...click },
});

export const notification = (record: unknown, MessageId = 'sns-1'): Record<string, unknown> => ({
  Type: 'Notification',
  MessageId,
  TopicArn: 'arn:aws:sns:eu-west-1:000000000000:clicks',
  Message: JSON.stringify(record),
  Timestamp: '2026-11-02T09:30:01.250Z',
  SignatureVersion: '1',
  Signature: 'c2lnbmF0dXJl',
  SigningCertURL: 'https://sns.eu-west-1.amazonaws.com/cert.pem',
});

/** How each provider writes a click, an event of another kind, and a click without its time. */
export interface PayloadMaker {
  readonly call: string;
  readonly click: (facts: ClickFacts) => Record<string, unknown>;
  readonly other: Record<string, unknown>;
  readonly timeless: Record<string, unknown>;
  /** What the record says beside the fields that all have. */
  readonly says: Record<string, unknown>;
  /** Ids by the provider; absent where fields are hashed. */
  readonly eventId?: string;
}

const sendGrid = (facts: ClickFacts): Record<string, unknown> => ({
  event: 'click',
  email: facts.address,
  timestamp: facts.seconds,
  url: facts.url,
  url_offset: { index: 0, type: 'html' },
  sg_event_id: `event-${facts.number}`,
  sg_message_id: 'mail-1.filter0001.2-0',
  useragent: AGENT,
  ip: IP,
  category: ['news'],
  contactId: facts.contact,
  campaignId: 'autumn',
});
const mailgun = (facts: ClickFacts, event: object = {}): Record<string, unknown> => ({
  signature: { timestamp: '1793613601', token: 'ab'.repeat(25), signature: 'cd'.repeat(32) },
  'event-data': {
    event: 'clicked',
    id: `Id-${facts.number}`,
    timestamp: facts.seconds + 0.25,
    'log-level': 'info',
    url: facts.url,
    recipient: facts.address,
    ip: IP,
    tags: ['news'],
    'user-variables': { contactId: facts.contact, campaignId: 'autumn' },
    'client-info': { 'client-type': 'browser', 'user-agent': AGENT, bot: '' },
    message: { headers: { 'message-id': 'mail-1@mg.brand.example' } },
    ...event,
  },
});
const postmark = (facts: ClickFacts): Record<string, unknown> => ({
  RecordType: 'Click',
  MessageStream: 'broadcast',
  MessageID: 'mail-1',
  Recipient: facts.address,
  OriginalLink: facts.url,
  ClickLocation: 'HTML',
  ReceivedAt: iso(facts.seconds, 7),
  Metadata: { contactId: facts.contact, campaignId: 'autumn' },
  UserAgent: AGENT,
  Geo: { IP },
});
const resend = (facts: ClickFacts): Record<string, unknown> => ({
  type: 'email.clicked',
  created_at: iso(facts.seconds + 1),
  data: {
    email_id: 'mail-1',
    created_at: iso(facts.seconds - 7_200),
    from: 'News <news@brand.example>',
    to: [facts.address],
    subject: 'Autumn',
    tags: { contactId: facts.contact, campaignId: 'autumn' },
    click: { link: facts.url, timestamp: iso(facts.seconds), ipAddress: IP, userAgent: AGENT },
  },
});
const sparkPost = (facts: ClickFacts, event: object = {}): Record<string, unknown> => ({
  msys: {
    track_event: {
      type: 'click',
      event_id: `9200${facts.number}`,
      timestamp: String(facts.seconds),
      target_link_url: facts.url,
      target_link_name: 'Raw URL',
      message_id: 'mail-1',
      rcpt_to: facts.address,
      rcpt_meta: { contactId: facts.contact, campaignId: 'autumn' },
      rcpt_tags: ['news'],
      campaign_id: 'autumn',
      user_agent: AGENT,
      ip_address: IP,
      ...event,
    },
  },
});
const brevo = (facts: ClickFacts): Record<string, unknown> => ({
  event: 'click',
  email: facts.address,
  id: 9_001,
  date: '2026-11-02 11:00:00',
  ts_event: facts.seconds + 3_600,
  ts_epoch: facts.seconds * 1_000,
  'message-id': '<mail-1@smtp-relay.brand.example>',
  link: facts.url,
  sending_ip: '198.51.100.5',
  'X-Mailin-custom': JSON.stringify({ contactId: facts.contact, campaignId: 'autumn' }),
  user_agent: AGENT,
});

const without = (object: Record<string, unknown>, name: string): Record<string, unknown> => {
  const { [name]: _, ...rest } = object;
  return rest;
};
const sentAt = '2026-11-02T08:00:00.000Z';

export const MAKERS: readonly PayloadMaker[] = [
  {
    call: 'fromSes',
    click: sesRecord,
    other: { eventType: 'Delivery', mail: { messageId: '0102-mail-1' }, delivery: {} },
    timeless: sesRecord(FACTS, { timestamp: 'soon' }),
    says: { sentAt },
  },
  {
    call: 'fromSendGrid',
    click: sendGrid,
    other: { event: 'open', email: FACTS.address, timestamp: FACTS.seconds, sg_event_id: 'open-1' },
    timeless: without(sendGrid(FACTS), 'timestamp'),
    says: {},
    eventId: 'sendgrid:event-1',
  },
  {
    call: 'fromMailgun',
    click: mailgun,
    other: { 'event-data': { event: 'opened', id: 'x', timestamp: 1_793_611_800.1 } },
    timeless: mailgun(FACTS, { timestamp: null }),
    says: { at: '2026-11-02T10:00:00.250Z' },
    eventId: `mailgun:Id-1:${FACTS.seconds + 0.25}`,
  },
  {
    call: 'fromPostmark',
    click: postmark,
    other: { RecordType: 'Open', MessageID: 'mail-1' },
    timeless: without(postmark(FACTS), 'ReceivedAt'),
    says: {},
  },
  {
    call: 'fromResend',
    click: resend,
    other: { type: 'email.delivered', created_at: iso(FACTS.seconds), data: {} },
    timeless: { type: 'email.clicked', data: { click: { link: FACTS.url } } },
    says: { sentAt },
  },
  {
    call: 'fromSparkPost',
    click: sparkPost,
    other: { msys: { message_event: { type: 'delivery', event_id: '1' } } },
    timeless: sparkPost(FACTS, { timestamp: '' }),
    says: {},
    eventId: 'sparkpost:92001',
  },
  {
    call: 'fromBrevo',
    click: brevo,
    other: { event: 'delivered', email: FACTS.address, ts_epoch: FACTS.seconds * 1_000 },
    timeless: without(without(brevo(FACTS), 'ts_epoch'), 'ts_event'),
    says: {},
  },
];

export { brevo, mailgun, postmark, resend, sendGrid, sparkPost };
