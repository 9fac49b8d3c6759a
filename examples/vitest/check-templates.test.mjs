// Your templates, checked in CI by Vitest: `npx vitest run`. In Jest, leave out the first import.

import { readFileSync } from 'node:fs';
import { auditLinks } from 'clickstamp';
import { clickstampMatchers, linkReportSerializer } from 'clickstamp/matchers';
import { expect, test } from 'vitest';

expect.extend(clickstampMatchers);
expect.addSnapshotSerializer(linkReportSerializer);
const html = readFileSync(new URL('template.html', import.meta.url), 'utf8');

test('the newsletter', () => {
  expect(html).toHaveNoBrokenLinks();
  expect(html).toTrackOnly(['https://shop.example/sale?a=1&b=2', /\/stores\//], { values: { city: 'Bonn' } });
  expect(html).toLeave('{{unsubscribe_url}}', 'unsubscribe-link');
  expect(auditLinks(html)).toMatchInlineSnapshot(`
    LINE         KIND         LINK                                  WHY
       2  track  web          https://shop.example/sale?a=1&b=2     web
       3  leave  web          https://shop.example/stores/{{city}}  merge-tag-unresolved
       4  leave  unsubscribe  {{unsubscribe_url}}                   unsubscribe-link

    3 links: 1 tracked, 2 left; 0 errors, 0 warnings
  `);
});
