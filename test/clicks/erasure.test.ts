import { describe, expect, test } from 'vitest';
import { ClickAggregator, type ClickEvent } from '../../src/clicks/index.js';

const AT = Date.UTC(2026, 10, 24, 10);
const HOUR = 3_600_000;
const click = (contactId: string, linkId: string, hours: number, more: Partial<ClickEvent> = {}): ClickEvent => ({
  contactId,
  linkId,
  at: AT + hours * HOUR,
  messageId: 'm',
  eventId: `${contactId} ${linkId} ${hours}`,
  ...more,
});
const sample = (): ClickAggregator => {
  const counts = new ClickAggregator();
  for (const [i, contact] of ['anna@shop.example', 'c-2', 'c-3'].entries())
    for (const linkId of ['a', 'b', 'c'])
      counts.add(click(contact, linkId, i, { part: linkId === 'c' ? 'text' : 'html' }));
  return counts;
};
/** All forms of what is kept. */
const written = (counts: ClickAggregator): string =>
  JSON.stringify(counts.snapshot()) + new TextDecoder('latin1').decode(counts.toBytes());

describe('forget', () => {
  test('changes no count and no label, and leaves no name', () => {
    const counts = sample();
    const before = [counts.totals(), counts.links(), counts.timeline()];
    // Event ids are the app's: here they hold the contact.
    const plain = new ClickAggregator();
    for (const contact of ['anna@shop.example', 'c-2']) plain.add({ ...click(contact, 'a', 0), eventId: undefined });
    plain.forget('anna@shop.example');
    expect(written(plain)).not.toContain('anna');
    counts.forget('anna@shop.example');
    expect([counts.totals(), counts.links(), counts.timeline()]).toEqual(before);
    expect(counts.contacts().map(({ contactId }) => contactId)).toEqual(['c-2', 'c-3']);
    expect(counts.contactsOf('a').map(({ contactId }) => contactId)).toEqual(['c-2', 'c-3']);
    expect(counts.contact('anna@shop.example')).toBeUndefined();
    expect(counts.exportOf('anna@shop.example')).toEqual([]);
    expect(counts.changesSince().changes.some(({ contactId }) => contactId === undefined)).toBe(false);
  });

  test('neither a later click nor a merge brings the contact back', () => {
    const other = sample();
    const counts = sample();
    counts.forget('anna@shop.example');
    const again = ClickAggregator.fromBytes(ClickAggregator.restore(counts.snapshot()).toBytes());
    for (const each of [counts, again]) {
      each.add(click('anna@shop.example', 'a', 9));
      each.merge(other);
      const { uniqueContacts, clicks } = each.totals();
      expect([clicks, uniqueContacts]).toEqual([10, 3]);
      expect(each.contact('anna@shop.example')).toBeUndefined();
    }
    // Whoever merges a log that forgot them forgets them, too.
    expect(other.merge(counts).contact('anna@shop.example')).toBeUndefined();
    expect(other.totals()).toMatchObject({ clicks: 10, uniqueContacts: 3 });
  });

  test('somebody who is not known yet can be forgotten beforehand', () => {
    const counts = new ClickAggregator();
    counts.forget('c-1');
    counts.add(click('c-1', 'a', 0));
    expect(counts.totals()).toMatchObject({ clicks: 1, uniqueContacts: 0 });
  });
});

describe('renameContact', () => {
  test('is as if all clicks had been of the other from the start', () => {
    const counts = sample();
    counts.renameContact('c-3', 'c-2');
    counts.renameContact('c-2', 'c-9');
    const direct = new ClickAggregator();
    for (const [i, contact] of ['anna@shop.example', 'c-9', 'c-9'].entries())
      for (const linkId of ['a', 'b', 'c'])
        direct.add(click(contact, linkId, i, { part: linkId === 'c' ? 'text' : 'html' }));
    for (const each of [
      counts,
      ClickAggregator.restore(counts.snapshot()),
      ClickAggregator.fromBytes(counts.toBytes()),
    ])
      expect([each.totals(), each.links(), each.contacts(), each.contactsOf('a')]).toEqual([
        direct.totals(),
        direct.links(),
        direct.contacts(),
        direct.contactsOf('a'),
      ]);
    counts.add(click('c-3', 'a', 20));
    expect(counts.contact('c-3')).toMatchObject({ clicks: 1 });
  });

  test('nobody, oneself, and one who is forgotten', () => {
    const counts = sample();
    const before = counts.contacts();
    counts.renameContact('nobody', 'c-2');
    counts.renameContact('c-2', 'c-2');
    expect(counts.contacts()).toEqual(before);
    counts.forget('c-2');
    counts.renameContact('c-3', 'c-2');
    expect(counts.contacts().map(({ contactId }) => contactId)).toEqual(['anna@shop.example']);
  });
});

describe('prune', () => {
  test('takes whole groups of contact and message out of all counts', () => {
    const counts = sample();
    counts.add(click('c-2', 'a', 50));
    counts.add({ linkId: 'a', at: AT });
    counts.prune({ before: new Date(AT + 10 * HOUR) });
    // One of c-2's clicks on the message is younger, so all stay.
    expect(counts.totals()).toMatchObject({ clicks: 4, uniqueContacts: 1 });
    expect(written(counts)).not.toMatch(/anna|c-3/);
    counts.prune({ before: new Date(AT + 100 * HOUR) });
    expect(counts.totals()).toMatchObject({ clicks: 0, uniqueContacts: 0 });
    expect([counts.links(), counts.contacts()]).toEqual([[], []]);
    counts.add(click('c-2', 'a', 200));
    expect(ClickAggregator.fromBytes(counts.toBytes()).totals().clicks).toBe(1);
  });

  test('still tells which labels renaming changed', () => {
    const counts = new ClickAggregator();
    counts.add(click('old', 'a', -100, { messageId: 'before' }));
    counts.add(click('c-1', 'a', 0));
    counts.add(click('c-2', 'b', 0, { part: 'text' }));
    const { cursor, clicks } = counts.settledSince(undefined, { now: new Date(AT + 10 * HOUR) });
    expect(clicks.map(({ suspect, bot }) => suspect || bot)).toEqual([false, false, false]);
    counts.renameContact('c-1', 'c-2');
    counts.renameContact('c-2', 'c-3');
    counts.prune({ before: new Date(AT - HOUR) });
    for (const each of [
      counts,
      ClickAggregator.fromBytes(counts.toBytes()),
      ClickAggregator.restore(counts.snapshot()),
    ]) {
      const { clicks: revised } = each.settledSince(cursor, { now: new Date(AT + 11 * HOUR) });
      expect(revised.map(({ linkId, contactId, revised: is }) => [linkId, contactId, is])).toEqual([
        ['a', 'c-3', true],
        ['b', 'c-3', true],
      ]);
    }
  });
});

test('exportOf gives every click of a contact', () => {
  const counts = sample();
  expect(counts.exportOf('c-2').map(({ linkId, eventId, bot, reasons }) => [linkId, eventId, bot, reasons])).toEqual([
    ['a', 'c-2 a 1', true, ['quick-succession', 'both-parts']].map((each) =>
      Array.isArray(each) ? expect.any(Array) : each,
    ),
    ['b', 'c-2 b 1', true, expect.any(Array)],
    ['c', 'c-2 c 1', true, expect.any(Array)],
  ]);
  expect(counts.exportOf('nobody')).toEqual([]);
});

test.each([
  ['forget', ['']],
  ['forget', [7]],
  ['renameContact', ['c-1', '']],
  ['renameContact', [undefined, 'c-1']],
  ['exportOf', [null]],
  ['prune', [{ before: 'anna@shop.example' }]],
  ['prune', [undefined]],
  ['prune', [null]],
] as const)('%s(%j) is a mistake of the caller', (method, args) => {
  const call = (): unknown => (new ClickAggregator()[method] as (...all: readonly unknown[]) => unknown)(...args);
  expect(call).toThrow(TypeError);
  expect(call).not.toThrow(/anna/);
});
