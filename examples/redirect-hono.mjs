// The redirect in Hono, on whatever it runs: the handler takes a Request and returns a Response.
import { createClickHandler } from 'clickstamp/redirect';
import { Hono } from 'hono';
import { keys, trackedUrl, trackingUrl } from './shared/try-it.mjs';

const redirect = createClickHandler({ trackingUrl, keys, onClick: (click) => console.log('clicked', click.contactId) });
const app = new Hono();
app.get('/c/*', ({ req }) => redirect(req.raw));

const response = await app.request(await trackedUrl());
console.log(response.status, response.headers.get('location'));
