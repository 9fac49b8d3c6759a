import type { ProviderName } from '../../../src/index.js';

/** A link, and how each service's marks look on it when the service does the tracking. `null`: nothing is put in. */
export interface MarkCase {
  readonly is: string;
  readonly html: string;
  readonly marked: Partial<Record<ProviderName, string | null>>;
}

/** No web link: nothing to protect, whatever its attributes say. */
const OTHERS = [
  'mailto:a@b.example',
  '#top',
  '/relative',
  'tel:+15550100',
  'javascript:alert(1)',
  'htp://typo.example',
  '{{url}',
];

/** An ordinary link is the service's to track; one that is left for a reason of its own gets the opt-out. */
export const MARK_CASES: readonly MarkCase[] = [
  {
    is: 'a link with a name and tags',
    html: '<a class="b" data-link-id="Sale no. 1" data-link-tags="kind:book" href="https://a.example/">A</a>',
    marked: {
      ses: '<a ses:tags="link:Sale-no--1;kind:book;" class="b" data-link-id="Sale no. 1" data-link-tags="kind:book" href="https://a.example/">A</a>',
      sparkpost:
        '<a data-msys-linkname="Sale no. 1" class="b" data-link-id="Sale no. 1" data-link-tags="kind:book" href="https://a.example/">A</a>',
      sendgrid: null,
      mailgun: null,
      postmark: null,
      resend: null,
      brevo: null,
      mandrill: null,
    },
  },
  {
    is: 'an opt-out of ours',
    html: '<a data-track="off" href="https://a.example/">A</a>',
    marked: {
      ses: '<a ses:no-track data-track="off" href="https://a.example/">A</a>',
      sendgrid: '<a clicktracking="off" data-track="off" href="https://a.example/">A</a>',
      mailgun: '<a disable-tracking="true" data-track="off" href="https://a.example/">A</a>',
      postmark: '<a data-pm-no-track data-track="off" href="https://a.example/">A</a>',
      sparkpost: '<a data-msys-clicktrack="0" data-track="off" href="https://a.example/">A</a>',
      mandrill: '<a mc:disable-tracking data-track="off" href="https://a.example/">A</a>',
      resend: null,
      brevo: null,
    },
  },
  {
    is: "another service's opt-out",
    html: "<a href='https://a.example/' CLICKTRACKING=OFF>A</a>",
    marked: { ses: "<a ses:no-track href='https://a.example/' CLICKTRACKING=OFF>A</a>", sendgrid: null },
  },
  {
    is: 'an attribute of the service that says the opposite: the first of a name counts',
    html: '<a clicktracking="on" data-pm-no-track href="https://a.example/">A</a>',
    marked: {
      sendgrid: '<a clicktracking="off" clicktracking="on" data-pm-no-track href="https://a.example/">A</a>',
      postmark: null,
    },
  },
  {
    is: 'an unsubscribe link',
    html: '<a\n\thref=https://a.example/unsubscribe?u=1>Leave</a>',
    marked: { ses: '<a ses:no-track\n\thref=https://a.example/unsubscribe?u=1>Leave</a>' },
  },
  {
    is: "the service's own unsubscribe link",
    html: '<a href="<%asm_group_unsubscribe_raw_url%>">Leave</a>',
    marked: { sendgrid: '<a clicktracking="off" href="<%asm_group_unsubscribe_raw_url%>">Leave</a>' },
  },
  {
    is: 'no white space before the first attribute',
    html: '<a/href="https://a.example/unsubscribe">Leave</a>',
    marked: { postmark: '<a/ data-pm-no-track href="https://a.example/unsubscribe">Leave</a>' },
  },
  {
    is: 'a link with tags of the service already',
    html: '<a ses:tags="product:book" data-link-id="x" href="https://a.example/">A</a>',
    marked: {
      ses: null,
      sparkpost: '<a data-msys-linkname="x" ses:tags="product:book" data-link-id="x" href="https://a.example/">A</a>',
    },
  },
  {
    is: 'a name that needs escaping',
    html: '<a data-link-id=\'"A & B"\' href="https://a.example/">A</a>',
    marked: {
      sparkpost:
        '<a data-msys-linkname="&quot;A &amp; B&quot;" data-link-id=\'"A & B"\' href="https://a.example/">A</a>',
      ses: '<a ses:tags="link:-A---B-;" data-link-id=\'"A & B"\' href="https://a.example/">A</a>',
    },
  },
  {
    is: 'a name longer than the service takes',
    html: `<a data-link-id="${'é'.repeat(40)}" href="https://a.example/">A</a>`,
    marked: {
      sparkpost: `<a data-msys-linkname="${'é'.repeat(31)}" data-link-id="${'é'.repeat(40)}" href="https://a.example/">A</a>`,
    },
  },
  {
    is: "a button in Outlook's comment",
    html: '<!--[if mso]><v:roundrect data-track="off" href="https://a.example/"></v:roundrect><![endif]-->',
    marked: {
      ses: '<!--[if mso]><v:roundrect ses:no-track data-track="off" href="https://a.example/"></v:roundrect><![endif]-->',
    },
  },
  ...OTHERS.map((href) => ({
    is: `no web link (${href})`,
    html: `<a data-track="off" href="${href}">A</a>`,
    marked: { ses: null, sendgrid: null, sparkpost: null },
  })),
  {
    is: 'a form',
    html: '<form data-track="off" action="https://a.example/"></form>',
    marked: { ses: null, postmark: null },
  },
];
