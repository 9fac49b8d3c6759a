import type { ClickLog } from './click-log.js';

/** Adds all clicks of `theirs`, which may be the same log, to `mine`. `theirs` stays as it is. */
export function mergeLogs(mine: ClickLog, theirs: ClickLog): void {
  // Taken down first, for an aggregator can be merged with itself.
  const { size, duplicates } = theirs;
  const instances = new Int32Array(theirs.instances.size).fill(-1);
  const contacts = new Float64Array(theirs.contacts.size + 1).fill(-1);
  contacts[0] = 0;
  const eventIdOf = theirs.eventIdReader();
  adoptForgotten(mine, theirs);
  for (let row = 0; row < size; row++) {
    const [contact, instance, at] = [theirs.contactAt(row), theirs.instanceAt(row), theirs.timeAt(row)];
    if (contacts[contact] === -1) {
      const contactId = theirs.contacts.text(contact - 1);
      contacts[contact] = contactId === undefined ? mine.contacts.addErased() + 1 : mine.contactOf(contactId);
    }
    if (instances[instance] === -1) instances[instance] = mine.instances.adopt(theirs.instances.get(instance));
    mine.addRow(
      contacts[contact] as number,
      instances[instance] as number,
      at,
      theirs.sentAt(row),
      theirs.flagsAt(row),
      eventIdOf(row),
    );
  }
  mine.duplicates += duplicates;
}

/** Whoever was forgotten in one of two logs is forgotten in both. */
function adoptForgotten(mine: ClickLog, theirs: ClickLog): void {
  if (theirs.forgotten.isEmpty) return;
  const { contacts, forgotten } = mine;
  for (const each of theirs.forgotten.list()) forgotten.adopt(each);
  for (let number = 0; number < contacts.size; number++) {
    const contactId = contacts.text(number);
    if (contactId !== undefined && theirs.forgotten.has(contactId)) mine.forget(contactId);
  }
}
