// The redirect in Fastify: its raw request and response are those of node:http.
import { createClickHandler, toNodeListener } from 'clickstamp/redirect';
import Fastify from 'fastify';
import { clickAt, keys, trackingUrl } from './shared/try-it.mjs';

const redirect = toNodeListener(
  createClickHandler({ trackingUrl, keys, onClick: (click) => console.log('clicked', click.contactId) }),
);
const app = Fastify();
app.get('/c/*', (request, reply) => {
  reply.hijack();
  return redirect(request.raw, reply.raw);
});
await clickAt(await app.listen({ port: 0, host: '127.0.0.1' }));
await app.close();
