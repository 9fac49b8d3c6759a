/**
 * The attributes by which mail services let an author name a link, tag it, or keep it untracked.
 * A new one is a row here, a case in test/message/classify/dialects.cases.ts and a line in docs/dialects.md.
 */

/** How an attribute's value must look for its row to apply. */
export type ValueTest =
  /** Present, whatever its value. */
  | { readonly is: 'present' }
  /** Equal, ASCII case aside. */
  | { readonly is: 'equal'; readonly value: string }
  /** It is among the space-separated tokens. */
  | { readonly is: 'token'; readonly value: string }
  /** Of this form, white space at both ends aside. */
  | { readonly is: 'like'; readonly pattern: RegExp };

/** What an attribute says about its link. */
export type Role =
  /** Leave the link. */
  | 'opt-out'
  /** No UTM parameters. */
  | 'no-utm'
  /** The value is the link's id. */
  | 'id'
  /** The value is a list `name:value;name:value`. */
  | 'tags'
  /** The value is the tag `group`. */
  | 'group'
  /** The value is the link's kind. */
  | 'kind'
  /** The link is the unsubscribe link. */
  | 'unsubscribe'
  /** The link opens an app; tracked URLs are marked so. */
  | 'app-link'
  /** As `app-link`, and the value is a path segment that goes before the token. */
  | 'app-link-path';

export interface Dialect {
  readonly service: string;
  /** Lower-cased, prefix included. */
  readonly attribute: string;
  readonly role: Role;
  readonly test: ValueTest;
}

const PRESENT: ValueTest = { is: 'present' };
const equal = (value: string): ValueTest => ({ is: 'equal', value });

/** The service name of our own attributes, which are stripped from the output, tracking on or off. */
export const OWN = 'clickstamp';
/** Our own attributes under shorter names, which others may use as well: only values that can be nobody else's count. */
export const OWN_ALIAS = 'clickstamp, short';

/**
 * A name that a person gives: there is a letter in it, and it is not what programs make up, a UUID, a hexadecimal number or
 * letters and digits at random.
 */
const GIVEN_NAME =
  /^(?!\{?[0-9a-f]{8}-[0-9a-f]{4}-|(?=[a-f]*\d)[0-9a-f]{8,}$|(?=\d*(?:[a-z]+\d+){3})[a-z0-9]{12,}$)[^a-z\u0080-\uffff]*[a-z\u0080-\uffff]/i;
/** At least one pair, and nothing that is none: `place:top;size:l`. */
const TAG_LIST = /^\s*[^\s:;][^:;]*:[^;]*(?:;|$)/;
const KIND = /^(?:unsubscribe|preferences|preview|affiliate|trigger|web)$/i;

export const DIALECTS: readonly Dialect[] = [
  { service: OWN, attribute: 'data-clickstamp-track', role: 'opt-out', test: equal('off') },
  { service: OWN, attribute: 'data-clickstamp-id', role: 'id', test: PRESENT },
  { service: OWN, attribute: 'data-clickstamp-tags', role: 'tags', test: PRESENT },
  { service: OWN, attribute: 'data-clickstamp-kind', role: 'kind', test: PRESENT },
  { service: OWN_ALIAS, attribute: 'data-track', role: 'opt-out', test: equal('off') },
  // Apsis One writes the same attribute, with an id of its own.
  { service: OWN_ALIAS, attribute: 'data-link-id', role: 'id', test: { is: 'like', pattern: GIVEN_NAME } },
  { service: OWN_ALIAS, attribute: 'data-link-tags', role: 'tags', test: { is: 'like', pattern: TAG_LIST } },
  { service: OWN_ALIAS, attribute: 'data-link-kind', role: 'kind', test: { is: 'like', pattern: KIND } },
  { service: 'SendGrid', attribute: 'clicktracking', role: 'opt-out', test: equal('off') },
  { service: 'SendGrid', attribute: 'universal', role: 'app-link', test: equal('true') },
  { service: 'SendGrid', attribute: 'data-universal', role: 'app-link', test: equal('true') },
  { service: 'Mailgun', attribute: 'disable-tracking', role: 'opt-out', test: equal('true') },
  { service: 'Postmark', attribute: 'data-pm-no-track', role: 'opt-out', test: PRESENT },
  { service: 'Amazon SES', attribute: 'ses:no-track', role: 'opt-out', test: PRESENT },
  { service: 'Amazon SES', attribute: 'ses:tags', role: 'tags', test: PRESENT },
  { service: 'Mandrill', attribute: 'mc:disable-tracking', role: 'opt-out', test: PRESENT },
  { service: 'SparkPost', attribute: 'data-msys-clicktrack', role: 'opt-out', test: equal('0') },
  { service: 'SparkPost', attribute: 'data-msys-linkname', role: 'id', test: PRESENT },
  { service: 'SparkPost', attribute: 'data-msys-link-name', role: 'id', test: PRESENT },
  { service: 'SparkPost', attribute: 'data-msys-unsubscribe', role: 'unsubscribe', test: equal('1') },
  { service: 'SparkPost', attribute: 'data-msys-sublink', role: 'app-link-path', test: PRESENT },
  { service: 'Customer.io', attribute: 'class', role: 'opt-out', test: { is: 'token', value: 'untracked' } },
  { service: 'Marketo', attribute: 'class', role: 'opt-out', test: { is: 'token', value: 'mktNoTrack' } },
  { service: 'Customer.io', attribute: 'data-cio-tag', role: 'group', test: PRESENT },
  { service: 'Campaign Monitor', attribute: 'cm_dontconvertlink', role: 'opt-out', test: PRESENT },
  { service: 'Campaign Monitor', attribute: 'mb_dontconvertlink', role: 'opt-out', test: PRESENT },
  { service: 'OneSignal', attribute: 'data-disable-tracking', role: 'opt-out', test: equal('true') },
  { service: 'Mautic', attribute: 'mautic:disable-tracking', role: 'opt-out', test: PRESENT },
  { service: 'Mapp', attribute: 'ecm:tracking', role: 'opt-out', test: equal('false') },
  { service: 'SocketLabs', attribute: 'hstracking', role: 'opt-out', test: equal('false') },
  { service: 'MessageGears', attribute: 'autotrack', role: 'opt-out', test: equal('false') },
  { service: 'Tripolis', attribute: 'dnt', role: 'opt-out', test: equal('true') },
  { service: 'Konvey', attribute: 'konvey-notrack', role: 'opt-out', test: PRESENT },
  { service: 'Konvey', attribute: 'konvey-title', role: 'id', test: PRESENT },
  { service: 'Cyso', attribute: 'data-as-no-track', role: 'opt-out', test: PRESENT },
  { service: 'kannon', attribute: 'data-no-track', role: 'opt-out', test: PRESENT },
  { service: 'ahoy_email', attribute: 'data-skip-click', role: 'opt-out', test: PRESENT },
  { service: 'PostHog', attribute: 'data-ph-no-track', role: 'opt-out', test: PRESENT },
  { service: 'PostHog', attribute: 'data-ph-no-utm', role: 'no-utm', test: PRESENT },
];

/** Whether an attribute is one of ours, under its full or its short name. */
export function isOwnService(service: string): boolean {
  return service === OWN || service === OWN_ALIAS;
}

/** Says whether an attribute's value satisfies a row. */
export function valueMatches(test: ValueTest, value: string): boolean {
  switch (test.is) {
    case 'present':
      return true;
    case 'equal':
      return value.trim().toLowerCase() === test.value;
    case 'token':
      return value.includes(test.value) && value.split(/[\t\n\f\r ]+/).includes(test.value);
    case 'like':
      return test.pattern.test(value.trim());
  }
}
