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

/** A JWT, with the signature's length of ours. */
const OTHER_TOKEN = `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxIn0.${'A'.repeat(43)}`;

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
  inside('invisible', '\ufe0f'),
  inside('invisible', '\u{e0020}'),
  inside('invisible', '\u2800'),
  inside('invisible', '\ufffd'),
  inside('invisible', '&NoBreak;', { pasted: true }),
  inside('invisible', '&thinsp;', { pasted: true }),
  inside('invisible, in Latin-1', '%AD'),
  inside('white space, in Latin-1', '%A0'),
  inside('a control character', '\u0085'),
  inside('a control character, encoded', '%00'),
  inside('colours of a terminal', '\u001b[0m', { pasted: true }),
  inside('colours of a terminal, encoded', '%1B%5B0m'),
  inside('colours of a terminal that a log has escaped', '\\u001b[0m', { pasted: true }),
  inside('colours of a terminal that a shell has escaped', '\\e[1;31m', { pasted: true }),
  inside('colours of a terminal in octal', '\\033[0m', { pasted: true }),
  inside('colours of a terminal, as signs', '^[[0m', { pasted: true }),
  inside('the end of all colours', '\u001b(B\u001b[m', { pasted: true }),
  inside('a control character, as signs', '^M\n', { pasted: true }),
  inside('a line end of syslog', '#012', { pasted: true }),
  inside('a sign for a line end', '\u21a9\n', { pasted: true }),
  inside('a sign for a line end, encoded', '%E2%8F%8E'),
  inside('the start of a line of a reply', '\n: ', { pasted: true }),
  inside('the start of a line of a list', '\n* ', { pasted: true }),
  inside('quoted-printable white space', '=20'),
  inside('quoted-printable line end', '=0D=0A'),
  inside('quoted-printable, invisible', '=E2=80=8B'),
  inside('quoted-printable, of an equals sign', '=3D'),
  inside('an escape', '\\n', { pasted: true }),
  inside('an escape', '\\u00ad', { pasted: true }),
  inside('an escape in braces', '\\u{200b}', { pasted: true }),
  inside('an escape of old browsers', '%u200b'),
  inside("a program's text over two lines", '" +\n  "', { pasted: true }),
  inside("a program's text in two pieces", '"&"'),
  inside("a program's text in two pieces", '" .\n \'', { pasted: true }),
  inside('a hyphen of the line end', '-\n', { pasted: true }),
  inside("a hyphen of the next line's start", '\n- ', { pasted: true }),
  inside('a hyphen of the line end, encoded', '-%0A'),
  inside('a hyphen of the line end, in HTML', '-<br>', { pasted: true }),
  inside('tag', '<wbr>', { pasted: true }),
  inside('tag', '<br />', { pasted: true }),
  inside('tag', '<br clear="all">', { pasted: true }),
  inside('tag', '</span><span>'),
  inside('tag', '<!-- -->'),
  inside('tag, as entities', '&lt;wbr&gt;', { pasted: true }),
  encoded('dots', /\./g, hex),
  encoded('dots, in lower case', /\./g, () => '%2e'),
  encoded('hyphens and underscores', /[-_]/g, hex),
  encoded('digits', /\d/g, hex),
  encoded('letters', /[A-Z]/g, hex),
  encoded('everything', /./g, hex),
  encoded('everything, twice', /./g, (text) => hex(text).replaceAll('%', '%25')),
  encoded('dots as entities', /\./g, () => '&#46;', { pasted: true }),
  encoded('dots as entities without an end', /\.(?!\d)/g, () => '&#46', { pasted: true }),
  encoded('dots as entities, in hexadecimal', /\./g, () => '&#x2e;', { pasted: true }),
  encoded('dots as entities, by name', /\./g, () => '&period;', { pasted: true }),
  encoded('Markdown', /[-_.]/g, (text) => `\\${text}`, { pasted: true }),
  encoded('Markdown that a URL parser has read', /[-_]/g, (text) => `/${text}`),
  encoded('dots in quoted-printable', /\./g, () => '=2E'),
  encoded('hyphens and underscores in quoted-printable', /[-_]/g, (text) => hex(text).replaceAll('%', '=')),
  encoded('everything in quoted-printable', /./g, (text) => hex(text).replaceAll('%', '=')),
  encoded('everything, five times', /./g, (text) => hex(text).replaceAll('%', '%25252525')),
  encoded('dots as escapes', /\./g, () => '\\u002e'),
  encoded('dots as escapes of old browsers', /\./g, () => '%u002E'),
  encoded('everything as escapes', /./g, (text) => hex(text).replaceAll('%', '\\u00')),
  encoded('dots in brackets', /\./g, () => '[.]'),
  encoded('dots in words', /\./g, () => '[dot]'),
  encoded('dots of a list', /\./g, () => '\u00b7'),
  encoded('dots of another input method', /\./g, () => '\u30fb'),
  encoded('dots as escapes of C', /\./g, () => '\\056', { pasted: true }),
  encoded('dots as escapes of Python', /\./g, () => '\\U0000002e', { pasted: true }),
  encoded('dots as entities of eight digits', /\./g, () => '&#x0000002e;', { pasted: true }),
  encoded('dots, the percent sign by name', /\./g, () => '&percnt;2E', { pasted: true }),
  encoded('dots of full width', /\./g, () => '\uff0e'),
  encoded('dots of an input method', /\./g, () => '\u3002'),
  encoded('hyphens of a word processor', /-/g, () => '\u2013'),
  encoded('two hyphens in one dash', /--/g, () => '\u2014'),
  encoded('two hyphens in one dash, encoded', /--/g, () => '%E2%80%93'),
  encoded('two hyphens in one dash, as entities', /--/g, () => '&#8211;', { pasted: true }),
  encoded('two hyphens in one dash, by name', /--/g, () => '&mdash;', { pasted: true }),
  encoded('hyphens of Windows', /-/g, () => '%96'),
  encoded('hyphens of a PDF', /-/g, () => '\u2010'),
  encoded('hyphens of a PDF, encoded', /-/g, () => '%E2%80%91'),
  encoded('hyphens as entities', /-/g, () => '&hyphen;', { pasted: true }),
  encoded('underscores of full width', /_/g, () => '\uff3f'),
  encoded('underscores in tags', /_/g, () => '<em>_</em>'),
  encoded('everything of full width', /./g, (text) => String.fromCharCode(text.charCodeAt(0) + 0xfee0)),
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
  { name: 'a slash less', damage: (url) => url.replace('https://', 'https:/'), pasted: true },
  { name: 'slashes the other way round', damage: (url) => url.replaceAll('/', '\\'), pasted: true },
  {
    name: 'a slash less, in an address that encloses it',
    damage: (url) => `https://urldefense.com/v3/__${url.replace('//', '/')}__;!!abc!def$`,
    pasted: true,
  },
  {
    name: 'without the scheme, in a sentence',
    damage: (url) => `Visit ${url.replace('https://', '')} today`,
    pasted: true,
  },
  ...['=\r\n', ' ', '\u200b', '<wbr>', '&shy;'].flatMap((sign) =>
    [/(?<=bra)/, /(?<=\/c)/].map((place) => ({
      name: `before the path's end: ${JSON.stringify(sign)} at ${place.source}`,
      damage: (url: string) => url.replace(place, sign),
      pasted: true as const,
    })),
  ),
  ...(['[.]', '(dot)', '%2E'] as const).map((dot) => ({
    name: `dots of the host: ${dot}`,
    damage: (url: string) => url.replace('click.brand.example', `click${dot}brand${dot}example`),
    pasted: true as const,
  })),
  {
    name: 'made harmless',
    damage: (url) => url.replace('https://', 'hxxps[:]//').replaceAll('.', '[.]'),
    pasted: true,
  },
  {
    name: 'made harmless, the slashes too',
    damage: (url) => url.replace('https://', 'hxxps[://]').replaceAll('.', '[.]'),
    pasted: true,
  },
  ...['[ . ]', '\\[.\\]'].map((dot) => ({
    name: `made harmless: ${dot}`,
    damage: (url: string) => url.replaceAll('.', dot),
    pasted: true as const,
  })),
  { name: 'the port of https, and http', damage: (url) => url.replace(/^https:\/\/([^/]*)/, 'http://$1:443') },
  { name: 'the port of http, and https', damage: (url) => url.replace(/^https:\/\/([^/]*)/, 'https://$1:80') },
  { name: 'the whole URL encoded', damage: (url) => encodeURIComponent(url), pasted: true },
  {
    name: 'a bar, words and a slash before, and Markdown that a URL parser has read',
    damage: (url) => `Shop | eyes open > ${url.replace(/[^/]*$/, (token) => token.replace(/[-_]/g, '/$&'))}`,
    pasted: true,
  },
  ...['(', '[', '-', '_', '*', '\u201c', '%5B', '%C2%AB'].map((sign) => ({
    name: `before the token: ${JSON.stringify(sign)}`,
    damage: (url: string) => url.replace(/[^/]*$/, (token) => sign + token),
  })),
  { name: 'the path encoded', damage: (url) => url.replace('/c/', '/%63/') },
  { name: "the host's root", damage: (url) => url.replace('.example/', '.example./') },
  { name: 'the scheme twice', damage: (url) => url.replace('https://', 'http://https//'), pasted: true },
  {
    name: "another program's token before",
    damage: (url) => `https://other.example/?t=${OTHER_TOKEN}&u=${url}`,
    pasted: true,
  },
  {
    name: 'around: URL Defense, version 2',
    damage: (url) =>
      `https://urldefense.proofpoint.com/v2/url?u=${url
        .replace(/[^A-Za-z\d./]/g, hex)
        .replaceAll('%', '-')
        .replaceAll('/', '_')}&d=DwMFaQ`,
    pasted: true,
  },
  ...(
    [
      ['<', '>'],
      ['Sale<', '>'],
      ['<', '|the sale>'],
      ['&lt;a href=&quot;', '&quot;&gt;the sale&lt;/a&gt;'],
    ] as const
  ).flatMap(([start, end]) =>
    (['\u00b7', '=2E', '[dot]', '&period;', '\\u002e'] as const).map((dot) => ({
      name: `around: ${start} ${end}, and dots: ${dot}`,
      damage: (url: string) => start + url.replace(/[^/]*$/, (token) => token.replaceAll('.', dot)) + end,
      pasted: true as const,
    })),
  ),
  {
    name: 'folded in an address that encloses it',
    damage: (url) =>
      `https://nam01.safelinks.example/?url=${encodeURIComponent(url).replace(/%(?=2F)|.{30}(?=.)/g, '$&\r\n  ')}&data=x`,
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
