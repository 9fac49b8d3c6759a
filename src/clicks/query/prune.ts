import { ClickLog } from '../store/click-log.js';
import type { QueryContext } from './each-click.js';

/** Makes a log without the groups of contact and message that ended before a time; undefined if there are none. */
export function prunedLog(
  { log, clickIndex }: QueryContext,
  before: number,
  dedupeWindowMs: number | undefined,
): ClickLog | undefined {
  const goes = new Uint8Array(log.size);
  for (let row = 0; row < log.size; row++) if (log.contactAt(row) === 0 && log.timeAt(row) < before) goes[row] = 1;
  for (let contact = 1; contact <= log.contacts.size; contact++)
    for (const rows of clickIndex.messagesOf(contact).values())
      if (rows.every((row) => log.timeAt(row) < before)) for (const row of rows) goes[row] = 1;
  if (!goes.includes(1)) return undefined;
  const pruned = new ClickLog(dedupeWindowMs);
  const contacts = new Float64Array(log.contacts.size + 1).fill(-1);
  contacts[0] = 0;
  /** A contact without clicks of their own left keeps a number, too: it tells whose the clicks were that were renamed. */
  const numberOf = (contact: number): number => {
    if (contacts[contact] === -1) {
      const contactId = log.contacts.text(contact - 1);
      contacts[contact] =
        1 + (contactId === undefined ? pruned.contacts.addErased() : pruned.contacts.intern(contactId));
    }
    return contacts[contact] as number;
  };
  const instances = new Int32Array(log.instances.size).fill(-1);
  const eventIdOf = log.eventIdReader();
  for (let row = 0; row < log.size; row++) {
    const eventId = eventIdOf(row, goes[row] === 0);
    if (goes[row] === 1) continue;
    const [contact, instance] = [log.contactAt(row), log.instanceAt(row)];
    if (instances[instance] === -1) instances[instance] = pruned.instances.adopt(log.instances.get(instance));
    pruned.addRow(
      numberOf(contact),
      instances[instance] as number,
      log.timeAt(row),
      log.sentAt(row),
      log.flagsAt(row),
      eventId,
    );
  }
  pruned.duplicates = log.duplicates;
  const history = log.edits();
  pruned.adoptHistory({
    ...history,
    hashes: history.hashes.filter((_, row) => goes[row] === 0),
    gaps: gapsOf(log, goes),
    renames: history.renames.map(({ seen, from, rows }) => ({ seen, from: numberOf(from), rows })),
  });
  return pruned;
}

/** Cursors count from the first row ever, so what is gone is written down. */
function gapsOf(log: ClickLog, goes: Uint8Array): [start: number, count: number][] {
  const gaps: [number, number][] = [];
  let next = 0;
  const close = (sequence: number): void => {
    if (sequence > next) gaps.push([next, sequence - next]);
    next = sequence + 1;
  };
  for (let row = 0; row < log.size; row++) if (goes[row] === 0) close(log.sequenceOf(row));
  close(log.end);
  return gaps;
}
