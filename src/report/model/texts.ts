import type { ReasonCounts } from '../../clicks/query/stats.js';
import type { CsvTable } from './csv-tables.js';

/**
 * Every word that a report says, in one place, so that it can be translated: what goes in comes as text, written for the
 * reader's locale already.
 */
export const TEXTS = {
  /** The language of all these words (BCP 47), for screen readers. */
  language: 'en',
  title: 'Clicks',
  honeypot: 'The hidden honeypot link',
  differs: 'differs between contacts',

  // Sections and tables.
  overview: 'Overview',
  timeline: 'Timeline',
  timelineIn: (zone: string): string => `Timeline (${zone})`,
  links: 'Links',
  variants: 'Variants',
  variantLinks: 'Links by variant',
  reasons: 'Why clicks are suspected',
  contacts: 'Contacts',
  whoClicked: (label: string): string => `Who clicked: ${label}`,
  clickedBy: (label: string): string => `Clicked by ${label}`,
  clickMap: 'Click map',
  textPart: 'Text part',
  ampPart: 'AMP part',
  ofVariant: (title: string, variant: string): string => `${title}: variant ${variant}`,

  // Columns and figures.
  link: 'Link',
  people: 'People',
  clicks: 'Clicks',
  share: 'Share',
  shareOf: (variant: string): string => `Share ${variant}`,
  clicksOf: (variant: string): string => `Clicks ${variant}`,
  bots: 'Bots',
  suspect: 'Suspect',
  address: 'Address',
  id: 'Id',
  first: 'First click',
  last: 'Last click',
  firstByPeople: 'First by people',
  lastByPeople: 'Last by people',
  contact: 'Contact',
  linksClicked: 'Links',
  why: 'Why',
  reason: 'Reason',
  botClicks: "Bots' clicks",
  humanClicks: "People's clicks",
  meaning: 'What it means',
  variant: 'Variant',
  delivered: 'Delivered',
  rate: 'Click-through rate',
  from: 'From',
  trend: 'Trend',
  peopleWhoClicked: 'People who clicked',
  suspectClicks: "Suspect among people's",
  uniqueLinks: 'Links clicked',
  anonymous: 'Clicks without a contact',
  test: 'Test clicks',
  expired: 'Clicks on expired links',
  duplicates: 'Duplicates left out',
  opened: 'Opened',
  toOpenRate: 'Click-to-open rate',
  inPart: (id: string, part: string): string => `${id} in the ${part} part`,

  // Sentences.
  listed: (listed: string, total: string): string => `Listed: ${listed} of ${total}. The CSV has them all.`,
  noClicks: 'There are no clicks yet. Tests and clicks on expired links do not count.',
  noLinks: 'No link has been clicked yet.',
  noContacts: 'No clicks by identified contacts yet.',
  onlyBots: 'All clicks so far look like those of bots.',
  sent: 'sent',

  // What the variants say of each other. `often` is one of the three below.
  deliveredUnknown: 'The variants cannot be compared: it is not known how many messages of each were delivered.',
  level: (one: string, other: string): string => `Variants ${one} and ${other} are level.`,
  ahead: (best: string, next: string, often: string, test: string): string =>
    `Variant ${best} is ahead of ${next}. Chance alone would show a difference this large ${often} (${test}).`,
  notAhead: (best: string, next: string, often: string, test: string): string =>
    `Variant ${best} is not clearly ahead of ${next}. Chance alone would show a difference this large ${often} (${test}).`,
  inFewerThan: (sends: string): string => `in fewer than 1 of ${sends} sends`,
  inSome: (some: string, sends: string): string => `in ${some} of ${sends} sends`,
  inNearlyAll: 'in nearly every send',
  zTest: (p: string): string => `two-proportion z-test, ${p}`,
  zTestOfPairs: (pairs: string, p: string): string => `two-proportion z-test, corrected for ${pairs} pairs, ${p}`,
  tooFewMessages: (one: string, other: string): string =>
    `Variants ${one} and ${other} cannot be compared: too few messages to tell a difference from chance.`,
  tooFewClicked: (one: string, other: string): string =>
    `Variants ${one} and ${other} cannot be compared: too few people who clicked to tell a difference from chance.`,
  tooFewDidNot: (one: string, other: string): string =>
    `Variants ${one} and ${other} cannot be compared: too few people who did not click to tell a difference from chance.`,

  // The page: its head, its foot, and ways through it.
  skip: 'Skip to the report',
  sections: 'Sections',
  period: (from: string, to: string): string => (from === to ? `Clicked at ${from}.` : `Clicks from ${from} to ${to}.`),
  sentOn: (moment: string): string => `Sent ${moment}.`,
  timesIn: (zone: string): string => `Times in ${zone}.`,
  made: "Made by clickstamp. People's and bots' clicks are counted apart. This page holds contact ids: keep it as you keep those.",
  allLinks: 'All links',
  allContacts: 'All contacts',
  continued: 'continued',
  moreRows: (count: string): string => `${count} more`,
  completeCsv: 'Complete as CSV:',
  inTheCsv: 'What this contact clicked is in the CSV.',

  // The page: overview.
  of: (count: string): string => `of ${count}`,
  ofDelivered: (count: string): string => `of ${count} delivered`,
  ofClickers: 'people who clicked / delivered',
  ofOpeners: (count: string): string => `people who clicked / ${count} who opened`,
  onLinks: (count: string, one: boolean): string => `on ${count} ${one ? 'link' : 'links'}`,
  ofAll: (share: string): string => `${share} of all clicks`,
  sums: 'From all clicks to those of people',
  received: 'Received',
  minus: 'without',
  asBots: 'They look like clicks of scanners, previews and other programs.',
  mostly: (meaning: string, count: string): string =>
    `Most often: ${meaning[0]?.toLowerCase()}${meaning.slice(1)} (${count}).`,
  mostlyWithSuspects: (meaning: string, count: string): string =>
    `Most often, suspect clicks included: ${meaning[0]?.toLowerCase()}${meaning.slice(1)} (${count}).`,
  asTests: 'From test emails.',
  asExpired: 'The link was no longer valid.',
  asDuplicates: 'The same click was reported again.',
  asPeople: 'This is what all rates and shares are made of.',
  ofThem: 'of them',
  asSuspect: 'Something speaks for a bot, but not enough to leave them out.',
  asAnonymous: 'Recipients who are not identified: counted as clicks, and not as people.',
  inShort: 'In short',
  halfCame: (moment: string, after: string): string =>
    `Half of people's clicks had come by ${moment}${after === '' ? '' : `, ${after} after sending`}.`,
  mostCame: (moment: string, count: string): string =>
    `The busiest stretch began ${moment}, with ${count} clicks by people.`,
  mostClicked: (share: string): string => `Most clicked, with ${share} of people's clicks:`,
  unclicked: (count: string, all: string): string => `${count} of ${all} links have no click by people yet.`,
  minutes: (count: string): string => (count === '1' ? 'a minute' : `${count} minutes`),
  hours: (count: string): string => `${count} hours`,
  days: (count: string): string => `${count} days`,

  // The page: timeline, links and contacts.
  byPeople: 'by people',
  byBots: 'by bots',
  theNumbers: 'The numbers',
  ownScale: 'on a scale of their own',
  chart: (from: string, to: string): string =>
    `Clicks by people over time, from ${from} to ${to}. The numbers are in the table below.`,
  chartOfBots: (from: string, to: string): string =>
    `Clicks by bots over time, from ${from} to ${to}. The numbers are in the table below.`,
  stripOfBots: (most: string): string => `Clicks by bots over the same time, at most ${most} at once.`,
  barOf: (moment: string, people: string, bots: string): string => `${moment}: ${people} by people, ${bots} by bots`,
  trendOf: (moment: string): string => `Most around ${moment}`,
  everyLink: "Every link, the most clicked first; shares are of people's clicks",
  everyContact: 'Contacts who clicked, those with the most clicks first',
  whoClickedIt: 'Who clicked it',
  whatClicked: 'What they clicked',
  byVariant: 'By variant',

  // The page: click maps.
  mapIntro:
    "The message, each link with its number in the table and its share of people's clicks. This is a preview: no pictures are loaded, and its links do nothing.",
  mapIntroOf:
    "Each variant with the numbers of its links in the table and their shares of people's clicks on this variant. These are previews: no pictures are loaded, and their links do nothing.",
  legend: "Share of people's clicks",
  none: 'none',
  from0: (share: string): string => `up to ${share}`,
  fromTo: (from: string, to: string): string => `${from} to ${to}`,
  numberInMap: 'Number in the click map',
  linksOfMap: 'Links in this picture',
  undrawn: 'Not in the picture, because only Outlook draws them or they are parts of a drawing:',

  // The page: what the script adds.
  search: 'Search',
  found: (count: string, all: string): string => `${count} of ${all}`,
  rowsFrom: (from: string, to: string, all: string): string => `${from} to ${to} of ${all}`,
  previous: 'Previous',
  next: 'Next',
  noMatch: 'Nothing matches.',

  // CSV: in a column that says whether something is so, where it is.
  yes: 'yes',
} as const;

/** What every table of counts has, in CSV. */
const COUNTS = ['clicks', 'unique_contacts', 'human_clicks', 'human_contacts', 'bot_clicks', 'bot_contacts'] as const;

/**
 * The columns of each CSV table, from left to right. Programs read them by place or by these names, so that new ones stand
 * at the end; a translation may keep them.
 */
export const CSV_HEADS: Readonly<Record<CsvTable, readonly string[]>> = {
  overview: ['name', 'value'],
  links: [
    'part',
    'link_id',
    'label',
    'url',
    ...COUNTS,
    'first_click_at',
    'last_click_at',
    'first_human_click_at',
    'last_human_click_at',
    'suspect_clicks',
    'share',
    'reasons',
    'url_differs',
  ],
  contacts: [
    'contact_id',
    'clicks',
    'unique_links',
    'human_clicks',
    'bot_clicks',
    'first_click_at',
    'last_click_at',
    'reasons',
    'label',
    'suspect_clicks',
  ],
  pairs: [
    'part',
    'link_id',
    'contact_id',
    'clicks',
    'human_clicks',
    'bot_clicks',
    'reasons',
    'first_click_at',
    'last_click_at',
    'label',
    'url',
    'contact_label',
    'suspect_clicks',
  ],
  timeline: ['start', 'clicks', 'unique_contacts', 'human_clicks', 'bot_clicks', 'suspect_clicks'],
  variants: [
    'variant',
    'delivered',
    'click_through_rate',
    ...COUNTS,
    'unique_links',
    'test_clicks',
    'expired_clicks',
    'suspect_clicks',
  ],
  'variant-links': ['variant', 'part', 'link_id', 'label', 'url', ...COUNTS, 'share', 'suspect_clicks'],
  reasons: ['reason', 'clicks'],
};

/** The figures of the CSV table `overview`, in its order. */
export const CSV_FIGURES = {
  clicks: 'clicks',
  uniqueContacts: 'unique_contacts',
  humanClicks: 'human_clicks',
  humanContacts: 'human_contacts',
  suspectClicks: 'suspect_clicks',
  botClicks: 'bot_clicks',
  botContacts: 'bot_contacts',
  uniqueLinks: 'unique_links',
  anonymousHumanClicks: 'anonymous_human_clicks',
  anonymousBotClicks: 'anonymous_bot_clicks',
  testClicks: 'test_clicks',
  expiredClicks: 'expired_clicks',
  duplicates: 'duplicates',
  delivered: 'delivered',
  uniqueOpens: 'unique_opens',
  clickThroughRate: 'click_through_rate',
  clickToOpenRate: 'click_to_open_rate',
} as const;

/** What each reason means, for people who read a report. A reason without a row is shown by its name. */
export const REASON_TEXTS: Readonly<Partial<Record<string, string>>> = {
  method: 'The request was not one that a browser makes when somebody follows a link',
  head: 'A HEAD request: a program checked whether the page exists',
  'user-agent': 'The program named itself, and it is not a browser',
  'user-agent-empty': 'The program sent an empty user agent',
  prefetch: 'The browser fetched the page in advance; nobody had clicked yet',
  prerender: 'The browser drew the page in advance, because it expected a click',
  'not-navigation': 'A page or a program requested it; nobody followed the link',
  network: 'It came from a network of scanners or data centres',
  'provider-verdict': 'The mail provider says that it was a bot',
  'many-contacts': 'Links of many contacts were followed from one address',
  'second-source': 'The same link was followed from two networks within seconds',
  honeypot: 'It followed the hidden link, which no person sees',
  'near-honeypot': 'It came close to a click on the hidden link',
  'before-sending': 'It came before the message was sent',
  'after-sending': 'It came within seconds of sending',
  'soon-after-sending': 'It came within a minute of sending',
  burst: 'Several links were followed faster than anybody clicks',
  'quick-succession': 'Different links were followed within moments of each other',
  'every-link-slowly': 'Every link of the message was followed, one after the other',
  'every-link': 'Every link of the message was followed',
  'both-parts': 'Links of the HTML and of the text part were followed together',
  'get-after-head': 'A HEAD request for the same link came just before',
} satisfies Record<keyof ReasonCounts, string>;
