import { expect } from 'vitest';
import { clickTable } from '../../../src/clicks/sql/index.js';
import type { Engine } from './engines.js';
import { clear, runAll } from './law.js';

/**
 * The pages of every list together are the list: no row is missing and none comes twice, where most rows have as many clicks as
 * others and only their keys are in an order. Resolves with the number of pages.
 */
export async function checkPages(engine: Engine): Promise<number> {
  await clear(engine);
  const table = clickTable({ dialect: engine.dialect, name: 'clicks' });
  const clicks = Array.from({ length: 400 }, (_, number) => ({
    eventId: `e-${number}`,
    linkId: `link-${number % 40}`,
    url: `https://a.example/${number % 30}`,
    at: 1_000_000 * number,
    contactId: `c-${number % 41}`,
  }));
  await runAll(table.insert(clicks), engine.run);
  const text = (rows: readonly unknown[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
  let pages = 0;
  const lists = [table.links(), table.contacts(), table.urls(), table.contactsOf('link-1'), table.linksOf('c-1')];
  for (const [i, list] of lists.entries()) {
    const limit = i < 3 ? 9 : 3;
    const whole: readonly unknown[] = await list.read(engine.run);
    const paged: unknown[] = [];
    let after: string | undefined;
    do {
      const page = await list.page(engine.run, { limit, after });
      expect(page.rows.length).toBeLessThanOrEqual(limit);
      paged.push(...page.rows);
      after = page.next;
      pages++;
    } while (after !== undefined);
    expect(text(paged)).toEqual(text(whole));
  }
  return pages;
}
