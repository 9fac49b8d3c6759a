import { SIGNALS } from '../../../src/clicks/bots/signals.js';
import { type BotOptions, type BotReason, ClickAggregator, type ClickEvent } from '../../../src/clicks/index.js';
import { BOTS, combinationsOf, PEOPLE, type Scenario } from './scenarios.js';

/** What the table of docs/bots.md compares: some of the signals, or what an app knows besides. */
interface SignalSet {
  readonly name: string;
  readonly bots?: BotOptions;
  /** What one half of the scanners have as well. */
  readonly known?: Partial<ClickEvent>;
}

const without = (...reasons: BotReason[]): BotOptions => ({
  weights: Object.fromEntries(reasons.map((reason) => [reason, 0])),
});
const alone = (...reasons: BotReason[]): BotOptions =>
  without(...SIGNALS.map(({ reason }) => reason).filter((reason) => !reasons.includes(reason)));

export const SETS: readonly SignalSet[] = [
  { name: 'all signals, default options' },
  { name: '… and `networks` that hold half of the scanners', known: { ip: '198.18.0.1' } },
  { name: '… and a provider that names half of them', known: { signals: ['provider-verdict'] } },
  { name: 'user agents alone', bots: alone('user-agent', 'user-agent-empty') },
  {
    name: 'all that a request says alone',
    bots: alone('method', 'head', 'user-agent', 'user-agent-empty', 'prefetch', 'prerender', 'not-navigation'),
  },
  { name: 'without `burst` and `quick-succession`', bots: without('burst', 'quick-succession') },
  { name: 'without `every-link` and `every-link-slowly`', bots: without('every-link', 'every-link-slowly') },
  { name: 'without `both-parts`', bots: without('both-parts') },
  { name: 'without `head` and `get-after-head`', bots: without('head', 'get-after-head') },
  { name: 'without the time of sending', bots: without('before-sending', 'after-sending', 'soon-after-sending') },
  { name: 'without the comparison of sources', bots: without('many-contacts', 'second-source') },
  { name: 'without the honeypot', bots: without('honeypot', 'near-honeypot') },
  { name: '`everyLinkWindowMs: 20_000`', bots: { everyLinkWindowMs: 20_000 } },
  { name: '`everyLinkWindowMs: 90_000`', bots: { everyLinkWindowMs: 90_000 } },
];

/** The clicks of one row of scenarios that bots and people made, and how they were labelled. */
interface RowFigures {
  readonly scenario: Scenario;
  readonly bots: number;
  readonly people: number;
  readonly found: number;
  readonly wrong: number;
  /** People's clicks that some signals speak against. */
  readonly suspect: number;
}

const ROWS = [
  ...BOTS.map((scenario) => ({ scenario, human: false })),
  ...PEOPLE.map((scenario) => ({ scenario, human: true })),
];
/** When everything has settled. */
const LATER = new Date(Date.UTC(2027, 0, 1));
const MADE = ROWS.map(({ scenario, human }) => combinationsOf(scenario, human));

/**
 * Every row of the scenarios in one aggregator, each combination with contacts of its own, to be labelled by any rules.
 * Twice where the app knows more of one half.
 */
function countAll(known: Partial<ClickEvent> | undefined): Uint8Array {
  const counts = new ClickAggregator(known?.ip === undefined ? {} : { bots: { networks: [known.ip] } });
  for (const half of known === undefined ? [{}] : [{}, known])
    MADE.forEach((combinations, row) => {
      combinations.forEach(({ clicks }, at) => {
        for (const { bot, ...click } of clicks)
          counts.add({
            ...click,
            ...(bot ? half : {}),
            contactId: `${half === known} ${row} ${at} ${click.contactId}`,
            eventTags: { row: `${row}`, truth: bot ? 'bot' : 'person' },
          });
      });
    });
  return counts.toBytes();
}

/** Labels all scenarios by one set of signals. */
function figuresOf({ bots }: SignalSet, bytes: Uint8Array): RowFigures[] {
  const counts = ClickAggregator.fromBytes(bytes, bots === undefined ? {} : { bots });
  const rows = ROWS.map(({ scenario }) => ({ scenario, bots: 0, people: 0, found: 0, wrong: 0, suspect: 0 }));
  for (const { eventTags, bot, suspect } of counts.settledSince(undefined, { now: LATER }).clicks) {
    const row = rows[Number(eventTags?.['row'])] as (typeof rows)[number];
    const isBot = eventTags?.['truth'] === 'bot';
    row[isBot ? 'bots' : 'people']++;
    if (bot) row[isBot ? 'found' : 'wrong']++;
    if (suspect && !isBot) row.suspect++;
  }
  return rows;
}

const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1)} %`);
const sum = (rows: readonly RowFigures[], member: 'bots' | 'people' | 'found' | 'wrong'): number =>
  rows.reduce((all, row) => all + row[member], 0);
const found = (row: RowFigures): string => percent(row.found, row.bots);
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** The tables of docs/bots.md: what each set of signals reaches, and how each row of scenarios is labelled. */
export function drawSets(): { readonly sets: string; readonly scenarios: string } {
  const plain = countAll(undefined);
  const bySet = SETS.map((set) => figuresOf(set, set.known === undefined ? plain : countAll(set.known)));
  const sets = bySet.map((rows, at) => {
    const [scanners, readers] = [rows.slice(0, BOTS.length), rows.slice(BOTS.length)];
    const [bots, right, wrong] = [sum(rows, 'bots'), sum(rows, 'found'), sum(rows, 'wrong')];
    const even = scanners.reduce((all, row) => all + row.found / row.bots, 0) / scanners.length;
    const losing = readers.filter((row) => row.wrong / row.people > 0.05).length;
    return [
      SETS[at]?.name as string,
      percent(right, bots),
      percent(even, 1),
      percent(right, right + wrong),
      losing === 0 ? 'none' : `${losing} of ${readers.length} rows`,
    ];
  });
  const [all, networks, , agents, request] = bySet as [
    RowFigures[],
    RowFigures[],
    RowFigures[],
    RowFigures[],
    RowFigures[],
  ];
  const scenarios = all.map((row, at) =>
    at < BOTS.length
      ? [row.scenario.what, ...[agents, request, all, networks].map((set) => found(set[at] as RowFigures))]
      : [],
  );
  return {
    sets: table(['signals', 'recall', 'each row alike', 'precision', 'people who lose more than 1 click in 20'], sets),
    scenarios: [
      table(['scanners', 'user agents', 'request', 'all signals', 'and networks'], scenarios.slice(0, BOTS.length)),
      table(
        ['people', 'called a bot’s', 'suspects'],
        all
          .slice(BOTS.length)
          .map((row) => [row.scenario.what, percent(row.wrong, row.people), percent(row.suspect, row.people)]),
      ),
    ].join('\n\n'),
  };
}
