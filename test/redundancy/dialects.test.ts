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

test.each(DIALECTS)('without the row of $attribute, its case reads otherwise', (row) => {
  const { markup } = DIALECT_CASES.find((each) => each.attribute === row.attribute) ?? { markup: '' };
  expect(marksOf(markup)).not.toEqual(
    marksOf(
      markup,
      DIALECTS.filter((each) => each !== row),
    ),
  );
});
