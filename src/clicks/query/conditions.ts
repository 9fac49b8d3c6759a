import { checkKeys, checkOneOf, checkType, usageError } from '../../checks/options.js';
import type { LinkInstances } from '../store/link-instances.js';
import { isTags } from '../store/record.js';
import type { Tags } from '../store/tags.js';
import type { ClickQuery, Dimension } from './stats.js';

/** Which clicks a view reads: a test of their place, and a stretch of time in milliseconds since 1970, half-open. */
export interface Condition {
  /** Gives a test of a place's number. */
  readonly places: (instances: LinkInstances) => PlaceTest;
  readonly from?: number;
  readonly to?: number;
}

type PlaceTest = (index: number) => boolean;

/** Reads one value of places. Places of the same key have the same value, so that it is read once. */
export interface ValueReader {
  readonly keyOf: (index: number) => number;
  readonly textAt: (index: number) => string | undefined;
  /** The only key of a value, -1 if it has none. Absent if it may have several. */
  readonly find?: (value: string | undefined) => number;
}

const MEMBERS = ['campaignId', 'messageId', 'variant', 'part', 'linkId'] as const;

export const QUERY_KEYS: readonly (keyof ClickQuery)[] = [...MEMBERS, 'tags', 'eventTags', 'from', 'to'];

/** Checks a query and makes a condition of it. Throws `TypeError` naming the member. */
export function conditionOf(query: ClickQuery): Condition {
  checkKeys('query', query, QUERY_KEYS);
  for (const member of MEMBERS) checkType(`query.${member}`, query[member], 'string');
  for (const end of ['from', 'to'] as const) {
    const time = query[end];
    if (time !== undefined && !(time instanceof Date && Number.isFinite(time.getTime())))
      throw usageError(`query.${end}`, 'must be a valid Date', time);
  }
  const { tags = {}, eventTags = {}, from, to } = query;
  for (const [name, given] of [
    ['tags', tags],
    ['eventTags', eventTags],
  ] as const)
    if (!isTags(given)) throw usageError(`query.${name}`, 'must be an object of strings');
  const wanted: (readonly [Read, string | undefined])[] = [
    ...MEMBERS.flatMap((member) => (query[member] === undefined ? [] : [[TEXTS[member], query[member]] as const])),
    ...Object.entries(tags).map(([name, value]) => [tagReader('tags', name), value] as const),
    ...Object.entries(eventTags).map(([name, value]) => [tagReader('eventTags', name), value] as const),
  ];
  return {
    places: (instances) => {
      const tests = wanted.map(([read, value]) => placeTest(read(instances), value));
      return (index) => tests.every((test) => test(index));
    },
    ...(from === undefined ? {} : { from: from.getTime() }),
    ...(to === undefined ? {} : { to: to.getTime() }),
  };
}

/** The condition that a value has. */
export function valueCondition(read: (instances: LinkInstances) => ValueReader, value: string | undefined): Condition {
  return { places: (instances) => placeTest(read(instances), value) };
}

function placeTest({ keyOf, textAt, find }: ValueReader, wanted: string | undefined): PlaceTest {
  if (find !== undefined) {
    const key = find(wanted);
    return (index) => keyOf(index) === key;
  }
  const known = new Map<number, boolean>();
  return (index) => {
    const key = keyOf(index);
    let holds = known.get(key);
    if (holds === undefined) {
      holds = textAt(index) === wanted;
      known.set(key, holds);
    }
    return holds;
  };
}

type Read = (instances: LinkInstances) => ValueReader;

/** A reader of what is kept as a text with a number. */
function textReader(numberAt: (instances: LinkInstances, index: number) => number): Read {
  return (instances) => ({
    keyOf: (index) => numberAt(instances, index),
    textAt: (index) => instances.textOf(numberAt(instances, index)),
    find: (value) => instances.findText(value),
  });
}

const TEXTS = {
  campaignId: textReader((instances, index) => instances.messageTextAt(index, 0)),
  messageId: textReader((instances, index) => instances.messageTextAt(index, 1)),
  variant: textReader((instances, index) => instances.messageTextAt(index, 2)),
  part: textReader((instances, index) => instances.partTextAt(index)),
  linkId: textReader((instances, index) => instances.linkIdAt(index)),
  url: textReader((instances, index) => instances.urlAt(index)),
} as const;

function tagReader(of: 'tags' | 'eventTags', name: string): Read {
  return (instances) => ({
    keyOf: (index) => instances.tagsNumberAt(index),
    textAt: (index) => tagOf(instances.get(index)[of], name),
  });
}

const DIMENSIONS: readonly string[] = ['campaignId', 'messageId', 'variant', 'part', 'url'] satisfies Dimension[];

/** Gives what reads places' values of a dimension. Throws `TypeError` with a did-you-mean. */
export function valueReader(dimension: Dimension): Read {
  if (typeof dimension === 'string' && dimension.startsWith('tag:')) return tagReader('tags', dimension.slice(4));
  if (typeof dimension === 'string' && dimension.startsWith('event-tag:'))
    return tagReader('eventTags', dimension.slice(10));
  checkOneOf('dimension', dimension, [...DIMENSIONS, 'tag:…', 'event-tag:…']);
  if (dimension === undefined)
    throw usageError('dimension', `must be one of ${DIMENSIONS.join(', ')}, tag:…, event-tag:…`);
  return TEXTS[dimension as 'url'];
}

function tagOf(tags: Tags | undefined, name: string): string | undefined {
  return tags !== undefined && Object.hasOwn(tags, name) ? tags[name] : undefined;
}
