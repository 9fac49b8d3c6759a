import { TokenError } from '../../errors.js';
import { HONEYPOT_ID, type Link } from '../../link.js';
import { decodeClick } from '../../token/decode-click.js';
import { type Keyring, openKeyring } from '../../token/keyring.js';
import { createTokenWriter, type PayloadPrefix, type TokenWriter } from '../../token/writer.js';
import type { UnresolvedOption } from '../classify/option-tags.js';
import type { Finding, FindingCode } from '../findings/catalog.js';
import { createFinding } from '../findings/create.js';
import type { Settings } from '../plan/options.js';
import type { Plan, PlannedLink } from '../plan/plan.js';
import { writeValue } from '../plan/write-value.js';
import { providerOf } from '../providers/providers.js';

/** A planned link once its merge tags have a recipient's values, and the start of its token's payload. */
export interface ResolvedLink {
  readonly address: string;
  /** Which values its UTM parameters and tags have; undefined where they may be others for the same values. */
  readonly textKey: string | undefined;
  readonly link: Link;
  /** What is written where it is not tracked. */
  readonly plain: string;
  readonly problem: FindingCode | undefined;
  readonly prefix: PayloadPrefix | undefined;
  /** A function of the app's failed on the way. */
  readonly failed: boolean;
  /** UTM parameters and tags that were left out. */
  readonly unresolved: readonly UnresolvedOption[];
}

/** A plan made ready to be signed with one keyring: everything about it that no recipient changes. */
export interface Signing {
  /** Undefined where there is nothing to sign. */
  readonly writer: TokenWriter | undefined;
  /** For each slot, the constant start of its token's payload; undefined where a merge tag's value decides. */
  readonly prefixes: readonly (PayloadPrefix | undefined)[];
  /** The honeypot link up to its token: `<a href="`, and the tracking URL, ending in a slash. */
  readonly honeypotStart: string;
  /** About links of ours whose tokens these keys cannot read. */
  readonly findings: readonly Finding[];
  /** For each slot with a merge tag, what it came to last: neighbours on a list often share it. */
  readonly last: (ResolvedLink | undefined)[];
}

/** Prepares a plan for a keyring. Throws `TypeError` where the keyring cannot sign what the options ask for. */
export async function prepareSigning(plan: Plan, keys: Keyring): Promise<Signing> {
  const { trackingUrl, options } = plan.settings;
  const findings = await checkOwnLinks(plan, keys);
  const optOut = options.provider === undefined ? undefined : providerOf(options.provider).optOut;
  const honeypotStart = `<a ${optOut === undefined ? '' : `${optOut} `}href="${writeValue(undefined, `${trackingUrl}/`)}`;
  if (plan.slots.length === 0) return { writer: undefined, prefixes: [], honeypotStart, findings, last: [] };
  const writer = openWriter(plan, keys);
  const prefixes = plan.slots.map((planned) => {
    if (planned === undefined)
      return writer.prefix({ linkId: HONEYPOT_ID, url: options.honeypotUrl as string, honeypot: true });
    return planned.deferred ? undefined : prefixOf(writer, planned.link, planned, plan.settings);
  });
  return { writer, prefixes, honeypotStart, findings, last: new Array(plan.slots.length).fill(undefined) };
}

function openWriter({ part, settings }: Plan, keys: Keyring): TokenWriter {
  const { options, testEmail, texts } = settings;
  const ofAll = { campaignId: options.campaignId, messageId: options.messageId, variant: options.variant };
  for (const [option] of texts.ids) ofAll[option] = undefined;
  return createTokenWriter(keys, {
    part,
    trackingUrl: settings.trackingUrl,
    ...ofAll,
    ...(options.expiresInSeconds === undefined ? {} : { expiresInSeconds: options.expiresInSeconds }),
    encryptPayload: openKeyring(keys).cipher !== undefined,
    test: testEmail === 'count-as-test',
  });
}

/** The start of a link's payload. A destination that differs between contacts cannot be looked up by link id, so it stays embedded. */
export function prefixOf(writer: TokenWriter, link: Link, planned: PlannedLink, settings: Settings): PayloadPrefix {
  const embedded = settings.options.destination !== 'manifest' || planned.deferred;
  return writer.prefix({
    linkId: link.id,
    ...(embedded ? { url: link.url as string } : {}),
    ...(link.tags === undefined ? {} : { tags: link.tags }),
    ...(planned.context.hints.appLink ? { appLink: true } : {}),
  });
}

async function checkOwnLinks(plan: Plan, keys: Keyring): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { link, context } of plan.planned) {
    if (link.kind !== 'own' || context.url === undefined) continue;
    try {
      await decodeClick(context.url, { keys, trackingUrl: plan.settings.trackingUrl });
    } catch (error) {
      const code = error instanceof TokenError ? error.code : 'unreadable';
      if (code === 'token-link-unknown') continue;
      // The frame would show the token, which opens whatever it stands for.
      const { frame: _, ...finding } = createFinding(
        'own-token-invalid',
        { source: plan.source, positions: plan.positions, range: link.range, link: link.index },
        code,
      );
      findings.push(finding);
    }
  }
  return findings;
}
