import type { ClickEvent } from '../../src/clicks/index.js';

/** What the aggregator should say of clicks that carry no signal of a bot, in the fewest words. */
export function model(events: readonly ClickEvent[]) {
  const ids = new Set<string>();
  const fresh = events.filter(({ eventId }) => {
    if (eventId === undefined) return true;
    if (ids.has(eventId)) return false;
    ids.add(eventId);
    return true;
  });
  const counted = fresh.filter(({ test, expired }) => test !== true && expired !== true);
  const distinct = (values: readonly unknown[]): number => new Set(values.filter((value) => value !== undefined)).size;
  const links = [...new Set(counted.map(({ part = 'html', linkId }) => `${part} ${linkId}`))];
  return {
    totals: {
      clicks: counted.length,
      uniqueContacts: distinct(counted.map(({ contactId }) => contactId)),
      uniqueLinks: links.length,
      test: fresh.filter(({ test }) => test === true).length,
      expired: fresh.filter(({ test, expired }) => test !== true && expired === true).length,
      duplicates: events.length - fresh.length,
    },
    links: links
      .map((link) => {
        const clicks = counted.filter(({ part = 'html', linkId }) => `${part} ${linkId}` === link);
        const times = clicks.map(({ at }) => Number(at));
        return {
          link,
          clicks: clicks.length,
          uniqueContacts: distinct(clicks.map(({ contactId }) => contactId)),
          first: Math.min(...times),
          last: Math.max(...times),
        };
      })
      .sort((a, b) => b.clicks - a.clicks || (a.link < b.link ? -1 : 1)),
    contacts: [...new Set(counted.flatMap(({ contactId }) => contactId ?? []))]
      .map((contactId) => {
        const clicks = counted.filter((event) => event.contactId === contactId);
        return {
          contactId,
          clicks: clicks.length,
          uniqueLinks: distinct(clicks.map(({ part = 'html', linkId }) => `${part} ${linkId}`)),
        };
      })
      .sort((a, b) => b.clicks - a.clicks || (a.contactId < b.contactId ? -1 : 1)),
  };
}
