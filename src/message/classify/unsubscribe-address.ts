// What may stand beside the word, and nothing else: `/unsubscribe-all` is an unsubscribe link, `/unsubscribe-policy` a page.
const WORD = '(?:unsubscribes?|unsub|opt[-_]?out)';
const BEFORE = '(?:list|(?:one|1)[-_]?click|email|mail|newsletter|user|account|global|auto|easy|quick|do|link)';
const BEHIND =
  '(?:all|auth|me|now|e?mails?|newsletters?|list|lists|link|user|confirm|confirmation|form|page|cent(?:er|re)|(?:one|1)[-_]?click|token|request|process|action|global|group|subscriber|success|done)';
const NAME: string = `(?:${BEFORE}[-_]?)?${WORD}(?:[-_]?${BEHIND})?`;

/** One segment of a path, with the endings of programs. */
const SEGMENT = new RegExp(`^${NAME}(?:\\.(?:php\\d?|html?|cgi|aspx?|jsp|do|pl|py|cfm|action))?$`, 'i');
/** The first label of a host that has two more at least: `unsubscribe.shop.example`. */
const HOST = new RegExp(`^${NAME}\\.[^.]+\\.[^.]+`, 'i');
/** Parameters that say what is to be done; `na` is the WordPress plugin Newsletter's. */
const ACTIONS =
  /^(?:act|action|a|op|operation|do|cmd|command|task|mode|m|page|p|view|func|function|method|type|event|step|module|route|na)$/i;
const PARAMETER = new RegExp(`^${NAME}$`, 'i');
const OFF = /^(?:0|no|false|off|undefined|null)$/i;

/**
 * Whether a web address is unmistakably one to unsubscribe by: a whole segment of its path, the first label of its host, a
 * parameter that says what is to be done, or a parameter of that name. Articles about unsubscribing are none. Looked up in
 * real messages: GitHub, HubSpot, ActiveCampaign, Locaweb, PHP lists and hand-made systems.
 */
export function isUnsubscribeAddress(address: string): boolean {
  if (!/unsub|opt[-_]?out/i.test(address)) return false;
  const [, host = '', path = '', query = ''] =
    /^\s*https?:\/\/(?:[^/?#@]*@)?([^/?#:]*)[^/?#]*([^?#]*)(?:\?([^#]*))?/i.exec(address) ?? [];
  return HOST.test(host) || path.split('/').some((segment) => SEGMENT.test(segment)) || query.split('&').some(asksFor);
}

function asksFor(pair: string): boolean {
  const equals = pair.indexOf('=');
  const name = equals === -1 ? pair : pair.slice(0, equals);
  const value = equals === -1 ? '' : pair.slice(equals + 1);
  return ACTIONS.test(name) ? SEGMENT.test(value) : PARAMETER.test(name) && !OFF.test(value);
}
