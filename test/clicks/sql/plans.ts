import { expect } from 'vitest';
import type { ClickEvent } from '../../../src/clicks/index.js';
import { clickTable, type Run } from '../../../src/clicks/sql/index.js';
import type { Engine } from './engines.js';
import { clear, runAll } from './law.js';

/** Clicks of a thousand campaigns, in the order of their time. */
function clicksOf(count: number): ClickEvent[] {
  return Array.from({ length: count }, (_, number) => ({
    eventId: `e-${number}`,
    linkId: `link-${number % 7}`,
    url: `https://shop.example/${number % 7}`,
    campaignId: `campaign-${number % 1_000}`,
    contactId: `c-${number % 3_001}`,
    at: 1_000_000 + 60_000 * number,
  }));
}

/**
 * Reads one campaign among a thousand, and one contact, by every method, with half of the clicks settled; and returns the plans
 * of all statements, as `explain` returns them of a statement's text and values.
 */
export async function plansOf(
  engine: Engine,
  count: number,
  explain: (text: string) => string,
  analyse: string | undefined,
): Promise<string[]> {
  const table = clickTable({ dialect: engine.dialect, name: 'clicks' });
  await clear(engine);
  await runAll(table.insert(clicksOf(count)), engine.run);
  await runAll(table.settle({ now: new Date(1_000_000 + 30_000 * count) }), engine.run);
  if (analyse !== undefined) await engine.run(analyse, []);
  const plans: string[] = [];
  const run: Run = async (text, values) => {
    for (const row of await engine.run(explain(text), values))
      plans.push(Object.values(row as Record<string, unknown>).join(' '));
    return engine.run(text, values);
  };
  const campaign = table.where({ campaignId: 'campaign-7' });
  expect((await campaign.totals().read(run)).clicks).toBe(count / 1_000);
  await campaign.links().read(run);
  await campaign.urls().read(run);
  await campaign.contacts().read(run);
  await campaign.contactsOf('link-1').read(run);
  await campaign.timeline().read(run);
  await campaign.groupBy('variant').read(run);
  await campaign.reporting.summarise(run, 10);
  await table.linksOf('c-3').read(run);
  await table.contact('c-3').read(run);
  return plans;
}
