import type { ClickEvent } from '../../src/clicks/index.js';

const AT = Date.UTC(2026, 10, 24, 10);

/** Shapes of input that would be slow where something takes the square. */
export const CLICK_SHAPES: Readonly<Record<string, (i: number) => ClickEvent>> = {
  'one contact, one link': () => ({ linkId: 'a', at: AT, contactId: 'c-1' }),
  'one contact, a burst of many links': (i) => ({ linkId: `l-${i % 500}`, at: AT + (i % 900), contactId: 'c-1' }),
  'one contact, many traps': (i) => ({ linkId: 't', honeypot: true, at: AT + i, contactId: 'c-1' }),
  'as many links as clicks': (i) => ({ linkId: `l-${i}`, at: AT + i * 1_000, contactId: `c-${i % 100}` }),
  'as many messages as clicks': (i) => ({ linkId: 'a', messageId: `m-${i}`, at: AT + i, contactId: `c-${i % 100}` }),
  'as many tags as clicks': (i) => ({
    linkId: 'a',
    tags: { n: `${i}` },
    at: AT + i * 1_000,
    contactId: `c-${i % 100}`,
  }),
  'two sets of tags in turn': (i) => ({ linkId: 'a', tags: { n: `${i % 2}` }, at: AT + i * 1_000, contactId: 'c-1' }),
  'as many URLs as clicks': (i) => ({
    linkId: 'a',
    url: `https://a.example/${i}`,
    at: AT + i,
    contactId: `c-${i % 100}`,
  }),
  'all at the same moment, by nobody': (i) => ({ linkId: `l-${i % 9}`, at: AT }),
  'backwards in time': (i) => ({ linkId: `l-${i % 9}`, at: AT - i * 50, contactId: 'c-1' }),
};
