import { checkKeys, checkOneOf, type MisplacedOptions, usageError } from '../checks/options.js';
import type { Link } from '../link.js';
import { mayBeTracked } from './classify/classify-link.js';
import { checkContent } from './compile.js';
import type { Finding } from './findings/catalog.js';
import { createFinding } from './findings/create.js';
import { createPlan } from './plan/create-plan.js';
import { COMPILE_OPTIONS, type CompileOptions, createSettings } from './plan/options.js';
import { createTemplate } from './plan/template.js';
import { type Insertion, isProtected, linkNameFor, optOutFor } from './providers/marks.js';
import { PROVIDER_NAMES, type ProviderName, providerOf } from './providers/providers.js';

/** What only a message that clickstamp signs has. */
type ForSigning = Extract<
  keyof CompileOptions,
  | 'trackingUrl'
  | 'clickTracking'
  | 'testEmail'
  | 'campaignId'
  | 'messageId'
  | 'variant'
  | 'sentAt'
  | 'destination'
  | 'expiresInSeconds'
  | 'honeypotUrl'
  | 'stripVendorAttributes'
  | 'utm'
  | 'provider'
>;

const FOR_SIGNING: readonly ForSigning[] = [
  'trackingUrl',
  'clickTracking',
  'testEmail',
  'campaignId',
  'messageId',
  'variant',
  'sentAt',
  'destination',
  'expiresInSeconds',
  'honeypotUrl',
  'stripVendorAttributes',
  'utm',
  'provider',
];

/** How a message is marked: which service tracks it, and what `CompileOptions` says of classification. */
export interface MarkOptions extends Omit<CompileOptions, ForSigning> {
  /** The service that the message goes to, and whose click tracking is on. */
  readonly provider: ProviderName;
}

/** A marked message. */
export interface MarkResult {
  /** The message with attributes of the service put in, and not another character changed. */
  readonly html: string;
  /** Every link in source order. The verdict `track` says that the service tracks it. */
  readonly links: readonly Link[];
  /** What the author should know. */
  readonly findings: readonly Finding[];
  /** How many attributes were put in. */
  readonly marked: number;
}

const OPTIONS: readonly string[] = [
  'provider',
  ...COMPILE_OPTIONS.filter((option) => !(FOR_SIGNING as readonly string[]).includes(option)),
];
const ELSEWHERE: MisplacedOptions = new Map(
  FOR_SIGNING.map((option) => [option, 'it is for compileHtml: markLinks signs nothing']),
);

/**
 * Marks an HTML (or AMP) part for a mail service that tracks clicks itself. Opt-outs, names and system links are
 * translated into that service's own attributes, whether other services' attributes, your options or the built-in
 * tables say so. Links that must not be tracked get its opt-out; the others get their id, where the service can report
 * it (Amazon SES, SparkPost). Attributes are put in, and nothing is taken out or changed; marking twice changes
 * nothing. Needs no keys and no tracking URL. Throws `TypeError` for a wrong option; content never throws.
 *
 * @param html - the part as it is: any string
 * @param options - `provider` is required
 * @returns the marked part, with every link
 * @throws TypeError for a wrong option
 * @example
 * ```ts
 * import { markLinks } from 'clickstamp';
 *
 * const source = '<a data-link-id="sale" href="https://shop.example/">Sale</a> <a href="https://a.example/unsubscribe">Leave</a>';
 * const { html } = markLinks(source, { provider: 'ses' });
 * html.startsWith('<a ses:tags="link:sale;" data-link-id="sale" href="https://shop.example/">'); // => true
 * html.includes('<a ses:no-track href="https://a.example/unsubscribe">'); // => true
 * ```
 */
export function markLinks(html: string, options: MarkOptions): MarkResult {
  checkContent('html', html);
  checkKeys('markLinks options', options, OPTIONS, ELSEWHERE);
  const { provider: name, ...compile } = options;
  if (name === undefined) throw usageError('provider', `is required: one of ${PROVIDER_NAMES.join(', ')}`);
  checkOneOf('provider', name, PROVIDER_NAMES);
  const provider = providerOf(name);
  const plan = createPlan(html, createSettings({ ...compile, clickTracking: true }, ['html', 'amp']));
  const insertions: Insertion[] = [];
  let unprotected = 0;
  for (const each of plan.planned) {
    if (isProtected(each)) {
      const optOut = optOutFor(html, each, provider);
      if (optOut !== undefined) insertions.push(optOut);
      if (provider.optOut === undefined) unprotected++;
    } else if (mayBeTracked(each.link)) {
      const linkName = linkNameFor(html, each, provider);
      if (linkName !== undefined) insertions.push(linkName);
    }
  }
  const edits = insertions.map(({ at, text }) => ({ range: [at, at] as const, text }));
  const findings =
    unprotected === 0
      ? []
      : [createFinding('provider-no-opt-out', undefined, `${provider.switchOff.html ?? ''} (${provider.service})`)];
  return {
    html: createTemplate(html, [], edits).literals[0] as string,
    links: plan.links,
    findings: [...plan.findings, ...findings],
    marked: insertions.length,
  };
}
