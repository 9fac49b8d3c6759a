import { expect, test } from 'vitest';
import { DIALECTS } from '../../src/message/classify/dialects.js';
import { byAttribute, readHints } from '../../src/message/classify/hints.js';
import { discoverHtml } from '../../src/message/html/discover.js';
import { DIALECT_CASES } from '../message/classify/dialects.cases.js';

const marksOf = (markup: string, dialects = DIALECTS) =>
  readHints(
    discoverHtml(`<a ${markup} href="https://shop.example/">x</a>`, { part: 'html', syntaxes: [] }).occurrences[0]
      ?.attributes ?? [],
    byAttribute(dialects),
  );

test.each(DIALECTS)('without the row of $service, $attribute, one of its cases reads otherwise', (row) => {
  const rest = DIALECTS.filter((each) => each !== row);
  const cases = DIALECT_CASES.filter((each) => each.attribute === row.attribute);
  const read = (dialects: typeof DIALECTS) => cases.map(({ markup }) => marksOf(markup, dialects));
  expect(read(DIALECTS)).not.toEqual(read(rest));
});
