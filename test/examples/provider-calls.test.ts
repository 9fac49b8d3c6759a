import { expect, test } from 'vitest';
import { compileMessage, createKeyring, type ProviderName } from '../../src/index.js';
import { importCalls } from '../e2e/api-calls.js';
import { STAND_INS } from '../e2e/stand-ins.js';

const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }]);
const long = (name: string): string => `https://shop.example/${name}?q=${'x'.repeat(700)}`;
const message = compileMessage(
  { html: `<a href="${long('a')}">A</a><a href="${long('b')}">B</a>`, text: long('c') },
  {
    trackingUrl: 'https://click.brand.example/c',
    clickTracking: true,
    messageId: 'm-1',
    sentAt: new Date('2026-11-24T10:00:00Z'),
  },
);
const contacts = Array.from({ length: 1_003 }, (_, at) => ({
  contactId: `c-${at}`,
  email: `r${at}@reader.example`,
}));
const LIMITS: Partial<Record<ProviderName, number>> = { mailgun: 25_000_000, postmark: 50_000_000 };

test.each(STAND_INS)(
  'calls of $provider stay within its limits, and nobody is left out or served twice',
  async (standIn) => {
    const { provider, most } = standIn;
    const batch = message.batch({ provider });
    const write = (await importCalls())[provider];
    const stored = new Map<string, string>();
    const served: string[] = [];
    let counted = 0;
    for await (const call of write({ batch, contacts, keys, from: 'news@brand.example', subject: 'Autumn' })) {
      const request = new Request('https://api.example/', { method: 'POST', body: call.body });
      const body = Buffer.from(await request.arrayBuffer());
      const type = request.headers.get('content-type') ?? '';
      const mails = await standIn.read({ path: call.path, body, type }, stored);
      expect(mails.length).toBeLessThanOrEqual(most);
      expect(body.length).toBeLessThanOrEqual(LIMITS[provider] ?? Number.POSITIVE_INFINITY);
      if (provider === 'brevo') {
        const { messageVersions } = JSON.parse(body.toString()) as { messageVersions: { params: object }[] };
        const bytes = messageVersions.reduce((sum, { params }) => sum + JSON.stringify(params).length, 0);
        expect(bytes).toBeLessThanOrEqual(1_000_000);
      }
      served.push(...mails.map(({ to }) => to));
      if (served.length > 0 && counted++ === 0)
        expect(mails[0]?.html).toBe((await message.render({ contactId: 'c-0' }, keys)).html);
    }
    expect(served).toEqual(contacts.map(({ email }) => email));
    // Brevo's calls are cut by their bytes, the others' by their recipients.
    expect(counted).toBe(provider === 'brevo' ? counted : Math.ceil(contacts.length / most));
    if (provider === 'brevo') expect(counted).toBeGreaterThan(3);
  },
);
