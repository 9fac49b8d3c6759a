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
import { inspectUrl } from '../../url/validate.js';
import type { LinkRule } from '../classify/decision.js';
import { compileMatchers, type LinkTest, type Matcher } from '../classify/matchers.js';
import { type OptionTexts, readOptionTexts } from '../classify/option-tags.js';
import type { RuleSettings } from '../classify/rules.js';
import { SYSTEM_KINDS, type SystemKind } from '../classify/system-kinds.js';
import { compileUtm, type UtmOptions } from '../classify/utm-options.js';
import { chooseSyntaxes } from '../merge-tags/choose.js';
import type { MergeTagSyntax, MergeTagSyntaxName, ScanSyntax } from '../merge-tags/syntaxes.js';
import { PROVIDER_NAMES, type ProviderName } from '../providers/providers.js';
import { RECIPIENT_OPTIONS } from './recipient.js';
import { isTimeOfSending } from './time-of-sending.js';

/** How a message is compiled. Unknown keys throw `TypeError` with a did-you-mean. docs/options.md has more on each option. */
export interface CompileOptions {
  /**
   * Where clicks go. The token becomes one further path segment. https, or http on loopback.
   *
   * @example
   * ```ts
   * import { compileHtml } from 'clickstamp';
   *
   * const html = '<a href="https://shop.example/sale">Sale</a>';
   * const part = compileHtml(html, { trackingUrl: 'https://click.brand.example/c', clickTracking: true });
   * part.links[0]?.verdict; // => 'track'
   * ```
   */
  readonly trackingUrl: string;
  /** Whether links are signed. Off, every link is still classified. @default false */
  readonly clickTracking?: boolean | undefined;
  /** `true`: nothing is signed. `'count-as-test'`: links are signed, and their clicks say `test: true`. @default false */
  readonly testEmail?: boolean | 'count-as-test' | undefined;
  /** Comes back with every click. @default none */
  readonly campaignId?: string | undefined;
  /** One mail of a campaign: a workflow's step, an RSS issue. Comes back with every click. @default none */
  readonly messageId?: string | undefined;
  /** Of an A/B test. Comes back with every click. @default none */
  readonly variant?: string | undefined;
  /** Which part the content is. @default the call's own: `html`, or `text` for `compileText` and `rewriteText` */
  readonly part?: Part | undefined;
  /**
   * The mail system's own links: how further ones are recognised, and which kinds are signed.
   *
   * @example
   * ```ts
   * import { auditLinks } from 'clickstamp';
   *
   * const { links } = auditLinks('<a href="https://brand.example/leave">Leave</a>', {
   *   systemLinks: { unsubscribe: { match: ['brand.example/leave'] }, preview: { track: true } },
   * });
   * links[0]?.kind; // => 'unsubscribe'
   * ```
   */
  readonly systemLinks?:
    | {
        readonly [Kind in SystemKind]?:
          | {
              /** Your own links of this kind, in addition to those that merge tags and attributes mark. @default none */
              readonly match?: readonly Matcher[] | undefined;
              /** Recognise the kind by words in an address's path, such as `/unsubscribe`. Only unsubscribe links have such words. @default true */
              readonly byPath?: boolean | undefined;
              /** Sign links of this kind that have a web address. @default false */
              readonly track?: boolean | undefined;
            }
          | undefined;
      }
    | undefined;
  /** The message's List-Unsubscribe header or URLs: links equal to one of them are unsubscribe links. @default none */
  readonly listUnsubscribe?: string | readonly string[] | undefined;
  /**
   * Links to leave: banks, signed magic links, hosts that open an app.
   *
   * @default none
   * @example
   * ```ts
   * import { auditLinks } from 'clickstamp';
   *
   * const { links } = auditLinks('<a href="https://pay.bank.example/">Pay</a>', { neverTrack: ['bank.example'] });
   * links[0]?.reason; // => 'never-track'
   * ```
   */
  readonly neverTrack?: readonly Matcher[] | undefined;
  /** Where given, only links that match are signed. @default all */
  readonly onlyTrack?: readonly Matcher[] | undefined;
  /**
   * The address of the app's own site. Relative links of the message are resolved against it, for every reader, and tracked
   * like others. An http or https URL.
   *
   * @default none: relative links stay as they are, with a finding
   * @example
   * ```ts
   * import { auditLinks } from 'clickstamp';
   *
   * const { links } = auditLinks('<a href="/sale">Sale</a>', { baseUrl: 'https://shop.example' });
   * links[0]?.url; // => 'https://shop.example/sale'
   * ```
   */
  readonly baseUrl?: string | undefined;
  /** Merge-tag syntaxes to turn on, by name, or your own; those that are not ambiguous are always on. @default none */
  readonly mergeTags?: readonly (MergeTagSyntaxName | MergeTagSyntax)[] | undefined;
  /**
   * Query parameters for web analytics, on links that are or could be tracked.
   *
   * @default none
   * @example
   * ```ts
   * import { auditLinks } from 'clickstamp';
   *
   * const utm = { source: 'news', content: '{link}' };
   * const { links } = auditLinks('<a data-link-id="cta" href="https://shop.example/">Shop</a>', { utm });
   * links[0]?.url; // => 'https://shop.example/?utm_source=news&utm_content=cta'
   * ```
   */
  readonly utm?: UtmOptions | undefined;
  /**
   * How a link without `data-link-id` or its like gets its id. `address`: a hash of the address. `label`: the link's text.
   * `position`: its place among the links of its part, `link-1` being the first. A function is asked for every link, and
   * `undefined` leaves the id as it is. `label` and `position` suit messages whose HTML is rendered anew for each contact,
   * with the contact's own addresses in it.
   *
   * @default 'address'
   * @example
   * ```ts
   * import { auditLinks } from 'clickstamp';
   *
   * const html = '<a href="https://shop.example/orders/17">Your order</a>';
   * auditLinks(html, { linkId: 'label' }).links[0]?.id; // => 'Your order'
   * auditLinks(html, { linkId: (link) => link.host }).links[0]?.id; // => 'shop.example'
   * ```
   */
  readonly linkId?: 'address' | 'label' | 'position' | ((link: Link) => string | undefined) | undefined;
  /** The app's own rule, asked of each link after the built-in ones. The element is domhandler's; undefined in text/plain. @default none */
  readonly classify?: LinkRule | undefined;
  /** Time of sending, to the second. @default the time of rendering; none in anonymous mode. Given, the same input gives the same bytes. */
  readonly sentAt?: Date | undefined;
  /** `manifest` keeps the URL out of the token: short, and it can be corrected after the send. @default 'embedded' */
  readonly destination?: 'embedded' | 'manifest' | undefined;
  /** Seconds from sending. An expired click still decodes and redirects; it says `expired: true`. @default never */
  readonly expiresInSeconds?: number | undefined;
  /** Adds a link that no person sees; whoever follows it is a bot. Its clicks go to this URL. HTML part only. @default none */
  readonly honeypotUrl?: string | undefined;
  /** Removes the opt-out and naming attributes of other mail services. @default false */
  readonly stripVendorAttributes?: boolean | undefined;
  /**
   * The mail service that sends the message, if its click tracking is on. Links that are signed or opted out get its
   * own opt-out attribute, so that it rewrites none of them. @default none
   */
  readonly provider?: ProviderName | undefined;
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
  listUnsubscribe: whereRead,
  neverTrack: whereRead,
  onlyTrack: whereRead,
  baseUrl: isWebUrl,
  mergeTags: whereRead,
  utm: whereRead,
  linkId: isLinkId,
  classify: isFunction,
  sentAt: isDate,
  destination: oneOf('embedded', 'manifest'),
  expiresInSeconds: (option, value) => checkNumber(option, value, 1, 10_000_000_000),
  honeypotUrl: isWebUrl,
  stripVendorAttributes: isBoolean,
  provider: oneOf(...PROVIDER_NAMES),
};

/** Every name in `CompileOptions`. */
export const COMPILE_OPTIONS: readonly (keyof CompileOptions)[] = Object.keys(CHECKS) as (keyof CompileOptions)[];

/** What those are told who give recipient and keys too early. */
export const FOR_RENDER: MisplacedOptions = new Map(
  [...RECIPIENT_OPTIONS, 'keys'].map((name) => [name, 'it is for render({ contactId, values, consent }, keys)']),
);

/** Options once checked, with their defaults. */
export interface Settings extends RuleSettings {
  /** Which links get UTM parameters; undefined for all. */
  readonly utmTest: LinkTest | undefined;
  /** Options with merge tags in them. */
  readonly texts: OptionTexts;
  readonly trackingUrl: string;
  readonly part: Part;
  readonly syntaxes: readonly ScanSyntax[];
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
  const syntaxes = chooseSyntaxes(options.mergeTags);
  const utmTest = compileUtm(options.utm, onThrow);
  return {
    trackingUrl: trackingUrl ?? '',
    part: options.part ?? (parts[0] as Part),
    syntaxes,
    texts: readOptionTexts(options, syntaxes),
    options,
    clickTracking: options.clickTracking ?? false,
    testEmail: options.testEmail ?? false,
    failures,
    isOwn: trackingUrl === undefined ? () => false : createOwnTest(trackingUrl),
    ...readSystemLinks(options.systemLinks, onThrow),
    listUnsubscribe: parseListUnsubscribe(options.listUnsubscribe),
    utmTest,
    neverTrack: compileMatchers('neverTrack', options.neverTrack, onThrow),
    onlyTrack: compileMatchers('onlyTrack', options.onlyTrack, onThrow),
  };
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

function isLinkId(option: string, value: unknown): void {
  if (typeof value === 'string') checkOneOf(option, value, ['address', 'label', 'position']);
  else checkType(option, value, 'function');
}

function readSystemLinks(
  given: unknown,
  onThrow: () => void,
): Pick<RuleSettings, 'systemLinks' | 'byPath' | 'trackKinds'> {
  const systemLinks = new Map<SystemKind, LinkTest>();
  const byPath = new Set<SystemKind>();
  const trackKinds = new Set<SystemKind>();
  const kinds = SYSTEM_KINDS.map((row) => row.kind);
  if (given !== undefined) checkKeys('systemLinks', given, kinds);
  for (const kind of kinds) {
    const { [kind]: options = {} } = (given ?? {}) as NonNullable<CompileOptions['systemLinks']>;
    checkKeys(`systemLinks.${kind}`, options, ['match', 'byPath', 'track']);
    const test = compileMatchers(`systemLinks.${kind}.match`, options.match, onThrow);
    checkType(`systemLinks.${kind}.byPath`, options.byPath, 'boolean');
    checkType(`systemLinks.${kind}.track`, options.track, 'boolean');
    if (test !== undefined) systemLinks.set(kind, test);
    if (options.byPath !== false) byPath.add(kind);
    if (options.track === true) trackKinds.add(kind);
  }
  return { systemLinks, byPath, trackKinds };
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
        // A long header is folded, be it within an address.
        .map((match) => (match[1] as string).replace(/\s+/g, ''))
        .concat(entry.includes('<') ? [] : entry.trim()),
    ),
  );
}
