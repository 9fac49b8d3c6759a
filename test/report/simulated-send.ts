import { readFileSync } from 'node:fs';
import { ClickAggregator, type ClickEvent } from '../../src/clicks/index.js';
import { auditLinks } from '../../src/message/audit.js';
import type { ReportedMessage } from '../../src/report/model/rows.js';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../fixtures/emails/${name}`, import.meta.url), 'utf8');

/** The newsletter of the fixtures as it is reported: its HTML and its text part. */
export function newsletter(): ReportedMessage[] {
  const values = { 'contact.member_id': 'M-1', 'custom_values.shop_url': 'https://shop.fieldnotes.example/' };
  return (['html', 'text'] as const).map((part) => {
    const source = fixture(part === 'html' ? 'newsletter.html' : 'newsletter.txt');
    return { part, source, links: auditLinks(source, { part, values }).links };
  });
}

/** Numbers from 0 to 1, the same on every run (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A send to so many contacts in two variants: most clicks within hours, favourites, some scanners, the nights quiet. */
export function simulateSend(contacts: number, messages: readonly ReportedMessage[] = newsletter()): ClickAggregator {
  const random = createRandom(7);
  const counts = new ClickAggregator();
  const sentAt = Date.UTC(2026, 10, 24, 8);
  const links = messages.flatMap(({ links: all }) => all.filter(({ verdict }) => verdict === 'track'));
  const weights = links.map(({ part }) => (random() ** 3 + 0.02) * (part === 'text' ? 0.08 : 1));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const pick = (): (typeof links)[number] => {
    let left = random() * all;
    for (const [at, link] of links.entries()) {
      left -= weights[at] as number;
      if (left < 0) return link;
    }
    return links[0] as (typeof links)[number];
  };
  const add = (contact: number, link: (typeof links)[number], at: number, more: Partial<ClickEvent> = {}): void => {
    const { id, part, url = '', tags } = link;
    const variant = contact % 2 === 0 ? 'A' : 'B';
    counts.add({
      linkId: id,
      part,
      url,
      tags,
      variant,
      contactId: `contact-${1000 + contact}`,
      sentAt,
      at: Math.round(at),
      ...more,
    });
  };
  for (let contact = 0; contact < contacts; contact++) {
    const scanned = random() < 0.06;
    if (scanned) for (const [at, link] of links.slice(0, 12).entries()) add(contact, link, sentAt + 900 + at * 40);
    if (random() > (contact % 2 === 0 ? 0.34 : 0.27)) continue;
    const first = sentAt + 120_000 - Math.log(1 - random()) * 9 * 3_600_000;
    const hour = new Date(first).getUTCHours();
    const start = hour < 5 ? first + (6 - hour) * 3_600_000 : first;
    const clicks = 1 + Math.floor(random() ** 2 * 4);
    for (let click = 0; click < clicks; click++) add(contact, pick(), start + click * (20_000 + random() * 400_000));
  }
  return counts;
}
