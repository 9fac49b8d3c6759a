import { ClickAggregator } from '../../clicks/aggregator.js';
import { compileHtml } from '../../message/compile.js';
import { formatFinding, formatLinks, summariseLinks } from '../../print/link-report.js';
import { painted, printable, type Style, truncate } from '../../print/table.js';
import { createReport } from '../../report/model/report.js';
import { contactsOfTable, linksTable, overviewTable } from '../../report/model/tables.js';
import { tableToText } from '../../report/text.js';
import { decodeClick } from '../../token/decode-click.js';
import { generateKey } from '../../token/generate-key.js';
import { createKeyring } from '../../token/keyring.js';
import type { Args } from '../args.js';
import type { Command } from '../command.js';
import { type Io, UsageError } from '../io.js';
import { painterOf } from '../paint.js';
import { SAMPLE, SAMPLE_CLICKS } from '../sample.js';

export const demo: Command = {
  name: 'demo',
  operands: '',
  summary: 'run every step on a small message: what is tracked, two copies, clicks, counts',
  options: [],
  examples: ['clickstamp demo'],
  run,
};

const TRACKING_URL = 'https://click.brand.example/c';
const SENT_AT = new Date('2026-11-24T10:00:00Z');

async function run(args: Args, io: Io): Promise<number> {
  if (args.operands.length > 0) throw new UsageError('demo takes no operands.');
  const layout = { width: io.columns, paint: painterOf('stdout', io) };
  const say = (text: string, style?: Style): void => io.stdout(`${painted(text, style, layout.paint)}\n`);
  const keys = createKeyring([generateKey()]);
  const message = compileHtml(SAMPLE, { trackingUrl: TRACKING_URL, clickTracking: true, sentAt: SENT_AT });

  say('1. What is in the message, and what becomes of it: compileHtml\n', 'strong');
  io.stdout(formatLinks(message.links, layout));
  say('');
  for (const finding of message.findings) io.stdout(formatFinding(finding, layout));

  say('\n2. A copy for each contact, signed with a fresh key: render\n', 'strong');
  const urls = new Map<string, readonly string[]>();
  for (const contactId of ['ada', 'bo']) {
    const copy = await message.render({ contactId }, keys);
    urls.set(contactId, copy.html.match(/https:\/\/click\.brand\.example\/c\/[\w.-]+/g) ?? []);
    say(`${contactId.padEnd(3)}  ${summariseLinks({ ...copy, findings: [] })}`);
  }

  say('\n3. A click comes back: decodeClick\n', 'strong');
  const [url = ''] = urls.get('ada') ?? [];
  say(truncate(url, io.columns ?? 100), 'quiet');
  for (const [name, value] of Object.entries(await decodeClick(url, { keys })))
    say(`  ${name.padEnd(9)}  ${printable(value instanceof Date ? value.toISOString() : String(value))}`);

  say('\n4. Clicks are counted: ClickAggregator, and a HEAD request is not a person\n', 'strong');
  const counts = new ClickAggregator();
  for (const { contactId, link, minutes, method } of SAMPLE_CLICKS) {
    const click = await decodeClick(urls.get(contactId)?.[link] ?? '', { keys });
    counts.add({ ...click, method, at: SENT_AT.getTime() + minutes * 60_000 });
  }
  const report = createReport(counts, { message, delivered: 2 });
  io.stdout(tableToText(overviewTable(report), layout));
  say('');
  io.stdout(tableToText(linksTable(report), layout));
  for (const link of report.links.slice(0, 1)) io.stdout(`\n${tableToText(contactsOfTable(link, report), layout)}`);
  say('\nNext: clickstamp audit your-newsletter.html');
  return 0;
}
