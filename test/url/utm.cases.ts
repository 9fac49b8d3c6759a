import type { UtmOptions } from '../../src/url/utm.js';

/** Options, the URL before, and the URL after; the link is called `hero` and its host is the URL's. */
export type UtmCase = readonly [options: UtmOptions, before: string, after: string];

const source: UtmOptions = { source: 'news' };
const both: UtmOptions = { source: 'news', medium: 'email' };

export const UTM_CASES: readonly UtmCase[] = [
  [{}, 'https://shop.example/', 'https://shop.example/'],
  [source, 'https://shop.example', 'https://shop.example?utm_source=news'],
  [source, 'https://shop.example/', 'https://shop.example/?utm_source=news'],
  [both, 'https://shop.example/?a=1', 'https://shop.example/?a=1&utm_source=news&utm_medium=email'],
  [
    { source: 's', medium: 'm', campaign: 'c', content: 'n', term: 't' },
    'https://shop.example/',
    'https://shop.example/?utm_source=s&utm_medium=m&utm_campaign=c&utm_content=n&utm_term=t',
  ],
  // Before the fragment; the question mark of a fragment is none.
  [source, 'https://shop.example/#top', 'https://shop.example/?utm_source=news#top'],
  [source, 'https://shop.example/?a#/b?c=d', 'https://shop.example/?a&utm_source=news#/b?c=d'],
  [source, 'https://shop.example/#', 'https://shop.example/?utm_source=news#'],
  // The rest keeps its exact spelling.
  [
    source,
    'https://shop.example/A%20b+c?x=%3D&y=a+b&x=%zz',
    'https://shop.example/A%20b+c?x=%3D&y=a+b&x=%zz&utm_source=news',
  ],
  [source, 'HTTPS://Shop.Example/Gr\u00fcn?\u00e9', 'HTTPS://Shop.Example/Gr\u00fcn?\u00e9&utm_source=news'],
  [source, 'https://shop.example/?', 'https://shop.example/?utm_source=news'],
  [source, 'https://shop.example/?a&', 'https://shop.example/?a&utm_source=news'],
  [source, 'https://shop.example/?&a', 'https://shop.example/?&a&utm_source=news'],
  // Fill (the default), skip, override.
  [both, 'https://shop.example/?utm_source=x', 'https://shop.example/?utm_source=x&utm_medium=email'],
  [source, 'https://shop.example/?utm_source=', 'https://shop.example/?utm_source='],
  [source, 'https://shop.example/?UTM_Source=x', 'https://shop.example/?UTM_Source=x'],
  [source, 'https://shop.example/?utm%5Fsource=x', 'https://shop.example/?utm%5Fsource=x'],
  [source, 'https://shop.example/?%zzutm_source=x', 'https://shop.example/?%zzutm_source=x&utm_source=news'],
  [
    { ...both, mode: 'fill' },
    'https://shop.example/?utm_medium=x',
    'https://shop.example/?utm_medium=x&utm_source=news',
  ],
  [{ ...both, mode: 'skip-if-any' }, 'https://shop.example/?utm_term=x', 'https://shop.example/?utm_term=x'],
  [
    { ...source, mode: 'skip-if-any' },
    'https://shop.example/?my_utm=x',
    'https://shop.example/?my_utm=x&utm_source=news',
  ],
  [
    { ...both, mode: 'override' },
    'https://shop.example/?utm_source=x&a=1&utm_source=y&utm_term=z',
    'https://shop.example/?a=1&utm_term=z&utm_source=news&utm_medium=email',
  ],
  [{ ...source, mode: 'override' }, 'https://shop.example/?utm_source=x#f', 'https://shop.example/?utm_source=news#f'],
  // Values.
  [
    { source: 'a b&c=\u00fc/?#' },
    'https://shop.example/',
    'https://shop.example/?utm_source=a%20b%26c%3D%C3%BC%2F%3F%23',
  ],
  [{ content: '{link}' }, 'https://shop.example/', 'https://shop.example/?utm_content=hero'],
  [{ content: 'pos-{link}-{link}' }, 'https://shop.example/', 'https://shop.example/?utm_content=pos-hero-hero'],
  [{ content: (name) => name.toUpperCase() }, 'https://shop.example/', 'https://shop.example/?utm_content=HERO'],
  [{ content: () => undefined, source: () => '' }, 'https://shop.example/', 'https://shop.example/'],
  [{ content: 'x\ud800y' }, 'https://shop.example/', 'https://shop.example/?utm_content=x%EF%BF%BDy'],
  // Domains.
  [
    { ...source, onlyDomains: ['shop.example'] },
    'https://www.shop.example/',
    'https://www.shop.example/?utm_source=news',
  ],
  [{ ...source, onlyDomains: ['Shop.Example'] }, 'https://shop.example/', 'https://shop.example/?utm_source=news'],
  [{ ...source, onlyDomains: ['shop.example'] }, 'https://myshop.example/', 'https://myshop.example/'],
  [{ ...source, onlyDomains: [] }, 'https://shop.example/', 'https://shop.example/'],
  [{ ...source, exceptDomains: ['partner.example'] }, 'https://a.partner.example/', 'https://a.partner.example/'],
  [{ ...source, exceptDomains: ['partner.example'] }, 'https://shop.example/', 'https://shop.example/?utm_source=news'],
  [
    { ...source, onlyDomains: ['shop.example'], exceptDomains: ['pay.shop.example'] },
    'https://pay.shop.example/',
    'https://pay.shop.example/',
  ],
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
  [{ onlyDomains: 'shop.example' }, 'utm.onlyDomains: must be an array of host names'],
  [{ onlyDomains: [''] }, 'utm.onlyDomains: must be an array of host names'],
  [{ exceptDomains: [7] }, 'utm.exceptDomains: must be an array of host names'],
];
