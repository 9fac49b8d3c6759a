import { readFileSync } from 'node:fs';
import { type BotOptions, ClickAggregator, type ClickEvent } from '../../../src/clicks/index.js';
import { createSources } from '../../../src/redirect/sources.js';

/** A row of fixtures/clicks/scenarios.json. */
export interface Scenario {
  readonly what: string;
  readonly source: string;
  /** How many links the copy tracks. */
  readonly links: readonly number[];
  readonly delays: readonly number[];
  readonly pauses?: readonly number[];
  readonly orders?: readonly ('even' | 'uneven' | 'shuffled')[];
  /** Only so many of the links are followed. */
  readonly first?: number;
  readonly times?: readonly number[] | 'spread';
  readonly count?: number;
  readonly sameLink?: boolean;
  readonly workers?: number;
  readonly parts?: readonly string[];
  readonly heads?: 'each' | 'first';
  readonly checkedFirst?: boolean;
  readonly honeypot?: boolean;
  readonly contacts?: number;
  readonly oneSource?: boolean;
  readonly addresses?: 'changing';
  readonly requests?: readonly Pick<ClickEvent, 'userAgent' | 'headers'>[];
  /** Nobody can tell all of these: they count for recall and are not held one by one. */
  readonly mayMiss?: boolean;
}

export interface KnownClick extends ClickEvent {
  readonly bot: boolean;
}

/** How one run of a scenario was labelled. */
export interface Outcome {
  readonly scenario: Scenario;
  readonly name: string;
  readonly bots: number;
  readonly people: number;
  /** Bots' clicks that were found. */
  readonly found: number;
  /** People's clicks that were taken for a bot's. */
  readonly wrong: number;
}

const table = JSON.parse(readFileSync(new URL('../../../fixtures/clicks/scenarios.json', import.meta.url), 'utf8')) as {
  readonly bots: readonly Scenario[];
  readonly people: readonly Scenario[];
};
export const BOTS: readonly Scenario[] = table.bots;
export const PEOPLE: readonly Scenario[] = table.people;

/** A small generator with a seed (mulberry32): the same send on every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const SENT = Date.UTC(2026, 10, 24, 10);
const BROWSER =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/** One combination of a scenario's delays, pauses, numbers of links, orders and requests. */
export interface Combination {
  readonly name: string;
  /** In the order of time, with the signals of the redirect's table of sources. */
  readonly clicks: readonly KnownClick[];
}

/** Makes the clicks of a scenario in all its combinations. */
export function combinationsOf(scenario: Scenario, human: boolean): Combination[] {
  const combinations: Combination[] = [];
  for (const links of scenario.links)
    for (const delay of scenario.delays)
      for (const pause of scenario.pauses ?? [0])
        for (const order of scenario.orders ?? ['even'])
          for (const request of scenario.requests ?? [{}])
            combinations.push({
              name: `${links} links, ${delay} ms after sending, ${pause} ms apart, ${order}`,
              clicks: withSources(clicksOf(scenario, human, links, delay, pause, order, request)),
            });
  return combinations;
}

/** Runs a scenario in all its combinations. */
export function runScenario(scenario: Scenario, human: boolean, bots?: BotOptions): Outcome[] {
  return combinationsOf(scenario, human).map(({ name, clicks }) => ({ scenario, name, ...label(clicks, bots) }));
}

function clicksOf(
  scenario: Scenario,
  human: boolean,
  links: number,
  delay: number,
  pause: number,
  order: 'even' | 'uneven' | 'shuffled',
  request: Pick<ClickEvent, 'userAgent' | 'headers'>,
): KnownClick[] {
  const random = randomFrom(links * 7 + pause + 31);
  const clicks: KnownClick[] = [];
  const add = (contact: number, link: number, at: number, more: Partial<KnownClick> = {}): void => {
    clicks.push({
      linkId: `link-${link}`,
      at: SENT + Math.round(at),
      contactId: `c-${contact}`,
      messageId: 'm',
      sentAt: SENT,
      linkCount: links,
      userAgent: BROWSER,
      ip: addressOf(scenario, contact, clicks.length),
      bot: !human,
      ...request,
      ...more,
    });
  };
  const contacts = scenario.contacts ?? 1;
  if (contacts > 1) for (let c = 0; c < contacts; c++) add(c, 0, delay + c * pause);
  else if (scenario.times !== undefined) {
    const times =
      scenario.times === 'spread'
        ? Array.from({ length: scenario.count ?? 1 }, () => random() * 14_400_000).sort((a, b) => a - b)
        : scenario.times;
    times.forEach((time, i) => {
      add(0, scenario.sameLink === true ? 0 : i % links, delay + time);
    });
  } else sweep(scenario, links, delay, pause, order, random, add);
  return clicks;
}

function sweep(
  scenario: Scenario,
  links: number,
  delay: number,
  pause: number,
  order: string,
  random: () => number,
  add: (contact: number, link: number, at: number, more?: Partial<KnownClick>) => void,
): void {
  const followed = Array.from({ length: scenario.first ?? links }, (_, i) => i);
  if (order === 'shuffled') followed.sort(() => random() - 0.5);
  let at = delay;
  const next = (): number => {
    const now = at;
    at += pause * (order === 'uneven' ? 0.6 + 0.8 * random() : 1);
    return now;
  };
  for (const part of scenario.parts ?? ['html'])
    for (let worker = 0; worker < (scenario.workers ?? 1); worker++) {
      // Workers start together, parts come one after another.
      if (worker > 0) at = delay + worker * pause * 0.4;
      if (scenario.heads === 'first') for (const link of followed) add(0, link, next(), { part, method: 'HEAD' });
      for (const link of followed) {
        if (scenario.heads === 'each') add(0, link, next(), { part, method: 'HEAD' });
        if (scenario.checkedFirst === true) add(0, link, at - 300, { part, method: 'HEAD', bot: true });
        add(0, link, next(), { part });
      }
    }
  if (scenario.honeypot === true) add(0, links, next(), { honeypot: true });
}

function addressOf(scenario: Scenario, contact: number, click: number): string {
  if (scenario.oneSource === true) return '203.0.113.7';
  return scenario.addresses === 'changing' ? `198.51.100.${click}` : `192.0.2.${contact % 250}`;
}

function withSources(clicks: readonly KnownClick[]): KnownClick[] {
  const sources = createSources();
  return [...clicks]
    .sort((a, b) => Number(a.at) - Number(b.at))
    .map((click) => ({
      ...click,
      signals: sources.note({
        at: Number(click.at),
        ip: click.ip,
        userAgent: click.userAgent ?? '',
        contactId: click.contactId,
        link: `${click.messageId} ${click.linkId}`,
      }),
    }));
}

function label(clicks: readonly KnownClick[], bots: BotOptions | undefined): Omit<Outcome, 'scenario' | 'name'> {
  const counts = new ClickAggregator(bots === undefined ? {} : { bots });
  for (const { bot, ...click } of clicks) counts.add({ ...click, eventTags: { truth: bot ? 'bot' : 'person' } });
  const machines = counts.where({ eventTags: { truth: 'bot' } }).totals();
  const persons = counts.where({ eventTags: { truth: 'person' } }).totals();
  return { bots: machines.clicks, people: persons.clicks, found: machines.bot.clicks, wrong: persons.bot.clicks };
}

/** Adds outcomes up. */
export function figuresOf(outcomes: readonly Outcome[]): { recall: number; precision: number; lost: number } {
  const sum = (read: (outcome: Outcome) => number): number => outcomes.reduce((all, each) => all + read(each), 0);
  const [bots, people, found, wrong] = [
    sum((each) => each.bots),
    sum((each) => each.people),
    sum((each) => each.found),
    sum((each) => each.wrong),
  ];
  return { recall: found / bots, precision: found / (found + wrong), lost: people === 0 ? 0 : wrong / people };
}
