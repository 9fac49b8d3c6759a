// nodemailer and Amazon SES, whose click tracking is on: its own opt-outs and names on the links, and nothing signed. With
// SES's transport (`createTransport({ SES: { sesClient, SendEmailCommand } })`) the rest is the same; this one writes JSON.
import { markLinks } from 'clickstamp';
import { createTransport } from 'nodemailer';

const { html, marked, findings } = markLinks(
  `<a data-link-id="sale" href="https://shop.example/sale">Sale</a>
<a data-track="off" href="https://bank.example/pay?token=1">Pay</a>
<a href="https://brand.example/unsubscribe">Leave</a>`,
  { provider: 'ses' },
);
console.log(`${marked} marks, ${findings.length} findings`);

const transporter = createTransport({ jsonTransport: true });
const { message } = await transporter.sendMail({
  from: 'news@brand.example',
  to: 'ada@reader.example',
  subject: 'News',
  html,
  headers: { 'X-SES-CONFIGURATION-SET': 'news', 'X-SES-MESSAGE-TAGS': 'contactId=c-17, campaignId=autumn' },
});
for (const [tag] of JSON.parse(message).html.matchAll(/<a [^>]*>/g)) console.log(tag);
