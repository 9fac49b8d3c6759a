// For the examples with tables: click records of a small campaign, as onClick gets them. c-3 is a scanner.
const sentAt = Date.parse('2026-11-24T08:00:00Z');
const record = (contactId, linkId, afterMs) => ({
  version: 1,
  eventId: `${contactId} ${linkId} ${afterMs}`,
  at: sentAt + afterMs,
  url: `https://shop.example/${linkId}`,
  linkId,
  part: 'html',
  campaignId: 'november',
  contactId,
  sentAt,
  linkCount: 4,
  expired: false,
  test: false,
  signals: [],
});

export const records = [
  record('c-1', 'sale', 1_800_000),
  record('c-1', 'new', 1_860_000),
  record('c-2', 'sale', 2_700_000),
  ...['sale', 'new', 'stores', 'about'].map((linkId, i) => record('c-3', linkId, 3_600_000 + i * 80)),
];

/** Runs statements one after another. */
export async function runAll(statements, run) {
  for (const { text, values } of statements) await run(text, values);
}

/** Reads the campaign's links, and prints them. */
export async function printLinks(clicks, run) {
  for (const { linkId, human, bot } of await clicks.where({ campaignId: 'november' }).links().read(run))
    console.log(linkId, human.clicks, bot.clicks);
}
