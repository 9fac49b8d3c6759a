import { afterEach, expect, test, vi } from 'vitest';
import { CARRIERS, type CarrierRow } from '../../src/message/html/carriers.js';
import { CARRIER_CASES } from '../message/html/carriers.cases.js';

afterEach(() => {
  vi.doUnmock('../../src/message/html/carriers.js');
  vi.resetModules();
});

/** The links of every case, with so many rows of the table. */
async function linksOf(rows: readonly CarrierRow[]): Promise<unknown> {
  vi.resetModules();
  vi.doMock('../../src/message/html/carriers.js', async (original) => {
    const real = await original<typeof import('../../src/message/html/carriers.js')>();
    const carrierOf: typeof real.carrierOf = (tag, namespace, part) => real.carrierOf(tag, namespace, part, rows);
    return { ...real, carrierOf };
  });
  const { discoverHtml } = await import('../../src/message/html/discover.js');
  return CARRIER_CASES.map(({ html, amp }) =>
    discoverHtml(html, { part: amp === true ? 'amp' : 'html', syntaxes: [] }).occurrences.map(({ carrier, href }) => [
      carrier,
      href,
    ]),
  );
}

test('with all rows the cases read as they should', async () => {
  expect(await linksOf(CARRIERS)).toEqual(CARRIER_CASES.map(({ links }) => links));
});

test.each(CARRIERS)('without the row of $namespace $tag, a case reads otherwise', async (row) => {
  const without = await linksOf(CARRIERS.filter((each) => each !== row));
  expect(without).not.toEqual(CARRIER_CASES.map(({ links }) => links));
});
