import { checkKeys, checkNumber } from '../../checks/options.js';
import type { LinkInstances } from '../store/link-instances.js';
import { contactsBefore, readCursor, writeCursor } from './cursor.js';
import { describe } from './describe.js';
import type { QueryContext } from './each-click.js';
import { PairTally } from './pair-tally.js';
import type { Changes, ChangesOptions, LinkChange, PairChange } from './stats.js';

/**
 * Gives the counts that may have changed since a cursor, absolute, so that writing them twice does no harm: those of
 * every contact who has clicked since, on the messages of these clicks. A click can turn earlier ones of its contact on
 * its message into a bot's, and nobody else's. So the work goes with the new clicks and with what they can change.
 */
export function changesSince(reading: QueryContext, cursor: string | undefined, options: ChangesOptions = {}): Changes {
  checkKeys('changesSince options', options, ['limit']);
  checkNumber('limit', options.limit, 1);
  const { log } = reading;
  const { instances } = log;
  const before = readCursor(log, 'changes', cursor);
  const seen = log.rowOf(before.seen);
  const until = Math.min(log.size, seen + Math.ceil(options.limit ?? log.size));
  /** The messages on which each contact clicked, and the links that were clicked. */
  const touched = new Map<number, Set<number>>();
  const clicked = new Map<number, Set<number>>();
  const touch = (row: number, instance: number): void =>
    put(touched, log.contactAt(row), contactScope(log.contactAt(row), instances, instance));
  for (let row = seen; row < until; row++) {
    const instance = log.instanceAt(row);
    put(clicked, instances.linkAt(instance), instance);
    touch(row, instance);
  }
  for (const row of contactsBefore(log, before.renames).keys()) touch(row, log.instanceAt(row));
  const changes: PairChange[] = [];
  for (const [contact, scopes] of touched) addPairs(reading, contact, scopes, changes);
  const end = log.sequenceOf(until);
  return {
    cursor: writeCursor(log, 'changes', { seen: end, from: end, horizon: 0, renames: log.renames.length }),
    more: until < log.size,
    changes,
    links: linksOf(reading, clicked),
  };
}

/** A contact's clicks are counted anew by message, because they are labelled by message; anonymous ones by link. */
function contactScope(contact: number, instances: LinkInstances, instance: number): number {
  return contact === 0 ? instances.linkAt(instance) : instances.messageAt(instance);
}

function put(sets: Map<number, Set<number>>, key: number, value: number): void {
  const set = sets.get(key);
  if (set === undefined) sets.set(key, new Set([value]));
  else set.add(value);
}

function linksOf(
  { log: { instances } }: QueryContext,
  clicked: ReadonlyMap<number, ReadonlySet<number>>,
): LinkChange[] {
  return [...clicked.keys()].map((link) => ({
    ...namesOf(instances, instances.link(link).message),
    ...describe(instances, instances.placesOf(link)),
  }));
}

function addPairs(reading: QueryContext, contact: number, scopes: ReadonlySet<number>, changes: PairChange[]): void {
  const { log, clickIndex } = reading;
  const { instances } = log;
  const contactId = contact === 0 ? undefined : log.contacts.text(contact - 1);
  // A forgotten contact has no name to write counts under.
  if (contact !== 0 && contactId === undefined) return;
  const pairs = new Map<number, PairTally>();
  if (contact === 0)
    for (const link of scopes) {
      const pair = clickIndex.anonymous().get(link);
      if (pair !== undefined) pairs.set(link, pair);
    }
  else
    for (let row = clickIndex.newest(contact); row !== -1; row = clickIndex.before(row)) {
      const instance = log.instanceAt(row);
      if (!log.isCounted(row) || !scopes.has(instances.messageAt(instance))) continue;
      const link = instances.linkAt(instance);
      let pair = pairs.get(link);
      if (pair === undefined) {
        pair = new PairTally();
        pairs.set(link, pair);
      }
      pair.add(log.timeAt(row), clickIndex.label(row), clickIndex.verdict(row));
    }
  for (const [link, pair] of pairs) {
    const { message, name } = instances.link(link);
    const { part, linkId } = instances.name(name);
    // Names first: V8 makes slow and large objects of literals that begin with a spread.
    changes.push({
      part,
      linkId,
      ...(contactId === undefined ? {} : { contactId }),
      ...namesOf(instances, message),
      ...pair.counts(reading.rules),
    });
  }
}

function namesOf(instances: LinkInstances, message: number): Pick<PairChange, 'campaignId' | 'messageId' | 'variant'> {
  const { campaignId, messageId, variant } = instances.message(message);
  return {
    ...(campaignId === undefined ? {} : { campaignId }),
    ...(messageId === undefined ? {} : { messageId }),
    ...(variant === undefined ? {} : { variant }),
  };
}
