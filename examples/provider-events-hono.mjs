// A mail service's webhook in Hono: SendGrid's click events into the aggregator. Check the signature first, with
// `@sendgrid/eventwebhook` over the raw body; this example leaves that out.
import { ClickAggregator, markLinks } from 'clickstamp';
import { fromSendGrid } from 'clickstamp/providers';
import { Hono } from 'hono';

// The message as it was sent: the service tracks, and one link is kept from it.
const { html, links } = markLinks(
  '<a data-link-id="sale" href="https://shop.example/sale">Sale</a> <a href="https://brand.example/unsubscribe">Leave</a>',
  { provider: 'sendgrid' },
);
console.log(html.includes('<a clicktracking="off" href="https://brand.example/unsubscribe">'));

const counts = new ClickAggregator();
const app = new Hono();
app.post('/webhooks/sendgrid', async ({ req, body }) => {
  const { records, skipped } = fromSendGrid(await req.text(), { links });
  for (const record of records) counts.add(record);
  for (const { reason } of skipped) console.log('skipped', reason);
  return body(null, 204);
});

const events = [
  { event: 'click', url: 'https://shop.example/sale', timestamp: 1793613600, sg_event_id: 'e-1', contactId: 'c-17' },
  { event: 'click', url: 'https://shop.example/sale', timestamp: 1793613660, sg_event_id: 'e-2', contactId: 'c-18' },
  { event: 'open', timestamp: 1793613599, sg_event_id: 'e-3' },
  { event: 'click', timestamp: 1793613600, sg_event_id: 'e-4' },
];
// Services deliver more than once: the second time counts nothing.
for (let delivery = 1; delivery <= 2; delivery++) {
  const response = await app.request('/webhooks/sendgrid', { method: 'POST', body: JSON.stringify(events) });
  console.log(response.status);
}
for (const { linkId, human } of counts.links()) console.log(linkId, human.clicks, human.uniqueContacts);
