import type { Part } from '../../link.js';

/** The mail services whose links, templates and limits are known. docs/providers.md has a table for each, with sources. */
export type ProviderName = 'ses' | 'sendgrid' | 'mailgun' | 'postmark' | 'resend' | 'sparkpost' | 'brevo' | 'mandrill';

/** How a service inserts one contact's values into a template. */
export interface SlotSyntax {
  /** The variable as it is written in the template, so that its value goes in unescaped. */
  readonly write: (variable: string) => string;
  /** What starts a tag of this syntax: no value may hold it. */
  readonly opening: readonly string[];
}

/** What a service takes in one call. */
export interface ProviderLimits {
  readonly recipientsPerCall: number;
  /** Of all parts of a template together, in UTF-8 bytes. */
  readonly templateBytes?: number;
  /** Of one recipient's variables as JSON, in UTF-8 bytes. */
  readonly variablesBytes?: number;
}

/** One mail service. A new one is a row here, a fixture in test/message/providers and a table in docs/providers.md. */
export interface Provider {
  readonly name: ProviderName;
  /** As its maker writes it; also the `service` of its rows in the table of dialects. */
  readonly service: string;
  /** The attribute that keeps the service from rewriting a link, as it is written. */
  readonly optOut?: string;
  /** What does the same right behind an address in text/plain. */
  readonly textOptOut?: string;
  /** The attribute that holds a link's id, and how. */
  readonly linkName?: { readonly attribute: string; readonly write: (link: NamedLink) => string };
  /** For parts whose links the service rewrites and that have no opt-out: what switches its tracking off. */
  readonly switchOff: Partial<Record<Part, string>>;
  /** A syntax whose insertion is confirmed to be unescaped, or why there is none. */
  readonly slot: SlotSyntax | string;
  readonly limits: ProviderLimits;
}

/** What a link's name is written from. */
export interface NamedLink {
  readonly id: string;
  readonly tags?: Readonly<Record<string, string>>;
}

const DOUBLE_BRACES: SlotSyntax = { write: (variable) => `{{${variable}}}`, opening: ['{{'] };
const TRIPLE_BRACES: SlotSyntax = { write: (variable) => `{{{${variable}}}}`, opening: ['{{'] };

/** Amazon SES takes ASCII letters, digits, `-` and `_` in link tags ("Amazon SES email sending metrics FAQs"). */
const sesText = (text: string): string => text.replace(/[^\w-]/g, '-');

/** `link:id;name:value;`; the id comes first, so that it stays where a service cuts the list. */
function writeSesTags({ id, tags = {} }: NamedLink): string {
  const pairs = Object.entries(tags).filter(([name]) => sesText(name) !== 'link');
  return [['link', id] as const, ...pairs].map(([name, value]) => `${sesText(name)}:${sesText(value)};`).join('');
}

/** SparkPost cuts names at 63 bytes ("Link names"). */
function writeLinkName({ id }: NamedLink): string {
  // As a stream, the decoder keeps back the bytes of a character that was cut in the middle.
  return new TextDecoder().decode(new TextEncoder().encode(id).slice(0, 63), { stream: true });
}

/** The services. Sources and dates stand in docs/providers.md. */
export const PROVIDERS: readonly Provider[] = [
  {
    name: 'ses',
    service: 'Amazon SES',
    optOut: 'ses:no-track',
    linkName: { attribute: 'ses:tags', write: writeSesTags },
    switchOff: {},
    slot: DOUBLE_BRACES,
    limits: { recipientsPerCall: 50, templateBytes: 500_000, variablesBytes: 262_144 },
  },
  {
    name: 'sendgrid',
    service: 'SendGrid',
    optOut: 'clicktracking="off"',
    switchOff: { text: 'tracking_settings.click_tracking.enable_text: false' },
    slot: TRIPLE_BRACES,
    limits: { recipientsPerCall: 1_000 },
  },
  {
    name: 'mailgun',
    service: 'Mailgun',
    optOut: 'disable-tracking="true"',
    switchOff: { text: 'o:tracking-clicks=htmlonly' },
    slot: { write: (variable) => `%recipient.${variable}%`, opening: ['%recipient'] },
    limits: { recipientsPerCall: 1_000 },
  },
  {
    name: 'postmark',
    service: 'Postmark',
    optOut: 'data-pm-no-track',
    switchOff: { text: "TrackLinks: 'HtmlOnly'" },
    slot: TRIPLE_BRACES,
    limits: { recipientsPerCall: 500, templateBytes: 10_000_000 },
  },
  {
    name: 'resend',
    service: 'Resend',
    switchOff: { html: 'click tracking in the settings of the sending domain' },
    slot: 'Resend does not document that it inserts values unescaped',
    limits: { recipientsPerCall: 100 },
  },
  {
    name: 'sparkpost',
    service: 'SparkPost',
    optOut: 'data-msys-clicktrack="0"',
    textOptOut: '[[data-msys-clicktrack="0"]]',
    linkName: { attribute: 'data-msys-linkname', write: writeLinkName },
    switchOff: {},
    slot: TRIPLE_BRACES,
    limits: { recipientsPerCall: 2_000, templateBytes: 20_000_000, variablesBytes: 100_000 },
  },
  {
    name: 'brevo',
    service: 'Brevo',
    switchOff: { html: "click tracking in the account's settings", text: "click tracking in the account's settings" },
    slot: {
      write: (variable) => `{% autoescape off %}{{params.${variable}}}{% endautoescape %}`,
      opening: ['{{', '{%', '{#'],
    },
    limits: { recipientsPerCall: 1_000, variablesBytes: 100_000 },
  },
  {
    name: 'mandrill',
    service: 'Mandrill',
    optOut: 'mc:disable-tracking',
    switchOff: { text: 'track_clicks: false, or the header X-MC-Track: clicks_htmlonly' },
    slot: 'Mandrill does not document that it inserts values unescaped',
    limits: { recipientsPerCall: 1_000 },
  },
];

export const PROVIDER_NAMES: readonly ProviderName[] = PROVIDERS.map(({ name }) => name);

/** The row of a name that has been checked. */
export function providerOf(name: ProviderName): Provider {
  return PROVIDERS.find((row) => row.name === name) as Provider;
}
