import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SIGNALS } from '../../../src/clicks/bots/signals.js';
import { type BotOptions, type BotReason, ClickAggregator, type ClickEvent } from '../../../src/clicks/index.js';
import { SENT, SIGNAL_CASES } from './signals.cases.js';

/** A weight for the reason alone, so that each click tells whether it has it. */
function only(reason: BotReason): BotOptions['weights'] {
  return Object.fromEntries(SIGNALS.map((signal) => [signal.reason, signal.reason === reason ? 1 : 0]));
}

function labelled(events: readonly Partial<ClickEvent>[], bot: BotOptions, reason: BotReason): boolean[] {
  const counts = new ClickAggregator({ bots: { ...bot, weights: only(reason) } });
  const filled = events.map(
    (event, i): ClickEvent => ({
      linkId: 'a',
      at: SENT + 3_600_000,
      contactId: 'c-1',
      ...event,
      // Which click it was is told by its tag.
      tags: { click: `${i}` },
    }),
  );
  for (const event of filled) counts.add(event);
  return filled.map((_, i) => {
    const { bot: found } = counts.where({ tags: { click: `${i}` } }).totals();
    return found.clicks === 1;
  });
}

describe.each(SIGNALS)('signal $reason', ({ reason }) => {
  test.each(SIGNAL_CASES.filter((each) => each.reason === reason))('$what', ({ events, marked, options = {} }) => {
    expect(labelled(events, options, reason)).toEqual(marked);
    // Whatever the order in which they come.
    expect(labelled([...events].reverse(), options, reason)).toEqual([...marked].reverse());
  });

  test('has a case that sets it off and one that does not', () => {
    const hints = SIGNAL_CASES.filter((each) => each.reason === reason).flatMap(({ marked }) => marked);
    expect([hints.includes(true), hints.includes(false)]).toEqual([true, true]);
  });
});

describe('how signals add up', () => {
  const at = SENT + 3_000;

  test('two signals make a bot where one does not', () => {
    const events = ['a', 'b', 'c'].map((linkId, i) => ({ linkId, at: at + i * 1_200, contactId: 'c-1' }));
    const one = new ClickAggregator();
    for (const event of events) one.add(event);
    expect(one.totals().bot.clicks).toBe(0);
    const both = new ClickAggregator();
    for (const event of events) both.add({ ...event, sentAt: SENT });
    expect(both.totals().bot.clicks).toBe(3);
    expect(both.linksOf('c-1')[0]?.reasons).toEqual(['soon-after-sending', 'quick-succession']);
  });

  test('a click is told at once what it says by itself', () => {
    const counts = new ClickAggregator();
    const event = { linkId: 'a', at, contactId: 'c-1' };
    expect(counts.add(event)).toEqual({ status: 'counted', bot: false, reasons: [] });
    expect(counts.add({ ...event, method: 'HEAD' })).toEqual({ status: 'counted', bot: true, reasons: ['head'] });
    expect(counts.add({ ...event, sentAt: SENT })).toEqual({
      status: 'counted',
      bot: false,
      reasons: ['soon-after-sending'],
    });
    expect(counts.add({ ...event, sentAt: SENT + 2_999, at: SENT + 2_500 }).reasons).toEqual(['after-sending']);
  });

  test('a weight of 0 turns a signal off, and its reason with it', () => {
    const counts = new ClickAggregator({ bots: { weights: { method: 0, honeypot: 0.5, 'user-agent-empty': 0.5 } } });
    const event = { linkId: 'a', at, contactId: 'c-1' };
    expect(counts.add({ ...event, method: 'POST' })).toEqual({ status: 'counted', bot: false, reasons: [] });
    expect(counts.add({ ...event, honeypot: true })).toMatchObject({ bot: false, reasons: ['honeypot'] });
    expect(counts.add({ ...event, honeypot: true, userAgent: '' })).toMatchObject({ bot: true });
  });

  test('tenths add up to a whole', () => {
    const weights = { method: 0.6, honeypot: 0.3, 'user-agent-empty': 0.1 };
    const counts = new ClickAggregator({ bots: { weights } });
    const event = { linkId: 'a', at, contactId: 'c-1', method: 'POST', honeypot: true };
    expect(counts.add({ ...event, userAgent: '' }).bot).toBe(true);
    expect(counts.add(event).bot).toBe(false);
  });

  test("an app's own patterns stay as they are, and remember nothing", () => {
    const pattern = /ourtool/gi;
    pattern.lastIndex = 3;
    const counts = new ClickAggregator({ bots: { userAgents: [pattern] } });
    for (const version of [1, 2, 3])
      expect(counts.add({ linkId: 'a', at, userAgent: `Mozilla/5.0 (X11) OurTool${version}` }).reasons).toEqual([
        'user-agent',
      ]);
    expect(pattern.lastIndex).toBe(3);
  });

  test('test clicks and anonymous ones are part of no burst', () => {
    const counts = new ClickAggregator();
    for (const linkId of ['a', 'b', 'c']) {
      counts.add({ linkId, at });
      counts.add({ linkId, at, contactId: 'c-1', test: true });
    }
    counts.add({ linkId: 'a', at, contactId: 'c-1' });
    expect(counts.totals().bot.clicks).toBe(0);
  });
});

test.each([
  [{ afterSendingMs: -1 }, 'bots.afterSendingMs'],
  [{ everyLinkWindowMs: '3' }, 'bots.everyLinkWindowMs'],
  [{ honeypotWindowMs: 900_001 }, 'bots.honeypotWindowMs'],
  [{ isBot: /x/ }, 'bots.isBot'],
  [{ userAgents: ['curl'] }, 'bots.userAgents'],
  [{ weights: { method: -1 } }, 'bots.weights.method'],
  [{ weights: { metod: 1 } }, 'did you mean "method"'],
  [{ network: [] }, 'did you mean "networks"'],
  [{ networks: 'all' }, 'bots.networks'],
  [{ networks: ['192.0.2.0/33'] }, 'bots.networks[0]'],
])('options %j are refused with their name', (bot, name) => {
  expect(() => new ClickAggregator({ bots: bot as never })).toThrow(TypeError);
  expect(() => new ClickAggregator({ bots: bot as never })).toThrow(name);
});

test('docs/bots.md has a heading for every reason, with its weight, and no others', () => {
  const page = readFileSync(new URL('../../../docs/bots.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^### (\S+)\n\*Weight ([\d.]+)\.\*/gm)].map((match) => [match[1], Number(match[2])]);
  expect(rows).toEqual(SIGNALS.map(({ reason, weight }) => [reason, weight]));
  expect([...page.matchAll(/^### /gm)]).toHaveLength(SIGNALS.length);
});
