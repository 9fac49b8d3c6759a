// MJML: compile the template to HTML, then its links.
import { compileHtml, createKeyring } from 'clickstamp';
import mjml from 'mjml';

const { html } = await mjml(`<mjml><mj-body><mj-section><mj-column>
  <mj-navbar><mj-navbar-link href="https://shop.example/new">New</mj-navbar-link></mj-navbar>
  <mj-image href="https://shop.example/sale" src="https://shop.example/sale.png" alt="Sale" />
  <mj-button href="https://shop.example/stores/{{city}}">Near you</mj-button>
  <mj-text><a href="mailto:help@shop.example">Help</a></mj-text>
</mj-column></mj-section></mj-body></mjml>`);

const mail = compileHtml(html, { trackingUrl: 'https://click.brand.example/c', clickTracking: true });
for (const { verdict, reason, href, label } of mail.links) console.log(verdict, reason, href, `"${label}"`);

const keys = createKeyring([{ kid: '2026-11', key: 'a secret of at least thirty-two bytes' }]);
const { tracked } = await mail.render({ contactId: 'c-17', values: { city: 'Köln' } }, keys);
console.log(`tracked for c-17: ${tracked}`);
