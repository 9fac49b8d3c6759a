import type { Link, Part, UrlErrorCode } from '../../link.js';

/** What can be found in a message. Each has a heading in docs/codes.md. */
export type FindingCode =
  | UrlErrorCode
  | 'unsafe-scheme'
  | 'relative-url'
  | 'merge-tag-unresolved'
  | 'merge-tag-authority'
  | 'template-syntax-off'
  | 'merge-tag-in-value'
  | 'own-token-invalid'
  | 'label-shows-other-url'
  | 'tld-unknown'
  | 'host-single-label'
  | 'host-private'
  | 'host-loopback'
  | 'url-userinfo'
  | 'url-space'
  | 'url-entity'
  | 'url-signed'
  | 'href-empty'
  | 'href-missing'
  | 'anchor-unknown'
  | 'label-is-address'
  | 'unsubscribe-unrecognised'
  | 'value-leaked'
  | 'url-too-long'
  | 'link-id-duplicate'
  | 'link-rule-failed'
  | 'form-action'
  | 'amp-binding'
  | 'base-element'
  | 'message-clipped'
  | 'contact-is-email'
  | 'contact-is-placeholder'
  | 'option-tag-unresolved'
  | 'provider-no-opt-out'
  | 'provider-limit'
  | 'internal-error';

/** Something about a message that its author should know. Never holds a token, an email address or a contact id. */
export interface Finding {
  /** What was found. Switch on it; docs/codes.md has a heading for each. */
  readonly code: FindingCode;
  /** `error`: a link is broken or unsafe. `warning`: it will surprise someone. `info`: for the record. */
  readonly severity: 'error' | 'warning' | 'info';
  /** One plain sentence. */
  readonly message: string;
  /** Index of the link it is about. */
  readonly link?: number;
  /** Which part it is in; only where a message of several parts was compiled at once. */
  readonly part?: Part;
  /** What of the source it is about. */
  readonly range?: Link['range'];
  /** 1-based. */
  readonly line?: number;
  /** 1-based, UTF-16 code units. */
  readonly column?: number;
  /** The line of the source with carets under the range. Email addresses show as asterisks. */
  readonly frame?: string;
  /** What the author probably meant, where that is known. */
  readonly suggestion?: string;
}

export type Severity = Finding['severity'];

export interface FindingRow {
  readonly severity: Severity;
  readonly message: (detail: string) => string;
}

/** Every finding's severity and sentence; `detail` is what the code's own row says it is. */
export const FINDINGS: Readonly<Record<FindingCode, FindingRow>> = {
  'scheme-typo': { severity: 'error', message: () => 'The scheme is misspelt, so a click opens nothing.' },
  'scheme-slashes': { severity: 'error', message: () => 'The colon and slashes after the scheme are mistyped.' },
  'scheme-doubled': { severity: 'error', message: () => 'The address starts with a scheme twice.' },
  'scheme-wrong': {
    severity: 'error',
    message: () => 'The scheme does not fit the address: a web address needs "https://", an email address "mailto:".',
  },
  'scheme-missing': {
    severity: 'error',
    message: () => 'The address has no "https://" or "mailto:", so mail programs take it for a file name.',
  },
  'text-before-scheme': {
    severity: 'error',
    message: () => 'There is something before the scheme: a quote, a bracket or a word.',
  },
  'host-space': { severity: 'error', message: () => 'There is a space in the host name.' },
  'host-invalid': { severity: 'error', message: () => 'The host name is missing or not valid.' },
  'merge-tag-half': { severity: 'error', message: () => 'A merge tag is opened or closed only halfway.' },
  'smart-quote': {
    severity: 'error',
    message: () => 'The address is in typographic quotes, which are now part of it.',
  },
  'quote-missing': {
    severity: 'error',
    message: () => 'A quote of the attribute is missing, so the address includes text that does not belong to it.',
  },
  'quoted-printable': {
    severity: 'error',
    message: () => 'The message is still in quoted-printable encoding: decode the message first.',
  },
  'url-wrapped': {
    severity: 'warning',
    message: () =>
      'The address continues in the next line, but many mail programs link only its first line: put it between "<" and ">".',
  },
  'invisible-character': { severity: 'error', message: () => 'There is an invisible character in the address.' },
  'url-invalid': { severity: 'error', message: () => 'This is not a URL that a browser can open.' },
  'unsafe-scheme': {
    severity: 'error',
    message: (scheme) => `Mail programs block ${scheme} links, and filters distrust mail that has them.`,
  },
  'relative-url': {
    severity: 'warning',
    message: () =>
      'The address is relative, and a message has no address of its own: use an absolute URL, or set baseUrl.',
  },
  'merge-tag-unresolved': {
    severity: 'warning',
    message: () => 'A merge tag in the address has no value here, so the link was left as it is.',
  },
  'merge-tag-authority': {
    severity: 'warning',
    message: () =>
      'A merge tag stands after a typed "https://", so the scheme may appear twice once the tag is filled in.',
  },
  'merge-tag-in-value': {
    severity: 'warning',
    message: () => 'The value of a merge tag contains a merge tag itself, so the link was left as it is.',
  },
  'template-syntax-off': {
    severity: 'warning',
    message: (syntax) =>
      `This looks like a merge tag of the syntax "${syntax}", which is off: if it is one, name its syntax in mergeTags.`,
  },
  'own-token-invalid': {
    severity: 'warning',
    message: (code) => `The link is under the tracking URL, but its token cannot be read (${code}).`,
  },
  'label-shows-other-url': {
    severity: 'warning',
    message: () => 'The visible text is itself a different address; mail programs warn about that.',
  },
  'tld-unknown': { severity: 'warning', message: () => 'This top-level domain does not exist.' },
  'host-single-label': {
    severity: 'warning',
    message: () => 'The host has no dot in it, so it works on a local network only.',
  },
  'host-private': {
    severity: 'warning',
    message: () => 'The address is in a private network, where readers cannot go.',
  },
  'host-loopback': { severity: 'warning', message: () => "The address is the reader's own computer." },
  'url-userinfo': {
    severity: 'warning',
    message: () => 'There is a user name in the address; the host is the part after the "@".',
  },
  'url-space': {
    severity: 'warning',
    message: () => 'There is a space in the address: write %20 if it belongs there.',
  },
  'url-entity': {
    severity: 'warning',
    message: () =>
      'There is a character reference such as "&amp;" in the address: it was encoded twice, or nothing decodes it in plain text.',
  },
  'href-empty': {
    severity: 'warning',
    message: () => 'The link has no address yet: it is empty, a lone "#", or a scheme with nothing after it.',
  },
  'href-missing': {
    severity: 'warning',
    message: () =>
      'This <a> has an address in its text or in a wrong attribute, and no href, so a click on it does nothing.',
  },
  'anchor-unknown': {
    severity: 'warning',
    message: () => 'The link jumps to a place that is not in this message: nothing has that id or name.',
  },
  'label-is-address': {
    severity: 'info',
    message: () =>
      'The visible text is an address. Once it is tracked, some mail programs warn: use words as the text.',
  },
  'unsubscribe-unrecognised': {
    severity: 'warning',
    message: () =>
      'The text says that this link unsubscribes, but nothing else does, so it is treated like any other link: set its kind.',
  },
  'url-signed': {
    severity: 'info',
    message: () => 'The host signed this URL and rejects any change, so no UTM parameters were added.',
  },
  'value-leaked': {
    severity: 'warning',
    message: () =>
      'The address contains the text of an unset variable, such as undefined, null, NaN or [object Object].',
  },
  'url-too-long': {
    severity: 'warning',
    message: (length) => `The tracked URL has ${length} characters; some mail programs cut URLs off at 2,048.`,
  },
  'link-id-duplicate': {
    severity: 'warning',
    message: () => 'Another link of this part has the same id, so a number was added to this one.',
  },
  'link-rule-failed': {
    severity: 'error',
    message: () =>
      'A function that you supplied (classify, linkId, a matcher or a UTM value) threw or returned an invalid value; it was ignored.',
  },
  'form-action': {
    severity: 'info',
    message: () => 'Forms are not rewritten: a redirect would lose what was typed in.',
  },
  'amp-binding': {
    severity: 'info',
    message: () => 'AMP sets or checks this address itself, so it was left as it is.',
  },
  'base-element': {
    severity: 'warning',
    message: () => 'Most mail programs ignore <base>, so the relative addresses of this message lead nowhere there.',
  },
  'message-clipped': { severity: 'warning', message: (detail) => `Gmail clips messages at 102,400 bytes: ${detail}.` },
  'contact-is-email': {
    severity: 'warning',
    message: () =>
      'The contact id looks like an email address, and anyone who holds a tracked URL can read it: use an opaque id.',
  },
  'contact-is-placeholder': {
    severity: 'error',
    message: () =>
      'The contact id is a merge tag without a value, or a text such as "undefined", so clicks on this copy count without a contact.',
  },
  'option-tag-unresolved': {
    severity: 'warning',
    message: (option) =>
      `A merge tag in the option ${option} has no value here, so the option was left out: add a value to values, or a default to the tag.`,
  },
  'provider-no-opt-out': {
    severity: 'info',
    message: (detail) =>
      `This service has no opt-out for single links here. To keep it from rewriting them, turn off ${detail}.`,
  },
  'provider-limit': { severity: 'error', message: (detail) => `The template is too large for ${detail}.` },
  'internal-error': {
    severity: 'error',
    message: (detail) => `Something failed inside clickstamp (${detail}), so the message was left as it is.`,
  },
};
