import type { ProviderName } from '../../../src/index.js';

/** One recipient's variables, as they come out of the JSON of an API call. */
export type Values = Readonly<Record<string, string>>;

const escaped = (value: string): string => value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Fills in what is named and leaves every other tag, in one pass from left to right. */
function fill(template: string, tag: RegExp, valueFor: (match: RegExpMatchArray) => string | undefined): string {
  let out = '';
  let at = 0;
  for (const match of template.matchAll(tag)) {
    const value = valueFor(match);
    if (value === undefined) continue;
    out += template.slice(at, match.index) + value;
    at = match.index + match[0].length;
  }
  return out + template.slice(at);
}

const own = (values: Values, name = ''): string | undefined => (Object.hasOwn(values, name) ? values[name] : undefined);

/** Handlebars and Mustachio: three braces insert as it is, two braces escape. */
const braces = (template: string, values: Values): string =>
  fill(template, /\{\{\{\s*(\w+)\s*\}\}\}|\{\{\s*(\w+)\s*\}\}/g, ([, raw, double]) => {
    const value = own(values, raw ?? double);
    return value === undefined || raw !== undefined ? value : escaped(value);
  });

/** How each service fills a template in, by its documentation; docs/providers.md has the pages. */
export const FILLERS: Partial<Record<ProviderName, (template: string, values: Values) => string>> = {
  // Amazon SES escapes nothing.
  ses: (template, values) => fill(template, /\{\{\s*(\w+)\s*\}\}/g, ([, name]) => own(values, name)),
  sendgrid: braces,
  postmark: braces,
  // Two braces are percent-encoded inside a link.
  sparkpost: (template, values) =>
    fill(template, /\{\{\{\s*(\w+)\s*\}\}\}|\{\{\s*(\w+)\s*\}\}/g, ([, raw, double]) => {
      const value = own(values, raw ?? double);
      return value === undefined || raw !== undefined ? value : encodeURIComponent(value);
    }),
  mailgun: (template, values) => fill(template, /%recipient\.([\w.-]+)%/g, ([, name]) => own(values, name)),
  brevo: (template, values) =>
    fill(
      template,
      /\{% autoescape off %\}\{\{\s*params\.(\w+)\s*\}\}\{% endautoescape %\}|\{\{\s*params\.(\w+)\s*\}\}/g,
      ([, raw, double]) => {
        const value = own(values, raw ?? double);
        return value === undefined || raw !== undefined ? value : escaped(value);
      },
    ),
};
