/** What one would write by hand: `node ndjson-maps.mjs FILE` counts clicks by link and contact. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

const byLink = new Map();
const byContact = new Map();
for await (const line of createInterface({ input: createReadStream(process.argv[2]), crlfDelay: Infinity })) {
  const { linkId, contactId } = JSON.parse(line);
  let link = byLink.get(linkId);
  if (link === undefined) {
    link = { clicks: 0, contacts: new Map() };
    byLink.set(linkId, link);
  }
  link.clicks++;
  link.contacts.set(contactId, (link.contacts.get(contactId) ?? 0) + 1);
  let contact = byContact.get(contactId);
  if (contact === undefined) {
    contact = new Map();
    byContact.set(contactId, contact);
  }
  contact.set(linkId, (contact.get(linkId) ?? 0) + 1);
}
for (const [linkId, { clicks, contacts }] of byLink) console.log(linkId, clicks, contacts.size);
console.log(byContact.size);
