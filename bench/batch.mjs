import { race, ratioOf } from './harness.mjs';
import { compileHtml, createKeyring } from './package.mjs';

const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }]);
const OPTIONS = {
  trackingUrl: 'https://click.brand.example/c',
  clickTracking: true,
  campaignId: 'autumn',
  sentAt: new Date('2026-11-24T08:00:00Z'),
};

/**
 * `batch().variables` for one contact against `render` for the same, and what the variables of a thousand contacts weigh
 * as JSON: that goes over the wire in place of a thousand copies.
 */
export async function batchRows({ name, html }, settings) {
  const part = compileHtml(html, OPTIONS);
  const batch = part.batch({ provider: 'sendgrid' });
  let contact = 0;
  const recipient = () => ({ contactId: `contact-${contact++ % 1_000}` });
  const spent = await race(
    { variables: () => batch.variables(recipient(), keys), render: () => part.render(recipient(), keys) },
    settings,
  );
  let bytes = 0;
  for (let at = 0; at < 1_000; at++)
    bytes += JSON.stringify(await batch.variables({ contactId: `contact-${at}` }, keys)).length;
  return [
    { what: `batch().variables ÷ render, ${name}`, ratio: ratioOf(spent, 'variables', 'render'), atMost: 0.8 },
    { what: `variables of 1,000 contacts as JSON, ${name}`, value: bytes / 1e6, unit: 'MB' },
  ];
}
