// For the database examples: an aggregator with the clicks of a small campaign, some of them a bot's.
import { ClickAggregator } from 'clickstamp/clicks';

const sentAt = new Date('2026-11-24T08:00:00Z');
const minutes = (number) => new Date(sentAt.getTime() + number * 60_000);

export const counts = new ClickAggregator();

export function click(contactId, linkId, at, more = {}) {
  const url = `https://shop.example/${linkId}`;
  const eventId = `${contactId} ${linkId} ${at}`;
  counts.add({ campaignId: 'november', contactId, linkId, url, sentAt, at: minutes(at), eventId, ...more });
}
