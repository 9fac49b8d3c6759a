import { expect, test } from 'vitest';
import { fromPostmark } from '../../../src/clicks/providers/index.js';
import { scanMergeTags } from '../../../src/message/merge-tags/scan.js';
import { MERGE_TAG_SYNTAXES } from '../../../src/message/merge-tags/syntaxes.js';
import { SYNTAX_CASES } from '../../message/merge-tags/syntaxes.cases.js';
import { FACTS, postmark } from './payloads.js';

const ON = [...new Set(MERGE_TAG_SYNTAXES.flatMap(({ name, ambiguous }) => (ambiguous === true ? [] : [name])))];

/** The first tag of a syntax's cases, as it is written. */
function tagOf(name: string): string {
  const rows = MERGE_TAG_SYNTAXES.filter((row) => row.name === name);
  const { text = '' } = SYNTAX_CASES.find((each) => each.syntax === name && each.tags.length > 0) ?? {};
  return (
    scanMergeTags(
      text,
      rows.filter(({ ambiguous }) => ambiguous !== true),
    )[0]?.text ?? ''
  );
}

test.each(ON)('a click finds the link whose address has a tag of %s in its template', (name) => {
  const tag = tagOf(name);
  expect(tag).not.toBe('');
  const link = { id: 'offer', part: 'html', verdict: 'track' } as const;
  const links = [
    { ...link, href: `https://shop.example/a/${tag}/b?k=1` },
    { ...link, id: 'other', href: 'https://shop.example/a/b' },
  ];
  const { records } = fromPostmark(postmark({ ...FACTS, url: 'https://shop.example/a/its%20value/b?k=1' }), { links });
  expect(records.map(({ linkId }) => linkId)).toEqual(['offer']);
});
