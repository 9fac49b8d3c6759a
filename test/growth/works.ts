import { ClickAggregator, type ClickEvent } from '../../src/clicks/index.js';
import { auditLinks } from '../../src/index.js';
import { holdsEmail } from '../../src/message/findings/redact.js';
import { labelShowsOtherUrl } from '../../src/message/plan/label-check.js';
import { discoverText } from '../../src/message/text/discover.js';
import { makeInert } from '../../src/report/page/inert.js';
import { inspectUrl } from '../../src/url/validate.js';
import { ADDRESSES, SYNTAXES } from './addresses.cases.js';
import { CLICK_SHAPES } from './clicks.cases.js';
import type { Work } from './count.child.js';
import { MESSAGES } from './messages.cases.js';
import { readToken, TOKENS } from './tokens.cases.js';

/** What a meter must tell apart. */
const METER: readonly Work[] = [
  {
    name: 'meter: linear',
    start: 500,
    run: (size) => {
      let sum = 0;
      for (let i = 0; i < size; i++) sum = sum > 1_000 ? 0 : sum + i;
      return sum;
    },
  },
  {
    name: 'meter: quadratic',
    start: 50,
    run: (size) => {
      let sum = 0;
      for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) sum = sum > 1_000 ? 0 : sum + j;
      return sum;
    },
  },
];

function countClicks(shape: (i: number) => ClickEvent, size: number): void {
  const counts = new ClickAggregator();
  for (let i = 0; i < size; i++) counts.add(shape(i));
  counts.totals();
  counts.links();
  counts.urls();
  counts.contacts();
  counts.changesSince();
  counts.toBytes();
}

const INERT = ['url(', 'url( ', ' ', "url('", 'url("x', '@import', '<a style="url(', '<!-', '<style>'];

/** Every piece of work whose cost must grow with its input and no faster. */
export const WORKS: readonly Work[] = [
  ...METER,
  ...MESSAGES.map(({ name, make }) => ({
    name: `message: ${name}`,
    start: 250,
    run: (size: number) => auditLinks(make(size)),
  })),
  ...ADDRESSES.flatMap(([name, make]): Work[] => [
    { name: `address: ${name}`, start: 500, run: (size) => inspectUrl(make(size)) },
    { name: `text: ${name}`, start: 500, run: (size) => discoverText(make(size), { syntaxes: SYNTAXES }) },
    { name: `label: ${name}`, start: 500, run: (size) => labelShowsOtherUrl('https://shop.example', make(size)) },
  ]),
  ...TOKENS.map(([name, make]) => ({
    name: `token: ${name}`,
    start: 1_800,
    run: (size: number) => readToken(make(size)),
  })),
  ...Object.entries(CLICK_SHAPES).map(([name, shape]) => ({
    name: `clicks: ${name}`,
    start: 500,
    run: (size: number) => countClicks(shape, size),
  })),
  ...INERT.map((piece) => ({
    name: `page: ${piece}`,
    start: 500,
    run: (size: number) => makeInert(`<style>url(${piece.repeat(size)}`, new Map()),
  })),
  ...['a@', 'a', '.a', '@'].map((piece) => ({
    name: `email: ${piece}`,
    start: 500,
    run: (size: number) => holdsEmail(`@${piece.repeat(size)}`),
  })),
];
