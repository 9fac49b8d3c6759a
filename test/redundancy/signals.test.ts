import { describe, expect, test } from 'vitest';
import { SIGNALS } from '../../src/clicks/bots/signals.js';
import { ClickAggregator } from '../../src/clicks/index.js';
import { SENT, SIGNAL_CASES } from '../clicks/bots/signals.cases.js';

/** How many clicks of each case are a bot's, by the default weights of all signals but one. */
function botClicks(without: string | undefined): number[] {
  const weights = without === undefined ? {} : { [without]: 0 };
  return SIGNAL_CASES.map(({ events, options = {} }) => {
    const counts = new ClickAggregator({ bots: { ...options, weights } });
    // Sent three seconds before: half a bot already, so that signals of half a weight tell.
    for (const event of events)
      counts.add({ linkId: 'a', at: SENT + 3_600_000, contactId: 'c-1', sentAt: SENT + 3_597_000, ...event });
    return counts.totals().bot.clicks;
  });
}

describe('no row of SIGNALS can go', () => {
  const all = botClicks(undefined);

  test('most cases have bots', () => {
    expect(all.filter((clicks) => clicks > 0).length).toBeGreaterThan(20);
  });

  test.each(SIGNALS)('without $reason a case changes', ({ reason }) => {
    expect(botClicks(reason)).not.toEqual(all);
  });
});
