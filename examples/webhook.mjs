// Each click as a webhook. A call that fails is tried again; the receiver knows by the event's id what it has seen.
import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { createClickHandler } from 'clickstamp/redirect';
import { keys, trackedUrl, trackingUrl } from './shared/try-it.mjs';

async function post(url, event) {
  for (let attempt = 1; attempt <= 5; attempt++) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': event.eventId },
      body: JSON.stringify(event),
      signal: AbortSignal.timeout(5000),
    }).catch(() => undefined);
    if (response?.ok) return console.log(`delivered at attempt ${attempt}`);
    await wait(20 * 2 ** attempt);
  }
  throw new Error('not delivered');
}

// The receiver of this example takes the event, but its first answer is an error: so it gets the event twice.
const seen = new Set();
const receiver = createServer(async (request, response) => {
  const { linkId, contactId, eventId } = JSON.parse(Buffer.concat(await request.toArray()).toString());
  const known = seen.has(eventId);
  seen.add(eventId);
  console.log(known ? 'received again, ignored' : `received a click of ${contactId} on ${linkId}`);
  response.writeHead(known ? 204 : 503).end();
});
await new Promise((resolve) => receiver.listen(0, '127.0.0.1', resolve));
const hook = `http://127.0.0.1:${receiver.address().port}/clicks`;

let delivery;
const redirect = createClickHandler({
  trackingUrl,
  keys,
  onClick(click, info) {
    delivery = post(hook, { ...click, ...info });
    return delivery; // what it rejects with goes to onError; the redirect never waits
  },
  onError: (error, failure) => console.log(failure, error.message),
});
const response = await redirect(new Request(await trackedUrl()));
console.log('redirected', response.status);
await delivery;
receiver.close();
receiver.closeAllConnections();
