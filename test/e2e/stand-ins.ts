import type { ClickFacts } from '../clicks/providers/payloads.js';
import * as payloads from '../clicks/providers/payloads.js';
import { FILLERS, type Values } from '../message/render/fillers.js';

/** One mail that a call of the API asks for. */
export interface StandInMail {
  readonly to: string;
  readonly html: string;
  readonly text: string;
  readonly contact: string;
}

/** A call as it came over HTTP. */
export interface StandInCall {
  readonly path: string;
  readonly body: Buffer;
  readonly type: string;
}

/** What a service does, by its documentation; docs/providers.md has the pages. */
export interface StandIn {
  readonly provider: 'ses' | 'sendgrid' | 'mailgun' | 'postmark' | 'sparkpost' | 'brevo';
  /** How many recipients it takes in one call. */
  readonly most: number;
  /** Reads a call into mails, filled in. `stored` keeps templates between calls. */
  readonly read: (call: StandInCall, stored: Map<string, string>) => StandInMail[] | Promise<StandInMail[]>;
  /** Links with this are not wrapped; undefined for a service without an opt-out, whose tracking is switched off. */
  readonly optOut?: RegExp;
  /** The service takes its own attributes out before it sends. */
  readonly removed?: RegExp;
  /** The click's event as the webhook gets it. */
  readonly event: (facts: ClickFacts, link: string) => unknown;
}

type Json = Readonly<Record<string, never>>;
const parse = ({ body }: StandInCall): never => JSON.parse(body.toString()) as never;
const fill = (provider: StandIn['provider'], template: string, values: Values): string =>
  (FILLERS[provider] as (template: string, values: Values) => string)(template, values);

export const STAND_INS: readonly StandIn[] = [
  {
    provider: 'ses',
    most: 50,
    read(call) {
      const { DefaultContent, BulkEmailEntries } = parse(call) as {
        DefaultContent: { Template: { TemplateContent: { Html: string; Text: string } } };
        BulkEmailEntries: {
          Destination: { ToAddresses: string[] };
          ReplacementTags: { Name: string; Value: string }[];
          ReplacementEmailContent: { ReplacementTemplate: { ReplacementTemplateData: string } };
        }[];
      };
      const { Html, Text } = DefaultContent.Template.TemplateContent;
      return BulkEmailEntries.map(({ Destination, ReplacementTags, ReplacementEmailContent }) => {
        const values = JSON.parse(ReplacementEmailContent.ReplacementTemplate.ReplacementTemplateData) as Values;
        return {
          to: Destination.ToAddresses[0] as string,
          html: fill('ses', Html, values),
          text: fill('ses', Text, values),
          contact: ReplacementTags.find(({ Name }) => Name === 'contactId')?.Value as string,
        };
      });
    },
    optOut: /\sses:no-track(?=[\s>])/,
    removed: /\sses:(?:no-track|tags="[^"]*")/g,
    event(facts, link) {
      const tags = /ses:tags="link:([^;]+);/.exec(link)?.[1];
      const linkTags = tags === undefined ? null : { link: [tags] };
      return payloads.notification(payloads.sesRecord(facts, { linkTags }), `sns-${facts.number}`);
    },
  },
  {
    provider: 'sendgrid',
    most: 1_000,
    read(call, stored) {
      const { template_id, html_content, plain_content, personalizations } = parse(call) as {
        template_id?: string;
        html_content: string;
        plain_content: string;
        personalizations: { to: { email: string }[]; dynamic_template_data: Values; custom_args: Values }[];
      };
      const stores = /^\/v3\/templates\/(d-[^/]+)\/versions$/.exec(call.path)?.[1];
      if (stores !== undefined) {
        stored.set(`${stores} html`, html_content).set(`${stores} text`, plain_content);
        return [];
      }
      const [html, text] = [stored.get(`${template_id} html`) as string, stored.get(`${template_id} text`) as string];
      return personalizations.map(({ to, dynamic_template_data: values, custom_args }) => ({
        to: to[0]?.email as string,
        html: fill('sendgrid', html, values),
        text: fill('sendgrid', text, values),
        contact: custom_args['contactId'] as string,
      }));
    },
    optOut: /\sclicktracking="?off"?[\s>]/,
    event: (facts) => [{ event: 'open', timestamp: facts.seconds }, payloads.sendGrid(facts)],
  },
  {
    provider: 'mailgun',
    most: 1_000,
    async read({ body, type }) {
      const form = await new Response(body, { headers: { 'content-type': type } }).formData();
      const recipients = JSON.parse(String(form.get('recipient-variables'))) as Readonly<Record<string, Values>>;
      return form.getAll('to').map((to) => {
        const values = recipients[String(to)] as Values;
        return {
          to: String(to),
          html: fill('mailgun', String(form.get('html')), values),
          text: fill('mailgun', String(form.get('text')), values),
          contact: fill('mailgun', String(form.get('v:contactId')), values),
        };
      });
    },
    optOut: /\sdisable-tracking="?true"?[\s>]/,
    event: (facts) => payloads.mailgun(facts),
  },
  {
    provider: 'postmark',
    most: 5_000,
    read(call) {
      const { HtmlBody, TextBody, Messages } = parse(call) as {
        HtmlBody: string;
        TextBody: string;
        Messages: { To: string; TemplateModel: Values; Metadata: Values }[];
      };
      return Messages.map(({ To, TemplateModel, Metadata }) => ({
        to: To,
        html: fill('postmark', HtmlBody, TemplateModel),
        text: fill('postmark', TextBody, TemplateModel),
        contact: Metadata['contactId'] as string,
      }));
    },
    optOut: /\sdata-pm-no-track(?=[\s>])/,
    event: (facts) => payloads.postmark(facts),
  },
  {
    provider: 'sparkpost',
    most: 2_000,
    read(call) {
      const { content, recipients } = parse(call) as {
        content: { html: string; text: string };
        recipients: { address: string; substitution_data: Values; metadata: Values }[];
      };
      return recipients.map(({ address, substitution_data, metadata }) => ({
        to: address,
        html: fill('sparkpost', content.html, substitution_data),
        text: fill('sparkpost', content.text, substitution_data).replaceAll('[[data-msys-clicktrack="0"]]', ''),
        contact: metadata['contactId'] as string,
      }));
    },
    optOut: /\sdata-msys-clicktrack="0"/,
    event(facts, link) {
      const target_link_name = /data-msys-linkname="([^"]*)"/.exec(link)?.[1] ?? 'Raw URL';
      return [{ msys: {} }, payloads.sparkPost(facts, { target_link_name })];
    },
  },
  {
    provider: 'brevo',
    most: 1_000,
    read(call) {
      const { htmlContent, textContent, messageVersions, headers } = parse(call) as {
        htmlContent: string;
        textContent: string;
        messageVersions: { to: { email: string }[]; params: Values }[];
        headers?: Values;
      };
      const own = JSON.parse(headers?.['X-Mailin-custom'] ?? '{}') as Json;
      return messageVersions.map(({ to, params }) => ({
        to: to[0]?.email as string,
        html: fill('brevo', htmlContent, params),
        text: fill('brevo', textContent, params),
        contact: own['contactId'] ?? '',
      }));
    },
    event: (facts) => payloads.brevo(facts),
  },
];
