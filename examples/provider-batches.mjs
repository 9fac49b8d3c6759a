// One template for 2,500 contacts: how many calls each service takes, cut at its limits. `shared/provider-calls.mjs` writes them.
import { compileMessage, createKeyring } from 'clickstamp';
import { CALLS } from './shared/provider-calls.mjs';

const message = compileMessage(
  {
    html: '<a data-link-id="sale" href="https://shop.example/sale">Sale</a> <a href="https://shop.example/new">New</a>',
    text: 'Sale: https://shop.example/sale',
  },
  { trackingUrl: 'https://click.brand.example/c', clickTracking: true, messageId: 'autumn' },
);
const keys = createKeyring([{ kid: '2026-11', key: 'a secret of at least thirty-two bytes' }]);
const contacts = Array.from({ length: 2_500 }, (_, at) => ({
  contactId: `c-${at}`,
  email: `reader${at}@reader.example`,
}));

for (const [provider, write] of Object.entries(CALLS)) {
  const batch = message.batch({ provider });
  for (const { message: why } of batch.findings) console.log(why);
  const paths = [];
  for await (const { path } of write({ batch, contacts, keys, from: 'news@brand.example', subject: 'Sale' })) {
    // await fetch(`${api}${path}`, { method: 'POST', headers: { ...headers, authorization }, body });
    paths.push(path);
  }
  console.log(`${provider}: ${paths.length} calls, the last to ${paths.at(-1)}`);
}
