/** What stands between a tag's delimiters, taken apart. */
export interface TagParts {
  /** The value's name: `contact.first_name`. */
  readonly name: string;
  /** Further names under which the value is looked up, after the tag as written, its inside and `name`. */
  readonly aliases?: readonly string[] | undefined;
  /** Used where there is no value. */
  readonly fallback?: string | undefined;
  /** The value goes in without percent-encoding. */
  readonly raw?: boolean | undefined;
  /** A block (`{{#if a}}`): it never has a value. */
  readonly control?: boolean | undefined;
}

/** Letters of any script, digits, and what names are strung together with. A URL parser writes no letter but those of ASCII. */
const WORD = /^[\p{L}_][\p{L}\p{M}\w.-]{0,99}$/u;

/** A brace in a text of JSON: `{%22{{%22:0}}`. */
const ENCODED_QUOTE = /^%2[27]/;

/** JSON's own words in lists of lists: `?q=[[true]]` is data. */
const JSON_WORD = /^(?:true|false|null)$/;

export const readWord = (inside: string): TagParts | undefined => {
  const name = inside.trim();
  return WORD.test(name) ? { name } : undefined;
};

/** The spaces and, behind a filter's name, the quotes that editors and browsers percent-encode in a tag. */
function withoutEscapes(inside: string): string {
  if (!inside.includes('%2')) return inside;
  const spaced = inside.replaceAll('%20', ' ');
  return /^[^%"']*\|\s*\w+\s*[:(]\s*%2[27]|^(?:data|var):[\w.-]+:\s*%2[27]/.test(spaced)
    ? spaced.replaceAll('%22', '"').replaceAll('%27', "'")
    : spaced;
}

/**
 * Mustache, Handlebars, Liquid and their relatives. Inside: `name`, `name | filter: "x"`, `name ?? "x"`, `#block …`, `/block`,
 * `!comment`; a hyphen or tilde at an end is about white space. `{{{x}}}`, `{{&x}}` and `| raw`, `| safe` mean "as it is". Blade
 * writes its variables with a dollar, Go with a full stop, Marketo `lead.First Name:default=x`, and Klaviyo `person|lookup:'x'`.
 */
export function readMustache(written: string): TagParts | undefined {
  // Nearly every tag is a name alone.
  if (NAME_ALONE.test(written)) return { name: written.trim(), aliases: undefined, fallback: undefined, raw: false };
  const inside = withoutEscapes(written);
  if (/%2[27]/.test(inside) || isSetOfSets(inside)) return undefined;
  const triple = inside.startsWith('{') && inside.endsWith('}');
  const text = (triple ? inside.slice(1, -1) : inside).replace(/^[~-]|(?<!-)[~-]$/g, '').trim();
  if (/^[#/^!>]|^else\b/.test(text)) return { name: text, control: true };
  const [first = '', ...filters] = text.replace(/^[&=]/, '').split(/(?<!\|)\|(?!\|)/);
  const marketo = /^([^:"']{1,100}):default=(.*)$/.exec(text);
  if (marketo !== null) return { name: (marketo[1] as string).trim(), fallback: marketo[2] };
  const [value, literal] = withoutFallback(first.trim());
  const fallback = filters
    .map((filter) => /^\s*(?:default|fallback)\s*(?::|\()\s*(?:"([^"]*)"|'([^']*)')/.exec(filter))
    .find((match) => match !== null);
  const key = /^\s*lookup\s*:\s*(?:"([^"]*)"|'([^']*)')\s*$/.exec(filters[0] ?? '');
  const variable = value.replace(/^\$\{(.*)\}$/, '$1');
  const name = key === null ? variable : `${variable}.${key[1] ?? key[2]}`;
  return {
    name,
    aliases: aliasesOf(name),
    fallback: fallback?.[1] ?? fallback?.[2] ?? literal,
    raw: triple || text.startsWith('&') || filters.some((filter) => /^\s*(?:raw|safe|html_safe)\s*$/.test(filter)),
  };
}

const NAME_ALONE = /^ ?(?!else\b)[A-Za-z_][\w.]{0,99} ?$/;

/** `$user->name` is also `user.name`, and `.User.Name` is `User.Name`. */
function aliasesOf(name: string): readonly string[] | undefined {
  if (!/^[$.]/.test(name)) return undefined;
  const bare = name.slice(1);
  return bare.includes('->') ? [bare, bare.replaceAll('->', '.')] : [bare];
}

/** `name ?? 'x'`, `name ?: 'x'`, `name || 'x'`, `name or 'x'`: the name, and what stands for it where it has no value. */
function withoutFallback(expression: string): readonly [name: string, literal: string | undefined] {
  const match = /^([\w.$@]{1,100})\s{0,9}(?:\?[?:]|\|\||\bor\b)\s{0,9}(?:"([^"]*)"|'([^']*)')$/.exec(expression);
  return match === null ? [expression, undefined] : [match[1] as string, match[2] ?? match[3]];
}

/** `{{a:1},{b:2}}`: a brace closes that the tag did not open, outside any string. */
function isSetOfSets(inside: string): boolean {
  const close = inside.indexOf('}');
  return (
    close !== -1 && close < inside.indexOf('{', 1) && !inside.slice(0, close).includes('{') && !/["']/.test(inside)
  );
}

/** The white space and the quotes that browsers encode in a tag that begins and ends with white space: `{%%20x%20%}`. */
const withoutSpaces = (inside: string): string =>
  /^[-+]?%20.*%20[-+]?$/.test(inside) ? inside.replaceAll('%20', ' ').replaceAll('%22', '"') : inside;

/** Liquid and its relatives. `?f={%20a%20}` is percent-encoded data in braces: a tag starts with a word, not with an escape. */
export function readLiquid(written: string): TagParts | undefined {
  const inside = withoutSpaces(written);
  const name = inside.replace(/^-|-$/g, '').trim();
  if (/^[0-9a-f]{2}/i.test(inside) && !/\s/.test(inside)) return undefined;
  return /^[a-z_#]/i.test(name) ? { name, control: true } : undefined;
}

/** Namespaces whose colon belongs to the tag's name (Mailchimp, "All the merge tags cheat sheet"). */
const MAILCHIMP_NAMESPACE =
  /^(?:MC|URL|UPPER|LOWER|TITLE|LIST|USER|DATE|RSS|RSSITEM|RSSITEMS|RSSFEED|TWITTER|FACEBOOK|INSTAGRAM|HTML|POLL|SURVEY|EVENT|TRANSLATE|COUPON|PRODUCT|PRODUCTS|ORDER|CART|ARCHIVE_LINK_SHORT|SHARE|FEED|FEEDITEM|FEEDBLOCK|RECOMMENDATION|PROMO_CODE|GROUP|GROUPINGS|SIGNUP|CAMPAIGN)$/i;
/** A namespace that is not listed is followed by a name in capitals; a default is text. */
const MAILCHIMP_NAME = /^[A-Z][A-Z0-9_]+$/;

/** What is done with a value: `URL:EMAIL` is the value of `EMAIL`, percent-encoded. */
const MAILCHIMP_FUNCTION = /^(?:URL|HTML|UPPER|LOWER|TITLE)$/i;

/** Mailchimp. Inside: `NAME`, `NAMESPACE:NAME`, `NAME:default`, `UNSUB:https://…`, `IF:…`, `ELSE:`, `END:IF`. */
export function readMailchimp(written: string): TagParts | undefined {
  const inside = withoutEscapes(written);
  if (!/^\s*[\p{L}_]/u.test(inside) || /[\r\n]|%2[27]/.test(inside)) return undefined;
  const colon = inside.indexOf(':');
  if (colon === -1) return { name: inside.trim() };
  const before = inside.slice(0, colon).trim();
  const after = inside.slice(colon + 1);
  if (/^(?:IF|IFNOT|ELSE|ELSEIF|END|INTERESTED)$/i.test(before)) return { name: inside, control: true };
  // The address behind it is where the unsubscribe link leads in the end, and no default.
  if (/^UNSUB$/i.test(before)) return { name: before };
  if (MAILCHIMP_NAMESPACE.test(before) || MAILCHIMP_NAME.test(after))
    return { name: inside.trim(), aliases: MAILCHIMP_FUNCTION.test(before) ? [after.trim()] : undefined };
  return { name: before, fallback: after };
}

/**
 * Mailjet. Inside: `NAME`, `data:name:"default"`, `var:name:default`; Constant Contact's `NAME OR "default"`. A list of lists
 * (`[[1,2]]`, `[[true]]`) is JSON, and `[[Talk:Main]]` the name of a page. Doppler writes `[[[NAME]]]`.
 */
export function readMailjet(written: string): TagParts | undefined {
  const inside = withoutEscapes(written)
    .replace(/^\[(.*)\]$/, '$1')
    .trim();
  const match =
    /^(?:(?:data|var):)?([A-Za-z_][\w.-]*)\s*(?:(?::\s*|\bOR\s+)(?:"([^"]*)"|'([^']*)'))?$/.exec(inside) ??
    /^(?:data|var):([A-Za-z_][\w.-]*):([^":]*)$/.exec(inside);
  if (match === null || JSON_WORD.test(match[1] as string)) return undefined;
  return { name: match[1] as string, fallback: match[2] ?? match[3] };
}

/**
 * ERB and EJS. `<%= x %>` and `<%- x %>` give values, `<% … %>` is code, SendGrid has `<%name%>`, and Adobe Campaign
 * `<%@ include view='MirrorPageUrl' %>`. `<%%` is an escape, or an angle bracket before `%%x%%`.
 */
export function readErb(written: string): TagParts | undefined {
  if (written.startsWith('%')) return undefined;
  const inside = withoutEscapes(written);
  const view = /^@\s*include\s+view=["'](\w+)["']/.exec(inside);
  if (view !== null) return { name: view[1] as string };
  const output = /^[=-]/.test(inside);
  const text = inside.replace(/^[=-]|-$/g, '').trim();
  const [name, fallback] = output ? withoutFallback(text) : [text, undefined];
  const aliases = name.startsWith('@') ? [name.slice(1)] : undefined;
  return { name, aliases, fallback, control: !output && !WORD.test(name) };
}

/** PHP. `<?= $x ?>` and `<?php echo $x; ?>` give values; any other is code. `<?xml …?>` is a declaration. */
export function readPhp(inside: string): TagParts | undefined {
  const code = /^(?:=|php(?=\s)|(?=\s))/i.exec(inside);
  if (code === null) return undefined;
  const text = inside.slice(code[0].length).trim();
  const output = code[0] === '=' ? text : /^echo\s+([^;]*)/i.exec(text)?.[1]?.trim();
  return output === undefined || output === ''
    ? { name: text, control: true }
    : withoutDollar(output.replace(/;$/, '').trim());
}

/** Blade's unescaped output: `{!! $x !!}`. */
export function readBlade(inside: string): TagParts | undefined {
  const name = inside.trim();
  return name === '' ? undefined : { ...withoutDollar(name), raw: true };
}

/** `$x`, and what stands for it where it has no value. */
function withoutDollar(expression: string): TagParts {
  const [name, fallback] = withoutFallback(expression);
  return name.startsWith('$') ? { name, aliases: [name.slice(1)], fallback } : { name, fallback };
}

/** Salesforce. `%%x%%`, `%%=v(@x)=%%`; `%%[ … ]%%` is code. Ghost writes `%%{x}%%`, Bronto `%%!x%%`. */
export function readAmpscript(inside: string): TagParts | undefined {
  if (inside.startsWith('[') && inside.endsWith(']')) return { name: inside, control: true };
  if (inside.length > 1 && inside.startsWith('=') && inside.endsWith('=')) {
    const output = inside.slice(1, -1).trim();
    if (!/[\n\r\u2028\u2029]/.test(output)) return { name: /^v\(\s*@?([\w.]+)\s*\)$/.exec(output)?.[1] ?? output };
  }
  const other = /^(?:!(\w{1,99})|\{(\w{1,99})\})$/.exec(inside);
  if (other !== null) return { name: (other[1] ?? other[2]) as string };
  return /^\s*@?[A-Za-z_][\w .:-]{0,99}$/.test(inside) ? { name: inside.trim() } : undefined;
}

/**
 * JavaScript's template literals and their relatives. Inside: `name`, `name || "x"`; FreeMarker's `name!"x"` and `name?url`. A
 * dollar in front of JSON (`?q=${%22a%22:1}`) is data.
 */
export function readDollar(inside: string): TagParts | undefined {
  const text = withoutEscapes(inside).trim();
  if (/^(?:"[^"]*"|'[^']*')(?!\s*:)/.test(text)) return { name: text };
  if (!/^[(!]{0,9}[\p{L}_$]/u.test(text) || /%22|%27/.test(text)) return undefined;
  const freeMarker = FREEMARKER.exec(text);
  if (freeMarker !== null && /[?!]/.test(text))
    return {
      name: (freeMarker[1] ?? freeMarker[2]) as string,
      fallback: freeMarker[3] ?? freeMarker[4] ?? (text.endsWith('!') ? '' : undefined),
    };
  const [name, fallback] = withoutFallback(text);
  return { name, fallback };
}

/** `name?url!"x"`, `(name.part)!"x"`: without a pair of brackets, only the last part may be missing. */
const FREEMARKER = /^(?:([\w.]{1,100})|\(([\w.]{1,100})\))(?:\?[a-z_]{1,30}){0,5}(?:!(?:"([^"]*)"|'([^']*)')?)?$/;

/** Mautic. `{contactfield=x}`, `{leadfield=x|default}` and their relatives. */
export function readMautic(inside: string): TagParts | undefined {
  const match = /^((?:contact|lead|owner|company|form)field=([\w.-]{1,100}))(?:\|([^{}]*))?$/i.exec(inside.trim());
  return match === null ? undefined : { name: match[2] as string, aliases: [match[1] as string], fallback: match[3] };
}

/** CiviCRM and its relatives. Words with a dot between them in braces are no JSON: `{contact.id}`. */
export function readCivicrm(inside: string): TagParts | undefined {
  return /^[A-Za-z_]\w{0,99}\.[A-Za-z_][\w.]{0,99}$/.test(inside) ? { name: inside } : undefined;
}

/** Smarty and Latte. `{$x}`, `{$x.y}`, `{$x->y}`, `{$x|escape:'url'}`. JSON has a colon behind a name: `{$gt:5}`. */
export function readSmarty(inside: string): TagParts | undefined {
  const [variable = '', ...filters] = inside.split('|');
  const name = variable.trim();
  if (!/^[A-Za-z_]\w*(?:(?:\.|->)\w+|\[\w+\])*$/.test(name)) return undefined;
  const fallback = filters.map((filter) => /^default:(?:"([^"]*)"|'([^']*)')$/.exec(filter.trim())).find(Boolean);
  return { name, aliases: [`$${name}`, name.replaceAll('->', '.')], fallback: fallback?.[1] ?? fallback?.[2] };
}

/** `{if $x}`, `{foreach $list as $x}`, `{/if}`. */
export function readSmartyBlock(inside: string): TagParts | undefined {
  const isBlock = /^(?:(?:if|elseif|foreach|for|while|section)\s[^{}]*\$|\/(?:if|foreach|for|while|section)$)/.test(
    inside,
  );
  return isBlock ? { name: inside, control: true } : undefined;
}

/** MailPoet, Rule. `[subscriber:firstname | default:reader]`, `[link:subscription_unsubscribe_url]`. */
export function readMailpoet(inside: string): TagParts | undefined {
  const match = /^((?:[Ss]ubscriber|newsletter|user|site|link):([A-Za-z][\w-]{0,99}))\s*(?:\|\s*default:(.*))?$/.exec(
    inside.replaceAll('%20', ' ').trim(),
  );
  return match === null
    ? undefined
    : { name: match[1] as string, aliases: [match[2] as string], fallback: match[3]?.trim() };
}

/** Campaign Monitor and Sendy. `[firstname,fallback=there]`: without a fallback it is a word in brackets. */
export function readCampaignMonitor(inside: string): TagParts | undefined {
  const match = /^([A-Za-z][\w ]{0,99}),\s?fallback=(.*)$/i.exec(inside.replaceAll('%20', ' '));
  return match === null ? undefined : { name: match[1] as string, fallback: match[2] };
}

/** Salesforce and AWeber. `{!Contact.Id}`, `{!$User.Id}`, `{!URLFOR('/x')}`. */
export function readSalesforce(inside: string): TagParts | undefined {
  const [name = '', ...call] = inside.split('(');
  const isWhole = call.length === 0 || inside.endsWith(')');
  return isWhole && /^\$?[A-Za-z_][\w.]{0,99}$/.test(name) ? withoutDollar(inside) : undefined;
}

/** Template Toolkit, which Emma writes, too. `[% x %]`, `[% member:x default="y" %]`; a word in capitals first is code. */
export function readTemplateToolkit(written: string): TagParts | undefined {
  const inside = withoutSpaces(written);
  if (/^[0-9a-f]{2}/i.test(inside) && !/\s/.test(inside)) return undefined;
  const text = inside.replace(/^[-+]|[-+]$/g, '').trim();
  const match = /^([a-z_][\w.:]{0,99})(?:\s+default="([^"]*)")?$/i.exec(text);
  if (match !== null && !/^(?:END|ELSE)$/.test(text)) return { name: match[1] as string, fallback: match[2] };
  if (/^[A-Z]{2,}\b/.test(text)) return { name: text, control: true };
  // An expression, with the white space that no URL has: `[% x | uri %]`, `[% a || "b" %]`.
  return /^[-+]?\s[\s\S]*\s[-+]?$/.test(inside) && text !== '' ? readExpression(text) : undefined;
}

/** A name, what stands for it, and filters behind it; anything else has a name that no value is given for. */
function readExpression(text: string): TagParts {
  const [expression = ''] = text.split(/(?<!\|)\|(?!\|)/, 1);
  const [name, fallback] = withoutFallback(expression.trim());
  return WORD.test(name) ? { name, fallback } : { name: text, control: true };
}

/** Zoho Campaigns. `$[EMAIL]$`, `$[FNAME|dear friend]$`, `$[LI:UNSUBSCRIBE]$`. */
export function readZoho(inside: string): TagParts | undefined {
  const match = /^([A-Za-z][\w .:]{0,99})(?:\|(.*))?$/.exec(inside);
  return match === null ? undefined : { name: match[1] as string, fallback: match[2] };
}

/** Oracle Eloqua, inside `<span class=…</span>`. */
export function readEloqua(inside: string): TagParts | undefined {
  const name = /^["']?eloqua\w{0,40}["']?\s{0,9}>([^<>]{1,100})$/i.exec(inside)?.[1]?.trim();
  return name === undefined || name === '' ? undefined : { name };
}

/** Oracle Eloqua's newer form: `~~eloqua..type--emailfield..syntax--C_EmailAddress..encodeFor--url~~`. */
export function readEloquaField(inside: string): TagParts | undefined {
  const name = inside
    .split('..')
    .find((each) => each.startsWith('syntax--'))
    ?.slice('syntax--'.length);
  return name === undefined || name === '' ? undefined : { name };
}

/** `[x]`; `[a-z]` is part of a regular expression, `[Cl-]` an ion. */
export const readBracket = (inside: string): TagParts | undefined =>
  /^\w-\w$|-$/.test(inside) ? undefined : readWord(inside);

/** `{x}`, and the fields of a form: `{formfield=x}`. A GUID stands in braces as well. */
export const readBrace = (inside: string): TagParts | undefined =>
  GUID.test(inside) ? undefined : readWord(inside.replace(/^formfield=/, ''));

const GUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

/** An encoded `<%= x %>`: an equals sign alone may be left of it. */
export const readEncodedErb = (inside: string): TagParts | undefined =>
  /^(?:[=-]|%20|%3D|\w+$)/i.test(inside) && !/[&#]/.test(inside) ? readErb(decode(inside)) : undefined;

/** An encoded `<?= $x ?>`. */
export const readEncodedPhp = (inside: string): TagParts | undefined =>
  /[&#]/.test(inside) ? undefined : readPhp(decode(inside));

/** An encoded `[x,fallback=y]`, the equals sign of which browsers leave. */
export const readEncodedCampaignMonitor = (inside: string): TagParts | undefined =>
  /[&#]/.test(inside) ? undefined : readCampaignMonitor(decode(inside));

/** An encoded `%recipient.x%`: any other word between encoded percent signs is a pattern to search by. */
export const readEncodedRecipient = (inside: string): TagParts | undefined =>
  /^(?:recipient|customer|contact)\./i.test(inside) ? readWord(inside) : undefined;

/** An encoded `{contactfield=x}`, the equals sign of which browsers leave. */
export const readEncodedMautic = (inside: string): TagParts | undefined =>
  /^\w{1,9}field(?:=|%3D)/i.test(inside) ? readMautic(decode(inside)) : undefined;

/** A tag as an editor has percent-encoded it. It goes over no delimiter of the address, and JSON's names have quotes and a colon. */
export const readEncoded =
  (read: (inside: string) => TagParts | undefined) =>
  (inside: string): TagParts | undefined =>
    ENCODED_QUOTE.test(inside) || /[&=#]|%22(?::|%3A)/i.test(inside) ? undefined : read(decode(inside));

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
