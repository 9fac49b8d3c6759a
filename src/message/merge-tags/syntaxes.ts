import * as read from './read.js';

/**
 * How one template language writes its tags. An app's own needs a name and two delimiters:
 * `{ name: 'at', open: '@@', close: '@@' }`.
 */
export interface MergeTagSyntax {
  /** Its name in findings. @default 'own' */
  readonly name?: string | undefined;
  /** What a tag starts with, 1 to 20 characters. Letters in delimiters match in either case. */
  readonly open: string;
  /** What a tag ends with, 1 to 20 characters. */
  readonly close: string;
  /** Takes the inside apart; undefined for "this is not a tag". @default the name is the inside, trimmed */
  readonly read?: ((inside: string) => read.TagParts | undefined) | undefined;
  /** Further `close` characters behind the tag belong to it, as in `{{{x}}}`. @default false */
  readonly greedyClose?: boolean | undefined;
}

/** The built-in syntaxes by name. */
export type MergeTagSyntaxName =
  | 'mustache'
  | 'liquid'
  | 'mailchimp'
  | 'ampscript'
  | 'mailgun'
  | 'erb'
  | 'php'
  | 'blade'
  | 'dollar'
  | 'velocity'
  | 'mailjet'
  | 'hash'
  | 'mautic'
  | 'civicrm'
  | 'smarty'
  | 'mailpoet'
  | 'campaign-monitor'
  | 'salesforce'
  | 'template-toolkit'
  | 'eloqua'
  | 'zoho'
  | 'percent-encoded'
  | 'sendgrid-legacy'
  | 'single-bracket'
  | 'single-brace'
  | 'pug'
  | 'thymeleaf'
  | 'ruby';

/** Where in an address a tag stands, for a syntax whose tags may be data there. */
export interface TagSurroundings {
  readonly name: string;
  readonly text: string;
  /** Nothing but the tag between two delimiters of the address: a segment, a parameter or its value. */
  readonly isApart: boolean;
  readonly isInQuery: boolean;
  /** The text is no address. */
  readonly isInText?: true;
}

/** A syntax as the scanner knows it. */
export interface ScanSyntax extends MergeTagSyntax {
  readonly name: string;
  /** Closes with as many characters as it opens with: `##x##`, `###x###`. */
  readonly run?: true | undefined;
  /** Another tag may stand in it, and does not end it. */
  readonly nests?: true | undefined;
  /** Off unless asked for: what looks like its tags may as well be data. */
  readonly ambiguous?: true | undefined;
  /** Tags of a syntax that is on may be data all the same, where this says so and nobody asked for the syntax by name. */
  readonly mayBeData?: ((tag: TagSurroundings) => boolean) | undefined;
  /** Nothing in its tags can disturb an HTML parser, so they are not looked for in a whole message. */
  readonly harmless?: true | undefined;
  /** The app named it in `mergeTags`. */
  readonly asked?: true | undefined;
}

/** One row of the table. Some syntaxes have two. */
export type SyntaxRow = ScanSyntax & { readonly name: MergeTagSyntaxName };

/** `20%summer%sale` is text, `/u/%id%/` is a tag. In an address, `%da` of `?d=%date%` may be an escape. */
const isPercentData = ({ name, isApart, isInText }: TagSurroundings): boolean =>
  isApart ? isInText !== true && /^[\da-f]{2}/i.test(name) : !/^(?:recipient|customer|contact)\./i.test(name);

/** `/wiki/[[Main]]` is the name of a page; `?id=[[contact_id]]` and `[[data:x]]` are tags. */
const isWikiName = ({ text, isApart, isInQuery }: TagSurroundings): boolean =>
  !(isApart && isInQuery) && !/^\[\[\s*(?:data|var):/.test(text);

/** Solr's `?q={!lucene}title:x` is data. */
const isSolrQuery = ({ isApart, isInQuery }: TagSurroundings): boolean => isInQuery && !isApart;

/** Encoded, percent and number signs are as likely a text that somebody searches for. */
const isEncodedText = (): boolean => true;

/** Encoded, the name of a page is as likely as a tag. */
const isEncodedWikiName = ({ text }: TagSurroundings): boolean => !/^%5B%5B(?:data|var)(?::|%3A)/i.test(text);

/** Tags as editors have percent-encoded them: some of their delimiters, or all. */
const ENCODED: readonly SyntaxRow[] = [
  { name: 'percent-encoded', open: '*%7C', close: '%7C*', read: read.readEncoded(read.readMailchimp), harmless: true },
  {
    name: 'percent-encoded',
    open: '%2A%7C',
    close: '%7C%2A',
    read: read.readEncoded(read.readMailchimp),
    harmless: true,
  },
  { name: 'percent-encoded', open: '%7B%25', close: '%25%7D', read: read.readEncoded(read.readLiquid), harmless: true },
  { name: 'percent-encoded', open: '%3C%25', close: '%25%3E', read: read.readEncodedErb, harmless: true },
  { name: 'percent-encoded', open: '%3C%3F', close: '%3F%3E', read: read.readEncodedPhp, harmless: true },
  // What browsers make of a tag: they encode angle brackets and white space, and braces in a path.
  { name: 'percent-encoded', open: '%3C%', close: '%%3E', read: read.readEncodedErb, harmless: true },
  { name: 'percent-encoded', open: '%3C?', close: '?%3E', read: read.readEncodedPhp, harmless: true },
  { name: 'percent-encoded', open: '%7B%', close: '%%7D', read: read.readEncoded(read.readLiquid), harmless: true },
  { name: 'percent-encoded', open: '$%7B', close: '%7D', read: read.readEncoded(read.readDollar), harmless: true },
  { name: 'percent-encoded', open: '%24%7B', close: '%7D', read: read.readEncoded(read.readDollar), harmless: true },
  { name: 'percent-encoded', open: '%7B$', close: '%7D', read: read.readEncoded(read.readSmarty), harmless: true },
  { name: 'percent-encoded', open: '%7B%24', close: '%7D', read: read.readEncoded(read.readSmarty), harmless: true },
  { name: 'percent-encoded', open: '%7B!!', close: '!!%7D', read: read.readEncoded(read.readBlade), harmless: true },
  {
    name: 'percent-encoded',
    open: '%7B%21%21',
    close: '%21%21%7D',
    read: read.readEncoded(read.readBlade),
    harmless: true,
  },
  {
    name: 'percent-encoded',
    open: '%7B%21',
    close: '%7D',
    read: read.readEncoded(read.readSalesforce),
    mayBeData: isSolrQuery,
    harmless: true,
  },
  {
    name: 'percent-encoded',
    open: '%7B!',
    close: '%7D',
    read: read.readEncoded(read.readSalesforce),
    mayBeData: isSolrQuery,
    harmless: true,
  },
  { name: 'percent-encoded', open: '$!%7B', close: '%7D', read: read.readEncoded(read.readDollar), harmless: true },
  { name: 'percent-encoded', open: '%24!%7B', close: '%7D', read: read.readEncoded(read.readDollar), harmless: true },
  { name: 'percent-encoded', open: '%24%21%7B', close: '%7D', read: read.readEncoded(read.readDollar), harmless: true },
  {
    name: 'percent-encoded',
    open: '%5B%25',
    close: '%25%5D',
    read: read.readEncoded(read.readTemplateToolkit),
    harmless: true,
  },
  { name: 'percent-encoded', open: '$%5B', close: '%5D$', read: read.readEncoded(read.readZoho), harmless: true },
  { name: 'percent-encoded', open: '%24%5B', close: '%5D%24', read: read.readEncoded(read.readZoho), harmless: true },
  {
    name: 'percent-encoded',
    open: '%5B%5B',
    close: '%5D%5D',
    read: read.readEncoded(read.readMailjet),
    mayBeData: isEncodedWikiName,
    harmless: true,
  },
  {
    name: 'percent-encoded',
    open: '%25%25',
    close: '%25%25',
    read: read.readEncoded(read.readAmpscript),
    mayBeData: isEncodedText,
    harmless: true,
  },
  { name: 'percent-encoded', open: '%25', close: '%25', read: read.readEncodedRecipient, harmless: true },
  { name: 'percent-encoded', open: '%5B', close: '%5D', read: read.readEncoded(read.readMailpoet), harmless: true },
  { name: 'percent-encoded', open: '%5B', close: '%5D', read: read.readEncodedCampaignMonitor, harmless: true },
  { name: 'percent-encoded', open: '%7B', close: '%7D', read: read.readEncodedMautic, harmless: true },
  {
    name: 'percent-encoded',
    open: '%23%23',
    close: '%23%23',
    read: read.readEncoded(read.readWord),
    mayBeData: isEncodedText,
    harmless: true,
  },
];

/** How each template language writes its tags; the ambiguous ones are off unless asked for. */
export const MERGE_TAG_SYNTAXES: readonly SyntaxRow[] = [
  { name: 'blade', open: '{!!', close: '!!}', read: read.readBlade },
  { name: 'velocity', open: '$!{', close: '}', read: read.readDollar },
  { name: 'mustache', open: '{{', close: '}}', read: read.readMustache, greedyClose: true },
  { name: 'liquid', open: '{%', close: '%}', read: read.readLiquid },
  { name: 'mailchimp', open: '*|', close: '|*', read: read.readMailchimp, nests: true },
  { name: 'ampscript', open: '%%', close: '%%', read: read.readAmpscript },
  // The word test, `isPercentEscape` and `isHexName` in scan.ts keep it off percent-encoded text.
  { name: 'mailgun', open: '%', close: '%', read: readMailgun, mayBeData: isPercentData },
  { name: 'erb', open: '<%', close: '%>', read: read.readErb },
  { name: 'php', open: '<?', close: '?>', read: read.readPhp },
  { name: 'dollar', open: '${', close: '}', read: read.readDollar },
  { name: 'mailjet', open: '[[', close: ']]', read: read.readMailjet, greedyClose: true, mayBeData: isWikiName },
  // TYPO3 writes three.
  { name: 'hash', open: '##', close: '##', read: read.readWord, run: true },
  { name: 'mautic', open: '{', close: '}', read: read.readMautic, harmless: true },
  { name: 'civicrm', open: '{', close: '}', read: read.readCivicrm, harmless: true },
  // With another character in front, they are those of other languages: in Ruby, `#{user.id}` is one tag.
  { name: 'pug', open: '#{', close: '}', read: read.readCivicrm, harmless: true },
  { name: 'ruby', open: '%{', close: '}', read: read.readCivicrm, harmless: true },
  { name: 'smarty', open: '{$', close: '}', read: read.readSmarty },
  { name: 'smarty', open: '{', close: '}', read: read.readSmartyBlock, harmless: true },
  { name: 'mailpoet', open: '[', close: ']', read: read.readMailpoet },
  { name: 'campaign-monitor', open: '[', close: ']', read: read.readCampaignMonitor },
  { name: 'salesforce', open: '{!', close: '}', read: read.readSalesforce, mayBeData: isSolrQuery },
  { name: 'template-toolkit', open: '[%', close: '%]', read: read.readTemplateToolkit },
  { name: 'eloqua', open: '<span class=', close: '</span>', read: read.readEloqua, harmless: true },
  { name: 'eloqua', open: '~~eloqua..', close: '~~', read: read.readEloquaField, harmless: true },
  { name: 'zoho', open: '$[', close: ']$', read: read.readZoho, harmless: true },
  { name: 'percent-encoded', open: '%7B%7B', close: '%7D%7D', read: read.readEncoded(read.readMustache) },
  ...ENCODED,
  { name: 'sendgrid-legacy', open: '-', close: '-', read: read.readWord, ambiguous: true },
  { name: 'sendgrid-legacy', open: '#', close: '#', read: read.readWord, ambiguous: true },
  { name: 'single-bracket', open: '[', close: ']', read: read.readBracket, ambiguous: true },
  { name: 'single-bracket', open: '%5B', close: '%5D', read: read.readEncoded(read.readBracket), ambiguous: true },
  { name: 'single-brace', open: '{', close: '}', read: read.readBrace, ambiguous: true },
  { name: 'single-brace', open: '%7B', close: '%7D', read: read.readEncoded(read.readBrace), ambiguous: true },
  { name: 'pug', open: '#{', close: '}', read: read.readWord, ambiguous: true },
  { name: 'thymeleaf', open: '@{', close: '}', read: read.readWord, ambiguous: true },
  { name: 'ruby', open: '%{', close: '}', read: read.readWord, ambiguous: true },
];

function readMailgun(inside: string): read.TagParts | undefined {
  return inside.trim() === inside ? read.readWord(inside) : undefined;
}
