import { wellFormed } from '../../checks/well-formed.js';
import type { LinkKind } from '../../link.js';
import type { SiteAttribute } from '../html/site.js';
import { DIALECTS, type Dialect, OWN, valueMatches } from './dialects.js';
import { isSystemKind, type SystemKind } from './system-kinds.js';

/** What a link's own attributes say about it. */
export interface LinkMarks {
  readonly optOut: boolean;
  /** The author's name for the link. */
  readonly id?: string;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  readonly kind?: SystemKind | Extract<LinkKind, 'web'>;
  readonly appLink: boolean;
  /** One path segment, `[A-Za-z0-9_-]`, that goes between tracking URL and token. */
  readonly appLinkPath?: string;
  /** Our own attributes, which never stay in the output. */
  readonly own: readonly SiteAttribute[];
  /** Other services' attributes, which stay unless an option strips them. `class` is never among them. */
  readonly foreign: readonly SiteAttribute[];
}

/** Ids longer than this are cut: they travel in every tracked URL. */
export const MAX_ID_LENGTH = 64;
const MAX_TAGS = 10;

const NO_MARKS: LinkMarks = { optOut: false, appLink: false, own: [], foreign: [] };

/** Dialects by attribute, for `readMarks`. */
export function byAttribute(dialects: readonly Dialect[]): ReadonlyMap<string, Dialect> {
  return new Map(dialects.map((dialect) => [dialect.attribute, dialect]));
}

const ALL_DIALECTS = byAttribute(DIALECTS);

/** Reads every dialect's attributes off a link. The first id wins; tags of several dialects add up. */
export function readMarks(
  attributes: readonly SiteAttribute[],
  dialects: ReadonlyMap<string, Dialect> = ALL_DIALECTS,
): LinkMarks {
  let marks: { -readonly [Key in keyof LinkMarks]: LinkMarks[Key] } | undefined;
  const own: SiteAttribute[] = [];
  const foreign: SiteAttribute[] = [];
  for (const attribute of attributes) {
    const dialect = dialects.get(attribute.name);
    if (dialect === undefined || !valueMatches(dialect.test, attribute.value)) continue;
    marks ??= { ...NO_MARKS, own, foreign };
    if (dialect.service === OWN) own.push(attribute);
    else if (attribute.name !== 'class') foreign.push(attribute);
    apply(dialect, attribute.value.trim(), marks);
  }
  return marks ?? NO_MARKS;
}

function apply(dialect: Dialect, value: string, marks: { -readonly [Key in keyof LinkMarks]: LinkMarks[Key] }): void {
  switch (dialect.role) {
    case 'opt-out':
      marks.optOut = true;
      break;
    case 'id':
      if (marks.id === undefined && value !== '') marks.id = cleanId(value);
      break;
    case 'tags':
      marks.tags = parseTags(value, marks.tags);
      break;
    case 'group':
      if (value !== '') marks.tags = withTag(marks.tags, 'group', value);
      break;
    case 'kind': {
      const kind = value.toLowerCase();
      if (isSystemKind(kind) || kind === 'web') marks.kind = kind;
      break;
    }
    case 'unsubscribe':
      marks.kind ??= 'unsubscribe';
      break;
    case 'app-link':
      marks.appLink = true;
      break;
    case 'app-link-path':
      marks.appLink = true;
      if (/^[\w-]{1,64}$/.test(value)) marks.appLinkPath = value;
      break;
  }
}

/** Cuts an id to its limit and drops control characters and halves of surrogate pairs. */
export function cleanId(id: string): string {
  return wellFormed(id.replace(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').slice(0, MAX_ID_LENGTH));
}

/** Reads `product:book;genre:fiction;` (Amazon SES's form and ours); at most ten, the first of a name wins. */
function parseTags(value: string, before: LinkMarks['tags']): LinkMarks['tags'] {
  let tags = before;
  for (const pair of value.split(';', MAX_TAGS + 1)) {
    const colon = pair.indexOf(':');
    if (colon > 0) tags = withTag(tags, pair.slice(0, colon).trim(), pair.slice(colon + 1).trim());
  }
  return tags;
}

/** Bounds the tags that an app gives as those that an author writes. */
export function cleanTags(tags: Readonly<Record<string, string>>): LinkMarks['tags'] {
  return Object.entries(tags).reduce<LinkMarks['tags']>((clean, [name, value]) => withTag(clean, name, value), {});
}

function withTag(tags: LinkMarks['tags'], name: string, value: string): LinkMarks['tags'] {
  const key = cleanId(name);
  if (
    key === '' ||
    key === '__proto__' ||
    (tags !== undefined && (Object.hasOwn(tags, key) || Object.keys(tags).length >= MAX_TAGS))
  )
    return tags;
  return { ...tags, [key]: cleanId(value) };
}
