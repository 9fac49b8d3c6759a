// react-email: render the template to HTML with merge tags in it, once; then compile.
import { Body, Button, Head, Html, Link, Text } from '@react-email/components';
import { render } from '@react-email/render';
import { compileHtml, createKeyring } from 'clickstamp';
import { createElement as h } from 'react';

const template = h(Html, { lang: 'en' }, [
  h(Head, { key: 'head' }),
  h(Body, { key: 'body' }, [
    h(Text, { key: 'text' }, 'Hello'),
    h(Button, { key: 'button', href: 'https://shop.example/sale?a=1&b=2', 'data-link-id': 'sale' }, 'Sale'),
    h(Link, { key: 'city', href: 'https://shop.example/stores/{{city}}' }, 'Near you'),
    h(Link, { key: 'leave', href: '{{unsubscribe_url}}' }, 'Leave'),
  ]),
]);

const mail = compileHtml(await render(template), {
  trackingUrl: 'https://click.brand.example/c',
  clickTracking: true,
});
for (const { id, verdict, reason, href } of mail.links)
  console.log(verdict, reason, href, id === 'sale' ? '(named)' : '');

const keys = createKeyring([{ kid: '2026-11', key: 'a secret of at least thirty-two bytes' }]);
const { tracked } = await mail.render({ contactId: 'c-17', values: { city: 'Köln' } }, keys);
console.log(`tracked for c-17: ${tracked}`);
