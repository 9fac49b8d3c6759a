// What may stand beside the word, and nothing else: `/unsubscribe-all` is an unsubscribe link, `/unsubscribe-policy` a page.
const ENGLISH = '(?:un[-_]?subscribes?|unsubscriptions?|unsub|opt[-_]?out)';
/** The same in other languages, where the word is about newsletters and the like and nothing else. */
const OTHERS =
  '(?:(?:newsletter[-_]?)?(?:abmelden|abmeldung|abbestellen|austragen)|(?:se[-_])?(?:desabonner|desabonnement|desinscrire|desinscription)|desuscribir(?:se)?|desuscripcion|dar(?:se)?[-_]de[-_]baja|cancelar[-_](?:suscripcion|inscricao|assinatura)|descadastr(?:ar|o)|disiscri(?:viti|versi|zione)|cancella[-_]iscrizione|uitschrijven|afmelden|avprenumerera|avregistrera)';
const BEFORE =
  '(?:list|(?:one|1)[-_]?click|email|mail|newsletter|marketing|digest|weekly|daily|user|account|global|group|bulk|auto|easy|quick|confirm|do|link|v\\d)';
const BEHIND =
  '(?:all|auth|me|now|e?mails?|newsletters?|marketing|digest|weekly|daily|from[-_]?(?:all|lists?|e?mails?|newsletters?)|list|lists|link|user|confirm|confirmation|form|page|preferences?|cent(?:er|re)|(?:one|1)[-_]?click|token|key|hash|code|id|request|process|action|global|group|subscriber|success|done|v?\\d{1,12}|(?=[a-f]*\\d)[\\da-f]{6,64})';
const NAME: string = `(?:(?:${BEFORE}[-_]?)?${ENGLISH}(?:[-_]?${BEHIND}){0,2}|${OTHERS})`;

/** One segment of a path, with the endings of programs, and with what some systems put behind instead of a query. */
const SEGMENT = new RegExp(
  `^${NAME}(?:\\.(?:php\\d?|p?html?|cgi|as[hmp]x?|axd|mvc|jspx?|do|pl|py|rb|cfm|action|json))?(?:(?:[;=:,~&]|%3[abd]|%2c).*)?$`,
  'i',
);
/** The segment in front says that this one is a title: of an article, a manual's page, a list of what is tagged so. */
const TITLES =
  /^(?:blog|articles?|posts?|docs?|wiki|tags?|categor(?:y|ies)|topics?|glossary|definitions?|dictionary|learn|academy)$/i;
/** The first label of a host that has two more at least: `unsubscribe.shop.example`. */
const HOST = new RegExp(`^(?:www\\.)?${NAME}\\.[^.]+\\.[^.]+`, 'i');
/** Parameters that say what is to be done, `newsletter_action` included. */
const ACTIONS =
  /^(?:(?:\w{1,30}_)?action|act|a|op|operation|do|cmd|command|task|mode|m|page|p|view|func|function|method|type|event|step|module|r|route|na)$/i;
const PARAMETER = new RegExp(`^${NAME}$`, 'i');
const OFF = /^(?:0|no|false|off|undefined|null)$/i;
/** All that the patterns above are made of has one of these. */
const HINT =
  /unsub|un[-_]sub|opt[-_]?out|abmeld|abbestell|austragen|desabonn|desinscri|desuscri|de[-_]baja|cancela|descadastr|disiscri|uitschrijv|afmeld|avprenum|avregistr|[?&;]na=u/i;

/**
 * Whether a web address is unmistakably one to unsubscribe by: a whole segment of its path, the first label of its host, a
 * parameter that says what is to be done, or a parameter of that name. Articles about unsubscribing are none. Looked up in
 * real messages: GitHub, HubSpot, ActiveCampaign, Locaweb, PHP lists, the WordPress plugin Newsletter (`na=u`) and
 * hand-made systems.
 */
export function isUnsubscribeAddress(written: string): boolean {
  const address = withoutAccents(written.replace(ENCODED_LETTER, decodeURIComponent));
  if (!HINT.test(address)) return false;
  const [, host = '', path = '', query = '', route = ''] =
    /^\s*https?:\/\/(?:[^/?#@]*@)?([^/?#:]*)[^/?#]*([^?#]*)(?:\?([^#]*))?(?:#!?(\/[^?]*))?/i.exec(address) ?? [];
  return HOST.test(host) || holdsSegment(path) || holdsSegment(route) || query.split(/[&;]/).some(asksFor);
}

/** Letters, `-` and `_` that need no encoding: the same URI (RFC 3986 §6.2.2.2). */
const ENCODED_LETTER = /%(?:2D|5F|[46][1-9A-F]|[57][\dA])/gi;

/** The words above are in ASCII; addresses have `désabonnement` and `d%C3%A9sabonnement` as well. */
function withoutAccents(address: string): string {
  if (!ACCENTED.test(address)) return address;
  const decoded = address.replace(/%C3%[89AB][\dA-F]|%CC%[89AB][\dA-F]/gi, decodeURIComponent);
  return decoded.normalize('NFD').replace(/\p{M}+/gu, '');
}

const ACCENTED = /[\u00c0-\u00ff]|\p{M}|%C[3C]%/iu;

function holdsSegment(path: string): boolean {
  // White space at the end of an address has been typed, or pasted.
  const segments = path.replace(/(?:%20)+$/, '').split(/\/|%2f/i);
  return segments.some((segment, at) => SEGMENT.test(segment) && !TITLES.test(sectionOf(segments, at)));
}

/** The segment in front, or in front of the date of an article: `/blog/2026/05/unsubscribe`. */
function sectionOf(segments: readonly string[], at: number): string {
  let section = at - 1;
  while (section > 0 && section > at - 4 && /^(?:\d{4}|\d\d?)$/.test(segments[section] as string)) section--;
  return segments[section] ?? '';
}

function asksFor(pair: string): boolean {
  const equals = pair.indexOf('=');
  const name = equals === -1 ? pair : pair.slice(0, equals);
  const value = equals === -1 ? '' : pair.slice(equals + 1);
  if (/^na$/i.test(name) && /^uc?$/.test(value)) return true;
  return ACTIONS.test(name) ? holdsSegment(value) : PARAMETER.test(name) && !OFF.test(value);
}
