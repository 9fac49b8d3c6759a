/** Regular expressions that may take more than linear time by themselves, and why that cannot hurt. */
export const SUPERLINEAR: readonly { readonly source: string; readonly why: string }[] = [
  { source: '%[\\w.%-]+$', why: 'readAddress: at most 80 characters' },
  { source: '[^:]*\\.[^:]*$', why: 'bitsOf: at most 45 characters' },
  { source: '\\(\\d{1,3}\\/[\\d.]{1,20}; ?\\d{1,5}dpi;[^)]*\\)', why: 'a user agent, cut at 500 characters' },
  { source: '\\ufffd+$', why: 'cutBytes: at most 63 bytes' },
  { source: '\\/+$', why: "the path of an app's own matcher" },
  {
    source: '(?:\\}\\}\\}?|-?%\\}|\\|\\*|=?%%|-?%>|\\]\\]|\\}|##|%)+$',
    why: 'a merge tag, at most 500 characters',
  },
  {
    source: '(?<!%)(?<!%[0-9A-Fa-f])[A-Za-z_]\\w{0,99}\\s{0,9}\\}\\}',
    why: 'at most 109 characters from each start',
  },
  {
    source: '<\\/?[a-z][\\w:-]*\\s|<[a-z/!?][^>]*>|-->|--!>|["\'\\s](?:href|xlink:href|action)\\s*=',
    why: 'the inside of a merge tag, at most 500 characters',
  },
  {
    source: '^(?:[^"\']|"(?:[^"\\\\]|\\\\.)*"|\'(?:[^\'\\\\]|\\\\.)*\')*?(?:"\\s[^"]*=\\s*"|\'\\s[^\']*=\\s*\')',
    why: 'the inside of a merge tag, at most 500 characters',
  },
  {
    source:
      '^\\W*(?:(?:back|return|go|jump|scroll|skip) )?(?:up|(?:to )?(?:the )?top(?: of (?:the )?(?:page|e?mail|message|newsletter))?)\\W*$|\\b(?:nach|ganz) oben\\b|seitenanfang|zum anfang|\\bhaut de (?:la )?page|\\b(?:en|vers le) haut\\b|\\barriba\\b|inicio de (?:la )?p\\u00e1gina|\\bao topo\\b|inizio (?:della )?pagina|\\btorna su\\b|\\bnaar boven\\b|\\btil(?:l)? toppen\\b|\\btillbaka upp\\b|do g\\u00f3ry|na g\\u00f3r\\u0119|\\bnahoru\\b|yukar\\u0131|\\u043d\\u0430\\u0432\\u0435\\u0440\\u0445|\\u0432 \\u043d\\u0430\\u0447\\u0430\\u043b\\u043e|\\u30c8\\u30c3\\u30d7\\u3078|\\u4e0a\\u3078|[\\u9876\\u9802]\\u90e8|\\ub9e8 ?\\uc704|[\\u2191\\u21d1\\u21e7\\u25b2\\u25b4\\u2303\\u2b06]|\\ud83d\\udd1d',
    why: 'a label, at most 200 characters',
  },
  { source: '=+$', why: 'what btoa gives has at most two at its end' },
  { source: '"(?:[^"\\\\]|\\\\.)*"', why: 'text that JSON.parse has read: every string in it is closed' },
];
