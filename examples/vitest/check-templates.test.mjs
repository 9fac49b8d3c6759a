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
    LINE         KIND         WHY                   LABEL     LINK
       2  track  web          web                   Sale      https://shop.example/sale?a=1&b=2
       3  leave  web          merge-tag-unresolved  Near you  https://shop.example/stores/{{city}}
       4  leave  unsubscribe  unsubscribe-link      Leave     {{unsubscribe_url}}

    3 links: 1 tracked, 2 left; 0 errors, 0 warnings
  `);
});
