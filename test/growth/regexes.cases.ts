/** Regular expressions that `recheck` does not call safe, by how they start, and why they cannot hurt. */
export const SUPERLINEAR: readonly { readonly start: string; readonly why: string }[] = [
  {
    start: '^(?!.*(?:windows|\\bwin(?:nt|',
    why: 'undecided in time; tried at one place of a user agent that is cut to 500 characters before',
  },
  {
    start: '(?<!%)(?<!%[0-9A-Fa-f])[A-Za-z_]\\w{0,99}\\s{0,9}\\}\\}',
    why: 'from each character it looks no further than 110 characters',
  },
  {
    start: '^(?:[^"\']|"(?:[^"\\\\]|\\\\.)*"|\'(?:[^\'\\\\]|\\\\.)*\')*?(?:"\\s',
    why: 'undecided in time; what stands in a tag, of 500 characters at most, and linear on all that was tried',
  },
];
