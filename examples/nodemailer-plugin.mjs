// nodemailer: one line makes a transporter track its mail. Here it writes JSON instead of sending.
import { createKeyring, decodeClick } from 'clickstamp';
import { clickstamp } from 'clickstamp/nodemailer';
import { createTransport } from 'nodemailer';

const keys = createKeyring([{ kid: '2026-11', key: 'a secret of at least thirty-two bytes' }]);
const transporter = createTransport({ jsonTransport: true });
transporter.use('compile', clickstamp({ trackingUrl: 'https://click.brand.example/c', clickTracking: true, keys }));

const { message } = await transporter.sendMail({
  from: 'news@brand.example',
  to: 'ada@reader.example',
  subject: 'News',
  html: '<a href="https://shop.example/sale">Sale</a> <a href="https://brand.example/leave?u=17">Leave</a>',
  text: 'Sale: https://shop.example/sale',
  list: { unsubscribe: 'https://brand.example/leave?u=17' },
  clickstamp: { contactId: 'c-17', campaignId: 'november' },
});
const { html, text } = JSON.parse(message);
for (const part of [html, text])
  for (const [url] of part.matchAll(/https:\/\/click[^"\s]+/g)) {
    const click = await decodeClick(url, { keys });
    console.log(click.part, click.contactId, click.url);
  }
console.log('unsubscribe link as it was:', html.includes('"https://brand.example/leave?u=17"'));
