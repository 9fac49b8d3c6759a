import { describe, expect, test } from 'vitest';
import { ClickAggregator } from '../../../src/clicks/index.js';
import { createSources } from '../../../src/redirect/sources.js';
import { BOT_KINDS } from './bot-kinds.js';
import { drawFrom, type Kind, type KnownClick, Mail } from './drawn-mail.js';
import { PEOPLE_KINDS } from './people-kinds.js';

const MAILS = 40;
const SENT = Date.UTC(2026, 8, 3, 7, 30);
const KINDS: readonly (Kind & { readonly bot: boolean })[] = [
  ...BOT_KINDS.map((kind) => ({ ...kind, bot: true })),
  ...PEOPLE_KINDS.map((kind) => ({ ...kind, bot: false })),
];

/** How the clicks of one kind of contacts were labelled. */
interface Figures {
  readonly kind: Kind & { readonly bot: boolean };
  readonly bots: number;
  readonly people: number;
  /** Bots' clicks that were found. */
  readonly found: number;
  /** People's clicks that were taken for a bot's. */
  readonly wrong: number;
}

/** One send to all kinds of contacts, every click in the order of time, with one table of sources for all. */
function send(seed: number): Figures[] {
  const clicks = KINDS.flatMap(({ bot, make }, at) =>
    Array.from({ length: MAILS }, (_, n): (KnownClick & { readonly kind: number })[] => {
      const mail = new Mail(drawFrom(seed * 7_919 + at * 101 + n), `${at}-${n}`, SENT, bot);
      make(mail);
      return mail.clicks.map((click) => ({ ...click, kind: at }));
    }).flat(),
  );
  const counts = new ClickAggregator();
  const sources = createSources();
  for (const { bot, kind, ...click } of clicks.sort((a, b) => a.at - b.at)) {
    const { at, ip, userAgent = '', contactId, messageId, linkId } = click;
    const found = sources.note({ at, ip, userAgent, contactId, link: `${messageId} ${linkId}` });
    counts.add({
      ...click,
      eventTags: { kind: `${kind}`, truth: bot ? 'bot' : 'person' },
      signals: [...(click.signals ?? []), ...found],
    });
  }
  return KINDS.map((kind, at) => {
    const [bots, people] = ['bot', 'person'].map((truth) =>
      counts.where({ eventTags: { kind: `${at}`, truth } }).totals(),
    ) as [ReturnType<typeof counts.totals>, ReturnType<typeof counts.totals>];
    return {
      kind,
      bots: bots.clicks,
      people: people.clicks,
      found: bots.bot.clicks,
      wrong: people.bot.clicks,
    };
  });
}

const sends = [11, 23, 47].map(send);
const sum = (figures: readonly Figures[], member: 'bots' | 'people' | 'found' | 'wrong'): number =>
  figures.reduce((all, each) => all + each[member], 0);

describe.each(sends.map((figures, at) => [at + 1, figures] as const))('send %i, drawn anew', (_, figures) => {
  test('nine of ten bot clicks are found, and 95 of 100 that are called a bot’s are', () => {
    const found = sum(figures, 'found');
    expect(found / sum(figures, 'bots')).toBeGreaterThanOrEqual(0.9);
    expect(found / (found + sum(figures, 'wrong'))).toBeGreaterThanOrEqual(0.95);
    // Not only those kinds that click most: each weighs the same, those that nobody can tell among them.
    const kinds = figures.filter(({ kind }) => kind.bot);
    expect(kinds.reduce((all, each) => all + each.found / each.bots, 0) / kinds.length).toBeGreaterThanOrEqual(0.8);
  });

  test('every kind of scanner that can be told is found', () => {
    const missed = figures.filter(({ kind, bots, found }) => kind.bot && kind.mayMiss !== true && found / bots < 0.9);
    expect(missed).toEqual([]);
  });

  test('no kind of reader loses more than one click in twenty', () => {
    expect(figures.filter(({ people, wrong }) => wrong / people > 0.05)).toEqual([]);
    expect(figures.filter(({ people }) => people >= MAILS).length).toBeGreaterThanOrEqual(PEOPLE_KINDS.length);
  });
});
