import type { CompileOptions, Recipient } from '../../src/index.js';

/** An option's text, the values, and what comes of it; undefined: left out, with a finding. */
export interface TextCase {
  readonly text: string;
  readonly values?: Recipient['values'];
  readonly mergeTags?: CompileOptions['mergeTags'];
  readonly expected: string | undefined;
}

/** The same for an id and for a UTM value. */
export const TEXTS: readonly TextCase[] = [
  { text: '{{ campaign.name }}', values: { 'campaign.name': 'Spring' }, expected: 'Spring' },
  { text: '{{campaign.name}}', values: { '{{campaign.name}}': 'as written' }, expected: 'as written' },
  { text: 'week-{{week}}-{{year}}', values: { week: 7, year: 2026 }, expected: 'week-7-2026' },
  { text: '{{name}}', values: { name: 'a b&c=\u00fc/?#%\ud83d\ude00' }, expected: 'a b&c=\u00fc/?#%\ud83d\ude00' },
  { text: '*|CAMPAIGN|*', values: { CAMPAIGN: 'm' }, expected: 'm' },
  { text: '*|FNAME:none|*', values: {}, expected: 'none' },
  { text: '{{name|default:"none"}}', values: {}, expected: 'none' },
  { text: '{{name|default:"none"}}', expected: 'none' },
  { text: '%recipient.id%', values: { 'recipient.id': 'r' }, expected: 'r' },
  { text: 'to %recipient.id%', values: { 'recipient.id': 'r' }, expected: 'to r' },
  { text: '%%id%%', values: { id: 'r' }, expected: 'r' },
  { text: '<%= id %>', values: { id: 'r' }, expected: 'r' },
  { text: 'x-${id}', values: { id: 'r' }, expected: 'x-r' },
  { text: '[[id]]', values: { id: 'r' }, expected: 'r' },
  { text: '##id##', values: { id: 'r' }, expected: 'r' },
  { text: '{contact.first_name}', values: { 'contact.first_name': 'r' }, expected: 'r' },
  { text: 'a@@id@@b', values: { id: 'r' }, mergeTags: [{ open: '@@', close: '@@' }], expected: 'arb' },
  { text: 'a-{id}', values: { id: 'r' }, mergeTags: ['single-brace'], expected: 'a-r' },
  { text: '{id}', values: { id: 'r' }, mergeTags: ['single-brace'], expected: 'r' },
  { text: '-id-', values: { id: 'r' }, mergeTags: ['sendgrid-legacy'], expected: 'r' },
  // No value.
  { text: '{{ campaign.name }}', values: {}, expected: undefined },
  { text: '{{ campaign.name }}', expected: undefined },
  { text: 'week-{{week}}-{{year}}', values: { week: 7 }, expected: undefined },
  { text: 'week-{{constructor}}', values: {}, expected: undefined },
  { text: '%recipient.id%', expected: undefined },
  { text: '*|CAMPAIGN|*', expected: undefined },
  { text: '%%id%%', expected: undefined },
  { text: '{% if a %}b{% endif %}', values: { a: '1' }, expected: undefined },
  { text: '{{#if a}}b{{/if}}', values: { a: '1', 'if a': '2' }, expected: undefined },
  { text: '{{half', values: { half: 'x' }, expected: undefined },
  { text: 'half}}', values: { half: 'x' }, expected: undefined },
  // A value that holds a tag itself would be one in the token.
  { text: '{{name}}', values: { name: '{{other}}', other: 'x' }, expected: undefined },
  { text: '{{name}}', values: { name: 'a *|OTHER|* b' }, expected: undefined },
  // Texts without a tag.
  { text: 'Spring 2026', expected: 'Spring 2026' },
  { text: '20%summer%sale', expected: '20%summer%sale' },
  { text: '50% off, 20% more', expected: '50% off, 20% more' },
  { text: '[draft] 3', expected: '[draft] 3' },
  { text: '[test]', expected: '[test]' },
  { text: 'wiki [[Main]]', expected: 'wiki [[Main]]' },
  { text: '{"a":1}', expected: '{"a":1}' },
  { text: 'spring-sale-26', mergeTags: ['sendgrid-legacy'], expected: 'spring-sale-26' },
  { text: 'C# and F#', mergeTags: ['sendgrid-legacy'], expected: 'C# and F#' },
  { text: 'a|b|c * d', expected: 'a|b|c * d' },
  { text: '3 < 4 > 2', expected: '3 < 4 > 2' },
  { text: '$5', expected: '$5' },
];

/** Ids of contacts, and whether they stand for one. */
export const CONTACTS: readonly (readonly [contactId: string, isPlaceholder: boolean])[] = [
  ['{{ contact.id }}', true],
  ['{{contact.id}}', true],
  ['user-{{id}}', true],
  ['%%id%%', true],
  ['%recipient.id%', true],
  ['*|UNIQID|*', true],
  ['<%= id %>', true],
  ['${user.id}', true],
  ['{contact.id}', true],
  ['{id}', true],
  ['[contact_id]', true],
  ['#{id}', true],
  ['##id##', true],
  ['[[contact_id]]', true],
  ['{{id', true],
  ['undefined', true],
  ['null', true],
  ['NaN', true],
  ['[object Object]', true],
  ['Invalid Date', true],
  ['c-17', false],
  ['0', false],
  ['Undefined', false],
  ['nullable', false],
  ['6f9619ff-8b86-d011-b42d-00c04fc964ff', false],
  ['{6F9619FF-8B86-D011-B42D-00C04FC964FF}', false],
  ['{F9619FFA-8B86-D011-B42D-00C04FC964FF}', false],
  ['a%b%c', false],
  ['user#17', false],
  ['-spring-', false],
  ['ada@reader.example', false],
  ['auth0|5f7c8ec7c33c6c004bbafe82', false],
  ['arn:aws:x[17]', false],
];
