import { expect, test } from 'vitest';
import { namesOf, SYSTEM_TAGS, systemTagKind } from '../../src/message/classify/system-tags.js';
import { readAddressTags } from '../../src/message/merge-tags/address.js';
import { chooseSyntaxes } from '../../src/message/merge-tags/choose.js';
import { SYSTEM_TAG_CASES } from '../message/classify/system-tags.cases.js';

/** By the table alone: what the general pattern reads as well stands in it because it is documented. */
const kindOf = (href: string, table = SYSTEM_TAGS) =>
  systemTagKind(href, readAddressTags(href, chooseSyntaxes()).tags, namesOf(table, []));

test.each(SYSTEM_TAGS)('without the row of $service, $kind, its cases are no system links', (row) => {
  const cases = SYSTEM_TAG_CASES.filter((each) => row.names.includes(each.name));
  expect(cases.length).toBe(row.names.length);
  const rest = SYSTEM_TAGS.filter((each) => each !== row);
  for (const { href, kind } of cases) expect([kindOf(href), kindOf(href, rest)]).toEqual([kind, undefined]);
});

test.each(SYSTEM_TAG_CASES)('without the name $name, $href is something else', ({ name, href, kind }) => {
  const rest = SYSTEM_TAGS.map((row) => ({ ...row, names: row.names.filter((each) => each !== name) }));
  expect(kindOf(href)).toBe(kind);
  expect(kindOf(href, rest)).not.toBe(kind);
});
