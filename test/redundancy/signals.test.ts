import { describe, expect, test } from 'vitest';
import { SIGNALS } from '../../src/clicks/bots/signals.js';
import { ClickAggregator, type RequestSignal } from '../../src/clicks/index.js';
import { SENT, SIGNAL_CASES } from '../clicks/bots/signals.cases.js';

/** Signals that the clicks carry already, so that a weak one more tells. */
const BACKGROUNDS: readonly (readonly RequestSignal[])[] = [[], ['prerender'], ['many-contacts'], ['second-source']];

/** How many clicks of each case are a bot's, and how many suspect, by the default weights of all signals but one. */
function* verdicts(without: string | undefined): Generator<{ readonly bots: number; readonly suspects: number }> {
  const weights = without === undefined ? {} : { [without]: 0 };
  for (const { events, options = {} } of SIGNAL_CASES)
    for (const signals of BACKGROUNDS) {
      const counts = new ClickAggregator({ bots: { ...options, weights } });
      for (const event of events)
        counts.add({
          linkId: 'a',
          at: SENT + 3_600_000,
          contactId: 'c-1',
          ...event,
          signals: [...signals, ...(event.signals ?? [])],
        });
      const { bot, human } = counts.totals();
      yield { bots: bot.clicks, suspects: human.suspect };
    }
}

describe('no row of SIGNALS can go', () => {
  const all = [...verdicts(undefined)];

  test('most cases have bots', () => {
    expect(all.filter(({ bots }) => bots > 0).length).toBeGreaterThan(20);
  });

  test.each(SIGNALS)('without $reason a case changes', ({ reason }) => {
    let changed = false;
    let at = 0;
    for (const { bots, suspects } of verdicts(reason)) {
      const before = all[at++];
      changed = bots !== before?.bots || suspects !== before.suspects;
      if (changed) break;
    }
    expect(changed).toBe(true);
  });
});
