// The redirect as a Next route handler: save as app/c/[token]/route.js. GET answers HEAD, too.
import { createClickHandler } from 'clickstamp/redirect';
import { keys, trackingUrl } from './shared/try-it.mjs';

const redirect = createClickHandler({ trackingUrl, keys, onClick: (click) => console.log('clicked', click.contactId) });

export const dynamic = 'force-dynamic';
export const GET = (request) => redirect(request);
