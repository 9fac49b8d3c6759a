// A campaign: each part compiled once, rendered for one contact after the other, sent over SMTP.
import { compileHtml, compileText, createKeyring } from 'clickstamp';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';

// A mail server of this example's own; yours is elsewhere.
let received = 0;
const smtp = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onData: (stream, _, done) => stream.resume().on('end', () => done(null, `taken, ${++received}`)),
});
await new Promise((resolve) => smtp.listen(0, '127.0.0.1', resolve));

const keys = createKeyring([{ kid: '2026-11', key: 'a secret of at least thirty-two bytes' }]);
const options = { trackingUrl: 'https://click.brand.example/c', clickTracking: true, campaignId: 'november' };
const html = compileHtml(
  '<a href="https://shop.example/{{city}}">Near you</a> <a href="htp://shop.example">?</a>',
  options,
);
const text = compileText('Near you: https://shop.example/{{city}}', options);
for (const { severity, code, line } of html.findings) console.log(`${severity} in line ${line}: ${code}`);

// Any iterable will do: rows of a database cursor, lines of a file. It is read no faster than mail goes out.
async function* contacts() {
  for (const [id, city] of [
    ['1', 'Bonn'],
    ['2', 'Köln'],
    ['3', 'Łódź'],
  ])
    yield { contactId: `c-${id}`, values: { city }, address: `reader${id}@reader.example` };
}

const transporter = createTransport({
  host: '127.0.0.1',
  port: smtp.server.address().port,
  pool: true,
  ignoreTLS: true,
});
for await (const { recipient, html: body, tracked } of html.renderAll(contacts(), keys)) {
  const { contactId, values, address } = recipient;
  const plain = await text.render({ contactId, values }, keys);
  await transporter.sendMail({
    from: 'news@brand.example',
    to: address,
    subject: 'News',
    html: body,
    text: plain.text,
  });
  console.log(`${contactId}: ${tracked} link of the HTML and ${plain.tracked} of the text tracked`);
}
transporter.close();
smtp.close();
console.log(`received ${received}`);
