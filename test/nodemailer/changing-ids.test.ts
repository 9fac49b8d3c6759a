import { createTransport, type SendMailOptions } from 'nodemailer';
import { describe, expect, test } from 'vitest';
import { clickstamp, type NodemailerOptions } from '../../src/nodemailer.js';
import { PLAIN } from './send.js';

const link = (path: string) => `<a href="https://shop.example/${path}">x</a>`;

/** Sends one message after another through one plugin, and returns the warnings of the process. */
async function warningsOf(
  messages: readonly SendMailOptions[],
  options: Partial<NodemailerOptions>,
): Promise<string[]> {
  const warnings: string[] = [];
  const listen = ({ name, message }: Error) => name === 'ClickstampWarning' && warnings.push(message);
  process.on('warning', listen);
  try {
    const transporter = createTransport({ jsonTransport: true });
    transporter.use('compile', clickstamp({ ...PLAIN, ...options }));
    for (const message of messages) await transporter.sendMail({ to: 'ada@reader.example', ...message });
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    process.off('warning', listen);
  }
  return warnings;
}

type Message = (n: number) => SendMailOptions;
const clickstampField = { campaignId: 'november' };

const CASES: readonly (readonly [
  name: string,
  warned: boolean,
  message: Message,
  options: Partial<NodemailerOptions>,
])[] = [
  ['every recipient has addresses of their own', true, (n) => ({ html: link(`sale?to=${n}`) }), {}],
  ['beside links that are the same for all', true, (n) => ({ html: link('sale') + link(`account/${n}`) }), {}],
  ['without a cache', true, (n) => ({ html: link(`sale?to=${n}`) }), { cacheBytes: 0 }],
  ['in the text part', true, (n) => ({ text: `https://shop.example/${n}` }), {}],
  ['linkId: label', false, (n) => ({ html: link(`sale?to=${n}`) }), { linkId: 'label' }],
  ['linkId: position', false, (n) => ({ html: link(`sale?to=${n}`) }), { linkId: 'position' }],
  ['linkId: address, by somebody who means it', false, (n) => ({ html: link(`sale?to=${n}`) }), { linkId: 'address' }],
  ['names in the HTML', false, (n) => ({ html: link(`sale?to=${n}`).replace('<a', '<a data-link-id="sale"') }), {}],
  ['texts that differ', false, (n) => ({ html: `<p>Hello ${n}</p>${link('sale')}` }), {}],
  ['links that are not tracked', false, (n) => ({ html: link(`unsubscribe?to=${n}`) }), {}],
  ['a merge tag', false, (n) => ({ html: link('{{id}}'), clickstamp: { ...clickstampField, values: { id: n } } }), {}],
  ['a few versions of a message', false, (n) => ({ html: link(`version-${n % 10}`) }), {}],
  [
    'messages of different sizes',
    false,
    (n) => ({ html: Array.from({ length: n }, (_, i) => link(`${n}-${i}`)).join('') }),
    {},
  ],
  ['a campaign for each message', false, (n) => ({ html: link(`${n}`), clickstamp: { campaignId: `c-${n}` } }), {}],
  ['nothing is tracked', false, (n) => ({ html: link(`sale?to=${n}`) }), { clickTracking: false }],
];

describe('the process is warned where link ids keep changing', () => {
  test.each(CASES)('%s: %s', async (_, warned, message, options) => {
    const messages = Array.from({ length: 45 }, (_, n) => ({ clickstamp: clickstampField, ...message(n + 1) }));
    const warnings = await warningsOf(messages, options);
    expect(warnings).toHaveLength(warned ? 1 : 0);
    if (warned) expect(warnings[0]).toContain("linkId: 'label' or 'position'");
    expect(String(warnings)).not.toContain('november');
  });

  test('not before twenty messages were sent', async () => {
    const messages = Array.from({ length: 19 }, (_, n) => ({ html: link(`${n}`) }));
    expect(await warningsOf(messages, {})).toEqual([]);
    expect(await warningsOf([...messages, { html: link('19') }], {})).toHaveLength(1);
  });
});
