// The redirect on plain node:http.
import { createServer } from 'node:http';
import { createClickHandler, toNodeListener } from 'clickstamp/redirect';
import { clickAt, keys, trackingUrl } from './shared/try-it.mjs';

const onClick = (click, { at }) => console.log('clicked', click.contactId, click.url, at instanceof Date);
const server = createServer(toNodeListener(createClickHandler({ trackingUrl, keys, onClick })));
server.listen(0, '127.0.0.1', async () => {
  await clickAt(`http://127.0.0.1:${server.address().port}`);
  server.close();
});
