/**
 * The public contract, for the compiler: `npm run typecheck` fails where a name goes or its type changes. What is only
 * added stays free: `Pick` names the members that are promised, and no more.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JWK } from 'jose';
import { expectTypeOf } from 'vitest';
import type * as clicks from '../../src/clicks/index.js';
import type * as providers from '../../src/clicks/providers/index.js';
import type * as sql from '../../src/clicks/sql/index.js';
import type * as encryption from '../../src/encryption.js';
import type * as messages from '../../src/index.js';
import type * as matchers from '../../src/matchers.js';
import type * as nodemailer from '../../src/nodemailer.js';
import type * as redirect from '../../src/redirect/index.js';
import type * as report from '../../src/report/index.js';

type Messages = typeof messages;
type Clicks = typeof clicks;
type Redirect = typeof redirect;
type Report = typeof report;

/** What must be there under these names, of these types; `undefined` equals absent. */
type Promised<Type, Names extends keyof Type> = { readonly [Name in Names]-?: Exclude<Type[Name], undefined> };

// ---- clickstamp: messages
expectTypeOf<Messages['rewriteLinks']>().toEqualTypeOf<
  (html: string, options: messages.RewriteOptions) => Promise<messages.RewriteResult>
>();
expectTypeOf<Messages['rewriteText']>().toEqualTypeOf<
  (text: string, options: messages.RewriteOptions) => Promise<messages.TextRewriteResult>
>();
expectTypeOf<Messages['compileHtml']>().toEqualTypeOf<
  (html: string, options: messages.CompileOptions) => messages.CompiledPart<messages.RewriteResult>
>();
expectTypeOf<Messages['compileText']>().toEqualTypeOf<
  (text: string, options: messages.CompileOptions) => messages.CompiledPart<messages.TextRewriteResult>
>();
expectTypeOf<Messages['compileMessage']>().parameters.toEqualTypeOf<
  [parts: messages.MessageParts, options: messages.MessageOptions]
>();
expectTypeOf<ReturnType<Messages['compileMessage']>>().toExtend<messages.CompiledMessage>();
expectTypeOf<Messages['auditLinks']>().toEqualTypeOf<
  (html: string, options?: messages.AuditOptions) => messages.Audit
>();
expectTypeOf<Messages['signLink']>().toEqualTypeOf<
  (url: string | URL, options: messages.SignLinkOptions, keys: messages.Keyring) => Promise<string>
>();
expectTypeOf<Messages['markLinks']>().toEqualTypeOf<
  (html: string, options: messages.MarkOptions) => messages.MarkResult
>();
expectTypeOf<messages.RewriteOptions>().toEqualTypeOf<
  messages.CompileOptions & messages.Recipient & { readonly keys: messages.Keyring }
>();
expectTypeOf<messages.AuditOptions>().toEqualTypeOf<Partial<messages.CompileOptions> & messages.Recipient>();

type Links = readonly messages.Link[];
type Findings = readonly messages.Finding[];

expectTypeOf<Promised<messages.Audit, 'links' | 'findings' | 'tracked'>>().toEqualTypeOf<{
  readonly links: Links;
  readonly findings: Findings;
  readonly tracked: number;
}>();
expectTypeOf<Promised<messages.RewriteResult, 'html' | 'links' | 'findings' | 'tracked' | 'bytes'>>().toEqualTypeOf<{
  readonly html: string;
  readonly links: Links;
  readonly findings: Findings;
  readonly tracked: number;
  readonly bytes: { readonly before: number; readonly after: number };
}>();
expectTypeOf<messages.TextRewriteResult['text']>().toEqualTypeOf<string>();
expectTypeOf<Promised<messages.MarkResult, 'html' | 'links' | 'findings'>>().toEqualTypeOf<{
  readonly html: string;
  readonly links: Links;
  readonly findings: Findings;
}>();

type Part = messages.CompiledPart<messages.RewriteResult>;
expectTypeOf<Promised<Part, 'links' | 'findings' | 'render' | 'manifest'>>().toEqualTypeOf<{
  readonly links: Links;
  readonly findings: Findings;
  readonly render: (recipient: messages.Recipient, keys: messages.Keyring) => Promise<messages.RewriteResult>;
  readonly manifest: () => messages.LinkManifest;
}>();
expectTypeOf<Part['batch']>().parameters.toEqualTypeOf<[options: messages.BatchOptions]>();
expectTypeOf<ReturnType<Part['batch']>>().toExtend<messages.Batch & { readonly html: string }>();
expectTypeOf<Parameters<Part['renderAll']>[0]>().toEqualTypeOf<
  Iterable<messages.Recipient> | AsyncIterable<messages.Recipient>
>();
expectTypeOf<ReturnType<Part['renderAll']>>().toExtend<
  AsyncIterable<messages.RewriteResult & { recipient: messages.Recipient }>
>();

type Message = messages.CompiledMessage<{ html: string; text: string }>;
expectTypeOf<Awaited<ReturnType<Message['render']>>>().toExtend<
  messages.RewriteSummary & { readonly html: string; readonly text: string }
>();
expectTypeOf<ReturnType<Message['batch']>>().toExtend<
  messages.Batch & { readonly html: string; readonly text: string }
>();
expectTypeOf<Promised<Message, 'links' | 'findings' | 'manifest'>>().toEqualTypeOf<
  Promised<Part, 'links' | 'findings' | 'manifest'>
>();
expectTypeOf<Message>().toHaveProperty('renderAll');
expectTypeOf<messages.Batch['variables']>().toEqualTypeOf<
  (recipient: messages.Recipient, keys: messages.Keyring) => Promise<Record<string, string>>
>();

interface PromisedOptions {
  readonly trackingUrl: string;
  readonly clickTracking: boolean;
  readonly testEmail: boolean | 'count-as-test';
  readonly campaignId: string;
  readonly messageId: string;
  readonly variant: string;
  readonly part: 'html' | 'text' | 'amp';
  readonly sentAt: Date;
  readonly destination: 'embedded' | 'manifest';
  readonly expiresInSeconds: number;
  readonly systemLinks: {
    readonly [Kind in 'unsubscribe' | 'preferences' | 'preview' | 'affiliate' | 'trigger']?:
      | {
          readonly match?: readonly messages.Matcher[] | undefined;
          readonly byPath?: boolean | undefined;
          readonly track?: boolean | undefined;
        }
      | undefined;
  };
  readonly listUnsubscribe: string | readonly string[];
  readonly neverTrack: readonly messages.Matcher[];
  readonly onlyTrack: readonly messages.Matcher[];
  readonly mergeTags: readonly (messages.MergeTagSyntaxName | messages.MergeTagSyntax)[];
  readonly utm: messages.UtmOptions;
  readonly linkId: 'address' | 'label' | 'position' | ((link: messages.Link) => string | undefined);
  readonly classify: messages.LinkRule;
  readonly baseUrl: string;
  readonly honeypotUrl: string;
  readonly stripVendorAttributes: boolean;
  readonly provider: messages.ProviderName;
}
expectTypeOf<Promised<messages.CompileOptions, keyof PromisedOptions>>().toEqualTypeOf<PromisedOptions>();
expectTypeOf<{ trackingUrl: string }>().toExtend<messages.CompileOptions>();
expectTypeOf<messages.Matcher>().toEqualTypeOf<string | RegExp | ((link: messages.MatchTarget) => boolean)>();
expectTypeOf<
  'ses' | 'sendgrid' | 'mailgun' | 'postmark' | 'resend' | 'sparkpost' | 'brevo'
>().toExtend<messages.ProviderName>();
expectTypeOf<Promised<messages.Recipient, 'contactId' | 'values' | 'consent' | 'sentAt'>>().toEqualTypeOf<{
  readonly contactId: string | number;
  readonly values: Readonly<Record<string, string | number>>;
  readonly consent: 'identified' | 'pseudonymous' | 'anonymous' | 'none';
  readonly sentAt: Date;
}>();
expectTypeOf<Record<never, never>>().toExtend<messages.Recipient>();

// ---- clickstamp: tokens
expectTypeOf<Messages['createKeyring']>().toEqualTypeOf<
  (
    keys: readonly messages.SigningKey[] | { readonly keys: readonly JWK[] },
    options?: messages.KeyringOptions,
  ) => messages.Keyring
>();
expectTypeOf<Promised<messages.Keyring, 'kids' | 'signingKid'>>().toEqualTypeOf<{
  readonly kids: readonly string[];
  readonly signingKid: string;
}>();
expectTypeOf<ReturnType<Messages['generateKey']>>().toEqualTypeOf<messages.SigningKey & { readonly key: string }>();
expectTypeOf<Messages['decodeClick']>().toEqualTypeOf<
  (tokenOrUrl: string | URL, options: messages.DecodeOptions) => Promise<messages.Click>
>();
expectTypeOf<Promised<messages.DecodeOptions, 'keys' | 'trackingUrl' | 'now'>>().toEqualTypeOf<{
  readonly keys: messages.Keyring;
  readonly trackingUrl: string | readonly string[];
  readonly now: () => Date;
}>();
expectTypeOf<messages.LinkManifest>().toExtend<messages.DecodeOptions['manifest']>();
expectTypeOf<
  Promised<
    messages.Click,
    'url' | 'linkId' | 'part' | 'contactId' | 'sentAt' | 'expired' | 'test' | 'linkCount' | 'variant' | 'tags'
  >
>().toEqualTypeOf<{
  readonly url: string;
  readonly linkId: string;
  readonly part: 'html' | 'text' | 'amp';
  readonly contactId: string;
  readonly sentAt: Date;
  readonly expired: boolean;
  readonly test: boolean;
  readonly linkCount: number;
  readonly variant: string;
  readonly tags: Readonly<Record<string, string>>;
}>();
expectTypeOf<Messages['ClickAggregator']>().toEqualTypeOf<Clicks['ClickAggregator']>();
expectTypeOf<'token-signature' | 'token-audience'>().toExtend<messages.TokenError['code']>();
expectTypeOf<messages.TokenError>().toExtend<messages.ClickstampError>();
expectTypeOf<messages.SnapshotError>().toExtend<messages.ClickstampError>();
expectTypeOf<Clicks['SnapshotError']>().toEqualTypeOf<Messages['SnapshotError']>();

// ---- clickstamp/redirect
expectTypeOf<Redirect['createClickHandler']>().toEqualTypeOf<
  (options: redirect.ClickHandlerOptions) => (request: Request, ...context: readonly unknown[]) => Promise<Response>
>();
expectTypeOf<Promised<redirect.ClickHandlerOptions, 'trackingUrl' | 'keys'>>().toEqualTypeOf<{
  readonly trackingUrl:
    | string
    | readonly string[]
    | ((request: Request) => string | readonly string[] | undefined | Promise<string | readonly string[] | undefined>);
  readonly keys:
    | redirect.Keyring
    | ((kid: string, request: Request) => redirect.Keyring | undefined | Promise<redirect.Keyring | undefined>);
}>();
expectTypeOf<redirect.ClickHandlerOptions['onClick']>().parameters.toEqualTypeOf<
  [click: redirect.Click, info: redirect.ClickInfo, context: redirect.ClickContext]
>();
// What the hook is given is a record, as it is and as JSON.
expectTypeOf<redirect.Click & redirect.ClickInfo>().toExtend<redirect.ClickRecord>();
expectTypeOf<redirect.ClickRecord>().toExtend<clicks.ClickEvent>();
expectTypeOf<
  | 'networks'
  | 'userAgents'
  | 'isBot'
  | 'destination'
  | 'allowDestination'
  | 'consentOf'
  | 'fallback'
  | 'trustProxy'
  | 'manifest'
  | 'onError'
>().toExtend<keyof redirect.ClickHandlerOptions>();
expectTypeOf<Redirect['toNodeListener']>().parameter(0).toEqualTypeOf<redirect.ClickHandler>();
expectTypeOf<ReturnType<Redirect['toNodeListener']>>().toExtend<
  (request: IncomingMessage, response: ServerResponse) => Promise<void>
>();
expectTypeOf<Parameters<Redirect['createBatcher']>[0]['write']>().toBeCallableWith([]);
expectTypeOf<Promised<redirect.Batcher<redirect.ClickRecord>, 'add' | 'flush' | 'close'>>().toEqualTypeOf<{
  readonly add: (record: redirect.ClickRecord) => void;
  readonly flush: () => Promise<void>;
  readonly close: () => Promise<void>;
}>();
expectTypeOf<Redirect['judgeClick']>().parameters.toEqualTypeOf<
  [record: clicks.ClickEvent, options?: clicks.BotOptions | undefined]
>();
type Judgement = ReturnType<Redirect['judgeClick']>;
expectTypeOf<Promised<Judgement, 'bot' | 'reasons'>>().toEqualTypeOf<{
  readonly bot: boolean;
  readonly reasons: readonly clicks.BotReason[];
}>();

// ---- clickstamp/clicks
interface PromisedCounts {
  readonly add: (
    event: clicks.ClickEvent,
  ) => Judgement & { readonly status: 'counted' | 'test' | 'expired' | 'duplicate' };
  readonly totals: () => clicks.ClickTotals;
  readonly links: () => clicks.LinkStats[];
  readonly link: (linkId: string, part?: string) => clicks.LinkStats | undefined;
  readonly contactsOf: (linkId: string, part?: string) => clicks.ContactClicks[];
  readonly contacts: () => clicks.ContactStats[];
  readonly contact: (contactId: string) => clicks.ContactStats | undefined;
  readonly linksOf: (contactId: string) => clicks.LinkClicks[];
  readonly timeline: (query?: clicks.TimelineQuery) => clicks.Bucket[];
  readonly urls: () => clicks.UrlStats[];
  readonly where: (query: clicks.ClickQuery) => clicks.ClickView;
  readonly groupBy: (dimension: clicks.Dimension) => clicks.ClickGroup[];
  readonly snapshot: () => clicks.Snapshot;
  readonly toBytes: () => Uint8Array;
  readonly stream: () => AsyncGenerator<Uint8Array, void, undefined>;
  readonly changesSince: (cursor?: string, options?: clicks.ChangesOptions) => clicks.Changes;
  readonly settledSince: (cursor: string | undefined, options: clicks.SettleOptions) => clicks.SettledClicks;
  readonly forget: (contactId: string) => void;
  readonly renameContact: (from: string, to: string) => void;
  readonly prune: (options: { readonly before: Date }) => void;
}
type Aggregator = InstanceType<Clicks['ClickAggregator']>;
expectTypeOf<Promised<Aggregator, keyof PromisedCounts>>().toEqualTypeOf<PromisedCounts>();
expectTypeOf<Aggregator['merge']>().toBeCallableWith({} as Aggregator);
expectTypeOf<ConstructorParameters<Clicks['ClickAggregator']>>().toEqualTypeOf<
  [options?: clicks.AggregatorOptions | undefined]
>();
expectTypeOf<Pick<Clicks['ClickAggregator'], 'restore' | 'fromBytes' | 'fromStream'>>().toEqualTypeOf<{
  restore(snapshot: clicks.Snapshot, options?: clicks.AggregatorOptions): Aggregator;
  fromBytes(bytes: Uint8Array, options?: clicks.AggregatorOptions): Aggregator;
  fromStream(
    chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    options?: clicks.AggregatorOptions,
  ): Promise<Aggregator>;
}>();
type Counted = { readonly clicks: number; readonly uniqueContacts: number };
type Split = Counted & { readonly human: Counted & { readonly suspect: number }; readonly bot: Counted };
expectTypeOf<clicks.Split>().toExtend<Split>();
expectTypeOf<Split>().toExtend<clicks.Split>();
expectTypeOf<clicks.ClickTotals>().toExtend<clicks.Split>();
expectTypeOf<clicks.LinkStats>().toExtend<clicks.Split>();
expectTypeOf<clicks.Bucket>().toExtend<clicks.Split>();
expectTypeOf<clicks.UrlStats>().toExtend<clicks.Split>();
expectTypeOf<Promised<clicks.SettleOptions, 'now' | 'lateMs'>>().toEqualTypeOf<{
  readonly now: Date;
  readonly lateMs: number;
}>();
expectTypeOf<clicks.SettledClicks['clicks'][number]['revised']>().toEqualTypeOf<true | undefined>();
expectTypeOf<
  Promised<clicks.ClickRecord, 'eventId' | 'linkId' | 'at' | 'url' | 'signals' | 'eventTags' | 'tags' | 'linkCount'>
>().toEqualTypeOf<{
  readonly eventId: string;
  readonly linkId: string;
  readonly at: string | number | Date;
  readonly url: string;
  readonly signals: readonly clicks.RequestSignal[];
  readonly eventTags: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly linkCount: number;
}>();

// ---- clickstamp/sql: the same readings as the aggregator's, read from a database
type Table = ReturnType<(typeof sql)['clickTable']>;
expectTypeOf<(typeof sql)['clickTable']>().parameters.toEqualTypeOf<[options: sql.ClickTableOptions]>();
expectTypeOf<Promised<sql.ClickTableOptions, 'dialect' | 'name' | 'bots'>>().toEqualTypeOf<{
  readonly dialect: 'postgres' | 'sqlite' | 'duckdb' | 'clickhouse';
  readonly name: string;
  readonly bots: clicks.BotOptions;
}>();
type ReadingName =
  | 'totals'
  | 'links'
  | 'link'
  | 'contactsOf'
  | 'contacts'
  | 'contact'
  | 'linksOf'
  | 'timeline'
  | 'urls';
type Rows<Type> = {
  readonly [Name in ReadingName]: Type extends { [N in Name]: (...of: infer Of) => infer Row } ? [Of, Row] : never;
};
type ReadRows<Type> = {
  readonly [Name in ReadingName]: Type extends { [N in Name]: (...of: infer Of) => sql.Reading<infer Row> }
    ? [Of, Row]
    : never;
};
expectTypeOf<ReadRows<Table>>().toEqualTypeOf<Rows<Aggregator>>();
expectTypeOf<Rows<Aggregator>['totals']>().toEqualTypeOf<[[], clicks.ClickTotals]>();
expectTypeOf<Table['where']>().parameters.toEqualTypeOf<[query: clicks.ClickQuery]>();
expectTypeOf<Table['groupBy']>().parameters.toEqualTypeOf<[dimension: clicks.Dimension]>();
expectTypeOf<Promised<Table, 'insert' | 'settle' | 'forget' | 'renameContact' | 'prune'>>().toEqualTypeOf<{
  readonly insert: (records: Iterable<clicks.ClickEvent | clicks.ClickRecord>) => sql.Statement[];
  readonly settle: (options: sql.SettleOptions) => sql.Statement[];
  readonly forget: (contactId: string) => sql.Statement[];
  readonly renameContact: (from: string, to: string) => sql.Statement[];
  readonly prune: (options: { readonly before: Date }) => sql.Statement[];
}>();
expectTypeOf<ReturnType<Table['create']>['statements']>().toEqualTypeOf<readonly sql.Statement[]>();
expectTypeOf<Promised<sql.Statement, 'text' | 'values'>>().toEqualTypeOf<{
  readonly text: string;
  readonly values: readonly (string | number | null)[];
}>();
expectTypeOf<sql.Reading<number>['read']>().toEqualTypeOf<(run: sql.Run) => Promise<number>>();
expectTypeOf<Parameters<sql.Run>>().toEqualTypeOf<[text: string, values: readonly (string | number | null)[]]>();

// ---- clickstamp/providers
type EventReader = (payload: unknown, options?: providers.ProviderEventOptions) => providers.ProviderClicks;
type Providers = typeof providers;
expectTypeOf<Providers['fromSes']>().toEqualTypeOf<EventReader>();
expectTypeOf<Providers['fromSendGrid']>().toEqualTypeOf<EventReader>();
expectTypeOf<Providers['fromMailgun']>().toEqualTypeOf<EventReader>();
expectTypeOf<Providers['fromPostmark']>().toEqualTypeOf<EventReader>();
expectTypeOf<Providers['fromResend']>().toEqualTypeOf<EventReader>();
expectTypeOf<Providers['fromSparkPost']>().toEqualTypeOf<EventReader>();
expectTypeOf<Providers['fromBrevo']>().toEqualTypeOf<EventReader>();
type SkipReason = providers.ProviderClicks['skipped'][number]['reason'];
expectTypeOf<Promised<providers.ProviderClicks, 'records' | 'skipped'>>().toEqualTypeOf<{
  readonly records: readonly clicks.ClickRecord[];
  readonly skipped: readonly { readonly index: number; readonly reason: SkipReason; readonly message: string }[];
}>();
expectTypeOf<'links' | 'contactId' | 'deliveryId'>().toExtend<keyof providers.ProviderEventOptions>();

// ---- clickstamp/report
expectTypeOf<ReturnType<Report['createReport']>>().toEqualTypeOf<report.Report>();
expectTypeOf<Aggregator>().toExtend<Parameters<Report['createReport']>[0]>();
expectTypeOf<Report['createReport']>().parameter(1).exclude<undefined>().toEqualTypeOf<report.ReportOptions>();
expectTypeOf<Table>().toExtend<Parameters<Report['readReport']>[0]>();
expectTypeOf<Report['readReport']>().parameter(1).toEqualTypeOf<sql.Run>();
expectTypeOf<Report['readReport']>().parameter(2).exclude<undefined>().toEqualTypeOf<report.ReportOptions>();
expectTypeOf<ReturnType<Report['readReport']>>().toEqualTypeOf<Promise<report.Report>>();
expectTypeOf<Report['toText']>().parameter(0).toEqualTypeOf<report.Report>();
expectTypeOf<ReturnType<Report['toText' | 'toMarkdown' | 'toCsv' | 'toHtml']>>().toEqualTypeOf<string>();

// ---- clickstamp/nodemailer, clickstamp/matchers, clickstamp/encryption
expectTypeOf<(typeof nodemailer)['clickstamp']>().parameters.toEqualTypeOf<[options: nodemailer.NodemailerOptions]>();
expectTypeOf<(typeof matchers)['createLinkMatchers']>().toEqualTypeOf<
  (options?: messages.AuditOptions) => (typeof matchers)['clickstampMatchers']
>();
expectTypeOf<keyof (typeof matchers)['clickstampMatchers']>().toEqualTypeOf<keyof matchers.LinkMatchers>();
expectTypeOf<'toTrackOnly' | 'toTrack' | 'toLeave' | 'toHaveNoBrokenLinks'>().toExtend<keyof matchers.LinkMatchers>();
expectTypeOf<(typeof encryption)['createPayloadCipher']>().returns.toEqualTypeOf<encryption.PayloadCipher>();
