import { wellFormed } from '../../checks/well-formed.js';
import type { LinkKind } from '../../link.js';
import type { LinkAttribute } from '../html/occurrence.js';
import { DIALECTS, type Dialect, isOwnService, OWN, OWN_ALIAS, valueMatches } from './dialects.js';
import { isSystemKind, type SystemKind } from './system-kinds.js';

/** What a link's own attributes say about it. */
export interface LinkHints {
  readonly optOut: boolean;
  /** No UTM parameters on this link. */
  readonly noUtm: boolean;
  /** The same address matches `neverTrack` in the HTML part of the message. */
  readonly neverTrack?: boolean;
  /** The author's name for the link. */
  readonly id?: string;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  readonly kind?: SystemKind | Extract<LinkKind, 'web'>;
  readonly appLink: boolean;
  /** One path segment, `[A-Za-z0-9_-]`, that goes between tracking URL and token. */
  readonly appLinkPath?: string;
  /** Our own attributes, which never stay in the output. */
  readonly own: readonly LinkAttribute[];
  /** Other services' attributes, which stay unless an option strips them. `class` is never among them. */
  readonly vendor: readonly LinkAttribute[];
}

/** Ids longer than this are cut: they travel in every tracked URL. */
export const MAX_ID_LENGTH = 64;
const MAX_TAGS = 10;

/** Of a link without any of these attributes: always this very object. */
export const NO_HINTS: LinkHints = { optOut: false, noUtm: false, appLink: false, own: [], vendor: [] };

/** The rows of each attribute, for `readHints`: several services may read the same one. */
export type DialectsByAttribute = ReadonlyMap<string, readonly Dialect[]>;

/** Sorts dialects by their attributes. */
export function byAttribute(dialects: readonly Dialect[]): DialectsByAttribute {
  const rows = new Map<string, Dialect[]>();
  for (const dialect of dialects) {
    const same = rows.get(dialect.attribute);
    if (same === undefined) rows.set(dialect.attribute, [dialect]);
    else same.push(dialect);
  }
  return rows;
}

const ALL_DIALECTS = byAttribute(DIALECTS);

/** Whose word comes first: ours in full, ours for short, everybody else's. */
const RANK: Readonly<Record<string, number>> = { [OWN]: 0, [OWN_ALIAS]: 1 };
const rankOf = ({ service }: Dialect): number => RANK[service] ?? 2;

/** Reads every dialect's attributes off a link. Ours come first, and the first id and kind win; tags of several dialects add up. */
export function readHints(
  attributes: readonly LinkAttribute[],
  dialects: DialectsByAttribute = ALL_DIALECTS,
): LinkHints {
  const found: { readonly dialect: Dialect; readonly attribute: LinkAttribute }[] = [];
  for (const attribute of attributes) {
    const rows = dialects.get(attribute.name);
    if (rows === undefined) continue;
    for (const dialect of rows) if (valueMatches(dialect.test, attribute.value)) found.push({ dialect, attribute });
  }
  if (found.length === 0) return NO_HINTS;
  if (found.length > 1) found.sort((a, b) => rankOf(a.dialect) - rankOf(b.dialect));
  const own: LinkAttribute[] = [];
  const vendor: LinkAttribute[] = [];
  const hints: LinkHints = { optOut: false, noUtm: false, appLink: false, own, vendor };
  for (const { dialect, attribute } of found) {
    if (isOwnService(dialect.service)) own.push(attribute);
    else if (attribute.name !== 'class' && !vendor.includes(attribute)) vendor.push(attribute);
    apply(dialect, attribute.value.trim(), hints);
  }
  return hints;
}

/** Whether an attribute is ours: such a one never stays in the output, however often it stands on a tag. */
export function isOwnAttribute({ name, value }: Pick<LinkAttribute, 'name' | 'value'>): boolean {
  const rows = ALL_DIALECTS.get(name) ?? [];
  return rows.some(({ service, test }) => isOwnService(service) && valueMatches(test, value));
}

function apply(dialect: Dialect, value: string, hints: { -readonly [Key in keyof LinkHints]: LinkHints[Key] }): void {
  switch (dialect.role) {
    case 'opt-out':
      hints.optOut = true;
      break;
    case 'no-utm':
      hints.noUtm = true;
      break;
    case 'id':
      if (hints.id === undefined && value !== '') hints.id = cleanId(value);
      break;
    case 'tags':
      hints.tags = parseTags(value, hints.tags);
      break;
    case 'group':
      if (value !== '') hints.tags = withTag(hints.tags, 'group', value);
      break;
    case 'kind': {
      const kind = value.toLowerCase();
      if (isSystemKind(kind) || kind === 'web') hints.kind ??= kind;
      break;
    }
    case 'unsubscribe':
      hints.kind ??= 'unsubscribe';
      break;
    case 'app-link':
      hints.appLink = true;
      break;
    case 'app-link-path':
      hints.appLink = true;
      if (/^[\w-]{1,64}$/.test(value)) hints.appLinkPath = value;
      break;
  }
}

/** Cuts an id to its limit and drops control characters and halves of surrogate pairs. */
export function cleanId(id: string): string {
  return wellFormed(id.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').slice(0, MAX_ID_LENGTH));
}

/** Reads `product:book;genre:fiction;` (Amazon SES's form and ours); at most ten, the first of a name wins. */
function parseTags(value: string, before: LinkHints['tags']): LinkHints['tags'] {
  let tags = before;
  for (const pair of value.split(';', MAX_TAGS + 1)) {
    const colon = pair.indexOf(':');
    if (colon > 0) tags = withTag(tags, pair.slice(0, colon).trim(), pair.slice(colon + 1).trim());
  }
  return tags;
}

/** Bounds the tags that an app gives as those that an author writes. */
export function cleanTags(tags: Readonly<Record<string, string>>): LinkHints['tags'] {
  return Object.entries(tags).reduce<LinkHints['tags']>((clean, [name, value]) => withTag(clean, name, value), {});
}

function withTag(tags: LinkHints['tags'], name: string, value: string): LinkHints['tags'] {
  const key = cleanId(name);
  if (
    key === '' ||
    key === '__proto__' ||
    (tags !== undefined && (Object.hasOwn(tags, key) || Object.keys(tags).length >= MAX_TAGS))
  )
    return tags;
  const more: Record<string, string> = Object.assign({}, tags);
  more[key] = cleanId(value);
  return more;
}
