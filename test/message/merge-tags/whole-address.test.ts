import { describe, expect, test } from 'vitest';
import { auditLinks } from '../../../src/index.js';
import {
  readNestingAddress,
  readWholeAddress,
  syntaxOfValue,
  WHOLE_FORMS,
} from '../../../src/message/merge-tags/whole-address.js';
import {
  HOST_CASES,
  NESTING_CASES,
  OTHER_ADDRESSES,
  OTHER_VALUES,
  VALUE_CASES,
  WHOLE_CASES,
} from './whole-address.cases.js';

const attribute = (address: string): string =>
  address.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

describe('a whole address that is a tag of whatever syntax', () => {
  test.each([...WHOLE_CASES, ...HOST_CASES])('%s is of the syntax %s', (address, syntax, name) => {
    const tag = readWholeAddress(address);
    expect(tag).toMatchObject({ name, syntax: { name: syntax } });
    expect(address.slice(tag?.start, tag?.end)).toBe(tag?.text);
    const { links, findings } = auditLinks(`<a href="${attribute(address)}">x</a>`);
    expect(links).toMatchObject([{ kind: 'placeholder', verdict: 'leave', href: address }]);
    const said = findings.filter(({ code }) => code !== 'merge-tag-authority');
    expect(said.map(({ code, message }) => [code, message.includes(`"${syntax}"`)])).toEqual([
      ['template-syntax-off', true],
    ]);
  });

  test.each(NESTING_CASES)('%s is of the syntax %s, whatever tags are in it', (address, syntax, name) => {
    expect(readNestingAddress(address)).toMatchObject({ text: address, name, syntax: { name: syntax } });
    const { links } = auditLinks(`<a href="${attribute(address)}">x</a>`, {
      values: { id: 'A1', shop_url: 'https://s.example/' },
    });
    expect(links[0]?.kind).toBe(name === 'shop_url' ? 'web' : 'placeholder');
  });

  test.each(VALUE_CASES)('%s as a value may be of the syntax %s', (value, syntax) => {
    for (const address of [`https://shop.example/?u=${value}`, `https://shop.example/?a=1&u=${value}&b=2`]) {
      expect(syntaxOfValue(address)).toBe(syntax);
      const { links, findings } = auditLinks(`<a href="${attribute(address)}">x</a>`);
      expect(links).toMatchObject([{ kind: 'web', verdict: 'track', url: address }]);
      expect(findings.map(({ code }) => code).filter((code) => code !== 'url-space')).toEqual(['template-syntax-off']);
    }
  });

  test.each(OTHER_VALUES)('%s as a value is none', (value) => {
    for (const address of [`https://shop.example/?u=${value}`, `https://shop.example/${value}/x?${value}=1`])
      expect(syntaxOfValue(address)).toBeUndefined();
  });

  test('every form has a case', () => {
    const covered = new Set(WHOLE_CASES.map(([, syntax]) => syntax));
    expect(WHOLE_FORMS.map(({ syntax }) => syntax).filter((syntax) => !covered.has(syntax))).toEqual([]);
  });

  test.each(OTHER_ADDRESSES)('%s is none', (address) => {
    expect(readWholeAddress(address)).toBeUndefined();
  });

  test('its value is filled in, and then there is nothing to say of it', () => {
    const values = { shop_url: 'https://shop.example/', domain: 'shop.example' };
    for (const address of [
      '@@shop_url@@',
      '$shop_url',
      'https://$domain/',
      'https://@@shop_url@@',
      'https://@@domain@@/',
    ]) {
      const { links, findings } = auditLinks(`<a href="${address}">x</a>`, { values });
      expect(links).toMatchObject([{ verdict: 'track', url: 'https://shop.example/' }]);
      expect(findings).toEqual([]);
    }
  });

  test.each(['$shop_url?id={{id}}', '@@shop_url@@?id={{id}}', 'https://__SHOP__/?id={{id}}'])(
    '%s has a tag behind it',
    (address) => {
      const values = { shop_url: 'https://shop.example/', SHOP: 'shop.example', id: 'A 1' };
      const html = `<a href="${address}">x</a>`;
      expect(auditLinks(html).links).toMatchObject([{ kind: 'placeholder' }]);
      const { links } = auditLinks(html, { values });
      expect(links).toMatchObject([{ verdict: 'track', url: 'https://shop.example/?id=A%201' }]);
    },
  );

  test("an app's own syntax comes first", () => {
    const { links, findings } = auditLinks('<a href="@@shop_url@@">x</a>', {
      mergeTags: [{ open: '@@', close: '@@' }],
    });
    expect(links[0]?.kind).toBe('placeholder');
    expect(findings).toEqual([]);
  });
});
