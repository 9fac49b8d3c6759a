import type { Link, ReasonCode } from '../../link.js';
import { isSafeDestination } from '../../url/destination.js';
import { signedUrlService } from '../../url/signed-urls.js';
import { addUtm, type UtmParameters } from '../../url/utm.js';
import type { Classification } from './classify.js';
import type { LinkContext } from './context.js';
import type { LinkTest } from './matchers.js';
import type { OptionTexts, UtmFilling } from './option-tags.js';
import { reasonMessage } from './reasons.js';
import { EXCLUSIONS, type RuleSettings } from './rules.js';

/** What of a link its address and the rules decide, so that it may differ from contact to contact. */
export type Outcome = Pick<Link, 'url' | 'host' | 'domain' | 'kind' | 'verdict' | 'reason' | 'message'>;

/** What an outcome depends on, besides the link. */
export interface OutcomeSettings extends RuleSettings {
  readonly options: { readonly utm?: UtmParameters | undefined };
  /** Which links get UTM parameters; undefined for all. */
  readonly utmTest: LinkTest | undefined;
  /** Options with merge tags in them. */
  readonly texts: OptionTexts;
}

/** Returns a link's destination and what became of it. `name` stands for `{link}` in UTM values, `filling` fills in their merge tags. */
export function outcomeOf(
  context: LinkContext,
  name: string,
  classification: Classification,
  settings: OutcomeSettings,
  filling: UtmFilling,
): Outcome {
  const { url } = context;
  return outcome(
    context,
    url === undefined ? undefined : withUtm(context, url, name, classification, settings, filling),
    classification,
  );
}

/** The same before any UTM parameter is added: what the app's own functions are shown. */
export function plainOutcomeOf(context: LinkContext, classification: Classification): Outcome {
  return outcome(context, context.url, classification);
}

function outcome(
  { target: { host, domain } }: LinkContext,
  url: string | undefined,
  { kind, verdict, reason }: Classification,
): Outcome {
  const message = reasonMessage(reason);
  // Written out for nearly every link, and put together piece by piece for the rest: V8 makes slow and large objects of
  // literals with spreads in them.
  if (url !== undefined && host !== undefined && domain !== undefined)
    return { url, host, domain, kind, verdict, reason, message };
  if (url === undefined && host === undefined) return { kind, verdict, reason, message };
  const found: { -readonly [Key in keyof Outcome]?: Outcome[Key] } = {};
  if (url !== undefined) found.url = url;
  if (host !== undefined) found.host = host;
  if (domain !== undefined) found.domain = domain;
  found.kind = kind;
  found.verdict = verdict;
  found.reason = reason;
  found.message = message;
  return found as Outcome;
}

/** Reasons that leave a link signed by nobody, yet still on its way to the app's own site: UTM goes on it. */
const UTM_WITHOUT_TRACKING: ReadonlySet<ReasonCode> = new Set(['tracking-off', 'test-email']);

/** Why a link of a message that is tracked would be left all the same: it gets no parameters in one that is not, either. */
const OF_LINK = EXCLUSIONS.filter(({ reason }) => !UTM_WITHOUT_TRACKING.has(reason));

/** Whether a link is one that the app wants UTM parameters on. */
export function wantsUtm(
  context: LinkContext,
  { kind, verdict, reason }: Pick<Classification, 'kind' | 'verdict' | 'reason'>,
  settings: OutcomeSettings,
): boolean {
  const { hints, target } = context;
  if (settings.options.utm === undefined || kind !== 'web' || hints.noUtm) return false;
  if (verdict !== 'track' && !(UTM_WITHOUT_TRACKING.has(reason) && mayBeTracked(context, settings))) return false;
  return settings.utmTest?.(target) ?? true;
}

function mayBeTracked(context: LinkContext, settings: OutcomeSettings): boolean {
  return !OF_LINK.some(({ test }) => test(context, settings));
}

/** Returns a link's address with the UTM parameters that the app wants on it. */
export function withUtm(
  context: LinkContext,
  url: string,
  name: string,
  classification: Pick<Classification, 'kind' | 'verdict' | 'reason'>,
  settings: OutcomeSettings,
  filling: UtmFilling,
): string {
  const { utm } = settings.options;
  if (utm === undefined || !wantsUtm(context, classification, settings)) return url;
  if (signedUrlService(url) !== undefined) return url;
  const onThrow = (): void => {
    settings.failures.count++;
  };
  const tagged = addUtm(url, utm, { name, onThrow, fill: filling.fill });
  // Parameters that would make it too long to redirect to are worth less than the click.
  return isSafeDestination(tagged) ? tagged : url;
}
