import type { UtmOptions } from '../../../src/index.js';

/** A link, which parameters it is to have, and whether it gets them. */
export type ScopeCase = readonly [options: UtmOptions, url: string, gets: boolean];

export const SCOPE_CASES: readonly ScopeCase[] = [
  [{ only: ['shop.example'] }, 'https://www.shop.example/', true],
  [{ only: ['Shop.Example'] }, 'https://shop.example/', true],
  [{ only: ['shop.example'] }, 'https://myshop.example/', false],
  [{ only: ['shop.example/sale'] }, 'https://shop.example/sale/a', true],
  [{ only: ['shop.example/sale'] }, 'https://shop.example/sales', false],
  [{ only: ['shop.example/sale/'] }, 'https://shop.example/sale', true],
  [{ only: [/[?&]a=1/] }, 'https://shop.example/?a=1', true],
  [{ only: [(link) => link.label === 'x'] }, 'https://shop.example/', true],
  [{ only: [] }, 'https://shop.example/', false],
  [{ except: ['partner.example'] }, 'https://a.partner.example/', false],
  [{ except: ['partner.example'] }, 'https://shop.example/', true],
  [{ only: ['shop.example'], except: ['pay.shop.example'] }, 'https://pay.shop.example/', false],
];

/** Options that throw, and how the message starts. */
export const UTM_MISTAKES: readonly (readonly [options: unknown, message: string])[] = [
  ['news', 'utm: must be an object'],
  [null, 'utm: must be an object'],
  [{ sorce: 'x' }, 'utm: unknown option "sorce", did you mean "source"?'],
  [{ source: '' }, 'utm.source: must be a string that is not empty, or a function'],
  [{ medium: 7 }, 'utm.medium: must be a string that is not empty, or a function'],
  [{ campaign: null }, 'utm.campaign: must be a string'],
  [{ content: ['x'] }, 'utm.content: must be a string'],
  [{ term: {} }, 'utm.term: must be a string'],
  [{ mode: 'overide' }, 'utm.mode: must be one of "fill", "skip-if-any", "override" (did you mean "override"?)'],
  [{ id: '' }, 'utm.id: must be a string that is not empty, or a function'],
  [{ params: 'ref=weekly' }, 'utm.params: must be an object of parameter names and values'],
  [{ params: { ref: 7 } }, 'utm.params.ref: must be a string that is not empty, or a function'],
  [{ params: { '': 'x' } }, 'utm.params: must not have an empty name'],
  [{ params: { utm_source: 'x' } }, 'utm.params.utm_source: has an option of its own: utm.source'],
  [{ only: 'shop.example' }, 'utm.only: must be an array of strings, regular expressions or functions'],
  [{ only: [''] }, 'utm.only[0]: must not be empty'],
  [{ except: [7] }, 'utm.except[0]: must be a string, a regular expression or a function'],
];
