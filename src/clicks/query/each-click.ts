import type { Label, Verdict } from '../bots/labels.js';
import type { BotRules } from '../bots/rules.js';
import { type ClickLog, EXPIRED, TEST } from '../store/click-log.js';
import type { ClickIndex } from './click-index.js';

/** A log with what was derived from it: all that reading needs. */
export interface QueryContext {
  readonly log: ClickLog;
  readonly clickIndex: ClickIndex;
  readonly rules: BotRules;
}

/** Which rows are read. */
export interface RowFilter {
  /** By place, 1 where its clicks are read; undefined for all places. */
  readonly instances: Uint8Array | undefined;
  /** Milliseconds since 1970; half-open. */
  readonly from: number;
  readonly to: number;
}

/** What is told of a click that counts. */
type Visit = (contact: number, instance: number, at: number, label: Label, verdict: Verdict, row: number) => void;

/** Calls back for every click that counts, in the order in which they came: for what needs no other, because it is faster. */
export function eachRow({ log, clickIndex }: QueryContext, { instances, from, to }: RowFilter, visit: Visit): void {
  for (let row = 0; row < log.size; row++) {
    const instance = log.instanceAt(row);
    if (instances !== undefined && instances[instance] === 0) continue;
    const at = log.timeAt(row);
    if (at < from || at >= to || !log.isCounted(row)) continue;
    const verdict = clickIndex.verdict(row);
    visit(log.contactAt(row), instance, at, verdict === 0 ? 0 : clickIndex.label(row), verdict, row);
  }
}

/**
 * Calls back for every click that counts, those of one contact one after another; anonymous ones, contact 0, come first.
 * Or only for those of one contact. Gives how many test and expired clicks were passed over.
 */
export function eachClick(
  { log, clickIndex }: QueryContext,
  { instances, from, to }: RowFilter,
  visit: Visit,
  only?: number,
): { test: number; expired: number } {
  let test = 0;
  let expired = 0;
  const last = only ?? log.contacts.size;
  for (let contact = only ?? 0; contact <= last; contact++) {
    for (let row = clickIndex.newest(contact); row !== -1; row = clickIndex.before(row)) {
      const instance = log.instanceAt(row);
      if (instances !== undefined && instances[instance] === 0) continue;
      const at = log.timeAt(row);
      if (at < from || at >= to) continue;
      const flags = log.flagsAt(row);
      if (flags & (TEST | EXPIRED)) {
        if (flags & TEST) test++;
        else expired++;
        continue;
      }
      const verdict = clickIndex.verdict(row);
      visit(contact, instance, at, verdict === 0 ? 0 : clickIndex.label(row), verdict, row);
    }
  }
  return { test, expired };
}
