import { describe, expect, test } from 'vitest';
import { auditLinks, compileHtml, compileText, createKeyring, rewriteLinks, rewriteText } from '../../../src/index.js';
import { COMPILE_OPTIONS, type CompileOptions } from '../../../src/message/plan/options.js';
import { RECIPIENT_OPTIONS } from '../../../src/message/plan/recipient.js';
import { COMPILE_MISTAKES, RECIPIENT_MISTAKES } from './options.cases.js';

const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }]);
const trackingUrl = 'https://click.brand.example/c';
const html = '<a href="https://shop.example/">x</a>';
const withOption = (option: string, value: unknown) => ({ trackingUrl, [option]: value }) as CompileOptions;

/** What a call throws, or its promise rejects with; fails where an async function throws at once. */
async function rejection(call: () => Promise<unknown>): Promise<unknown> {
  const promise = call();
  expect(promise).toBeInstanceOf(Promise);
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

function thrown(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  return undefined;
}

const isUsageError = (error: unknown, message: string): void => {
  expect(error).toBeInstanceOf(TypeError);
  expect((error as TypeError).name).toBe('TypeError');
  expect((error as TypeError).message).toContain(message);
};

describe("a caller's mistakes", () => {
  test.each(COMPILE_MISTAKES)('%s: %j', async (option, value, message) => {
    const options = withOption(option, value);
    isUsageError(
      thrown(() => compileHtml(html, options)),
      message,
    );
    isUsageError(await rejection(() => rewriteLinks(html, { ...options, keys })), message);
    if (option === 'part') return;
    isUsageError(
      thrown(() => compileText(html, options)),
      message,
    );
    isUsageError(await rejection(() => rewriteText(html, { ...options, keys })), message);
    if (value !== undefined)
      isUsageError(
        thrown(() => auditLinks(html, options)),
        message,
      );
  });

  test('every option has a mistake that is caught', () => {
    const covered = new Set(COMPILE_MISTAKES.map(([option]) => option));
    expect(COMPILE_OPTIONS.filter((option) => !covered.has(option))).toEqual([]);
    const recipients = new Set(RECIPIENT_MISTAKES.map(([option]) => option));
    expect(RECIPIENT_OPTIONS.filter((option) => !recipients.has(option))).toEqual([]);
  });

  test.each(RECIPIENT_MISTAKES)('recipient %s: %j', async (option, value, message) => {
    const part = compileHtml(html, { trackingUrl, clickTracking: true });
    isUsageError(await rejection(() => part.render({ [option]: value }, keys)), message);
    isUsageError(await rejection(() => part.renderAll([{ [option]: value }], keys).next()), message);
    isUsageError(await rejection(() => rewriteLinks(html, { trackingUrl, keys, [option]: value })), message);
    isUsageError(
      thrown(() => auditLinks(html, { [option]: value })),
      message,
    );
  });

  test('a wrong contact id is not shown', async () => {
    const error = await rejection(() =>
      rewriteLinks(html, { trackingUrl, keys, contactId: 4711 as unknown as string }),
    );
    expect(String(error)).not.toContain('4711');
  });

  test('unknown options, with the nearest known one', async () => {
    const wrong = { trackingUrl, clicktracking: true };
    isUsageError(
      thrown(() => compileHtml(html, wrong)),
      'compileHtml options: unknown option "clicktracking", did you mean "clickTracking"?',
    );
    isUsageError(
      thrown(() => compileText(html, wrong)),
      'compileText options: unknown option',
    );
    isUsageError(
      thrown(() => auditLinks(html, wrong)),
      'auditLinks options: unknown option',
    );
    isUsageError(await rejection(() => rewriteLinks(html, { ...wrong, keys })), 'rewriteLinks options: unknown option');
    isUsageError(await rejection(() => rewriteText(html, { ...wrong, keys })), 'rewriteText options: unknown option');
    const part = compileHtml(html, { trackingUrl });
    isUsageError(
      await rejection(() => part.render({ contactid: 'c' } as object, keys)),
      'recipient: unknown option "contactid", did you mean "contactId"?',
    );
    isUsageError(
      thrown(() => compileHtml(html, { trackingUrl, xyzzy: 1 } as never)),
      '; known are trackingUrl, ',
    );
  });

  test('no options, no content, no keys', async () => {
    for (const content of [undefined, null, 7, new Uint8Array(3), ['<a>'], new String('<a>')]) {
      isUsageError(
        thrown(() => compileHtml(content as string, { trackingUrl })),
        'html: must be a string',
      );
      isUsageError(
        thrown(() => auditLinks(content as string)),
        'html: must be a string',
      );
      isUsageError(
        thrown(() => compileText(content as string, { trackingUrl })),
        'text: must be a string',
      );
      isUsageError(
        await rejection(() => rewriteLinks(content as string, { trackingUrl, keys })),
        'html: must be a string',
      );
      isUsageError(
        await rejection(() => rewriteText(content as string, { trackingUrl, keys })),
        'text: must be a string',
      );
    }
    for (const options of [undefined, null, 'x', []]) {
      isUsageError(
        thrown(() => compileHtml(html, options as never)),
        'compileHtml options: must be an object',
      );
      isUsageError(
        await rejection(() => rewriteLinks(html, options as never)),
        'rewriteLinks options: must be an object',
      );
    }
    const part = compileHtml(html, { trackingUrl });
    for (const wrong of [undefined, {}, [{ kid: 'k1' }]]) {
      isUsageError(
        await rejection(() => part.render({}, wrong as never)),
        'keys: must be a keyring made by createKeyring',
      );
      isUsageError(await rejection(() => part.renderAll([{}], wrong as never).next()), 'keys: must be a keyring');
      isUsageError(
        await rejection(() => rewriteLinks(html, { trackingUrl, keys: wrong as never })),
        'keys: must be a keyring',
      );
    }
    for (const recipient of [undefined, null, 'x'])
      isUsageError(
        await rejection(() => part.renderAll([recipient as never], keys).next()),
        'recipient: must be an object',
      );
  });

  test('keyrings: no key, a short secret, one id twice, a key that only verifies', async () => {
    const secret = '0123456789abcdef0123456789abcdef';
    isUsageError(
      thrown(() => createKeyring([])),
      'keys: must have at least one key',
    );
    isUsageError(
      thrown(() => createKeyring(undefined as never)),
      'keys: must be an array of keys or a JWK Set, parsed from JSON',
    );
    isUsageError(
      thrown(() => createKeyring([{ kid: 'k1', key: 'short' }])),
      'keys[0]',
    );
    isUsageError(
      thrown(() =>
        createKeyring([
          { kid: 'k1', key: secret },
          { kid: 'k1', key: secret },
        ]),
      ),
      'keys[1].kid: is used twice',
    );
    isUsageError(
      thrown(() => createKeyring([{ kid: 'k1', key: secret }], { pseudonymkey: secret } as never)),
      'did you mean "pseudonymKey"?',
    );
    expect(String(thrown(() => createKeyring([{ kid: 'k1', key: 'tiny-secret' }])))).not.toContain('tiny-secret');
    const { publicKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
      'verify',
    ]);
    const verifying = createKeyring([{ kid: 'k1', key: publicKey }]);
    isUsageError(
      await rejection(() => rewriteLinks(html, { trackingUrl, clickTracking: true, keys: verifying })),
      'keys: the first key can only verify',
    );
  });

  test('what a keyring must have for the options: a pseudonym key, a time', async () => {
    const part = compileHtml(html, { trackingUrl, clickTracking: true });
    isUsageError(
      await rejection(() => part.render({ contactId: 'c', consent: 'pseudonymous' }, keys)),
      "consent: 'pseudonymous' needs createKeyring(keys, { pseudonymKey })",
    );
    isUsageError(
      await rejection(() =>
        rewriteLinks(html, { trackingUrl, clickTracking: true, keys, expiresInSeconds: 60, consent: 'anonymous' }),
      ),
      'expiresInSeconds: needs sentAt',
    );
    // Without a link to track, nothing of it is needed.
    expect(
      (
        await compileHtml('<p>', { trackingUrl, clickTracking: true }).render(
          { contactId: 'c', consent: 'pseudonymous' },
          keys,
        )
      ).html,
    ).toBe('<p>');
  });

  test('http is for loopback, and slashes at the end of the tracking URL do not add up', async () => {
    for (const own of [
      'http://localhost:8080/c',
      'http://app.localhost/c',
      'http://127.0.0.1:1/c/',
      'http://[::1]/',
      'https://click.brand.example',
      'https://click.brand.example/c///',
    ]) {
      const { html: output } = await rewriteLinks(html, { trackingUrl: own, clickTracking: true, keys });
      expect(output.slice(9)).toMatch(/^https?:\/\/[^/]+(?:\/c)?\/[\w.-]+"/);
    }
  });

  test('options are not changed, and undefined stands for not given', async () => {
    const options = Object.freeze({
      trackingUrl,
      clickTracking: true,
      utm: undefined,
      neverTrack: undefined,
      part: undefined,
      keys,
      contactId: undefined,
      values: Object.freeze({}),
    });
    expect((await rewriteLinks(html, options)).tracked).toBe(1);
  });
});
