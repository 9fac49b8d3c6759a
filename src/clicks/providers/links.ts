import { hashId } from '../../checks/hash-id.js';
import { trimEnd } from '../../checks/trim-end.js';
import type { Link, Part } from '../../link.js';
import { parseUrl } from '../../url/parse.js';

/** What is used of a link to find it again: `compiled.links` and the links of `markLinks` are such. */
export type SentLink = Pick<Link, 'id' | 'part' | 'href' | 'verdict' | 'url' | 'tags'>;

/** The link of a click. */
export interface FoundLink {
  readonly id: string;
  /** Undefined where no link of the message is known to have the address. */
  readonly part: Part | undefined;
  /** How many links of that part can be told apart by such events; undefined where the links are not known. */
  readonly linkCount: number | undefined;
  readonly tags: Readonly<Record<string, string>> | undefined;
}

/** Finds the links that events are about. */
export interface LinkFinder {
  /** By the name that the link carried, else by its address. */
  find(name: string | undefined, url: string, part: Part | undefined): FoundLink;
}

/** One message's links are asked for with every click of a batch: indexed once for as long as the list is kept. */
const FINDERS = new WeakMap<object, LinkFinder>();

/** Indexes the links of a message. Without any, a link is known by its name or by its address's hash alone. */
export function createLinkFinder(links: readonly SentLink[] | undefined): LinkFinder {
  if (links === undefined) return UNKNOWN;
  const known = FINDERS.get(links);
  if (known !== undefined) return known;
  const finder = indexLinks(links);
  FINDERS.set(links, finder);
  return finder;
}

const UNKNOWN: LinkFinder = {
  find: (name, url) => ({ id: name ?? hashId(url.trim()), part: undefined, linkCount: undefined, tags: undefined }),
};

function indexLinks(links: readonly SentLink[]): LinkFinder {
  const byName = groupBy(links, (link) => [link.id, ...markedIds(link.id)]);
  const byAddress = groupBy(links, (link) => [link.href.trim(), link.url ?? '']);
  const byForm = groupBy(links, (link) => [formOf(link.url ?? link.href)]);
  const templates = links.flatMap((link) => {
    const literals = literalsOf(link.href.trim());
    return literals === undefined ? [] : [{ link, literals, form: formOf(literals.join(VALUE)).split(VALUE) }];
  });
  const counts = { name: new Map<Part, number>(), address: new Map<Part, number>() };
  for (const part of ['html', 'amp', 'text'] as const) {
    const tracked = links.filter((link) => link.part === part && link.verdict === 'track');
    counts.name.set(part, new Set(tracked.map(({ id }) => id)).size);
    counts.address.set(part, new Set(tracked.map(({ url, href }) => formOf(url ?? href))).size);
  }
  return {
    find(name, url, part) {
      const named = name === undefined ? undefined : byName.get(name);
      const found = named ?? byAddress.get(url.trim()) ?? byForm.get(formOf(url)) ?? fitting(templates, url.trim());
      const link = found?.find((each) => each.part === part) ?? found?.[0];
      if (link === undefined) return UNKNOWN.find(name, url, part);
      return {
        id: link.id,
        part: link.part,
        linkCount: (named === undefined ? counts.address : counts.name).get(part ?? link.part),
        tags: link.tags,
      };
    },
  };
}

function groupBy(
  links: readonly SentLink[],
  keysOf: (link: SentLink) => readonly string[],
): ReadonlyMap<string, readonly SentLink[]> {
  const groups = new Map<string, SentLink[]>();
  for (const link of links)
    for (const key of new Set(keysOf(link))) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [link]);
      else group.push(link);
    }
  groups.delete('');
  return groups;
}

/**
 * The id as it is written where a service limits it: SES to ASCII letters, digits, `-` and `_` ("Link tags"), SparkPost to
 * 63 bytes ("Link names").
 */
function markedIds(id: string): readonly string[] {
  return [id.replace(/[^\w-]/g, '-'), cutBytes(id, 63)];
}

function cutBytes(text: string, bytes: number): string {
  return trimEnd(new TextDecoder().decode(new TextEncoder().encode(text).slice(0, bytes)), '\ufffd');
}

const UTM = /^utm_\w+$/i;

/** An address in the form by which it is compared: as URL parsers write it, without the parameters of web analytics. */
function formOf(address: string): string {
  const url = parseUrl(address.trim().replaceAll('&amp;', '&'));
  if (url === undefined) return '';
  const query = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !UTM.test(pair.split('=', 1)[0] as string));
  url.search = query.join('&');
  return url.href;
}

/**
 * Merge tags in an address, as far as they can be told from data by their form: one row for each form of docs/dialects.md that
 * is on by default. None spans an address's end. What is taken for a tag too much only fits a link to more clicked addresses.
 */
const TAG = new RegExp(
  [
    /\{\{\{?(?:[^{}]|\{[^{}]{0,99}\}){1,200}\}?\}\}|\{%[^%]{1,200}%\}|\{[!$][^{}]{1,200}\}/,
    /[#@%]?\{(?:(?:contact|lead)field=[^{}]{1,99}|[a-z]\w{0,99}\.\w[\w.]{0,99})\}/,
    /\$!?\{[^{}]{1,200}\}|(?:(?:\$|%24)(?:!|%21)?)?(?:%7B){1,2}(?:[^{}%]|%(?!7[BD])[\da-f]{2}){1,200}%7D(?:%7D)?/,
    /\*\|[^|]{1,200}\|\*|(?:\*|%2A)%7C(?:[^|%]|%(?!7C)[\da-f]{2}){1,200}%7C(?:\*|%2A)/,
    /%%[^%]{1,200}%%|%recipient\.[\w.-]{1,99}%|(?<=[=/])%(?:[a-z_]|[^\x00-\x7f])(?:[\w.]|[^\x00-\x7f]){2,99}%(?=[/&#]|$)/,
    /%25%25[\w.]{1,99}%25%25|%25recipient\.[\w.-]{1,99}%25/,
    /<[%?](?:[^%?<]|[%?](?!>)){1,200}[%?]>|%3C(?:%25|%3F|[%?])(?:[^%?]|\?(?!%3E)|%(?!(?:25|3F|)%3E|3C)){1,200}(?:%25|%3F|[%?])%3E/,
    /<span class=["']?eloqua\w{0,40}["']?\s{0,9}>[^<>]{1,200}<\/span>|~~eloqua[^~]{1,200}~~/,
    /\[{2,3}[^[\]]{1,200}\]{2,3}|\[%[^[\]]{1,200}%\]|\[[\w ]{1,99}(?::|, ?fallback=)[^[\]]{0,200}\]/,
    /(?:(?:\$|%24)%5B|%5B(?:%5B|%25|subscriber(?::|%3A)|\w{1,99}(?:,|%2C)))(?:[^[\]%]|%(?!5D)[\da-f]{2}){1,99}%5D(?:%5D|\$|%24)?/,
    /#{2,8}\s{0,9}[\w.-]{1,99}\s{0,9}#{2,8}|%23%23[\w.-]{1,99}%23%23|\$\[[^[\]]{1,200}\]\$/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gi',
);

/** Stands for each value while a template is brought into the form of an address; URL parsers leave it as it is. */
const VALUE = 'clickstamp0value';

/** A link whose address has merge tags: what stands between them, as it was written and in the form by which addresses are compared. */
interface Template {
  readonly link: SentLink;
  readonly literals: readonly string[];
  readonly form: readonly string[];
}

/** What stands between the merge tags of an address; undefined where there is none, or none of it is fixed. */
function literalsOf(href: string): readonly string[] | undefined {
  const literals = href.split(TAG);
  return literals.length > 1 && /^https?:\/\/[^/?#]+[/?#]/i.test(literals[0] as string) ? literals : undefined;
}

/** Links whose address, with something in place of each merge tag, is the clicked one. The longest fixed start wins. */
function fitting(templates: readonly Template[], url: string): readonly SentLink[] | undefined {
  const clicked = formOf(url);
  const fits = templates.filter(
    ({ literals, form }) => fitsTemplate(literals, url) || (form.length > 1 && fitsTemplate(form, clicked)),
  );
  const longest = Math.max(0, ...fits.map(({ literals }) => (literals[0] as string).length));
  const best = fits.filter(({ literals }) => (literals[0] as string).length === longest).map(({ link }) => link);
  return best.length === 0 ? undefined : best;
}

function fitsTemplate(literals: readonly string[], url: string): boolean {
  const last = literals.at(-1) as string;
  if (!url.startsWith(literals[0] as string) || !url.endsWith(last)) return false;
  let at = (literals[0] as string).length;
  for (const literal of literals.slice(1, -1)) {
    const found = url.indexOf(literal, at);
    if (found === -1) return false;
    at = found + literal.length;
  }
  return at + last.length <= url.length;
}
