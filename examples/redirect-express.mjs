// The redirect in Express.
import { createClickHandler, toNodeListener } from 'clickstamp/redirect';
import express from 'express';
import { clickAt, keys, trackingUrl } from './shared/try-it.mjs';

const app = express();
app.use(
  '/c',
  toNodeListener(
    createClickHandler({ trackingUrl, keys, onClick: (click) => console.log('clicked', click.contactId) }),
  ),
);
const server = app.listen(0, '127.0.0.1', async () => {
  await clickAt(`http://127.0.0.1:${server.address().port}`);
  server.close();
});
