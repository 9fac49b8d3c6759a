import {
  checkKeys,
  checkNumber,
  checkOneOf,
  checkType,
  type MisplacedOptions,
  usageError,
} from '../../checks/options.js';
import type { Link, Part } from '../../link.js';
import { checkTrackingUrl, createOwnTest } from '../../token/tracked-url.js';
import { isSafeDestination } from '../../url/destination.js';
import { checkUtm, type UtmOptions } from '../../url/utm.js';
import { inspectUrl } from '../../url/validate.js';
import type { LinkRule } from '../classify/decision.js';
import { compileMatchers, type LinkTest, type Matcher } from '../classify/matchers.js';
import type { RuleSettings } from '../classify/rules.js';
import { SYSTEM_KINDS, type SystemKind, type SystemKindOption } from '../classify/system-kinds.js';
import { chooseSyntaxes, type MergeTagSyntax, type MergeTagSyntaxName } from '../merge-tags/syntaxes.js';
import { RECIPIENT_OPTIONS } from './recipient.js';

/** How a message is compiled. Unknown keys throw `TypeError` with a did-you-mean. */
export interface CompileOptions extends Partial<Record<SystemKindOption, boolean | undefined>> {
  /** Where clicks go: `https://click.brand.example/c`. The token becomes one further path segment. https, or http on loopback. */
  readonly trackingUrl: string;
  /** Off, nothing is signed but every link is still classified. @default false */
  readonly clickTracking?: boolean | undefined;
  /** `true`: not tracked. `'count-as-test'`: tracked, and its clicks say `test: true`. @default false */
  readonly testEmail?: boolean | 'count-as-test' | undefined;
  readonly campaignId?: string | undefined;
  /** One mail of a campaign: a workflow's step, an RSS issue. */
  readonly messageId?: string | undefined;
  /** Of an A/B test. */
  readonly variant?: string | undefined;
  readonly part?: Part | undefined;
  /** An app's own system links, beside the built-in tags. */
  readonly systemLinks?: Partial<Record<SystemKind, readonly Matcher[] | undefined>> | undefined;
  /** Take a path segment `unsubscribe`, `unsub`, `optout` or `opt-out` for an unsubscribe link. @default true */
  readonly unsubscribePaths?: boolean | undefined;
  /** The message's List-Unsubscribe header or URLs: links equal to one of them are unsubscribe links. */
  readonly listUnsubscribe?: string | readonly string[] | undefined;
  /** Links to leave: banks, signed magic links. */
  readonly neverTrack?: readonly Matcher[] | undefined;
  /** Where given, only these are tracked. */
  readonly onlyTrack?: readonly Matcher[] | undefined;
  /** Hosts that open an app (universal links) or sign somebody in (magic links): left, with a finding. */
  readonly appLinkHosts?: readonly Matcher[] | undefined;
  /** Syntaxes by name, or an app's own. @default all that are not ambiguous */
  readonly mergeTags?: readonly (MergeTagSyntaxName | MergeTagSyntax)[] | undefined;
  /** Query parameters for web analytics, on links that are or could be tracked. */
  readonly utm?: UtmOptions | undefined;
  /** Names links. @default `data-link-id` and its like, else a hash of the address */
  readonly linkId?: ((link: Link) => string | undefined) | undefined;
  /** The app's own rule, asked of each link after the built-in ones. The element is domhandler's; undefined in text/plain. */
  readonly classify?: LinkRule | undefined;
  /** Time of sending, to the second. @default the time of rendering; none in anonymous mode. Given, the same input gives the same bytes. */
  readonly sentAt?: Date | undefined;
  /** `manifest` keeps the URL out of the token: short, and it can be corrected after the send. @default 'embedded' */
  readonly destination?: 'embedded' | 'manifest' | undefined;
  /** Seconds from sending. An expired click still decodes and redirects; it says `expired: true`. */
  readonly expiresInSeconds?: number | undefined;
  /** Encrypts tokens (JWE), so that who holds a URL cannot read it. The keyring needs an encryption key. @default false */
  readonly encryptPayload?: boolean | undefined;
  /** Adds a link that no person sees; whoever follows it is a bot. Its clicks go to this URL. HTML part only. @default none */
  readonly honeypotUrl?: string | undefined;
  /** Removes the opt-out and naming attributes of other mail services. @default false */
  readonly stripVendorAttributes?: boolean | undefined;
  /** The clock. @default () => new Date() */
  readonly now?: (() => Date) | undefined;
}

type Check = (option: string, value: unknown) => void;

const isString: Check = (option, value) => checkType(option, value, 'string');
const isBoolean: Check = (option, value) => checkType(option, value, 'boolean');
const isFunction: Check = (option, value) => checkType(option, value, 'function');
const oneOf =
  (...allowed: readonly unknown[]): Check =>
  (option, value) =>
    checkOneOf(option, value, allowed);
/** Checked where it is read, in `createSettings`. */
const whereRead: Check = () => {};

/** Every option and its check; the compiler keeps the table in step with the interface. */
const CHECKS: Readonly<Record<keyof CompileOptions, Check>> = {
  trackingUrl: whereRead,
  clickTracking: isBoolean,
  testEmail: oneOf(true, false, 'count-as-test'),
  campaignId: isString,
  messageId: isString,
  variant: isString,
  part: whereRead,
  systemLinks: whereRead,
  unsubscribePaths: isBoolean,
  listUnsubscribe: whereRead,
  neverTrack: whereRead,
  onlyTrack: whereRead,
  appLinkHosts: whereRead,
  mergeTags: whereRead,
  utm: (_, value) => (value === undefined ? undefined : checkUtm(value)),
  linkId: isFunction,
  classify: isFunction,
  sentAt: isDate,
  destination: oneOf('embedded', 'manifest'),
  expiresInSeconds: (option, value) => checkNumber(option, value, 1, 10_000_000_000),
  encryptPayload: isBoolean,
  honeypotUrl: isWebUrl,
  stripVendorAttributes: isBoolean,
  now: isFunction,
  trackUnsubscribeLinks: isBoolean,
  trackPreferencesLinks: isBoolean,
  trackPreviewLinks: isBoolean,
  trackAffiliateLinks: isBoolean,
  trackTriggerLinks: isBoolean,
};

/** Every name in `CompileOptions`. */
export const COMPILE_OPTIONS: readonly (keyof CompileOptions)[] = Object.keys(CHECKS) as (keyof CompileOptions)[];

/** What those are told who give recipient and keys too early. */
export const FOR_RENDER: MisplacedOptions = new Map(
  [...RECIPIENT_OPTIONS, 'keys'].map((name) => [name, 'it is for render({ contactId, values, consent }, keys)']),
);

/** Options once checked, with their defaults. */
export interface Settings extends RuleSettings {
  readonly trackingUrl: string;
  readonly part: Part;
  readonly syntaxes: readonly MergeTagSyntax[];
  readonly options: Partial<CompileOptions>;
}

/** Checks the options' values and fills in the defaults; their names are the call's to check. Throws `TypeError` naming the option. `parts` are those that the call is for. */
export function createSettings(options: Partial<CompileOptions>, parts: readonly Part[]): Settings {
  for (const option of COMPILE_OPTIONS) CHECKS[option](option, options[option]);
  checkOneOf('part', options.part, parts);
  const failures = { count: 0 };
  const onThrow = (): void => {
    failures.count++;
  };
  const trackingUrl = options.trackingUrl === undefined ? undefined : checkTrackingUrl(options.trackingUrl);
  return {
    trackingUrl: trackingUrl ?? '',
    part: options.part ?? (parts[0] as Part),
    syntaxes: chooseSyntaxes(options.mergeTags),
    options,
    clickTracking: options.clickTracking ?? false,
    testEmail: options.testEmail ?? false,
    failures,
    isOwn: trackingUrl === undefined ? () => false : createOwnTest(trackingUrl),
    systemLinks: compileSystemLinks(options.systemLinks, onThrow),
    unsubscribePaths: options.unsubscribePaths ?? true,
    listUnsubscribe: parseListUnsubscribe(options.listUnsubscribe),
    trackKinds: new Set(SYSTEM_KINDS.filter((row) => options[row.option] === true).map((row) => row.kind)),
    neverTrack: compileMatchers('neverTrack', options.neverTrack, onThrow),
    onlyTrack: compileMatchers('onlyTrack', options.onlyTrack, onThrow),
    appLinkHosts: compileMatchers('appLinkHosts', options.appLinkHosts, onThrow),
  };
}

/** What a token can hold: whole seconds since 1970 that are a `Date` with a common year. */
export function isTimeOfSending(value: unknown): value is Date {
  return value instanceof Date && value.getTime() >= 0 && value.getTime() < Date.UTC(10_000);
}

function isDate(option: string, value: unknown): void {
  if (value !== undefined && !isTimeOfSending(value))
    throw usageError(option, 'must be a valid Date from 1970 on and before the year 10000', value);
}

function isWebUrl(option: string, value: unknown): void {
  const good = typeof value === 'string' && inspectUrl(value).kind === 'web' && isSafeDestination(value);
  if (value !== undefined && !good)
    throw usageError(option, 'must be an absolute http(s) URL without a user name', value);
}

function compileSystemLinks(
  systemLinks: CompileOptions['systemLinks'],
  onThrow: () => void,
): ReadonlyMap<SystemKind, LinkTest> {
  const tests = new Map<SystemKind, LinkTest>();
  if (systemLinks === undefined) return tests;
  checkKeys(
    'systemLinks',
    systemLinks,
    SYSTEM_KINDS.map((row) => row.kind),
  );
  for (const { kind } of SYSTEM_KINDS) {
    const test = compileMatchers(`systemLinks.${kind}`, systemLinks[kind], onThrow);
    if (test !== undefined) tests.set(kind, test);
  }
  return tests;
}

/** Reads the URLs out of a List-Unsubscribe header: `<https://…>, <mailto:…>` (RFC 2369 §3.2), or takes them as they are. */
function parseListUnsubscribe(value: CompileOptions['listUnsubscribe']): ReadonlySet<string> {
  if (value === undefined) return new Set();
  const entries = typeof value === 'string' ? [value] : value;
  if (!Array.isArray(entries) || entries.some((entry) => typeof entry !== 'string'))
    throw usageError('listUnsubscribe', 'must be a header value or an array of URLs', value);
  return new Set(
    entries.flatMap((entry: string) =>
      [...entry.matchAll(/<([^<>]*)>/g)]
        .map((match) => (match[1] as string).trim())
        .concat(entry.includes('<') ? [] : entry.trim()),
    ),
  );
}
