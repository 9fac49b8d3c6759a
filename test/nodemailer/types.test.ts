import { createTransport } from 'nodemailer';
import { expect, test } from 'vitest';
import { clickstamp, type MessageClicks } from '../../src/nodemailer.js';
import { keys, trackingUrl } from './send.js';

// The compiler runs over this file in `npm test`; `test/types` does the same with @types/nodemailer.
test('the plugin and the message field fit the types of nodemailer', async () => {
  const plugin = clickstamp({ trackingUrl, keys, recipient: ({ to }) => ({ contactId: String(to).slice(0, 3) }) });
  const transporter = createTransport({ jsonTransport: true }).use('compile', plugin);
  createTransport({ host: '127.0.0.1', pool: true }).use('compile', plugin).close();
  const field: MessageClicks = { contactId: 'c-1', consent: 'anonymous' };
  const to = 'ada@reader.example';
  await transporter.sendMail({ to, clickstamp: field });
  await transporter.sendMail({ to, clickstamp: false });
  const wrong = clickstamp({ trackingUrl, keys, onError: () => {} });
  transporter.use('compile', wrong);
  // @ts-expect-error: misspelt
  await transporter.sendMail({ to, clickstamp: { contactID: 'c-1' } });
  // @ts-expect-error: neither a string nor a number
  await transporter.sendMail({ to, clickstamp: { contactId: true } });
  // @ts-expect-error: keys are required
  expect(() => clickstamp({ trackingUrl })).toThrow(TypeError);
});
