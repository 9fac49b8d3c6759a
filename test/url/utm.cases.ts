import type { UtmParameters } from '../../src/url/utm.js';

/** Options, the URL before, and the URL after; the link is called `hero` and its host is the URL's. */
export type UtmCase = readonly [options: UtmParameters, before: string, after: string];

const source: UtmParameters = { source: 'news' };
const both: UtmParameters = { source: 'news', medium: 'email' };

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
  [source, 'https://shop.example/?a=1&&', 'https://shop.example/?a=1&&utm_source=news'],
  [source, 'https://shop.example/?&', 'https://shop.example/?&utm_source=news'],
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
    { ...both, mode: 'skip-if-any' },
    'https://shop.example/?a=1&utm_term=x&b=2',
    'https://shop.example/?a=1&utm_term=x&b=2',
  ],
  [source, 'https://shop.example/?my_utm_Source=x', 'https://shop.example/?my_utm_Source=x&utm_source=news'],
  [{ params: { my_utm_X: '1' } }, 'https://shop.example/?my_utm_x=2', 'https://shop.example/?my_utm_x=2&my_utm_X=1'],
  [{ content: () => '{link}' }, 'https://shop.example/', 'https://shop.example/?utm_content=%7Blink%7D'],
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
  // The id, and further parameters.
  [{ id: 'c7', ...source }, 'https://shop.example/', 'https://shop.example/?utm_source=news&utm_id=c7'],
  [{ params: { ref: 'weekly' } }, 'https://shop.example/#top', 'https://shop.example/?ref=weekly#top'],
  [
    { ...source, params: { ref: '{link}', 'a b': () => 'x&y', none: undefined } },
    'https://shop.example/?a=1',
    'https://shop.example/?a=1&utm_source=news&ref=hero&a%20b=x%26y',
  ],
  [{ params: { ref: 'x' } }, 'https://shop.example/?ref=1', 'https://shop.example/?ref=1'],
  [{ params: { ref: 'x' } }, 'https://shop.example/?Ref=1', 'https://shop.example/?Ref=1&ref=x'],
  [{ params: { ref: 'x' }, mode: 'override' }, 'https://shop.example/?ref=1&a', 'https://shop.example/?a&ref=x'],
  // A character reference that nobody decoded is no parameter, and stands for one all the same.
  [
    { medium: 'email', mode: 'override' },
    'https://shop.example/?a=1&amp;utm_medium=b',
    'https://shop.example/?a=1&utm_medium=email',
  ],
  [
    { medium: 'email', mode: 'override' },
    'https://shop.example/?a=1&AMP;amp;utm_medium=b&xamp;utm_medium=c',
    'https://shop.example/?a=1&xamp;utm_medium=c&utm_medium=email',
  ],
  [
    { medium: 'email' },
    'https://shop.example/?a=1&amp;utm_medium=b',
    'https://shop.example/?a=1&amp;utm_medium=b&utm_medium=email',
  ],
];
