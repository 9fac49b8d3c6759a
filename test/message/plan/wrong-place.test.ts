import { describe, expect, test } from 'vitest';
import { ClickAggregator } from '../../../src/clicks/index.js';
import { compileHtml, createKeyring } from '../../../src/index.js';
import { clickstamp } from '../../../src/nodemailer.js';
import { toNodeListener } from '../../../src/redirect/index.js';

// What newcomers do in their first ten minutes, and the hint that gets them on.
const trackingUrl = 'https://click.brand.example/c';
const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }]);
const render = (recipient: object) => compileHtml('', { trackingUrl }).render(recipient, keys);

describe('an option in the wrong place', () => {
  test.each(['contactId', 'values', 'consent', 'keys'])('%s, too early', (name) => {
    expect(() => compileHtml('', { trackingUrl, [name]: 'x' })).toThrow(
      `compileHtml options: unknown option "${name}"; it is for render({ contactId, values, consent }, keys)`,
    );
  });

  test('too late', async () => {
    await expect(render({ campaignId: 'november' })).rejects.toThrow(
      'recipient: unknown option "campaignId"; it is for compileMessage, compileHtml or compileText, once for all',
    );
    await expect(render({ keys })).rejects.toThrow('recipient: unknown option "keys"; it is the second argument of');
    await expect(render({ contactid: 'c-1' })).rejects.toThrow('"contactid", did you mean "contactId"?');
  });

  test('of a message, given to the transporter', () => {
    const options = { trackingUrl, keys, contactId: 'c-1' };
    expect(() => clickstamp(options)).toThrow(
      'clickstamp options: unknown option "contactId"; it is for a message\'s clickstamp field',
    );
  });
});

describe('a value of the wrong kind', () => {
  test('a promise', () => {
    expect(() => compileHtml(Promise.resolve('') as never, { trackingUrl })).toThrow(
      'html: must be a string, not a promise (await it)',
    );
    expect(() => new ClickAggregator().add(Promise.resolve() as never)).toThrow(
      'event: must be an object, not a promise (await it)',
    );
  });

  test('bytes', () => {
    expect(() => compileHtml(new Uint8Array(1) as never, { trackingUrl })).toThrow('must be a string, not bytes');
  });

  test('what is no id for a contact, which is not shown', async () => {
    const wants = 'contactId: must be a string that is not empty, or a finite number';
    await expect(render({ contactId: Number.NaN })).rejects.toThrow(`${wants}, not a number that is not finite`);
    await expect(render({ contactId: ['4711'] })).rejects.toThrow(`${wants}, not an object`);
    await expect(render({ contactId: '' })).rejects.toThrow(wants);
  });

  test('a variable of the environment that is not set', () => {
    expect(() => createKeyring([{ kid: 'k1', key: undefined as never }])).toThrow(/sign and verify, not undefined$/);
    expect(() => createKeyring([{ kid: 'k1', key: 1 as never }])).toThrow(/sign and verify$/);
  });

  test.each([undefined, {}])('no handler: %o', (handler) => {
    expect(() => toNodeListener(handler as never)).toThrow(/^handler: must be made by createClickHandler, not /);
  });
});
