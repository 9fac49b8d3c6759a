import { oncePer } from '../../checks/once-per.js';
import { checkKeys, checkType, didYouMean, quote, usageError } from '../../checks/options.js';
import { openersOf, patternOf } from './openers.js';
import { MERGE_TAG_SYNTAXES, type MergeTagSyntax, type MergeTagSyntaxName, type ScanSyntax } from './syntaxes.js';

const DEFAULTS: readonly ScanSyntax[] = byOpener(MERGE_TAG_SYNTAXES.filter((row) => row.ambiguous !== true));
const NAMES: readonly string[] = [...new Set(MERGE_TAG_SYNTAXES.map((row) => row.name))];

/**
 * The syntaxes of a message, longest opener first: all whose tags can be nothing else, and those that the app asks for.
 * Throws `TypeError` with a did-you-mean.
 */
export function chooseSyntaxes(names?: readonly (MergeTagSyntaxName | MergeTagSyntax)[]): readonly ScanSyntax[] {
  if (names === undefined) return DEFAULTS;
  if (!Array.isArray(names)) throw usageError('mergeTags', 'must be an array of syntax names or syntaxes', names);
  const asked = names.flatMap((name: unknown, at) => choose(name, `mergeTags[${at}]`));
  const rest = DEFAULTS.filter((row) => !names.includes(row.name as MergeTagSyntaxName));
  return byOpener([...asked, ...rest]);
}

/** Those that are off in a message, for a warning where an address seems to hold one of their tags. */
export const syntaxesThatAreOff: (on: readonly ScanSyntax[]) => readonly ScanSyntax[] = /* @__PURE__ */ oncePer(
  (on) => {
    const names = new Set(on.flatMap(({ asked, name }) => (asked === true ? name : [])));
    return OFF_BY_DEFAULT.filter((row) => !names.has(row.name));
  },
);

/** Says whether a text has an opener of these syntaxes; those that nobody asked for are looked for all at once. */
export function mayOpenTag(text: string, syntaxes: readonly ScanSyntax[]): boolean {
  return MAY_BE_ON.test(text) || openersOf(syntaxes).asked?.test(text) === true;
}

/** Words between hyphens are in every other address. */
const OFF_BY_DEFAULT: readonly ScanSyntax[] = byOpener(
  MERGE_TAG_SYNTAXES.filter((row) => row.ambiguous === true && row.name !== 'sendgrid-legacy'),
);

/** What no tag of a syntax that is on, or off, by default is without. */
const MAY_BE_ON = patternOfOpeners(DEFAULTS);
export const MAY_BE_OFF: RegExp = patternOfOpeners(OFF_BY_DEFAULT);

/** What tags of syntaxes that are on, or off, by default begin with. */
export const FIRST_CHARACTERS: ReadonlySet<string> = new Set(
  [...DEFAULTS, ...OFF_BY_DEFAULT].map(({ open }) => open[0] as string),
);

/** An opener that holds a shorter one need not be looked for: `[` finds `[[`. */
function patternOfOpeners(rows: readonly ScanSyntax[]): RegExp {
  const openers = [...new Set(rows.map(({ open }) => open))];
  return patternOf(openers.filter((open) => !openers.some((each) => each !== open && open.includes(each))));
}

function byOpener(rows: readonly ScanSyntax[]): readonly ScanSyntax[] {
  return [...rows].sort((a, b) => b.open.length - a.open.length);
}

const SYNTAX_KEYS: readonly (keyof MergeTagSyntax)[] = ['name', 'open', 'close', 'read', 'greedyClose'];

function choose(name: unknown, option: string): readonly ScanSyntax[] {
  if (typeof name === 'string') {
    const rows = MERGE_TAG_SYNTAXES.filter((row) => row.name === name);
    if (rows.length > 0) return rows.map((row) => ({ ...row, asked: true }));
    const near = didYouMean(name, NAMES);
    throw usageError(
      option,
      `must be one of ${NAMES.join(', ')}${near === undefined ? '' : ` (did you mean ${quote(near)}?)`}`,
      name,
    );
  }
  const own = name as Partial<MergeTagSyntax> | null;
  if (own !== null && typeof own === 'object' && isDelimiter(own.open) && isDelimiter(own.close)) {
    checkKeys(option, own, SYNTAX_KEYS);
    checkType(`${option}.name`, own.name, 'string');
    checkType(`${option}.read`, own.read, 'function');
    checkType(`${option}.greedyClose`, own.greedyClose, 'boolean');
    return [{ ...own, name: own.name ?? 'own', open: own.open, close: own.close, asked: true }];
  }
  throw usageError(option, 'must be a syntax name or an object with strings "open" and "close"', name);
}

function isDelimiter(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= 20;
}
