/** What the examples with tables print of the links of their campaign: people's clicks and bots'. */
const TABLE = ['sale 2 1', 'new 1 1', 'about 0 1', 'stores 0 1'];

/** What an example prints: every line in order, or patterns where a line is not the same on every run. */
export const EXAMPLES: Readonly<Record<string, readonly (string | RegExp)[]>> = {
  'batcher-postgres.mjs': ['302', '302', '302', 'stored 3', 'counted 3 after 2 writes'],
  'batcher-redis-streams.mjs': ['302', '302', '302', 'counter 1 died', 'counter 2 took 3', 'counted 3 left 0'],
  'mjml.mjs': [
    'track web https://shop.example/new "New"',
    'track web https://shop.example/sale "Sale"',
    'leave merge-tag-unresolved https://shop.example/stores/{{city}} "Near you"',
    'leave mailto mailto:help@shop.example "Help"',
    'tracked for c-17: 3',
  ],
  'nodemailer-plugin.mjs': [
    'html c-17 https://shop.example/sale',
    'text c-17 https://shop.example/sale',
    'unsubscribe link as it was: true',
  ],
  'old-links.mjs': [
    'nodemailer-mail-tracking 302 https://shop.example/old?a=1&b=2',
    'ahoy_email 302 https://shop.example/may',
    'forged 404 nowhere',
    'clickstamp 302 https://shop.example/sale?a=1&b=2',
    'c-17 2',
    'tOkEn 1',
  ],
  'postgres.mjs': [
    'wrote 2',
    'wrote 3',
    'wrote 0',
    /^┌/,
    /index.*link.*human.*bot.*people/,
    /^├/,
    /'sale' │ 3 {5}│ 1 {3}│ 2/,
    /'new' {2}│ 1 {5}│ 0 {3}│ 1/,
    /^└/,
    'the report says the same: true',
  ],
  'provider-batches.mjs': [
    'ses: 50 calls, the last to /v2/email/outbound-bulk-emails',
    'sendgrid: 4 calls, the last to /v3/mail/send',
    'mailgun: 3 calls, the last to /v3/mg.brand.example/messages',
    'postmark: 1 calls, the last to /email/bulk',
    'sparkpost: 2 calls, the last to /api/v1/transmissions',
    'brevo: 3 calls, the last to /v3/smtp/email',
  ],
  'provider-events-express.mjs': ['200', 'sale 1 1'],
  'provider-events-hono.mjs': ['true', 'skipped url-missing', '204', 'skipped url-missing', '204', 'sale 2 2'],
  'react-email.mjs': [
    'track web https://shop.example/sale?a=1&b=2 (named)',
    'leave merge-tag-unresolved https://shop.example/stores/{{city}} ',
    'leave unsubscribe-link {{unsubscribe_url}} ',
    'tracked for c-17: 2',
  ],
  'redirect-express.mjs': ['clicked c-17', '302 https://shop.example/sale?a=1&b=2', '404 nowhere'],
  'redirect-fastify.mjs': ['clicked c-17', '302 https://shop.example/sale?a=1&b=2', '404 nowhere'],
  'redirect-hono.mjs': ['clicked c-17', '302 https://shop.example/sale?a=1&b=2'],
  'redirect-node.mjs': [
    'clicked c-17 https://shop.example/sale?a=1&b=2 true',
    '302 https://shop.example/sale?a=1&b=2',
    '404 nowhere',
  ],
  'resend-batch.mjs': [
    'This service has no opt-out for single links here. To keep it from rewriting them, turn off click tracking in the settings of the sending domain (Resend).',
    '250 mails in 3 calls',
  ],
  'send-loop.mjs': [
    'error in line 1: scheme-typo',
    'c-1: 1 link of the HTML and 1 of the text tracked',
    'c-2: 1 link of the HTML and 1 of the text tracked',
    'c-3: 1 link of the HTML and 1 of the text tracked',
    'received 3',
  ],
  'ses-marks.mjs': [
    '3 marks, 0 findings',
    '<a ses:tags="link:sale;" data-link-id="sale" href="https://shop.example/sale">',
    '<a ses:no-track data-track="off" href="https://bank.example/pay?token=1">',
    '<a ses:no-track href="https://brand.example/unsubscribe">',
  ],
  'sqlite.mjs': [
    'wrote 2',
    'wrote 3',
    'wrote 0',
    /^┌/,
    /index.*link.*human.*bot.*people/,
    /^├/,
    /'sale' │ 3 {5}│ 1 {3}│ 2/,
    /'new' {2}│ 1 {5}│ 0 {3}│ 1/,
    /^└/,
    'the report says the same: true',
  ],
  'table-clickhouse.mjs': TABLE,
  'table-duckdb.mjs': TABLE,
  'table-move.mjs': [...TABLE, 'the table says the same: true'],
  'table-node-sqlite.mjs': TABLE,
  'table-postgres.mjs': [...TABLE, 'c-1 c-3 c-9'],
  'table-prisma.mjs': [...TABLE, 'c-1 c-3 c-9'],
  'table-sqlite.mjs': [
    '302 https://shop.example/sale?a=1&b=2',
    '404 nowhere',
    '[{"start":"2026-11-24T00:00:00.000Z","people":3,"bots":4}]',
    /^sale 2 1, new 1 1, \w+ 0 1, about 0 1, stores 0 1$/,
    'November',
  ],
  'webhook.mjs': [
    'redirected 302',
    /^received a click of c-17 on \w+$/,
    'received again, ignored',
    'delivered at attempt 2',
  ],
};

/** Examples that need engines, which `npm run test:engines` has. */
export const WITH_ENGINES: readonly string[] = [
  'table-clickhouse.mjs',
  'table-duckdb.mjs',
  'table-node-sqlite.mjs',
  'table-postgres.mjs',
  'table-prisma.mjs',
];

/** Examples that need a server of their own, which `npm run test:e2e` starts. */
export const WITH_SERVERS: readonly string[] = ['batcher-postgres.mjs', 'batcher-redis-streams.mjs'];
