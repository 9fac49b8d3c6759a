import type { MergeTagSyntaxName } from '../../../src/message/merge-tags/syntaxes.js';

/** A syntax, a text, and what its tags are called; where it matters, the fallback, and whether raw or a block. */
export interface SyntaxCase {
  readonly syntax: MergeTagSyntaxName;
  readonly text: string;
  readonly tags: readonly { name: string; fallback?: string; raw?: true; control?: true }[];
}

export const SYNTAX_CASES: readonly SyntaxCase[] = [
  { syntax: 'mustache', text: 'a{{ x }}b{{y}}', tags: [{ name: 'x' }, { name: 'y' }] },
  { syntax: 'mustache', text: '{{{ x }}}', tags: [{ name: 'x', raw: true }] },
  { syntax: 'mustache', text: '{{&x}}{{~ y ~}}', tags: [{ name: 'x', raw: true }, { name: 'y' }] },
  { syntax: 'mustache', text: '{{ x | default: "it\'s" }}', tags: [{ name: 'x', fallback: "it's" }] },
  { syntax: 'mustache', text: "{{ x | upcase | default: 'y' }}", tags: [{ name: 'x', fallback: 'y' }] },
  { syntax: 'mustache', text: '{{ x | safe }}', tags: [{ name: 'x', raw: true }] },
  {
    syntax: 'mustache',
    text: '{{#if a}}b{{else}}c{{/if}}',
    tags: [
      { name: '#if a', control: true },
      { name: 'else', control: true },
      { name: '/if', control: true },
    ],
  },
  {
    syntax: 'mustache',
    text: '{{!-- note --}}{{> part}}',
    tags: [
      { name: '!-- note --', control: true },
      { name: '> part', control: true },
    ],
  },
  { syntax: 'mustache', text: '{{${x}}}', tags: [{ name: 'x' }] },
  { syntax: 'mustache', text: '{{half {{whole}} half}}', tags: [{ name: 'whole' }] },
  { syntax: 'mustache', text: '{{}} {{ }} {{ } }', tags: [] },
  {
    syntax: 'liquid',
    text: '{% if a %}{%- endif -%}',
    tags: [
      { name: 'if a', control: true },
      { name: 'endif', control: true },
    ],
  },
  { syntax: 'mailchimp', text: '*|X|* *|Y:you|*', tags: [{ name: 'X' }, { name: 'Y', fallback: 'you' }] },
  {
    syntax: 'mailchimp',
    text: '*|UNSUB:https://a.example/|*',
    tags: [{ name: 'UNSUB', fallback: 'https://a.example/' }],
  },
  {
    syntax: 'mailchimp',
    text: '*|IF:X|**|END:IF|*',
    tags: [
      { name: 'IF:X', control: true },
      { name: 'END:IF', control: true },
    ],
  },
  { syntax: 'ampscript', text: '%%x%% %%=v(@y)=%%', tags: [{ name: 'x' }, { name: 'y' }] },
  { syntax: 'ampscript', text: '%%=RedirectTo(@z)=%%', tags: [{ name: 'RedirectTo(@z)' }] },
  { syntax: 'ampscript', text: '%%[ set @x = 1 ]%%', tags: [{ name: '[ set @x = 1 ]', control: true }] },
  { syntax: 'ampscript', text: '%%/?&%%', tags: [] },
  {
    syntax: 'mailgun',
    text: '%recipient.x% %unsubscribe_url%',
    tags: [{ name: 'recipient.x' }, { name: 'unsubscribe_url' }],
  },
  { syntax: 'mailgun', text: '%20a%20 100%a b% %C3%A9%', tags: [] },
  { syntax: 'erb', text: '<%= x %><%- y -%><%name%>', tags: [{ name: 'x' }, { name: 'y' }, { name: 'name' }] },
  { syntax: 'erb', text: '<% if a %>', tags: [{ name: 'if a', control: true }] },
  { syntax: 'dollar', text: '${x}$y{z}', tags: [{ name: 'x' }] },
  {
    syntax: 'mailjet',
    text: '[[x]] [[data:y:"d"]] [[var:z]]',
    tags: [{ name: 'x' }, { name: 'y', fallback: 'd' }, { name: 'z' }],
  },
  { syntax: 'mailjet', text: '[[a b]]', tags: [] },
  { syntax: 'hash', text: '##x## ## y ##', tags: [{ name: 'x' }, { name: 'y' }] },
  { syntax: 'hash', text: '##a b## ####', tags: [] },
  { syntax: 'percent-encoded', text: '%7B%7B%20x%20%7D%7D %7b%7by%7d%7d', tags: [{ name: 'x' }, { name: 'y' }] },
  { syntax: 'sendgrid-legacy', text: '-x- #y#', tags: [{ name: 'x' }, { name: 'y' }] },
  { syntax: 'sendgrid-legacy', text: 'a-1- # b c #', tags: [] },
  { syntax: 'single-bracket', text: '[x] [1] [::1]', tags: [{ name: 'x' }] },
  { syntax: 'single-brace', text: '{x} {formfield=y} {a b}', tags: [{ name: 'x' }, { name: 'y' }] },
];
