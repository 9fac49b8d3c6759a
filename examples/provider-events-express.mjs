// A mail service's webhook in Express: Amazon SES's click events by SNS, into the aggregator. Check the message first,
// with `sns-validator`; this example leaves that out. SNS sends JSON as text/plain.
import { once } from 'node:events';
import { ClickAggregator } from 'clickstamp/clicks';
import { fromSes } from 'clickstamp/providers';
import express from 'express';

const counts = new ClickAggregator();
const app = express();
app.post('/webhooks/ses', express.text({ type: '*/*' }), (request, response) => {
  const { records, skipped } = fromSes(request.body);
  for (const record of records) counts.add(record);
  for (const { reason } of skipped) console.log('skipped', reason);
  response.sendStatus(200);
});
const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');

const click = (contact, isBotEvent, time) => ({
  eventType: 'Click',
  mail: { messageId: `mail-${contact}`, timestamp: '2026-11-24T08:00:00.000Z', tags: { contactId: [contact] } },
  click: { link: 'https://shop.example/sale', linkTags: { link: ['sale'] }, timestamp: time, isBotEvent },
});
const notify = (MessageId, record) =>
  fetch(`http://127.0.0.1:${server.address().port}/webhooks/ses`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain; charset=UTF-8' },
    body: JSON.stringify({ Type: 'Notification', MessageId, Message: JSON.stringify(record) }),
  });

await notify('sns-1', click('c-17', 'Unlikely', '2026-11-24T10:00:00.000Z'));
await notify('sns-1', click('c-17', 'Unlikely', '2026-11-24T10:00:00.000Z'));
const { status } = await notify('sns-2', click('c-18', 'Likely', '2026-11-24T10:05:00.000Z'));
server.close();
console.log(status);
for (const { linkId, human, bot } of counts.links()) console.log(linkId, human.clicks, bot.clicks);
