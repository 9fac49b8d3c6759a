import { checkKeys, checkNumber, usageError } from '../../checks/options.js';
import type { LinkInstance } from '../store/link-instances.js';
import { describe } from './describe.js';
import type { Changes, ChangesOptions, LinkChange, PairChange } from './stats.js';
import { eachClick, PairTally, type QueryContext, type RowFilter } from './tally.js';

/**
 * Gives the counts that may have changed since a cursor, absolute, so that writing them twice does no harm: those of
 * every contact who has clicked since. A click can turn earlier ones of its contact into a bot's, and nobody else's.
 */
export function changesSince(reading: QueryContext, cursor: string | undefined, options: ChangesOptions = {}): Changes {
  checkKeys('changesSince options', options, ['limit']);
  checkNumber('limit', options.limit, 1);
  const { log } = reading;
  const { list } = log.instances;
  const seen = readCursor(cursor, log.size);
  const until = Math.min(log.size, seen + Math.ceil(options.limit ?? log.size));
  const touched = new Uint8Array(log.contacts.size + 1);
  const contacts: number[] = [];
  const touch = (contact: number): void => {
    if (touched[contact] === 1) return;
    touched[contact] = 1;
    contacts.push(contact);
  };
  const clicked = new Set<number>();
  for (let row = seen; row < until; row++) {
    clicked.add((list[log.instanceAt(row)] as LinkInstance).link);
    touch(log.contactAt(row));
  }
  const filter = { instances: new Uint8Array(list.length).fill(1), from: -Infinity, to: Infinity };
  const changes: PairChange[] = [];
  for (const contact of contacts) addPairs(reading, filter, contact, changes);
  return {
    cursor: `${until}`,
    more: until < log.size,
    changes,
    links: linksOf(list, clicked),
  };
}

function readCursor(cursor: string | undefined, rows: number): number {
  if (cursor === undefined) return 0;
  const seen = typeof cursor === 'string' && /^\d{1,15}$/.test(cursor) ? Number(cursor) : Infinity;
  if (seen <= rows) return seen;
  throw usageError('cursor', 'must come from changesSince of this aggregator');
}

function linksOf(list: readonly LinkInstance[], clicked: ReadonlySet<number>): LinkChange[] {
  const links = new Map<number, LinkInstance[]>();
  for (const instance of list) {
    if (!clicked.has(instance.link)) continue;
    const instances = links.get(instance.link);
    if (instances === undefined) links.set(instance.link, [instance]);
    else instances.push(instance);
  }
  return [...links.values()].map((instances) => ({
    ...messageOf(instances[0] as LinkInstance),
    ...describe(instances),
  }));
}

function addPairs(reading: QueryContext, filter: RowFilter, contact: number, changes: PairChange[]): void {
  const { log } = reading;
  const pairs = new Map<number, PairTally>();
  eachClick(
    reading,
    filter,
    (_, instance, at, label, verdict) => {
      const { link } = log.instances.list[instance] as LinkInstance;
      let pair = pairs.get(link);
      if (pair === undefined) {
        pair = new PairTally();
        pairs.set(link, pair);
      }
      pair.add(at, label, verdict);
    },
    contact,
  );
  const contactId = contact === 0 ? {} : { contactId: log.contacts.text(contact - 1) };
  for (const [link, pair] of pairs) {
    const instance = log.instances.list[link] as LinkInstance;
    const { part, linkId } = instance;
    // Names first: V8 makes slow and large objects of literals that begin with a spread.
    changes.push({ part, linkId, ...contactId, ...messageOf(instance), ...pair.clicks(reading) });
  }
}

function messageOf({
  campaignId,
  messageId,
  variant,
}: LinkInstance): Pick<PairChange, 'campaignId' | 'messageId' | 'variant'> {
  return {
    ...(campaignId === undefined ? {} : { campaignId }),
    ...(messageId === undefined ? {} : { messageId }),
    ...(variant === undefined ? {} : { variant }),
  };
}
