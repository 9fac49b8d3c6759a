/** Which part of the message a link stands in. */
export type Part = 'html' | 'amp' | 'text';

/** What a link is. One row each in README's table and in `classify/rules.ts`. */
export type LinkKind =
  | 'web'
  | 'mailto'
  | 'scheme'
  | 'unsafe'
  | 'anchor'
  | 'relative'
  | 'unsubscribe'
  | 'preferences'
  | 'preview'
  | 'affiliate'
  | 'trigger'
  | 'placeholder'
  | 'malformed'
  | 'own';

/** Why a link got its verdict. Each has a row in `classify/reasons.ts` and a heading in docs/codes.md. */
export type ReasonCode =
  // tracked
  | 'web'
  | 'merge-tag-resolved'
  | 'kind-tracked'
  | 'rule-track'
  // left, whatever it points to
  | 'tracking-off'
  | 'test-email'
  | 'consent-none'
  | 'opt-out'
  | 'never-track'
  | 'not-in-only-track'
  | 'rule-leave'
  | 'form-action'
  | 'amp-binding'
  | 'not-redirectable'
  | 'internal-error'
  // left, because of what it is
  | 'own'
  | 'mailto'
  | 'scheme'
  | 'unsafe'
  | 'anchor'
  | 'relative'
  | 'unsubscribe-link'
  | 'preferences-link'
  | 'preview-link'
  | 'affiliate-link'
  | 'trigger-link'
  | 'placeholder'
  | 'merge-tag-unresolved'
  | UrlErrorCode;

/** What is wrong with a malformed address. */
export type UrlErrorCode =
  | 'scheme-typo'
  | 'scheme-slashes'
  | 'scheme-doubled'
  | 'scheme-wrong'
  | 'scheme-missing'
  | 'text-before-scheme'
  | 'host-space'
  | 'host-invalid'
  | 'merge-tag-half'
  | 'smart-quote'
  | 'quote-missing'
  | 'quoted-printable'
  | 'url-wrapped'
  | 'invisible-character'
  | 'url-invalid';

/** One link of a message: what it is, what became of it, and where it stands. */
export interface Link {
  /** Place in source order, from 0. */
  readonly index: number;
  /** Unique within its part, the same for every contact and on every run of the same template. */
  readonly id: string;
  /** Which part of the message it stands in. */
  readonly part: Part;
  /** The attribute value as a browser reads it: entities decoded, merge tags as written. */
  readonly href: string;
  /** Exact destination of a click, where there is one. */
  readonly url?: string;
  /** What it is. */
  readonly kind: LinkKind;
  /** What becomes of it. `track`: replaced by a signed URL. `leave`: stays as it was written. */
  readonly verdict: 'track' | 'leave';
  /** Why, as a code: docs/codes.md has a heading for each. */
  readonly reason: ReasonCode;
  /** One plain sentence that says why. */
  readonly message: string;
  /** The kind of markup it is in. `vml` is any `v:*` element with an `href`, which Outlook on a desktop draws. */
  readonly carrier: 'a' | 'area' | 'svg' | 'vml' | 'form' | 'text';
  /** `[if mso]` and the like, for a link inside an Outlook conditional comment. */
  readonly condition?: string;
  /** Of the value in the source: half-open, in UTF-16 code units. */
  readonly range: readonly [start: number, end: number];
  /** 1-based; CRLF, LF and CR each end a line. */
  readonly line: number;
  /** 1-based, UTF-16 code units. */
  readonly column: number;
  /** Link text, or img alt, or aria-label. */
  readonly label: string;
  /** Host of the destination, lower-cased, IDNs in ASCII. */
  readonly host?: string;
  /** Registrable domain of the host by the public-suffix list. */
  readonly domain?: string;
  /** What the author probably meant, for a typo. */
  readonly suggestion?: string;
  /** Names and values that come back with each click. */
  readonly tags?: Readonly<Record<string, string>>;
}

export type Verdict = Link['verdict'];
export type Carrier = Link['carrier'];
export type Range = Link['range'];

/** The id that clicks on the honeypot link carry, whether a part has one or not: no link of a message gets it. */
export const HONEYPOT_ID = '~honeypot';
