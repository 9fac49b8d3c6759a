import { parse } from 'parse5';
import { cpuTime, exponentOf } from './harness.mjs';
import { OPTIONS } from './html.mjs';
import { repeatTo } from './messages.mjs';
import { ClickAggregator, compileHtml } from './package.mjs';

const MAIL_SIZES = [10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000];
const CLICKS = [1e4, 1e5, 1e6, 1e7];

/** Hostile input: what makes quadratic code show itself. Each is repeated up to a size. */
const HOSTILE = {
  'unclosed <a>': '<a href="https://x.example/">',
  'openers without closers': '<a href="https://x.example/?{{">{{ [[ ## %% ${',
  'formatting elements': '<b><i><a href=/>x',
  'open comments': '<!--[if mso]><a href="https://x.example/">x</a>',
  'one long attribute': '<a href="https://x.example/" title="&amp;&#38;">',
};

/** The best of several runs, milliseconds of CPU time. */
function best(runs, run) {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < runs; i++) {
    const start = cpuTime();
    run();
    least = Math.min(least, cpuTime() - start);
  }
  return least;
}

const compile = (html) => compileHtml(html, OPTIONS);
const parseAlone = (html) => parse(html, { sourceCodeLocationInfo: true });

function mailGrowth(make, sizes, work) {
  return exponentOf(
    sizes.map((wanted) => {
      const html = make(wanted);
      // Small messages take less than the clock can tell: so many at once.
      const times = Math.max(1, Math.round(300_000 / html.length));
      const run = () => {
        for (let i = 0; i < times; i++) work(html);
      };
      return { size: html.length, time: best(wanted > 1e6 ? 3 : 6, run) / times };
    }),
  );
}

function countClicks(clicks) {
  const aggregator = new ClickAggregator();
  const start = Date.UTC(2026, 10, 24);
  for (let i = 0; i < clicks; i++)
    aggregator.add({
      url: 'https://shop.example/',
      linkId: `l${i % 20}`,
      part: 'html',
      contactId: `c-${(i * 7919) % Math.ceil(clicks / 4)}`,
      at: new Date(start + i * 10),
    });
  return aggregator.totals().clicks;
}

/** Exponents of time against size, for looking at: test/growth holds them, by counting. */
export function growthRows(message, { quick }) {
  const sizes = quick ? MAIL_SIZES.slice(0, 5) : MAIL_SIZES;
  const mail = {
    what: `compileHtml, ${sizes[0] / 1e3} KB to ${sizes.at(-1) / 1e6} MB of mail: exponent`,
    value: mailGrowth((to) => repeatTo(message, to), sizes, compile),
  };
  const hostile = Object.entries(HOSTILE).map(([name, piece]) => {
    const make = (to) => piece.repeat(Math.ceil(to / piece.length / 10));
    const alone = mailGrowth(make, sizes, parseAlone);
    return {
      what: `compileHtml, ${name}: exponent (parse5 alone ${alone.toFixed(2)})`,
      value: mailGrowth(make, sizes, compile),
    };
  });
  const counts = quick ? CLICKS.slice(0, 3) : CLICKS;
  const times = counts.map((size) => ({ size, time: best(size > 1e6 ? 1 : 3, () => countClicks(size)) }));
  return [
    mail,
    ...hostile,
    { what: `ClickAggregator, 10⁴ to 10${quick ? '⁶' : '⁷'} clicks: exponent`, value: exponentOf(times) },
  ];
}
