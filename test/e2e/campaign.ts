import type { SendMailOptions } from 'nodemailer';

export const CONTACTS = 200;
export const CAMPAIGN = 'november';
export const CITIES = ['Köln', 'Łódź', 'Orléans', 'São Paulo', 'Ærø'] as const;

/** A contact of the campaign, all of it following from its number. */
export interface Contact {
  readonly number: number;
  readonly contactId: string;
  readonly variant: 'A' | 'B';
  readonly city: string;
  readonly address: string;
  readonly subject: string;
  readonly encoding: 'quoted-printable' | 'base64';
}

export const contacts: readonly Contact[] = Array.from({ length: CONTACTS }, (_, number) => ({
  number,
  contactId: `c-${String(number).padStart(3, '0')}`,
  variant: number % 2 === 0 ? 'A' : 'B',
  city: CITIES[number % CITIES.length] as string,
  address: `reader${number}@reader.example`,
  subject: `Grüße N° ${number} — zażółć gęślą jaźń ☕ ${'sehr '.repeat(number % 9)}`.trim(),
  encoding: number % 3 === 0 ? 'base64' : 'quoted-printable',
}));

/** The places of a message where a click can be counted: their part and id. The last is the honeypot link. */
export const PLACES = [
  'html sale',
  'html story',
  'html stores',
  'html extra',
  'text sale',
  'text stores',
  'html ~honeypot',
] as const;
export type PlaceName = (typeof PLACES)[number];

/** Where a place leads on the landing site. */
export function landingPath(place: PlaceName, { city, variant }: Contact): string {
  const paths: Readonly<Record<PlaceName, string>> = {
    'html sale': '/sale?a=1&b=2&region=%C3%A9#top',
    'html story': '/story/caf%C3%A9',
    'html stores': `/stores/${encodeURIComponent(city)}`,
    'html extra': `/extra/${variant}`,
    'text sale': '/sale?a=1&b=2&region=%C3%A9#top',
    'text stores': `/stores/${encodeURIComponent(city)}`,
    'html ~honeypot': '/quiet',
  };
  return paths[place];
}

/** The one template of each variant's HTML, with merge tags; `site` is the landing site. */
export function htmlOf(variant: 'A' | 'B', site: string): string {
  const extra = variant === 'B' ? `<p><a data-link-id="extra" href="${site}/extra/B">Nur für B – schön</a></p>` : '';
  return `<!doctype html>
<html lang="de"><head><meta charset="utf-8"><title>Grüße</title></head><body>
<h1>Grüße, Zażółć, ☕</h1>
<p><a data-link-id="sale" href="${site}/sale?a=1&amp;b=2&region=%C3%A9#top">Zum großen Räumungsverkauf</a></p>
<p><a data-link-id='story' href = '${site}/story/caf%C3%A9'><img alt="Café-Geschichte" src="cid:logo"></a></p>
<p><a data-link-id=stores href=${site}/stores/{{city}}>Läden in deiner Stadt</a></p>
${extra}
<p><a href="mailto:hilfe@brand.example">Hilfe</a> <a href="#top">Nach oben</a> <a href="tel:+49221">Anruf</a></p>
<p><a href="${site}/leave?u={{id}}">Abmelden</a></p>
</body></html>
`;
}

export function textOf(site: string): string {
  return `Grüße, Zażółć, ☕

Räumungsverkauf: ${site}/sale?a=1&b=2&region=%C3%A9#top
Läden in deiner Stadt (${site}/stores/{{city}}).

Hilfe: hilfe@brand.example
Abmelden: ${site}/leave?u={{id}}
`;
}

export const LOGO = Buffer.from('89504e470d0a1a0a00ff', 'hex');

export function messageFor(contact: Contact, site: string): SendMailOptions {
  const { contactId, variant, city } = contact;
  return {
    from: { name: 'Bräu & Söhne', address: 'news@brand.example' },
    to: { name: `Łukasz N° ${contact.number}`, address: contact.address },
    subject: contact.subject,
    html: htmlOf(variant, site),
    text: textOf(site),
    textEncoding: contact.encoding,
    list: { unsubscribe: { url: `${site}/leave?u=${contactId}`, comment: 'Abmelden' } },
    attachments: [{ filename: 'logo.png', content: LOGO, cid: 'logo' }],
    clickstamp: { contactId, variant, campaignId: CAMPAIGN, values: { city, id: contactId } },
  };
}
