import { describe, expect, test } from 'vitest';
import { auditLinks, compileHtml, compileText, type Link } from '../../src/index.js';
import { clickstampMatchers, createLinkMatchers, linkReportSerializer } from '../../src/matchers.js';

expect.extend(clickstampMatchers);
expect.addSnapshotSerializer(linkReportSerializer);

const trackingUrl = 'https://click.brand.example/c';
const html = `<p>Hello</p>
<a href="https://shop.example/sale">Sale</a>
<a href="https://shop.example/new?a=1&amp;b=2">New</a>
<a href="mailto:help@shop.example">Help</a>
<a href="https://shop.example/unsubscribe">Leave</a>`;
const sale = 'https://shop.example/sale';
const fresh = 'https://shop.example/new?a=1&b=2';
const leave = 'https://shop.example/unsubscribe';

/** The message of an assertion that must fail. */
function failure(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the assertion holds');
}

describe('toTrackOnly', () => {
  test('holds where the tracked links are those named, in any order and by any pattern', () => {
    expect(html).toTrackOnly([fresh, sale]);
    expect(html).toTrackOnly([/\/sale$/g, (link) => link.label === 'New']);
    expect(html).toTrackOnly([/shop\.example/]);
    expect(html).toTrackOnly([sale], { neverTrack: ['shop.example/new'] });
    expect('<p>No link</p>').toTrackOnly([]);
    expect(html).not.toTrackOnly([sale]);
    expect(html).not.toTrackOnly([sale, fresh, leave]);
    expect(html).not.toTrackOnly([]);
  });

  test('a string is the whole address, not its start', () => {
    expect(html).not.toTrackOnly([sale, 'https://shop.example/new']);
    expect(html).not.toTrackOnly([sale, fresh, 'shop.example']);
  });

  test('what it says', () => {
    expect(failure(() => expect(html).toTrackOnly([sale, leave, 'https://shop.example/gone']))).toMatchInlineSnapshot(`
      "Expected the message to track only:
        https://shop.example/sale
        https://shop.example/unsubscribe
        https://shop.example/gone
      Not tracked: https://shop.example/unsubscribe (unsubscribe-link: The unsubscribe link: it must work in one simple step, so it is not tracked.)
      Not tracked: https://shop.example/gone (there is no such link)
      Tracked, but not named: https://shop.example/new?a=1&b=2
        3 | <a href="https://shop.example/new?a=1&amp;b=2">New</a>
          |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

      LINE         KIND         WHY               LABEL  LINK
         2  track  web          web               Sale   https://shop.example/sale
         3  track  web          web               New    https://shop.example/new?a=1&b=2
         4  leave  mailto       mailto            Help   mailto:help@shop.example
         5  leave  unsubscribe  unsubscribe-link  Leave  https://shop.example/unsubscribe"
    `);
    expect(failure(() => expect(html).not.toTrackOnly([sale, fresh]))).toMatchInlineSnapshot(`
      "Expected the message not to track only:
        https://shop.example/sale
        https://shop.example/new?a=1&b=2

      LINE         KIND         WHY               LABEL  LINK
         2  track  web          web               Sale   https://shop.example/sale
         3  track  web          web               New    https://shop.example/new?a=1&b=2
         4  leave  mailto       mailto            Help   mailto:help@shop.example
         5  leave  unsubscribe  unsubscribe-link  Leave  https://shop.example/unsubscribe"
    `);
  });
});

describe('toTrack', () => {
  test('holds where all such links are tracked, and there is one', () => {
    expect(html).toTrack(sale);
    expect(html).toTrack(fresh);
    expect(html).toTrack(/shop\.example\/(sale|new)/);
    expect(html).not.toTrack(leave);
    expect(html).not.toTrack('https://shop.example/gone');
    expect(html).not.toTrack(sale, { clickTracking: false });
    expect('https://shop.example/sale').toTrack(sale, { part: 'text' });
  });

  test('is neither where some are tracked and some are not', () => {
    const two = `<a href="${sale}">x</a><a href="${sale}" data-track="off">y</a>`;
    expect(auditLinks(two).tracked).toBe(1);
    expect(() => expect(two).toTrack(sale)).toThrow();
    expect(() => expect(two).not.toTrack(sale)).toThrow();
    expect(() => expect(two).toLeave(sale)).toThrow();
    expect(() => expect(two).not.toLeave(sale)).toThrow();
  });

  test('what it says', () => {
    expect(failure(() => expect(html).toTrack(leave))).toMatchInlineSnapshot(`
      "Expected the message to track https://shop.example/unsubscribe
      leave, unsubscribe-link: The unsubscribe link: it must work in one simple step, so it is not tracked.
        5 | <a href="https://shop.example/unsubscribe">Leave</a>
          |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

      LINE         KIND         WHY               LABEL  LINK
         2  track  web          web               Sale   https://shop.example/sale
         3  track  web          web               New    https://shop.example/new?a=1&b=2
         4  leave  mailto       mailto            Help   mailto:help@shop.example
         5  leave  unsubscribe  unsubscribe-link  Leave  https://shop.example/unsubscribe"
    `);
    expect(failure(() => expect(html).toTrack('https://shop.example/gone'))).toMatchInlineSnapshot(`
      "Expected the message to track https://shop.example/gone
      There is no such link.

      LINE         KIND         WHY               LABEL  LINK
         2  track  web          web               Sale   https://shop.example/sale
         3  track  web          web               New    https://shop.example/new?a=1&b=2
         4  leave  mailto       mailto            Help   mailto:help@shop.example
         5  leave  unsubscribe  unsubscribe-link  Leave  https://shop.example/unsubscribe"
    `);
    expect(failure(() => expect(html).not.toTrack(sale))).toMatchInlineSnapshot(`
      "Expected the message not to track https://shop.example/sale
      track, web: A web link: clicks on it are counted.
        2 | <a href="https://shop.example/sale">Sale</a>
          |          ^^^^^^^^^^^^^^^^^^^^^^^^^

      LINE         KIND         WHY               LABEL  LINK
         2  track  web          web               Sale   https://shop.example/sale
         3  track  web          web               New    https://shop.example/new?a=1&b=2
         4  leave  mailto       mailto            Help   mailto:help@shop.example
         5  leave  unsubscribe  unsubscribe-link  Leave  https://shop.example/unsubscribe"
    `);
  });
});

describe('toLeave', () => {
  test('holds where all such links are left, for this reason', () => {
    expect(html).toLeave('mailto:help@shop.example');
    expect(html).toLeave('mailto:help@shop.example', 'mailto');
    expect(html).toLeave(leave, 'unsubscribe-link');
    expect(html).toLeave(sale, 'never-track', { neverTrack: [sale] });
    expect(html).not.toLeave(leave, 'never-track');
    expect(html).not.toLeave(sale);
    expect(html).not.toLeave('https://shop.example/gone');
  });

  test('what it says', () => {
    expect(failure(() => expect(html).toLeave(leave, 'opt-out'))).toMatchInlineSnapshot(`
      "Expected the message to leave https://shop.example/unsubscribe (opt-out)
      leave, unsubscribe-link: The unsubscribe link: it must work in one simple step, so it is not tracked.
        5 | <a href="https://shop.example/unsubscribe">Leave</a>
          |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

      LINE         KIND         WHY               LABEL  LINK
         2  track  web          web               Sale   https://shop.example/sale
         3  track  web          web               New    https://shop.example/new?a=1&b=2
         4  leave  mailto       mailto            Help   mailto:help@shop.example
         5  leave  unsubscribe  unsubscribe-link  Leave  https://shop.example/unsubscribe"
    `);
    expect(failure(() => expect(html).not.toLeave(leave))).toMatchInlineSnapshot(`
      "Expected the message not to leave https://shop.example/unsubscribe
      leave, unsubscribe-link: The unsubscribe link: it must work in one simple step, so it is not tracked.
        5 | <a href="https://shop.example/unsubscribe">Leave</a>
          |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

      LINE         KIND         WHY               LABEL  LINK
         2  track  web          web               Sale   https://shop.example/sale
         3  track  web          web               New    https://shop.example/new?a=1&b=2
         4  leave  mailto       mailto            Help   mailto:help@shop.example
         5  leave  unsubscribe  unsubscribe-link  Leave  https://shop.example/unsubscribe"
    `);
  });
});

describe('toHaveNoBrokenLinks', () => {
  test.each([
    ['a misspelt scheme', '<a href="htp://shop.example/">x</a>'],
    ['no scheme', '<a href="www.shop.example">x</a>'],
    ['a relative address', '<a href="/sale">x</a>'],
    ['a local host', '<a href="http://localhost:3000/sale">x</a>'],
    ['a private network', '<a href="http://192.168.0.7/sale">x</a>'],
    ['a single label', '<a href="http://intranet/sale">x</a>'],
    ['a top-level domain that is none', '<a href="https://shop.exmaple/">x</a>'],
    ['a blocked scheme', '<a href="javascript:alert(1)">x</a>'],
  ])('does not hold for %s', (_, broken) => {
    expect(broken).not.toHaveNoBrokenLinks();
  });

  test('holds for what is only remarkable', () => {
    expect(html).toHaveNoBrokenLinks();
    const remarkable =
      '<a href="https://shop.example/{{city}}">https://other.example</a><form action="https://shop.example/"></form>';
    expect(auditLinks(remarkable).findings.length).toBeGreaterThan(0);
    expect(remarkable).toHaveNoBrokenLinks();
    expect('<p>No link</p>').toHaveNoBrokenLinks();
  });

  test('what it says', () => {
    const broken = '<p>\n  <a href="htp://shop.example/sale">Sale</a>\n  <a href="/new">New</a>\n</p>';
    expect(failure(() => expect(broken).toHaveNoBrokenLinks())).toMatchInlineSnapshot(`
      "Expected the message to have no broken links
      2:12: error scheme-typo: The scheme is misspelt, so a click opens nothing.
        2 |   <a href="htp://shop.example/sale">Sale</a>
          |            ^^^^^^^^^^^^^^^^^^^^^^^
        did you mean http://shop.example/sale ?
      3:12: warning relative-url: The address is relative, and a message has no address of its own: use an absolute URL, or set baseUrl.
        3 |   <a href="/new">New</a>
          |            ^^^^

      LINE         KIND       WHY          LABEL  LINK
         2  leave  malformed  scheme-typo  Sale   htp://shop.example/sale
         3  leave  relative   relative     New    /new"
    `);
    expect(failure(() => expect('').not.toHaveNoBrokenLinks())).toMatchInlineSnapshot(`
      "Expected the message not to have no broken links

      The message has no links."
    `);
  });
});

describe('what may be expected of', () => {
  test('strings, audits, compiled parts and rewritten ones', () => {
    expect(auditLinks(html)).toTrackOnly([sale, fresh]);
    expect(compileHtml(html, { trackingUrl, clickTracking: true })).toTrack(sale);
    expect(compileText(`Look: ${sale}`, { trackingUrl, clickTracking: true })).toTrackOnly([sale]);
    expect(compileHtml(html, { trackingUrl })).toLeave(sale, 'tracking-off');
    expect(failure(() => expect(auditLinks(html)).toTrack(leave))).toContain('line 5, column 10');
  });

  test.each([
    ['nothing', undefined],
    ['a number', 7],
    ['an object', { links: 'none' }],
  ])('not %s', (_, received) => {
    expect(() => expect(received).toHaveNoBrokenLinks()).toThrow(TypeError);
  });

  test('mistakes in the test itself are no failures of the message', () => {
    expect(() => expect(html).not.toTrack(sale, { nevertrack: [] } as object)).toThrow(/did you mean "neverTrack"/);
    expect(() => expect(html).not.toLeave(sale, 'unsubscribe-lnk' as never)).toThrow(/did you mean "unsubscribe-link"/);
    expect(() => expect(html).not.toTrackOnly(sale as never)).toThrow(/^expected: must be an array of links/);
    expect(() => expect(html).not.toTrack(7 as never)).toThrow(/^expected: must be an address/);
    expect(() => expect(auditLinks(html)).not.toTrack(sale, { neverTrack: [] })).toThrow(/audited already/);
    expect(() => createLinkMatchers({ neverTrac: [] } as object)).toThrow(/did you mean "neverTrack"/);
  });
});

describe('options for all assertions', () => {
  const { toTrackOnly, toLeave } = createLinkMatchers({ neverTrack: ['shop.example/new'], campaignId: 'x' });

  test('an own option goes on top', () => {
    expect(toTrackOnly.call({}, html, [sale]).pass).toBe(true);
    expect(toLeave.call({}, html, fresh, 'never-track').pass).toBe(true);
    expect(toTrackOnly.call({}, html, [sale, fresh], { neverTrack: [] }).pass).toBe(true);
  });
});

describe('the contract of Jest', () => {
  // Jest calls a matcher with its state as `this`, reads `pass`, and calls `message` only where the assertion fails.
  const run = (name: keyof typeof clickstampMatchers, isNot: boolean, ...args: unknown[]) =>
    (
      clickstampMatchers[name] as (
        this: { isNot: boolean },
        ...args: unknown[]
      ) => ReturnType<(typeof clickstampMatchers)['toTrack']>
    ).apply({ isNot }, args);
  test.each([
    ['toTrack', [html, sale], true],
    ['toTrack', [html, leave], false],
    ['toLeave', [html, leave], true],
    ['toTrackOnly', [html, [sale]], false],
    ['toHaveNoBrokenLinks', [html], true],
  ] as const)('%s gives pass and message', (name, args, pass) => {
    for (const isNot of [false, true]) {
      const outcome = run(name, isNot, ...args);
      expect(outcome.pass).toBe(pass);
      expect(outcome.message()).toContain(pass ? 'Expected the message not to' : 'Expected the message to');
      expect(outcome.message()).toContain('LINE');
    }
  });
});

describe('linkReportSerializer', () => {
  test('prints a table, the findings and a sum, and nothing that changes from run to run', () => {
    const report = auditLinks(`${html}\n<a href="htp://shop.example/x">Typo</a>`);
    expect(report).toMatchInlineSnapshot(`
      LINE         KIND         WHY               LABEL  LINK
         2  track  web          web               Sale   https://shop.example/sale
         3  track  web          web               New    https://shop.example/new?a=1&b=2
         4  leave  mailto       mailto            Help   mailto:help@shop.example
         5  leave  unsubscribe  unsubscribe-link  Leave  https://shop.example/unsubscribe
         6  leave  malformed    scheme-typo       Typo   htp://shop.example/x

      6:10: error scheme-typo: The scheme is misspelt, so a click opens nothing.
        6 | <a href="htp://shop.example/x">Typo</a>
          |          ^^^^^^^^^^^^^^^^^^^^
        did you mean http://shop.example/x ?

      5 links: 2 tracked, 3 left; 1 error, 0 warnings
    `);
    expect({ report: auditLinks('<p>No link</p>') }).toMatchInlineSnapshot(`
      {
        "report": The message has no links.

      0 links: 0 tracked, 0 left; 0 errors, 0 warnings,
      }
    `);
  });

  test('takes reports only', () => {
    const { links } = auditLinks(html);
    for (const other of [
      null,
      'text',
      [],
      {},
      { links },
      { links, findings: [] },
      { links: [1], findings: [], tracked: 1 },
    ])
      expect(linkReportSerializer.test(other)).toBe(false);
    expect(linkReportSerializer.test(auditLinks(html))).toBe(true);
  });
});

test('the assertions are typed', () => {
  const link: Link | undefined = auditLinks(html).links[0];
  expect(link?.url).toBe(sale);
  // @ts-expect-error: not a reason
  expect(() => expect(html).toLeave(leave, 'unsubscribed')).toThrow(TypeError);
  // @ts-expect-error: not an array
  expect(() => expect(html).toTrackOnly(sale)).toThrow(TypeError);
  // @ts-expect-error: no such option
  expect(() => expect(html).toTrack(sale, { neverTracked: [] })).toThrow(TypeError);
});
