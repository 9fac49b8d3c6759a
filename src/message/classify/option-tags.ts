import { holdsLeakedValue } from '../../url/leaks.js';
import { UTM_PARAMETERS, type UtmParameters } from '../../url/utm.js';
import type { Finding } from '../findings/catalog.js';
import { createFinding } from '../findings/create.js';
import type { TagValues } from '../merge-tags/resolve.js';
import type { ScanSyntax } from '../merge-tags/syntaxes.js';
import { fillText, isPlaceholder, prepareText, suggestTag, type TextTemplate } from '../merge-tags/text.js';
import { cleanId } from './hints.js';

/** Ids that every click brings back. */
const ID_OPTIONS = ['campaignId', 'messageId', 'variant'] as const;

/** Their values for one contact, of those that hold merge tags. */
export type FilledIds = { readonly [Name in (typeof ID_OPTIONS)[number]]?: string };

/** The texts of a message's options that hold merge tags, cut up once. */
export interface OptionTexts {
  readonly ids: readonly (readonly [option: (typeof ID_OPTIONS)[number], template: TextTemplate])[];
  /** Of UTM values, by text. */
  readonly utm: ReadonlyMap<string, TextTemplate>;
  readonly syntaxes: readonly ScanSyntax[];
}

/** An option that was left out, because a merge tag in it has no value. */
export interface UnresolvedOption {
  readonly option: string;
  readonly suggestion: string | undefined;
}

/** Reads the merge tags in the options `campaignId`, `messageId`, `variant` and `utm`, whose values are checked. */
export function readOptionTexts(
  options: { readonly [Name in (typeof ID_OPTIONS)[number]]?: string | undefined } & {
    readonly utm?: UtmParameters | undefined;
  },
  syntaxes: readonly ScanSyntax[],
): OptionTexts {
  const { utm = {} } = options;
  const utmTexts = [...UTM_PARAMETERS.map((name) => utm[name]), ...Object.values(utm.params ?? {})];
  return {
    ids: ID_OPTIONS.flatMap((option) => {
      const template = prepareText(options[option] ?? '', syntaxes);
      return template === undefined ? [] : [[option, template] as const];
    }),
    utm: new Map(
      utmTexts.flatMap((text) => {
        const template = typeof text === 'string' ? prepareText(text, syntaxes, LINK_NAME) : undefined;
        return template === undefined ? [] : [[text as string, template] as const];
      }),
    ),
    syntaxes,
  };
}

/** Stands for the link's name in a UTM value. */
const LINK_NAME = '{link}';

/** One contact's ids, of those that hold merge tags, and which of them have no value. */
export function fillIds(
  { ids }: OptionTexts,
  values: TagValues,
): { readonly ids: FilledIds; readonly unresolved: readonly UnresolvedOption[] } {
  const filled: { -readonly [Name in keyof FilledIds]: string } = {};
  const unresolved: UnresolvedOption[] = [];
  for (const [option, template] of ids) {
    const id = fillText(template, values);
    if (id === undefined) unresolved.push({ option, suggestion: suggestTag(template, values) });
    else if (id !== '') filled[option] = id;
  }
  return { ids: filled, unresolved };
}

/** UTM values with one contact's values, for one link. */
export interface UtmFilling {
  /** As `addUtm` asks for it. */
  fill(parameter: string, text: string, literal: (text: string) => string): string | undefined;
  /** Some value that was asked for holds merge tags. */
  readonly isPersonal: boolean;
  /** Some value with merge tags came from a function of the app's, so `utmKey` does not tell of it. */
  readonly isForeign: boolean;
  readonly unresolved: readonly UnresolvedOption[];
}

/** Starts filling in the UTM values of a link. */
export function createUtmFilling({ utm, syntaxes }: OptionTexts, values: TagValues): UtmFilling {
  const unresolved: UnresolvedOption[] = [];
  const filling = {
    isPersonal: false,
    isForeign: false,
    unresolved,
    fill(parameter: string, text: string, literal: (text: string) => string): string | undefined {
      const own = utm.get(text);
      const template = own ?? prepareText(text, syntaxes, LINK_NAME);
      if (template === undefined) return literal(text);
      filling.isPersonal = true;
      if (own === undefined) filling.isForeign = true;
      const filled = fillText(template, values, literal);
      if (filled === undefined)
        unresolved.push({ option: optionOf(parameter), suggestion: suggestTag(template, values) });
      return filled;
    },
  };
  return filling;
}

/** What the values make of the UTM texts: links of two contacts who share it get the same parameters. */
export function utmKey({ utm }: OptionTexts, values: TagValues): string {
  return utm.size === 0 ? '' : JSON.stringify([...utm.values()].map((template) => fillText(template, values) ?? null));
}

/** Those of a link's tags whose values hold merge tags, cut up once; undefined for none. */
export function readTagTexts(
  tags: Readonly<Record<string, string>> | undefined,
  syntaxes: readonly ScanSyntax[],
): ReadonlyMap<string, TextTemplate> | undefined {
  if (tags === undefined) return undefined;
  const texts = Object.entries(tags).flatMap(([name, value]) => {
    const template = prepareText(value, syntaxes);
    return template === undefined ? [] : [[name, template] as const];
  });
  return texts.length === 0 ? undefined : new Map(texts);
}

/** A link's tags with one contact's values, and which of them are left out for want of one. */
export function fillTagTexts(
  tags: Readonly<Record<string, string>> | undefined,
  texts: ReadonlyMap<string, TextTemplate>,
  values: TagValues,
): { readonly tags: Readonly<Record<string, string>> | undefined; readonly unresolved: readonly UnresolvedOption[] } {
  const unresolved: UnresolvedOption[] = [];
  const filled = Object.entries(tags ?? {}).flatMap(([name, value]) => {
    const template = texts.get(name);
    if (template === undefined) return [[name, value] as const];
    const text = fillText(template, values);
    if (text === undefined)
      unresolved.push({ option: `tags.${name.slice(0, 40)}`, suggestion: suggestTag(template, values) });
    return text === undefined || text === '' ? [] : [[name, cleanId(text)] as const];
  });
  return { tags: filled.length === 0 ? undefined : Object.fromEntries(filled), unresolved };
}

function optionOf(parameter: string): string {
  const own = UTM_PARAMETERS.find((name) => parameter === `utm_${name}`);
  return own === undefined ? `utm.params.${parameter.slice(0, 40)}` : `utm.${own}`;
}

/** Says of each option once that it was left out. */
export function optionFindings(unresolved: readonly UnresolvedOption[]): readonly Finding[] {
  const byOption = new Map(unresolved.map((each) => [each.option, each]));
  return [...byOption.values()].map(({ option, suggestion }) =>
    createFinding('option-tag-unresolved', undefined, option, suggestion),
  );
}

/** Whether a contact's id is what stands for one: a merge tag that nobody filled in, or what a program writes for no value. */
export function isPlaceholderContact(contactId: string, syntaxes: readonly ScanSyntax[]): boolean {
  return holdsLeakedValue(contactId) || isPlaceholder(contactId, syntaxes);
}
