import { expect, test } from 'vitest';
import { compileWith } from './compile.js';

const program = `
import { createTransport } from 'nodemailer';
import { createKeyring } from './src/index.js';
import { clickstamp, type MessageClicks } from './src/nodemailer.js';

const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }]);
const plugin = clickstamp({
  trackingUrl: 'https://click.brand.example/c',
  keys,
  recipient: async (message) => ({ contactId: String(message.to), campaignId: message.subject ?? 'none' }),
  onRewrite: ({ tracked, findings }, { message, part }) => console.log(tracked, findings, message.subject, part),
  onError: (error, { part }) => console.log(error, part),
});
for (const transporter of [
  createTransport({ host: '127.0.0.1', port: 25 }),
  createTransport({ host: '127.0.0.1', pool: true }),
  createTransport({ jsonTransport: true }),
  createTransport({ streamTransport: true, buffer: true }),
]) {
  transporter.use('compile', plugin);
}
const transporter = createTransport('smtp://127.0.0.1').use('compile', plugin);
const clickstampField: MessageClicks = { contactId: 'c-1', consent: 'pseudonymous', values: { city: 'Bonn' } };
await transporter.sendMail({ to: 'a@reader.example', html: '', clickstamp: clickstampField });
await transporter.sendMail({ to: 'a@reader.example', clickstamp: { contactId: 'c-1', variant: 'B', sentAt: new Date() } });
await transporter.sendMail({ to: 'a@reader.example', clickstamp: false });
// @ts-expect-error
await transporter.sendMail({ to: 'a@reader.example', clickstamp: { contactID: 'c-1' } });
// @ts-expect-error
await transporter.sendMail({ to: 'a@reader.example', clickstamp: { contactId: true } });
// @ts-expect-error
await transporter.sendMail({ to: 'a@reader.example', clickstamp: true });
// @ts-expect-error
clickstamp({ trackingUrl: 'https://click.brand.example/c' });
// @ts-expect-error
clickstamp({ trackingUrl: 'https://click.brand.example/c', keys, part: 'html' });
`;

test.each([
  ["nodemailer's own types", 'nodemailer', 'nodenext'],
  ['@types/nodemailer', '@types/nodemailer', 'nodenext'],
  ['@types/nodemailer', '@types/nodemailer', 'bundler'],
] as const)('the plugin and its field fit %s (%s, %s)', (_, name, modules) => {
  expect(compileWith([name], program, modules)).toEqual([]);
});
