// One campaign as the calls of a mail service's API, each within the service's limits. docs/providers.md names their sources.
// `batch` is what `batch({ provider })` of a compiled message returns; a contact has `contactId` and `email`.

/** Cuts entries into calls: so many entries at most, and so many bytes of JSON. */
async function* cut(entries, { most, bytes = Infinity }) {
  let call = [];
  let size = 0;
  for await (const entry of entries) {
    const more = Buffer.byteLength(JSON.stringify(entry)) + 1;
    if (call.length === most || (call.length > 0 && size + more > bytes)) {
      yield call;
      call = [];
      size = 0;
    }
    call.push(entry);
    size += more;
  }
  if (call.length > 0) yield call;
}

/** One entry for each contact, made when it is needed: a campaign does not have to fit into memory. */
async function* each(contacts, batch, keys, write) {
  for await (const contact of contacts)
    yield write(contact, await batch.variables({ contactId: contact.contactId }, keys));
}

const json = (path, body) => ({ path, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

/** For each service, how it is called: a path, headers and a body, as `fetch` takes them. */
export const CALLS = {
  /** `SendBulkEmail` of API v2: 50 recipients; each one's data as JSON text, at most 262,144 characters. */
  async *ses({ batch, contacts, keys, from, subject }) {
    const entries = each(contacts, batch, keys, ({ contactId, email }, variables) => ({
      Destination: { ToAddresses: [email] },
      ReplacementTags: [{ Name: 'contactId', Value: contactId }],
      ReplacementEmailContent: {
        ReplacementTemplate: { ReplacementTemplateData: JSON.stringify(variables) },
      },
    }));
    const TemplateContent = { Subject: subject, Html: batch.html, Text: batch.text };
    for await (const BulkEmailEntries of cut(entries, { most: 50 }))
      yield json('/v2/email/outbound-bulk-emails', {
        FromEmailAddress: from,
        DefaultContent: { Template: { TemplateContent, TemplateData: '{}' } },
        BulkEmailEntries,
      });
  },

  /** The template is stored once, then 1,000 recipients in a call. */
  async *sendgrid({ batch, contacts, keys, from, subject }) {
    const template_id = 'd-0123456789abcdef';
    yield json(`/v3/templates/${template_id}/versions`, {
      name: subject,
      active: 1,
      subject,
      html_content: batch.html,
      plain_content: batch.text,
    });
    const entries = each(contacts, batch, keys, ({ contactId, email }, variables) => ({
      to: [{ email }],
      dynamic_template_data: variables,
      custom_args: { contactId },
    }));
    for await (const personalizations of cut(entries, { most: 1_000 }))
      yield json('/v3/mail/send', { from: { email: from }, template_id, personalizations });
  },

  /** A form: 1,000 recipients and 25 MB. The keys of `recipient-variables` are the addresses exactly as in `to`. */
  async *mailgun({ batch, contacts, keys, from, subject }) {
    const entries = each(contacts, batch, keys, ({ contactId, email }, variables) => [
      email,
      { contactId, ...variables },
    ]);
    for await (const recipients of cut(entries, { most: 1_000, bytes: 20_000_000 })) {
      const body = new FormData();
      body.set('from', from);
      for (const [email] of recipients) body.append('to', email);
      body.set('subject', subject);
      body.set('html', batch.html);
      body.set('text', batch.text);
      body.set('recipient-variables', JSON.stringify(Object.fromEntries(recipients)));
      body.set('v:contactId', '%recipient.contactId%');
      yield { path: '/v3/mg.brand.example/messages', headers: {}, body };
    }
  },

  /** `/email/bulk`: 50 MB. */
  async *postmark({ batch, contacts, keys, from, subject }) {
    const entries = each(contacts, batch, keys, ({ contactId, email }, variables) => ({
      To: email,
      TemplateModel: variables,
      Metadata: { contactId },
    }));
    for await (const Messages of cut(entries, { most: 5_000, bytes: 40_000_000 }))
      yield json('/email/bulk', {
        From: from,
        Subject: subject,
        HtmlBody: batch.html,
        TextBody: batch.text,
        TrackLinks: 'HtmlOnly',
        Messages,
      });
  },

  /** 2,000 recipients are advised for personal mail; each one's data at most 100 KB, which `variables` checks. */
  async *sparkpost({ batch, contacts, keys, from, subject }) {
    const entries = each(contacts, batch, keys, ({ contactId, email }, variables) => ({
      address: email,
      substitution_data: variables,
      metadata: { contactId },
    }));
    for await (const recipients of cut(entries, { most: 2_000 }))
      yield json('/api/v1/transmissions', {
        content: { from, subject, html: batch.html, text: batch.text },
        recipients,
      });
  },

  /** 1,000 versions of a message, and 1,000 KB of data in all. */
  async *brevo({ batch, contacts, keys, from, subject }) {
    const entries = each(contacts, batch, keys, ({ email }, variables) => ({ to: [{ email }], params: variables }));
    for await (const messageVersions of cut(entries, { most: 1_000, bytes: 1_000_000 }))
      yield json('/v3/smtp/email', {
        sender: { email: from },
        subject,
        htmlContent: batch.html,
        textContent: batch.text,
        messageVersions,
      });
  },
};
