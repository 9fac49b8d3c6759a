// The redirect in Hono, on whatever it runs: the handler takes a Request and gives a Response.
import { createClickHandler } from 'clickstamp/redirect';
import { Hono } from 'hono';
import { keys, trackedUrl } from './shared/try-it.mjs';

const redirect = createClickHandler({ keys, onClick: (click) => console.log('clicked', click.contactId) });
const app = new Hono();
app.get('/c/*', ({ req }) => redirect(req.raw));

const response = await app.request(await trackedUrl('https://click.brand.example'));
console.log(response.status, response.headers.get('location'));
