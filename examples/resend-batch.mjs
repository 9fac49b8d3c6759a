// React Email and Resend: compiled once, rendered for each contact, a hundred copies in one call. Keep the domain's click
// tracking off, because Resend has no opt-out for single links. A stand-in for `new Resend(key)` takes the calls here.
import { Body, Button, Head, Html } from '@react-email/components';
import { render } from '@react-email/render';
import { compileHtml, createKeyring } from 'clickstamp';
import { createElement as h } from 'react';

const sent = [];
const resend = { batch: { send: async (mails) => sent.push(mails) } };

const template = h(Html, { lang: 'en' }, [
  h(Head, { key: 'head' }),
  h(Body, { key: 'body' }, h(Button, { href: 'https://shop.example/sale', 'data-link-id': 'sale' }, 'Sale')),
]);
const mail = compileHtml(await render(template), {
  trackingUrl: 'https://click.brand.example/c',
  clickTracking: true,
  provider: 'resend',
});
for (const { message } of mail.findings) console.log(message);

const keys = createKeyring([{ kid: '2026-11', key: 'a secret of at least thirty-two bytes' }]);
const contacts = Array.from({ length: 250 }, (_, at) => ({
  contactId: `c-${at}`,
  email: `reader${at}@reader.example`,
}));
let call = [];
for await (const { html, recipient } of mail.renderAll(contacts, keys)) {
  const { contactId, email } = recipient;
  call.push({
    from: 'news@brand.example',
    to: email,
    subject: 'Sale',
    html,
    tags: [{ name: 'contactId', value: contactId }],
  });
  if (call.length < 100) continue;
  await resend.batch.send(call);
  call = [];
}
if (call.length > 0) await resend.batch.send(call);
console.log(`${sent.flat().length} mails in ${sent.length} calls`);
