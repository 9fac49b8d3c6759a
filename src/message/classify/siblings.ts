import type { Link } from '../../link.js';
import { addressKey } from '../../url/address-key.js';
import { withoutEntities } from '../../url/entities.js';
import type { LinkContext } from './context.js';
import type { Decision } from './decision.js';
import type { LinkHints } from './hints.js';
import { isSystemKind } from './system-kinds.js';

/** A classified link of the HTML part. */
interface NamedLink {
  readonly link: Link;
  readonly context: LinkContext;
  readonly name: string;
  readonly decision: Decision | undefined;
}

/** What the links of one address in the HTML part say of those in the other parts, where nobody can mark them. */
interface Sibling {
  hints: Partial<LinkHints>;
  /** The app's own rule left one of them. */
  left: boolean;
  /** In source order, each once. */
  readonly names: string[];
  /** How many links of the other part have asked for a name. */
  asked: number;
}

/** What a link gets from its siblings. */
export interface Inheritance {
  readonly hints: Partial<LinkHints>;
  readonly left: boolean;
  /** Undefined where it is not the same address. */
  readonly name: string | undefined;
}

/** The links of the HTML part, for one other part of the same message. */
export interface Siblings {
  /** Their addresses as browsers read them. */
  readonly addresses: readonly string[];
  /** Returns what holds for the next link of this address; undefined where the HTML part has none. */
  next(context: LinkContext): Inheritance | undefined;
}

/**
 * Makes opt-outs, kinds, names and tags of the HTML part's links hold for the same address in another part. An opt-out
 * on any link of an address holds for all, because a secret in it is one wherever it stands. Where several links of an
 * address have names of their own, the other part's links get them in the same order.
 */
export function createSiblings(links: readonly NamedLink[]): Siblings {
  const byAddress = new Map<string, Sibling>();
  /** How long the addresses are that are left, for what a text has them run on into. */
  const leftLengths = new Set<number>();
  for (const link of links) {
    const key = keyOf(link.context);
    const sibling = byAddress.get(key) ?? { hints: {}, left: false, names: [], asked: 0 };
    byAddress.set(key, sibling);
    sibling.hints = joined(sibling.hints, handedOn(link));
    sibling.left ||= link.link.reason === 'rule-leave';
    if (!sibling.names.includes(link.name)) sibling.names.push(link.name);
    if (isLeft(sibling) && leftLengths.size < MAX_LENGTHS) leftLengths.add(key.length);
  }
  return {
    addresses: links.map(({ link }) => link.href),
    next(context) {
      const key = keyOf(context);
      const sibling = byAddress.get(key);
      if (sibling === undefined)
        return startsWithLeft(key) ? { hints: { optOut: true }, left: false, name: undefined } : undefined;
      const { hints, left, names } = sibling;
      const at = Math.min(sibling.asked++, names.length - 1);
      return { hints, left, name: names[at] };
    },
  };

  function startsWithLeft(key: string): boolean {
    for (const length of leftLengths) {
      const sibling = byAddress.get(key.slice(0, length));
      if (sibling !== undefined && isLeft(sibling) && runsOn(key, length)) return true;
    }
    return false;
  }
}

/** More addresses with an opt-out, of different lengths, are in no message. */
const MAX_LENGTHS = 64;

function isLeft({ hints, left }: Sibling): boolean {
  return left || hints.optOut === true || hints.neverTrack === true;
}

/**
 * Whether an address that is left goes on into the next word, because a converter has put nothing between two links:
 * `https://shop.example/reset?token=S1Unsubscribe`. A secret is one there too. Behind a path, only a capital is another word.
 */
function runsOn(key: string, length: number): boolean {
  return (
    /^\p{Lu}\p{L}/u.test(key.slice(length, length + 4)) ||
    (key.slice(0, length).includes('?') && /^\p{L}/u.test(key.slice(length, length + 2)))
  );
}

/** Two places may spell one address in two ways: `&amp;` that a converter left in the text, or `{{ code }}` beside `{{code}}`. */
export function keyOf({ url, occurrence, mergeTags }: LinkContext): string {
  const address = url ?? withNames(occurrence.href, mergeTags);
  return addressKey(withoutEntities(address) ?? address);
}

function withNames(address: string, tags: LinkContext['mergeTags']): string {
  let named = '';
  let at = 0;
  for (const { start, end, name } of tags) {
    named += `${address.slice(at, start)}{{${name}}}`;
    at = end;
  }
  return named + address.slice(at);
}

/** What of a link is not in its address. */
function handedOn({ link, context: { hints }, decision }: NamedLink): Partial<LinkHints> {
  const webByWord = hints.kind === 'web' || decision?.kind === 'web';
  const kind = isSystemKind(link.kind) ? link.kind : webByWord ? 'web' : undefined;
  return {
    optOut: link.reason === 'opt-out',
    neverTrack: link.reason === 'never-track',
    noUtm: hints.noUtm,
    appLink: hints.appLink,
    ...(hints.appLinkPath === undefined ? {} : { appLinkPath: hints.appLinkPath }),
    ...(kind === undefined ? {} : { kind }),
    ...(link.tags === undefined ? {} : { tags: link.tags }),
  };
}

/** The first of each wins, but a "no" to tracking stays one. */
export function joined(first: Partial<LinkHints>, second: Partial<LinkHints>): Partial<LinkHints> {
  return {
    ...second,
    ...first,
    optOut: first.optOut === true || second.optOut === true,
    neverTrack: first.neverTrack === true || second.neverTrack === true,
    noUtm: first.noUtm === true || second.noUtm === true,
    appLink: first.appLink === true || second.appLink === true,
  };
}

/** The link as its author would have marked it, could they mark it in this part. Its own marks come first. */
export function inherit(context: LinkContext, inheritance: Inheritance | undefined): LinkContext {
  if (inheritance === undefined) return context;
  const { hints: own } = context;
  const hints = joined(own, inheritance.hints);
  return { ...context, hints: { ...hints, own: own.own, vendor: own.vendor } as LinkHints };
}
