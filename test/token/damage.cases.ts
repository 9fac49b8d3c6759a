/** What programs and people do to a tracked URL: `damage(url)` still holds every character of its token, in order. */
export interface DamageCase {
  readonly name: string;
  readonly damage: (url: string) => string;
  /** Only for text that is read as such: no request can hold it. */
  readonly pasted?: true;
}

const append = (name: string, ends: readonly string[]): DamageCase[] =>
  ends.map((end) => ({ name: `${name}: ${JSON.stringify(end)}`, damage: (url) => url + end }));
/** Changes the token in the middle of its payload. */
const inside = (name: string, insert: string, more: Partial<DamageCase> = {}): DamageCase => ({
  name: `${name}: ${JSON.stringify(insert)}`,
  damage: (url) => {
    const at = Math.floor((url.indexOf('.', url.lastIndexOf('/')) + url.lastIndexOf('.')) / 2);
    return url.slice(0, at) + insert + url.slice(at);
  },
  ...more,
});
const around = (start: string, end: string): DamageCase => ({
  name: `around: ${JSON.stringify(start)} ${JSON.stringify(end)}`,
  damage: (url) => start + url + end,
  pasted: true,
});
const hex = (text: string): string =>
  [...text].map((each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`).join('');
/** Encodes every character of the token that the pattern finds. */
const encoded = (name: string, pattern: RegExp, encode: (text: string) => string, more: Partial<DamageCase> = {}) => ({
  name: `encoded: ${name}`,
  damage: (url: string) => {
    const at = url.lastIndexOf('/') + 1;
    return url.slice(0, at) + url.slice(at).replace(pattern, encode);
  },
  ...more,
});
const folded = (name: string, every: number, end: string, more: Partial<DamageCase> = {}): DamageCase => ({
  name: `folded: ${name}`,
  damage: (url) => url.replace(new RegExp(`.{${every}}(?=.)`, 'g'), `$&${end}`),
  ...more,
});

export const DAMAGES: readonly DamageCase[] = [
  ...append('punctuation', [
    ')',
    '>',
    '.',
    ',',
    ';',
    ':',
    '!',
    "'",
    '"',
    ']',
    '}',
    '*',
    '_',
    '-',
    '|',
    '…',
    '》',
    '」',
  ]),
  ...append('punctuation, several', ['),', '">', ').', '>.', '...', '**', '__', "')", '/)', '&gt;', '&quot;', '&#39;']),
  ...append('encoded', ['%22', '%3E', '%20', '%3D', '%0A', '%0D%0A', '%2C', '%E2%80%9D', '%C2%A0', '%2522']),
  ...append('parameters', [
    '&utm_source=x',
    '&amp;utm=x',
    '%3Fa=1',
    ';jsessionid=1',
    '?a=1',
    '#top',
    '/?x',
    '&',
    '=',
    '=3D',
  ]),
  ...append('words', [' and more', '%20and%20more', '\tmore', '\r\nSent from my phone', ' (https://shop.example/)']),
  ...append('letters', ['A', 'abc', '0']),
  ...append('invisible', ['\u200b', '\ufeff', '\u00ad', '%E2%80%8B']),
  inside('white space', ' ', { pasted: true }),
  inside('white space', '\t'),
  inside('white space', '\n'),
  inside('white space', '\r\n '),
  inside('white space', '\u00a0'),
  inside('encoded white space', '%20'),
  inside('encoded white space', '%0D%0A'),
  inside('encoded white space', '%0A%20%20'),
  inside('soft break', '=\r\n'),
  inside('soft break', '=\n'),
  inside('soft break, encoded', '%3D%0D%0A'),
  inside('soft break that a URL parser has read', '='),
  inside('quoted reply', '\n> ', { pasted: true }),
  inside('quoted reply', '\r\n> > ', { pasted: true }),
  inside('quoted reply that a URL parser has read', '> '),
  inside('quoted reply that a URL parser has read', '%3E%20'),
  inside('quoted reply, with bars', '\n| '),
  inside('white space of a form', '+'),
  inside('white space of a form, encoded', '%2B'),
  inside('folded by an old server', '!\n ', { pasted: true }),
  inside('invisible', '\u200b'),
  inside('invisible', '\u00ad'),
  inside('invisible', '%E2%80%8B'),
  inside('invisible', '&shy;', { pasted: true }),
  inside('tag', '<wbr>', { pasted: true }),
  inside('tag', '<br />', { pasted: true }),
  encoded('dots', /\./g, hex),
  encoded('dots, in lower case', /\./g, () => '%2e'),
  encoded('hyphens and underscores', /[-_]/g, hex),
  encoded('digits', /\d/g, hex),
  encoded('letters', /[A-Z]/g, hex),
  encoded('everything', /./g, hex),
  encoded('everything, twice', /./g, (text) => hex(text).replaceAll('%', '%25')),
  encoded('dots as entities', /\./g, () => '&#46;', { pasted: true }),
  encoded('dots as entities, in hexadecimal', /\./g, () => '&#x2e;', { pasted: true }),
  encoded('dots as entities, by name', /\./g, () => '&period;', { pasted: true }),
  encoded('Markdown', /[-_.]/g, (text) => `\\${text}`, { pasted: true }),
  encoded('Markdown that a URL parser has read', /[-_]/g, (text) => `/${text}`),
  encoded('dots in quoted-printable', /\./g, () => '=2E'),
  folded('at 76, soft breaks', 76, '=\r\n', { pasted: true }),
  folded('at 72, line ends', 72, '\n', { pasted: true }),
  folded('at 60, quoted', 60, '\n> ', { pasted: true }),
  around(' ', '\n'),
  around('<', '>'),
  around('"', '"'),
  around('(', ')'),
  around('[', ']'),
  around('“', '”'),
  around('«', '»'),
  around('\ufeff', ''),
  around('Have you seen this? ', ' It is great.'),
  around('[the sale](', ')'),
  around('<a href="', '">the sale</a>'),
  around('https://other.example/?url=', '&data=x'),
  { name: 'the host in capitals', damage: (url) => url.replace('click.brand.example', 'Click.Brand.EXAMPLE') },
  { name: 'without the scheme', damage: (url) => url.replace('https://', ''), pasted: true },
  { name: 'http instead of https', damage: (url) => url.replace('https://', 'http://') },
  { name: 'the scheme in capitals', damage: (url) => url.replace('https://', 'HTTPS://') },
  { name: 'a slash twice', damage: (url) => url.replace('/c/', '/c//') },
  { name: 'the whole URL encoded', damage: (url) => encodeURIComponent(url), pasted: true },
  {
    name: 'a bar, words and a slash before, and Markdown that a URL parser has read',
    damage: (url) => `Shop | eyes open > ${url.replace(/[^/]*$/, (token) => token.replace(/[-_]/g, '/$&'))}`,
    pasted: true,
  },
  { name: 'the URL twice', damage: (url) => url + url },
];

/** What cannot be mended: the token is no longer there. */
export const DEAD: readonly DamageCase[] = [
  { name: 'lower case', damage: (url) => url.toLowerCase() },
  { name: 'upper case', damage: (url) => url.replace(/[^/]*$/, (token) => token.toUpperCase()) },
  { name: 'the last character gone', damage: (url) => url.slice(0, -1) },
  { name: 'the signature gone', damage: (url) => url.slice(0, url.lastIndexOf('.')) },
  { name: 'half of it gone', damage: (url) => url.slice(0, url.length / 2) },
  { name: 'cut short with dots', damage: (url) => `${url.slice(0, -8)}...` },
  { name: 'a character gone inside', damage: (url) => url.slice(0, -60) + url.slice(-59) },
  {
    name: 'two characters swapped',
    damage: (url) => url.replace(/(.)(.)(.{40})$/, (_, a, b, rest) => (a === b ? '' : b + a + rest)),
  },
  { name: 'a letter replaced by a question mark', damage: (url) => `${url.slice(0, -20)}?${url.slice(-19)}` },
  { name: 'no token', damage: (url) => url.slice(0, url.lastIndexOf('/') + 1) },
];
