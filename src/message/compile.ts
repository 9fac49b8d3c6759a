import { utf8Length } from '#runtime';
import { usageError } from '../checks/options.js';
import type { Part, Range } from '../link.js';
import type { Finding } from './findings/catalog.js';
import { createFinding } from './findings/create.js';
import { createPositions } from './findings/line-index.js';
import { discoverHtml } from './html/discover.js';
import type { LinkOccurrence } from './html/occurrence.js';
import { type PlannedLink, planLinks } from './plan/links.js';
import { type CompileOptions, createSettings, type Settings } from './plan/options.js';
import type { Plan, SlotAt } from './plan/plan.js';
import { createTemplate, type Edit, withSpaceBefore } from './plan/template.js';
import { CompiledPart } from './render/compiled-part.js';
import { errorName } from './render/error-name.js';
import type { RewriteResult, TextRewriteResult } from './render/result.js';
import { writeValue } from './render/write-value.js';
import { discoverText } from './text/discover.js';

/**
 * Reads an HTML or AMP part once: finds and classifies its links, so that `render` has nothing left to do for each
 * contact but to sign. Any string is acceptable content. Throws `TypeError` for a caller's mistake, naming the option.
 *
 * @example
 * ```ts
 * import { compileHtml, createKeyring } from 'clickstamp';
 *
 * const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }]);
 * const part = compileHtml('<a href="https://shop.example/sale">Sale</a>', {
 *   trackingUrl: 'https://click.brand.example/c',
 *   clickTracking: true,
 * });
 * const { tracked } = await part.render({ contactId: 'c-17' }, keys);
 * tracked; // => 1
 * ```
 */
export function compileHtml(html: string, options: CompileOptions): CompiledPart<RewriteResult> {
  checkContent('html', html);
  return new CompiledPart(createPlan(html, checkedSettings('compileHtml options', options, ['html', 'amp'])), 'html');
}

/** As `compileHtml`, for the text/plain part: URLs are found the way mail programs link them. */
export function compileText(text: string, options: CompileOptions): CompiledPart<TextRewriteResult> {
  checkContent('text', text);
  return new CompiledPart(createPlan(text, checkedSettings('compileText options', options, ['text'])), 'text');
}

function checkedSettings(where: string, options: CompileOptions, parts: readonly Part[]): Settings {
  const settings = createSettings(where, options, parts);
  if (options.trackingUrl === undefined)
    throw usageError('trackingUrl', 'is required, such as https://click.brand.example/c');
  return settings;
}

/** Throws unless the content is a string. */
export function checkContent(option: 'html' | 'text', content: unknown): asserts content is string {
  if (typeof content !== 'string') throw usageError(option, 'must be a string', content);
}

/** Parses and plans a part. Never throws on content: if anything fails inside, the plan changes nothing and says so. */
export function createPlan(source: string, settings: Settings): Plan {
  try {
    return settings.part === 'text' ? planText(source, settings) : planHtml(source, settings, settings.part);
  } catch (error) {
    return emptyPlan(source, settings, [createFinding('internal-error', undefined, errorName(error))]);
  }
}

function planHtml(source: string, settings: Settings, part: 'html' | 'amp'): Plan {
  const { occurrences, bases, bodyEnd } = discoverHtml(source, {
    part,
    elements: settings.options.classify !== undefined,
    syntaxes: settings.syntaxes,
  });
  const honeypotAt = part === 'html' && settings.options.honeypotUrl !== undefined ? bodyEnd : undefined;
  return createPlanOf(source, occurrences, settings, bases, honeypotAt);
}

function planText(source: string, settings: Settings): Plan {
  return createPlanOf(
    source,
    discoverText(source, { syntaxes: settings.syntaxes }).occurrences,
    settings,
    [],
    undefined,
  );
}

function createPlanOf(
  source: string,
  occurrences: readonly LinkOccurrence[],
  settings: Settings,
  bases: readonly Range[],
  honeypotAt: number | undefined,
): Plan {
  const positions = createPositions(source);
  const { planned, findings } = planLinks(source, occurrences, settings, positions);
  const baseFindings = bases.map((range) => createFinding('base-element', { source, positions, range }));
  const edits: Edit[] = [];
  const slots: SlotAt[] = [];
  for (const each of planned) {
    edits.push(...strippedAttributes(source, each, settings));
    const slot = slotOf(source, each, settings);
    if (each.deferred || each.link.verdict === 'track') slots.push(slot);
    else if (slot.plain !== slot.original) edits.push({ range: slot.range, text: slot.plain });
  }
  if (honeypotAt !== undefined && settings.clickTracking && settings.testEmail !== true) {
    slots.push({ planned: undefined, original: '', plain: '', range: [honeypotAt, honeypotAt] });
    slots.sort((a, b) => a.range[0] - b.range[0]);
  }
  const template = createTemplate(
    source,
    slots.map((slot) => slot.range),
    edits,
  );
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
    findings: [...baseFindings, ...findings],
    bytesBefore: utf8Length(source),
    literalBytes: template.literals.reduce((sum, literal) => sum + utf8Length(literal), 0),
  };
}

/** A plan that changes nothing. */
function emptyPlan(source: string, settings: Settings, findings: readonly Finding[]): Plan {
  const bytes = utf8Length(source);
  const template = createTemplate(source, [], []);
  return {
    source,
    part: settings.part,
    settings,
    positions: createPositions(source),
    template,
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

function slotOf(source: string, planned: PlannedLink, settings: Settings): SlotAt {
  const { link, context } = planned;
  const { range } = context.occurrence;
  const original = source.slice(range[0], range[1]);
  const withUtm = settings.options.utm !== undefined && link.url !== undefined && link.url !== context.url;
  return { planned, original, plain: withUtm ? writeValue(context.occurrence, link.url as string) : original, range };
}

/** Our own attributes never go out; other services' only where an option says so. */
function strippedAttributes(source: string, { context }: PlannedLink, settings: Settings): Edit[] {
  const { own, vendor } = context.hints;
  const attributes = settings.options.stripVendorAttributes === true ? [...own, ...vendor] : own;
  return attributes.map(({ range }) => ({
    range: context.occurrence.carrier === 'text' ? range : withSpaceBefore(source, range),
    text: '',
  }));
}
