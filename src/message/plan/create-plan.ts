import { utf8Length } from '#runtime';
import { mayBeTracked } from '../classify/classify-link.js';
import { isOwnAttribute } from '../classify/hints.js';
import type { Siblings } from '../classify/siblings.js';
import type { Finding } from '../findings/catalog.js';
import { createFinding, failureFinding } from '../findings/create.js';
import { createPositions } from '../findings/line-index.js';
import { repeatedAttributes } from '../html/attribute.js';
import { type Discovery, discoverHtml } from '../html/discover.js';
import type { LinkOccurrence } from '../html/occurrence.js';
import { isOptedOut, isProtected, optOutFor } from '../providers/marks.js';
import { type Provider, providerOf } from '../providers/providers.js';
import { discoverText } from '../text/discover.js';
import { settleFindings } from './link-findings.js';
import { planLinks } from './links.js';
import { findingsOfPart } from './message-findings.js';
import type { Settings } from './options.js';
import type { Plan, PlannedLink } from './plan.js';
import { createTemplate, type Edit, withSpaceBefore } from './template.js';

/**
 * Parses and plans a part. Never throws on content: if anything fails inside, the plan changes nothing and says so.
 * `siblings` are the links of the HTML part of the same message.
 */
export function createPlan(source: string, settings: Settings, siblings?: Siblings): Plan {
  try {
    return planOf(source, discover(source, settings, siblings), settings, siblings);
  } catch (error) {
    return emptyPlan(source, settings, [failureFinding(error)]);
  }
}

/** Plans one address that stands in no message, as if a text part held nothing else. What fails inside is thrown. */
export function createAddressPlan(address: string, settings: Settings): Plan {
  const occurrence: LinkOccurrence = {
    part: 'text',
    carrier: 'text',
    href: address,
    range: [0, address.length],
    quote: '',
    label: '',
    attributes: [],
  };
  return planOf(address, { occurrences: [occurrence], bases: [], bare: [], honeypotAt: undefined }, settings);
}

/** What discovery found of a part. */
interface Found extends Pick<Discovery, 'occurrences' | 'bases' | 'bare'> {
  readonly honeypotAt: number | undefined;
}

function discover(
  source: string,
  { part, syntaxes, options, clickTracking, testEmail }: Settings,
  siblings: Siblings | undefined,
): Found {
  if (part === 'text') {
    const { occurrences } = discoverText(source, { syntaxes, known: siblings?.addresses });
    return { occurrences, bases: [], bare: [], honeypotAt: undefined };
  }
  const { occurrences, bases, bare, bodyEnd } = discoverHtml(source, {
    part,
    elements: options.classify !== undefined,
    syntaxes,
  });
  const wantsHoneypot = part === 'html' && options.honeypotUrl !== undefined && clickTracking && testEmail !== true;
  return { occurrences, bases, bare, honeypotAt: wantsHoneypot ? bodyEnd : undefined };
}

function planOf(
  source: string,
  { occurrences, bases, bare, honeypotAt }: Found,
  settings: Settings,
  siblings?: Siblings,
): Plan {
  const positions = createPositions(source);
  const { planned, findings } = planLinks(source, occurrences, settings, positions, siblings);
  const partFindings = findingsOfPart(planned, { source, positions, bases, bare });
  const edits: Edit[] = [];
  for (const each of planned) addEdits(edits, source, each, settings);
  const slotted = planned.some(({ link }) => mayBeTracked(link));
  const slots: (PlannedLink | undefined)[] = planned.filter(isSlot);
  const ranges = slots.map((each) => (each as PlannedLink).link.range);
  if (honeypotAt !== undefined) {
    const behind = ranges.findIndex(([start]) => start > honeypotAt);
    const at = behind === -1 ? slots.length : behind;
    slots.splice(at, 0, undefined);
    ranges.splice(at, 0, [honeypotAt, honeypotAt]);
  }
  const template = createTemplate(source, ranges, edits);
  return {
    source,
    part: settings.part,
    settings,
    positions,
    template,
    slots,
    deferred: planned.some((each) => each.deferred),
    tracked: planned.reduce((sum, { link }) => sum + (link.verdict === 'track' ? 1 : 0), 0),
    planned,
    links: planned.map(({ link }) => link),
    findings: [...settleFindings([...partFindings, ...findings]), ...(slotted ? providerFindings(settings) : [])],
    bytesBefore: utf8Length(source),
    literalBytes: bytesOf(template.literals),
  };
}

/** Counted in one go, with a line feed between two, so that halves of a surrogate pair in two of them stay apart. */
function bytesOf(literals: readonly string[]): number {
  return utf8Length(literals.join('\n')) - (literals.length - 1);
}

/** A plan that changes nothing. */
function emptyPlan(source: string, settings: Settings, findings: readonly Finding[]): Plan {
  const bytes = utf8Length(source);
  return {
    source,
    part: settings.part,
    settings,
    positions: createPositions(source),
    template: createTemplate(source, [], []),
    slots: [],
    deferred: false,
    tracked: 0,
    planned: [],
    links: [],
    findings,
    bytesBefore: bytes,
    literalBytes: bytes,
  };
}

/** Whether a link differs from recipient to recipient. */
function isSlot({ deferred, link }: PlannedLink): boolean {
  return deferred || link.verdict === 'track';
}

/** What changes of a link for everybody. Our own attributes never go out; other services' only where an option says so. */
function addEdits(edits: Edit[], source: string, planned: PlannedLink, settings: Settings): void {
  const { occurrence, hints } = planned.context;
  const own =
    hints.own.length === 0 || occurrence.carrier === 'text'
      ? hints.own
      : [...hints.own, ...repeatedAttributes(source, occurrence.attributes).filter(isOwnAttribute)];
  const { stripVendorAttributes, provider: name } = settings.options;
  const provider = name === undefined ? undefined : providerOf(name);
  const vendor =
    stripVendorAttributes === true
      ? hints.vendor.filter((attribute) => provider === undefined || !isOptedOut([attribute], provider))
      : [];
  for (const { range } of vendor.length === 0 ? own : [...own, ...vendor])
    edits.push({ range: occurrence.carrier === 'text' ? range : withSpaceBefore(source, range), text: '' });
  if (!isSlot(planned) && planned.plain !== source.slice(occurrence.range[0], occurrence.range[1]))
    edits.push({ range: occurrence.range, text: planned.plain });
  if (provider !== undefined && settings.clickTracking && (mayBeTracked(planned.link) || isProtected(planned))) {
    const optOut = optOutFor(source, planned, provider);
    if (optOut !== undefined) edits.push({ range: [optOut.at, optOut.at], text: optOut.text });
  }
}

/** Says what to switch off where the service rewrites links of this part and has no opt-out for them. */
function providerFindings({ part, options }: Settings): readonly Finding[] {
  const { service, switchOff } = options.provider === undefined ? NONE : providerOf(options.provider);
  const how = switchOff[part];
  return how === undefined ? [] : [createFinding('provider-no-opt-out', undefined, `${how} (${service})`)];
}

const NONE: Pick<Provider, 'service' | 'switchOff'> = { service: '', switchOff: {} };
