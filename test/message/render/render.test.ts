import { describe, expect, test } from 'vitest';
import { auditLinks, compileHtml, rewriteLinks, rewriteText } from '../../../src/index.js';
import { clicksIn, keys, link, tracked, trackingUrl } from '../setup.js';

const html = `<p>${link('https://shop.example/a')} ${link('mailto:a@shop.example')} ${link('https://shop.example/b?x=1&amp;y=2')}</p>\u00e9`;

describe('when nothing is signed', () => {
  test('click tracking is off by default: everything is classified, no byte changes', async () => {
    for (const options of [{ trackingUrl }, { trackingUrl, clickTracking: false }]) {
      const { html: output, links, tracked: count } = await rewriteLinks(html, { ...options, keys, contactId: 'c' });
      expect(output).toBe(html);
      expect(count).toBe(0);
      expect(links.map((each) => each.reason)).toEqual(['tracking-off', 'mailto', 'tracking-off']);
    }
    const { text } = await rewriteText('https://shop.example/a', { trackingUrl, keys });
    expect(text).toBe('https://shop.example/a');
  });

  test('a test email is not tracked, or is and says so in every click', async () => {
    const plain = await rewriteLinks(html, { ...tracked, keys, testEmail: true });
    expect(plain.html).toBe(html);
    expect(plain.links[0]?.reason).toBe('test-email');
    const counted = await rewriteLinks(html, { ...tracked, keys, testEmail: 'count-as-test' });
    expect((await clicksIn(counted.html)).map((click) => click.test)).toEqual([true, true]);
    const live = await rewriteLinks(html, { ...tracked, keys });
    expect((await clicksIn(live.html)).map((click) => click.test)).toEqual([false, false]);
  });

  test('auditing needs no keys, and takes tracking for on', () => {
    const { links, tracked: count } = auditLinks(html);
    expect(count).toBe(2);
    expect(links.map((each) => each.verdict)).toEqual(['track', 'leave', 'track']);
    expect(auditLinks(html, { clickTracking: false }).tracked).toBe(0);
    expect(auditLinks(html, { consent: 'none' }).links[0]?.reason).toBe('consent-none');
    expect(auditLinks(link('{{shop}}')).findings).toEqual([]);
    expect(auditLinks(link('{{shop}}'), { values: { shop: 'https://shop.example' } }).tracked).toBe(1);
    expect(auditLinks('https://shop.example', { part: 'text' }).links[0]?.carrier).toBe('text');
  });
});

describe('what every click says', () => {
  test('campaign, message, variant, part, link, contact, time, tags', async () => {
    const options = { ...tracked, keys, campaignId: 'spring', messageId: 'step-2', variant: 'B', expiresInSeconds: 60 };
    const { html: output } = await rewriteLinks(
      link('https://shop.example/', 'data-link-id="hero" data-link-tags="place:top"'),
      { ...options, contactId: 'c-17' },
    );
    const [click] = await clicksIn(output, { now: () => new Date('2026-11-24T08:00:59Z') });
    expect(click).toEqual({
      url: 'https://shop.example/',
      linkId: 'hero',
      part: 'html',
      campaignId: 'spring',
      messageId: 'step-2',
      variant: 'B',
      contactId: 'c-17',
      sentAt: tracked.sentAt,
      expired: false,
      test: false,
      kid: 'k1',
      linkCount: 1,
      tags: { place: 'top' },
    });
    expect((await clicksIn(output, { now: () => new Date('2026-11-24T08:01:00Z') }))[0]).toMatchObject({
      expired: true,
      url: 'https://shop.example/',
    });
  });

  test('the part is in the click', async () => {
    const { text } = await rewriteText('https://shop.example/', { ...tracked, keys });
    const amp = await rewriteLinks(link('https://shop.example/'), { ...tracked, keys, part: 'amp' });
    expect([...(await clicksIn(text)), ...(await clicksIn(amp.html))].map((click) => click.part)).toEqual([
      'text',
      'amp',
    ]);
  });

  test('the time of sending is that of rendering, or as given, to the second: then the same input gives the same bytes', async () => {
    const { sentAt: _, ...untimed } = tracked;
    const at = async (now: string) =>
      (await rewriteLinks(html, { ...untimed, keys, contactId: 'c', sentAt: new Date(now) })).html;
    expect((await clicksIn(await at('2026-01-02T03:04:05.999Z')))[0]?.sentAt).toEqual(new Date('2026-01-02T03:04:05Z'));
    expect(await at('2026-01-02T03:04:05Z')).not.toBe(await at('2026-01-02T03:04:06Z'));
    const given = () => rewriteLinks(html, { ...tracked, keys, contactId: 'c' });
    expect((await given()).html).toBe((await given()).html);
    const before = Date.now();
    const [click] = await clicksIn((await rewriteLinks(html, { ...untimed, keys })).html);
    expect(Math.abs((click?.sentAt?.getTime() ?? 0) - before)).toBeLessThan(60_000);
  });
});

describe('sizes', () => {
  const sources = [
    html,
    '',
    '\ufeff<p>',
    'no links',
    `${link('https://shop.example/?c={{id}}')}\u{1f600}`,
    `\ud800${link('https://shop.example/\u6771')}`,
  ];
  test('are those of the part in UTF-8', async () => {
    for (const source of sources) {
      const part = compileHtml(source, tracked);
      for (const recipient of [
        { contactId: 'c' },
        { contactId: '\u6771\u4eac', values: { id: '\u00fc' } },
        { consent: 'none' as const },
      ]) {
        const copy = await part.render(recipient, keys);
        expect(copy.bytes).toEqual({ before: Buffer.byteLength(source), after: Buffer.byteLength(copy.html) });
      }
    }
  });
});

describe('renderAll', () => {
  const part = compileHtml(html, tracked);
  const contacts = [
    { contactId: 'a', email: 'a@shop.example' },
    { contactId: 'b', email: 'b@shop.example' },
  ];

  test('gives each contact\u2019s copy with the app\u2019s own record, from arrays, generators and async ones', async () => {
    function* generator() {
      yield* contacts;
    }
    async function* asyncGenerator() {
      yield* contacts;
    }
    for (const recipients of [contacts, new Set(contacts), generator(), asyncGenerator()]) {
      const results = [];
      for await (const result of part.renderAll(recipients, keys)) results.push(result);
      expect(results.map((result) => result.recipient.email)).toEqual(['a@shop.example', 'b@shop.example']);
      for (const { recipient, html: output } of results)
        expect(output).toBe((await part.render({ contactId: recipient.contactId }, keys)).html);
    }
  });

  test('asks for the next contact only when the last copy was taken, and closes the list when the caller stops', async () => {
    const log: string[] = [];
    async function* list() {
      try {
        for (let i = 0; i < 1_000; i++) {
          log.push(`asked ${i}`);
          yield { contactId: `c${i}` };
        }
      } finally {
        log.push('closed');
      }
    }
    for await (const { recipient } of part.renderAll(list(), keys)) {
      log.push(`sent ${recipient.contactId}`);
      if (recipient.contactId === 'c1') break;
    }
    expect(log).toEqual(['asked 0', 'sent c0', 'asked 1', 'sent c1', 'closed']);
  });

  test('a list that fails fails with its own error', async () => {
    async function* list() {
      yield { contactId: 'a' };
      throw new RangeError('the database went away');
    }
    const results = part.renderAll(list(), keys);
    expect((await results.next()).done).toBe(false);
    await expect(results.next()).rejects.toThrow(RangeError);
  });
});

describe('compiled parts', () => {
  test('know their source, part, links and findings, and render with any keyring', async () => {
    const part = compileHtml(html, tracked);
    expect([part.source, part.part, part.links.length, part.findings]).toEqual([html, 'html', 3, []]);
    const results = await Promise.all([part.render({ contactId: 'a' }, keys), part.render({ contactId: 'b' }, keys)]);
    expect(results.map((result) => result.tracked)).toEqual([2, 2]);
    const none = await part.render({ consent: 'none' }, keys);
    expect(none.html).toBe(html);
  });

  test('taking the tracked URLs out gives the source back, whatever the quoting', async () => {
    const source = `<a href='https://shop.example/a'>1</a><a href=https://shop.example/b>2</a><a href = "https://shop.example/c">3</a><A HREF="https://shop.example/?a=1&b=2">4</A>`;
    const { html: output, links } = await rewriteLinks(source, { ...tracked, keys });
    let at = 0;
    const back = output.replace(/https:\/\/click\.brand\.example\/c\/[\w.-]+/g, () =>
      source.slice(...(links[at++]?.range ?? [0, 0])),
    );
    expect([back, at]).toEqual([source, 4]);
  });
});
