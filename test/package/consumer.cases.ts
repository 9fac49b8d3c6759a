/** A consumer's whole use of the package: it must type-check in every module resolution, and print the line below it. */
export const CONSUMER = `
import { auditLinks, ClickAggregator, compileHtml, createKeyring, decodeClick, generateKey, rewriteLinks, rewriteText } from 'clickstamp';
import { clickThroughRate } from 'clickstamp/clicks';
import { createPayloadCipher } from 'clickstamp/encryption';
import { createClickHandler, toNodeListener } from 'clickstamp/redirect';
import { createReport, toText } from 'clickstamp/report';

const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }]);
const options = { trackingUrl: 'https://click.brand.example/c', clickTracking: true, sentAt: new Date('2026-11-24T10:00:00Z') };
const html = '<p><a href="https://shop.example/sale?a=1&amp;b=2">Sale</a> <a href="mailto:a@shop.example">Write</a></p>';
const part = compileHtml(html, options);
const result = await part.render({ contactId: 'c-17' }, keys);
const again = await rewriteLinks(html, { ...options, contactId: 'c-17', keys });
const text = await rewriteText('Sale: https://shop.example/sale', { ...options, keys });
const url = /https:\\/\\/click[^"]+/.exec(result.html)?.[0] ?? '';
const click = await decodeClick(url, { keys });
const counts = new ClickAggregator();
const handler = createClickHandler({ trackingUrl: options.trackingUrl, keys, onClick: (each, info) => counts.add({ ...each, ...info, at: new Date('2026-11-24T12:00:00Z') }) });
const response = await handler(new Request(url, { headers: { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36' } }));
await Promise.resolve();
console.log(JSON.stringify([
  result.tracked, again.html === result.html, text.tracked, click.url, click.contactId, response.status,
  response.headers.get('location'), counts.totals().human.clicks, clickThroughRate({ uniqueContacts: 1 }, 4),
  auditLinks(html).links.length, toText(createReport(counts, { title: 'T' })).startsWith('T'),
  typeof generateKey, typeof createPayloadCipher, typeof toNodeListener(handler),
]));
`;

export const PRINTED =
  '[1,true,1,"https://shop.example/sale?a=1&b=2","c-17",302,"https://shop.example/sale?a=1&b=2",1,0.25,2,true,"function","function","function"]';

/** The doors to tools, for who has those tools. */
export const WITH_TOOLS = `
import { createKeyring } from 'clickstamp';
import { clickstamp } from 'clickstamp/nodemailer';
import { clickstampMatchers, linkReportSerializer } from 'clickstamp/matchers';
import { createTransport } from 'nodemailer';

const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }]);
const transport = createTransport({ streamTransport: true, buffer: true });
transport.use('compile', clickstamp({ trackingUrl: 'https://click.brand.example/c', clickTracking: true, keys }));
const sent = await transport.sendMail({
  from: 'a@brand.example', to: 'b@example.org', subject: 'Sale',
  html: '<a href="https://shop.example/">Sale</a>', clickstamp: { contactId: 'c-1' },
});
console.log(String(sent.message).includes('https://click.brand.example/c/'), typeof clickstampMatchers, typeof linkReportSerializer);
`;

/**
 * What the package returns, and what stands in it, exported by a library that is built on it: TypeScript must be able to
 * write declarations of it from the names that entry points export, and no others (TS2742, TS4023).
 */
export const EXPORTED = `
import * as messages from 'clickstamp';
import * as clicks from 'clickstamp/clicks';
import * as encryption from 'clickstamp/encryption';
import * as providers from 'clickstamp/providers';
import * as redirect from 'clickstamp/redirect';
import * as reports from 'clickstamp/report';
import * as sql from 'clickstamp/sql';

export const functions = { ...messages, ...clicks, ...encryption, ...providers, ...redirect, ...reports, ...sql };

const trackingUrl = 'https://click.brand.example/c';
export const keys = messages.createKeyring([messages.generateKey()]);
export const html = messages.compileHtml('', { trackingUrl });
export const text = messages.compileText('', { trackingUrl });
export const message = messages.compileMessage({ html: '', text: '' }, { trackingUrl });
export const manifest = message.manifest();
export const batches = [html.batch({ provider: 'ses' }), message.batch({ provider: 'ses' })] as const;
export const copies = [await html.render({}, keys), await text.render({}, keys), await message.render({}, keys)] as const;
export const streams = [html.renderAll([{ contactId: 1, name: '' }], keys), message.renderAll([{}], keys)] as const;
export const audit = messages.auditLinks('');
export const marked = messages.markLinks('', { provider: 'ses' });
export const [link] = audit.links;
export const [finding] = audit.findings;
export const linkParts = [link?.range, link?.verdict, link?.carrier, link?.kind, link?.reason, link?.tags] as const;
export const findingParts = [finding?.range, finding?.severity, finding?.code] as const;
export const codeOf = (error: unknown) =>
  error instanceof messages.TokenError || error instanceof messages.SnapshotError ? error.code : undefined;

export const click = await messages.decodeClick('', { keys });
export const handler = redirect.createClickHandler({ trackingUrl, keys, onClick: () => {} });
export const listener = redirect.toNodeListener(handler);
export const batcher = redirect.createBatcher({ write: () => {} });

export const counts = new clicks.ClickAggregator();
export const added = counts.add({ linkId: 'sale', at: new Date() });
export const totals = counts.totals();
export const totalParts = [added.status, totals.human, totals.bot, totals.reasons] as const;
export const lists = [counts.links(), counts.urls(), counts.contacts(), counts.contactsOf(''), counts.linksOf('')] as const;
export const views = [counts.where({}), counts.groupBy('variant'), counts.timeline()] as const;
export const kept = [counts.snapshot(), counts.exportOf('')] as const;
export const changed = counts.changesSince();
export const changeParts = [changed.changes[0], changed.links[0]] as const;
export const settled = counts.settledSince(undefined, { now: new Date() }).clicks[0];
export const record = clicks.readRecord({});
export const recordParts = [record.at, record.sentAt, record.signals] as const;

export const table = sql.clickTable({ dialect: 'postgres', name: 'clicks' });
export const readings = [table.create(), table.totals(), table.links(), table.where({}), table.groupBy('url')] as const;
export const page = await table.links().page(() => []);
export const statement = table.insert([])[0];
export const values = statement?.values;

export const report = reports.createReport(counts);
export const reportParts = [report.overview, report.links[0], report.contacts[0], report.variants[0], report.messages] as const;
export const variant = report.links[0]?.variants[0];
export const read = providers.fromSes({});
export const skipped = read.skipped[0]?.reason;
export const cipher = encryption.createPayloadCipher([]);
`;

/** Mistakes that the types must find: proof that they are not all \`any\`. */
export const MISTAKES: readonly string[] = [
  "import { compileHtml } from 'clickstamp'; compileHtml('', { trackingUrl: 1 });",
  "import { decodeClick } from 'clickstamp'; const url: number = (await decodeClick('', { keys: 1 })).url;",
  "import { ClickAggregator } from 'clickstamp/clicks'; new ClickAggregator().add({ linkId: 1 });",
  "import { nothing } from 'clickstamp/redirect'; nothing();",
];

/** Compiler options of the three ways in which packages are found. */
export const RESOLUTIONS: readonly { readonly name: string; readonly options: Readonly<Record<string, string>> }[] = [
  { name: 'bundler', options: { module: 'ESNext', moduleResolution: 'bundler' } },
  { name: 'node16', options: { module: 'Node16', moduleResolution: 'node16' } },
  { name: 'nodenext', options: { module: 'NodeNext', moduleResolution: 'nodenext' } },
];
