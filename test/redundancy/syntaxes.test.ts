import { expect, test } from 'vitest';
import { scanMergeTags } from '../../src/message/merge-tags/scan.js';
import { MERGE_TAG_SYNTAXES, type ScanSyntax } from '../../src/message/merge-tags/syntaxes.js';
import { SYNTAX_CASES } from '../message/merge-tags/syntaxes.cases.js';

const tagsOf = (syntaxes: readonly ScanSyntax[]) =>
  SYNTAX_CASES.map(({ text }) => scanMergeTags(text, syntaxes).map((tag) => [tag.text, tag.name]));

test.each(MERGE_TAG_SYNTAXES)('without the row of $name, a case reads otherwise', (row) => {
  // Those that are on by default are proven among those alone.
  const all = MERGE_TAG_SYNTAXES.filter((each) => each === row || each.ambiguous !== true);
  expect(tagsOf(all.filter((each) => each !== row))).not.toEqual(tagsOf(all));
});
