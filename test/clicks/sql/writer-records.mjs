const START = Date.UTC(2026, 10, 24, 10);

/** The record of a number: the same whoever makes it. Every ninth contact is a scanner. */
export function recordOf(number) {
  const contact = Math.floor(number / 4);
  const isScanner = contact % 9 === 0;
  return {
    version: 1,
    eventId: `event-${number}`,
    at: START + (contact % 5_000) * 60_000 + (number % 4) * (isScanner ? 80 : 40_000),
    url: `https://shop.example/${number % 4}`,
    linkId: `link-${number % 4}`,
    part: 'html',
    campaignId: `campaign-${contact % 50}`,
    contactId: `contact-${contact}`,
    linkCount: 6,
    expired: number % 97 === 0,
    test: false,
    signals: number % 31 === 0 ? ['prefetch'] : [],
  };
}
