import { expect, test } from 'vitest';
import { ClickAggregator, compileHtml, compileText, createKeyring, decodeClick } from '../../../src/index.js';
import { createReport } from '../../../src/report/index.js';

const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }]);
const options = { trackingUrl: 'https://click.brand.example/c', clickTracking: true };

test('every row has a name that people know: text, a given id, the address, and the trap for what it is', async () => {
  const html = compileHtml(
    '<a href="https://shop.example/sale">Sale</a><a data-link-id="logo" href="https://shop.example/"><img src="x"></a>',
    { ...options, honeypotUrl: 'https://shop.example/' },
  );
  const text = compileText('https://shop.example/sale?from=text', options);
  const copies = [(await html.render({ contactId: 'c-1' }, keys)).html, (await text.render({}, keys)).text];
  const urls = copies.join(' ').match(/https:\/\/click\.brand\.example\/c\/[\w.-]+/g) ?? [];
  const counts = new ClickAggregator();
  for (const url of urls)
    counts.add({ ...(await decodeClick(url, { keys })), contactId: 'c-1', at: new Date(Date.now() + 3_600_000) });
  counts.add({ linkId: 'of-another-message', at: new Date() });

  const report = createReport(counts, { message: [html, text] });
  const labels = ['Sale', 'The hidden honeypot link', 'logo', 'of-another-message', 'shop.example/sale?from=text'];
  expect(report.links.map(({ label }) => label).sort()).toEqual(labels);
  expect(report.contacts[0]?.links.map(({ label }) => label).sort()).toEqual(
    labels.filter((label) => label !== 'of-another-message'),
  );
});
