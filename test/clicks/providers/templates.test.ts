import { expect, test } from 'vitest';
import { fromPostmark } from '../../../src/clicks/providers/index.js';
import { scanMergeTags } from '../../../src/message/merge-tags/scan.js';
import { MERGE_TAG_SYNTAXES } from '../../../src/message/merge-tags/syntaxes.js';
import { SYNTAX_CASES } from '../../message/merge-tags/syntaxes.cases.js';
import { FACTS, postmark } from './payloads.js';

/** The tags of the cases of all syntaxes that are on, as they are written; those of a block, and of an unsubscribe link, stand for no value. */
const TAGS = new Set(
  SYNTAX_CASES.flatMap(({ syntax, text }) => {
    const rows = MERGE_TAG_SYNTAXES.filter(({ name, ambiguous }) => name === syntax && ambiguous !== true);
    return scanMergeTags(text, rows).flatMap((tag) => (tag.control || tag.name === 'UNSUB' ? [] : tag.text));
  }),
);

test.each([...TAGS])('a click finds the link whose address has the tag %s in its template', (tag) => {
  const link = { id: 'offer', part: 'html', verdict: 'track' } as const;
  const links = [
    { ...link, href: `https://shop.example/a/${tag}/b?k=1` },
    { ...link, id: 'other', href: 'https://shop.example/a/b' },
  ];
  const { records } = fromPostmark(postmark({ ...FACTS, url: 'https://shop.example/a/its%20value/b?k=1' }), { links });
  expect(records.map(({ linkId }) => linkId)).toEqual(['offer']);
});
