import { describe, expect, test } from 'vitest';
import { SIGNALS } from '../../src/clicks/bots/signals.js';
import { ClickAggregator } from '../../src/clicks/index.js';
import { SENT, SIGNAL_CASES } from '../clicks/bots/signals.cases.js';

/** How many clicks of each case are a machine's, by the default weights of all signals but one. */
function machineClicks(without: string | undefined): number[] {
  const weights = without === undefined ? {} : { [without]: 0 };
  return SIGNAL_CASES.map(({ events, options = {} }) => {
    const counts = new ClickAggregator({ machine: { ...options, weights } });
    // Sent three seconds before: half a machine already, so that signals of half a weight tell.
    for (const event of events)
      counts.add({ linkId: 'a', at: SENT + 3_600_000, contactId: 'c-1', sentAt: SENT + 3_597_000, ...event });
    return counts.totals().machine.clicks;
  });
}

describe('no row of SIGNALS can go', () => {
  const all = machineClicks(undefined);

  test('most cases have machines', () => {
    expect(all.filter((clicks) => clicks > 0).length).toBeGreaterThan(20);
  });

  test.each(SIGNALS)('without $reason a case changes', ({ reason }) => {
    expect(machineClicks(reason)).not.toEqual(all);
  });
});
