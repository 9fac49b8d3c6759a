import { expect } from 'vitest';
import { type BotOptions, type BotReason, ClickAggregator, type ClickEvent } from '../../../src/clicks/index.js';
import { clickTable } from '../../../src/clicks/sql/index.js';
import { SENT, SIGNAL_CASES } from '../bots/signals.cases.js';
import type { Engine } from './engines.js';
import { clear, runAll } from './law.js';

/** The cases of the table, each with a contact of its own, together where they have the same options. */
function* casesByOptions(): Generator<readonly [bots: BotOptions, events: readonly ClickEvent[]]> {
  const groups = new Map<string, { readonly bots: BotOptions; readonly events: ClickEvent[] }>();
  SIGNAL_CASES.forEach(({ events, options = {} }, number) => {
    const key = Object.entries(options).join();
    const group = groups.get(key) ?? { bots: options, events: [] };
    groups.set(key, group);
    events.forEach((event, i) => {
      const contactId = `case-${number}`;
      group.events.push({ linkId: 'a', at: SENT + 3_600_000, contactId, eventId: `${number}-${i}`, ...event });
    });
  });
  for (const { bots, events } of groups.values()) yield [bots, events];
}

/**
 * The law, for the cases that show each signal and those that just do not: they have the same reasons as in memory. Resolves with
 * the reasons that were met.
 */
export async function checkSignals({ dialect, run }: Engine): Promise<ReadonlySet<BotReason>> {
  const met = new Set<BotReason>();
  for (const [bots, events] of casesByOptions()) {
    const counts = new ClickAggregator({ bots });
    for (const event of events) counts.add(event);
    await clear({ dialect, run } as Engine);
    const table = clickTable({ dialect, name: 'clicks', bots });
    await runAll(table.insert(events), run);
    expect(await table.contacts().read(run)).toEqual(counts.contacts());
    for (const reason of Object.keys(counts.totals().reasons)) met.add(reason as BotReason);
  }
  return met;
}
