import { checkKeys, checkOneOf, checkType, usageError } from '../../checks/options.js';
import type { LinkInstance, Tags } from '../store/link-instances.js';
import { isTags } from '../store/record.js';
import type { ClickQuery, Dimension } from './stats.js';

/** Which clicks a view reads: a test of their place, and a stretch of time in milliseconds since 1970, half-open. */
export interface Condition {
  readonly test: (instance: LinkInstance) => boolean;
  readonly from?: number;
  readonly to?: number;
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
  const members = MEMBERS.filter((member) => query[member] !== undefined);
  const wanted = Object.entries(tags);
  const wantedOfEvent = Object.entries(eventTags);
  return {
    test: (instance) =>
      members.every((member) => instance[member] === query[member]) &&
      wanted.every(([name, value]) => tagOf(instance.tags, name) === value) &&
      wantedOfEvent.every(([name, value]) => tagOf(instance.eventTags, name) === value),
    ...(from === undefined ? {} : { from: from.getTime() }),
    ...(to === undefined ? {} : { to: to.getTime() }),
  };
}

const DIMENSIONS: readonly string[] = ['campaignId', 'messageId', 'variant', 'part', 'url'] satisfies Dimension[];

/** Gives a function that reads a place's value of a dimension. Throws `TypeError` with a did-you-mean. */
export function valueReader(dimension: Dimension): (instance: LinkInstance) => string | undefined {
  if (typeof dimension === 'string' && dimension.startsWith('tag:')) {
    const name = dimension.slice(4);
    return (instance) => tagOf(instance.tags, name);
  }
  if (typeof dimension === 'string' && dimension.startsWith('event-tag:')) {
    const name = dimension.slice(10);
    return (instance) => tagOf(instance.eventTags, name);
  }
  checkOneOf('dimension', dimension, [...DIMENSIONS, 'tag:…', 'event-tag:…']);
  if (dimension === undefined)
    throw usageError('dimension', `must be one of ${DIMENSIONS.join(', ')}, tag:…, event-tag:…`);
  return (instance) => instance[dimension as 'url'];
}

function tagOf(tags: Tags | undefined, name: string): string | undefined {
  return tags !== undefined && Object.hasOwn(tags, name) ? tags[name] : undefined;
}
