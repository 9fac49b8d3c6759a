import type { MergeTag } from '../merge-tags/scan.js';
import type { SystemKind } from './system-kinds.js';

/**
 * The merge tags by which mail services write their own links. Names are what stands inside the tag, lower-cased,
 * without white space; `*` at the end stands for anything.
 * A new one is a row here, a case in test/message/classify/system-tags.cases.ts and a line in docs/dialects.md.
 */
export interface SystemTag {
  readonly service: string;
  readonly kind: SystemKind;
  readonly names: readonly string[];
}

export const SYSTEM_TAGS: readonly SystemTag[] = [
  { service: 'HighLevel', kind: 'unsubscribe', names: ['email.unsubscribe_link', 'unsubscribe_link'] },
  { service: 'HighLevel', kind: 'preview', names: ['email.view_in_browser_url', 'email.viewinbrowser'] },
  { service: 'HighLevel', kind: 'trigger', names: ['trigger_link.*'] },
  { service: 'HighLevel', kind: 'affiliate', names: ['affiliate.*'] },
  {
    service: 'Mailgun',
    kind: 'unsubscribe',
    names: ['unsubscribe_url', 'tag_unsubscribe_url', 'mailing_list_unsubscribe_url', 'unsubscribe_email'],
  },
  {
    service: 'SendGrid',
    kind: 'unsubscribe',
    names: ['asm_group_unsubscribe_raw_url', 'asm_global_unsubscribe_raw_url'],
  },
  { service: 'SendGrid', kind: 'preferences', names: ['asm_preferences_raw_url', 'unsubscribe_preferences'] },
  { service: 'SendGrid', kind: 'preview', names: ['weblink'] },
  { service: 'Postmark', kind: 'unsubscribe', names: ['pm:unsubscribe'] },
  { service: 'Amazon SES', kind: 'unsubscribe', names: ['amazonsesunsubscribeurl'] },
  { service: 'Mailchimp', kind: 'unsubscribe', names: ['unsub'] },
  { service: 'Mailchimp', kind: 'preferences', names: ['update_profile'] },
  { service: 'Mailchimp', kind: 'preview', names: ['archive', 'forward'] },
  { service: 'Mailchimp', kind: 'affiliate', names: ['rewards'] },
  { service: 'Brevo, SendGrid, Campaign Monitor, Mailchimp', kind: 'unsubscribe', names: ['unsubscribe'] },
  { service: 'Brevo', kind: 'preview', names: ['mirror'] },
  { service: 'Klaviyo', kind: 'preferences', names: ['manage_preferences_link'] },
  { service: 'Klaviyo', kind: 'preview', names: ['web_view_link'] },
  { service: 'Customer.io', kind: 'preferences', names: ['manage_subscription_preferences_url'] },
  { service: 'Customer.io', kind: 'preview', names: ['view_in_browser_url'] },
  { service: 'Iterable', kind: 'unsubscribe', names: ['unsubscribeurl', 'unsubscribemessagetypeurl'] },
  { service: 'Iterable', kind: 'preferences', names: ['hostedunsubscribeurl'] },
  { service: 'Iterable', kind: 'preview', names: ['viewinbrowserurl'] },
  { service: 'Braze', kind: 'unsubscribe', names: ['set_user_to_unsubscribed_url'] },
  { service: 'HubSpot', kind: 'unsubscribe', names: ['unsubscribe_link_all'] },
  { service: 'HubSpot', kind: 'preview', names: ['view_as_page_url'] },
  { service: 'Mailjet', kind: 'unsubscribe', names: ['unsub_link_*'] },
  { service: 'Mailjet', kind: 'preview', names: ['permalink'] },
  { service: 'Resend', kind: 'unsubscribe', names: ['resend_unsubscribe_url'] },
  { service: 'Campaign Monitor', kind: 'preview', names: ['webversion'] },
  { service: 'ActiveCampaign', kind: 'unsubscribe', names: ['unsubscribelink'] },
  { service: 'ActiveCampaign', kind: 'preferences', names: ['updatelink'] },
  { service: 'ActiveCampaign', kind: 'preview', names: ['webcopy'] },
  { service: 'Salesforce', kind: 'unsubscribe', names: ['unsub_center_url'] },
  { service: 'Salesforce', kind: 'preferences', names: ['profile_center_url', 'subscription_center_url'] },
  { service: 'Salesforce, Pardot', kind: 'preview', names: ['view_email_url', 'view_online'] },
  { service: 'Marketo', kind: 'unsubscribe', names: ['system.unsubscribelink'] },
  { service: 'Marketo', kind: 'preview', names: ['system.viewaswebpagelink'] },
  {
    service: 'Pardot',
    kind: 'preferences',
    names: ['emailpreferencecenter', 'email_preference_center', 'resubscribe'],
  },
  { service: 'Mautic', kind: 'unsubscribe', names: ['dnc_url'] },
  { service: 'Mautic', kind: 'preferences', names: ['resubscribe_url'] },
  { service: 'Mautic', kind: 'preview', names: ['webview_url'] },
  { service: 'Mosaico, Mailtrain', kind: 'preview', names: ['show_link'] },
  { service: 'Mautic, Mosaico, Mailtrain', kind: 'trigger', names: ['tracking_link'] },
  { service: 'Listmonk', kind: 'preview', names: ['messageurl'] },
  { service: 'Sailthru', kind: 'preview', names: ['view_url'] },
  { service: 'Infusionsoft', kind: 'unsubscribe', names: ['optout_*'] },
  { service: 'Adobe Campaign', kind: 'unsubscribe', names: ['unsubscriptionlink', 'unsubscriptionurl'] },
  { service: 'Adobe Campaign', kind: 'preview', names: ['mirrorpageurl', 'mirrorpage'] },
  {
    service: 'MailPoet',
    kind: 'unsubscribe',
    names: ['link:subscription_unsubscribe_url', 'link:subscription_unsubscribe'],
  },
  { service: 'Campaign Monitor', kind: 'preferences', names: ['preferences'] },
  { service: 'Dotdigital', kind: 'preview', names: ['cantread'] },
  { service: 'AWeber', kind: 'unsubscribe', names: ['remove_web'] },
  { service: 'GetResponse', kind: 'unsubscribe', names: ['remove'] },
  { service: 'GetResponse', kind: 'preferences', names: ['change_details'] },
  { service: 'Mailtrain', kind: 'unsubscribe', names: ['link_unsubscribe'] },
  { service: 'Mailtrain', kind: 'preferences', names: ['link_preferences'] },
  { service: 'Mailtrain', kind: 'preview', names: ['link_browser'] },
  { service: 'UniSender', kind: 'preview', names: ['webletterurl'] },
  { service: 'MailPoet', kind: 'preferences', names: ['link:subscription_manage_url', 'link:subscription_manage'] },
  { service: 'MailPoet', kind: 'preview', names: ['link:newsletter_view_in_browser_url'] },
];

/** How apps call the same things, whatever object they are of: `{{ user.unsubscribeUrl }}`, `{{ unsubscribe_link() }}`. */
const NAME_PATTERNS: readonly (readonly [kind: SystemKind, pattern: RegExp])[] = [
  [
    'unsubscribe',
    /^(?:my|get|app|oneclick|list|email|newsletter|group|global)?(?:unsubscribe|unsubscription|unsub|optout)(?:me|from|confirm)?(?:all|list|email|newsletter)?(?:url|uri|link|href|page)?$/,
  ],
  [
    'preferences',
    /^(?:manage|update|edit|change|get)?(?:user|contact)?(?:email|subscription|subscriber|notification|newsletter|communication|marketing)?(?:preferences?|prefs)(?:cent(?:er|re)|page)?(?:url|uri|link|href)$|^(?:manage|update|edit|change)?(?:email|subscription|notification|newsletter|communication)settings(?:page)?(?:url|uri|link|href)$|^(?:update|edit)(?:my|your)?profile(?:url|uri|link|href)$|^(?:manage|update|edit|change)(?:email|subscription|notification|newsletter)?preferences$|^preferencecent(?:er|re)$|^(?:manage|update|edit|change)(?:my|your|email|newsletter)?subscriptions?(?:url|uri|link|href|page)?$/,
  ],
  [
    'preview',
    /^(?:(?:email)?(?:web|browser|online)(?:view|version)|view(?:(?:email)?in(?:your)?browser|online|inweb))(?:url|uri|link|href)?$/,
  ],
];

/** Names of system tags, ready to be asked. */
export interface SystemTagNames {
  readonly exact: ReadonlyMap<string, SystemKind>;
  readonly prefixes: readonly (readonly [prefix: string, kind: SystemKind])[];
  readonly patterns: typeof NAME_PATTERNS;
}

/** Sorts the names of a table by how they are compared; `patterns` are for names that stand in none. */
export function namesOf(table: readonly SystemTag[], patterns: typeof NAME_PATTERNS = NAME_PATTERNS): SystemTagNames {
  const names = table.flatMap((row) => row.names.map((name) => [name, row.kind] as const));
  return {
    exact: new Map(names.filter(([name]) => !name.endsWith('*'))),
    prefixes: names.filter(([name]) => name.endsWith('*')).map(([name, kind]) => [name.slice(0, -1), kind]),
    patterns,
  };
}

const ALL_NAMES = namesOf(SYSTEM_TAGS);

/**
 * Gives the kind of the system link that an address starts with: a tag alone, or a tag with something behind it, or
 * behind a typed `https://`. A tag deeper in a web address is an ordinary personal value.
 */
export function systemTagKind(
  href: string,
  mergeTags: readonly MergeTag[],
  names: SystemTagNames = ALL_NAMES,
): SystemKind | undefined {
  const first = mergeTags[0];
  if (first === undefined) return undefined;
  if (!/^\s*(?:https?:\/\/|mailto:)?$/i.test(href.slice(0, first.start))) return undefined;
  return nameKind(first.name, names);
}

function kindByPattern(key: string, patterns: typeof NAME_PATTERNS): SystemKind | undefined {
  const last = key
    .replace(/(?:[.:]|->)(?=(?:url|uri|link|href)$)/, '')
    .replace(/^.*(?:[.:]|->)/, '')
    .replace(/[^a-z]+/g, '');
  return patterns.find(([, pattern]) => pattern.test(last))?.[0];
}

function nameKind(name: string, { exact, prefixes, patterns }: SystemTagNames): SystemKind | undefined {
  const asWritten = exact.get(name);
  if (asWritten !== undefined) return asWritten;
  const key = name
    .replace(/\s+/g, '')
    .replace(/^[$@.(]+/, '')
    .toLowerCase();
  const called = calledName(key);
  return (
    exact.get(key) ??
    exact.get(called) ??
    prefixes.find(([prefix]) => key.length > prefix.length && key.startsWith(prefix))?.[1] ??
    kindByPattern(called, patterns)
  );
}

/** What makes an address of a route's name, in its first argument. */
const ROUTE =
  /^(?:absolute_url\()?(?:url::)?(?:(?:temporary)?(?:signed)?route|url|url_for|urlfor|path|reverse|link|action|to)\(?["']\/?([\w.:-]{1,100})\/?["'?]/;

/** `links["unsubscribe"]`. */
const SUBSCRIPT = /\[["']([\w.:-]{1,100})["']\]$/;

/** Without what a tag calls it with: `unsubscribe_url(@user)`, `unsubscribe 'Leave'`, `route('unsubscribe', $user)`. */
function calledName(key: string): string {
  return ROUTE.exec(key)?.[1] ?? SUBSCRIPT.exec(key)?.[1] ?? (key.split(/["'(]/, 1)[0] as string);
}
