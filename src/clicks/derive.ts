import { type ClickLog, TEST, TRAP } from './click-log.js';
import { type Group, labelOfFlags, labelOfTime, type MachineRules, SIGNALS } from './signals.js';

/** What is worked out from the log whenever it has changed and counts are read. */
export interface Derived {
  /** Rows by contact: those of contact number `c` are `order[starts[c]]` to `order[starts[c + 1] - 1]`. */
  readonly order: Uint32Array;
  readonly starts: Uint32Array;
  /** By row: one bit for each row of SIGNALS. */
  readonly labels: Uint16Array;
}

/** Groups the log by contact and labels every click. Linear in the clicks, but for sorting those of one contact by time. */
export function derive(log: ClickLog, rules: MachineRules): Derived {
  const { order, starts } = orderByContact(log);
  const labels = new Uint16Array(log.size);
  for (let i = 0; i < log.size; i++) {
    const sentAt = log.sentAt(i);
    labels[i] = labelOfFlags(log.flagsAt(i)) | (sentAt === 0 ? 0 : labelOfTime(log.timeAt(i) - sentAt, rules));
  }
  const links = linksOfMessages(log);
  for (let contact = 1; contact + 1 < starts.length; contact++) {
    const from = starts[contact] as number;
    const to = starts[contact + 1] as number;
    // One click alone is no burst, and a message of which one link was ever clicked is no message followed whole.
    if (to - from > 1) labelContact(log, order.subarray(from, to), links, rules, labels);
  }
  return { order, starts, labels };
}

/** A counting sort, so rows of one contact stay in the order they came. */
function orderByContact(log: ClickLog): { order: Uint32Array; starts: Uint32Array } {
  const starts = new Uint32Array(log.contacts.size + 2);
  for (let i = 0; i < log.size; i++) (starts[log.contactAt(i) + 1] as number)++;
  for (let c = 1; c < starts.length; c++) (starts[c] as number) += starts[c - 1] as number;
  const next = starts.slice();
  const order = new Uint32Array(log.size);
  for (let i = 0; i < log.size; i++) {
    const contact = log.contactAt(i);
    order[next[contact] as number] = i;
    (next[contact] as number)++;
  }
  return { order, starts };
}

/** By message, how many different links were clicked by anybody; traps and test clicks left out. */
function linksOfMessages(log: ClickLog): Uint32Array {
  const seen = new Uint8Array(log.places.list.length);
  for (let i = 0; i < log.size; i++) if ((log.flagsAt(i) & (TEST | TRAP)) === 0) seen[log.placeAt(i)] = 1;
  const clicked = new Set(log.places.list.filter(({ index }) => seen[index] === 1).map(({ link }) => link));
  const links = new Uint32Array(log.places.messages);
  for (const link of clicked) (links[log.places.list[link]?.message as number] as number)++;
  return links;
}

function labelContact(
  log: ClickLog,
  rows: Uint32Array,
  links: Uint32Array,
  rules: MachineRules,
  labels: Uint16Array,
): void {
  const messages = new Map<number, number[]>();
  for (const row of rows) {
    if ((log.flagsAt(row) & TEST) !== 0) continue;
    const message = log.places.list[log.placeAt(row)]?.message as number;
    const group = messages.get(message);
    if (group === undefined) messages.set(message, [row]);
    else group.push(row);
  }
  for (const [message, group] of messages) {
    if (group.length < 2) continue;
    group.sort((a, b) => log.timeAt(a) - log.timeAt(b));
    labelGroup(log, group, links[message] as number, rules, labels);
  }
}

function labelGroup(
  log: ClickLog,
  rows: readonly number[],
  links: number,
  rules: MachineRules,
  labels: Uint16Array,
): void {
  const group: Group = {
    times: rows.map((row) => log.timeAt(row)),
    places: rows.map((row) => log.places.list[log.placeAt(row)]?.link as number),
    flags: rows.map((row) => log.flagsAt(row)),
    links,
  };
  SIGNALS.forEach((signal, bit) => {
    let start = 0;
    let done = 0;
    signal.among?.(group, rules, (from, to) => {
      // Windows come in order and overlap: no click is marked twice, or bursts of thousands would take their square.
      if (from < start) done = 0;
      start = from;
      for (let i = Math.max(from, done); i < to; i++) (labels[rows[i] as number] as number) |= 1 << bit;
      done = Math.max(done, to);
    });
  });
}
