import type { Link } from '../link.js';
import type { Audit } from '../message/audit.js';
import type { Finding } from '../message/findings/catalog.js';
import { count, plural } from './format.js';
import {
  displayWidth,
  formatTable,
  type Layout,
  painted,
  printable,
  type Style,
  truncate,
  withoutLogCommands,
  wrapWords,
} from './table.js';

/** One line for each link: where, what becomes of it, what it is and why, its text, and its address. A narrow line leaves out the kind: the reason says more. */
export function formatLinks(links: readonly Link[], layout?: Layout): string {
  return formatTable(
    [
      { title: 'LINE', align: 'right' },
      { title: '', style: (verdict) => (verdict === 'track' ? 'good' : 'quiet') },
      { title: 'KIND', style: (kind) => ALARMING.get(kind), fromWidth: 100 },
      { title: 'WHY', shrinkTo: 14 },
      { title: 'LABEL', shrinkTo: 12 },
      { title: 'LINK', shrinkTo: 24, cutAt: 'middle' },
    ],
    links.map((link) => [String(link.line), link.verdict, link.kind, link.reason, link.label, addressOf(link)]),
    layout,
  );
}

const ALARMING: ReadonlyMap<string, Style> = new Map([
  ['malformed', 'bad'],
  ['unsafe', 'bad'],
  ['relative', 'warning'],
]);

const SEVERITIES: Readonly<Record<Finding['severity'], Style>> = { error: 'bad', warning: 'warning', info: 'note' };

/** Outlook's own links stand beside the others with their condition. */
function addressOf({ href, condition }: Link): string {
  return condition === undefined ? href : `${href} ${condition}`;
}

/**
 * Returns a finding as compilers print errors: place, severity, code, sentence, the line with carets under it, and
 * the suggestion. Frames are cut to the width, sentences broken between words.
 */
export function formatFinding(
  { severity, code, message, line, column, frame, suggestion }: Finding,
  { paint, width = Number.POSITIVE_INFINITY, path }: Layout & { readonly path?: string } = {},
): string {
  const file = path === undefined ? '' : `${path}:`;
  const where = line === undefined ? file : `${file}${line}:${column}:`;
  // A long place stands by itself: a terminal would break the words behind it in two.
  const gap = where === '' ? '' : displayWidth(`${where} ${severity} ${code}:`) > width ? '\n  ' : ' ';
  const before = gap === '\n  ' ? 2 : displayWidth(where) + gap.length;
  const start = before + displayWidth(`${severity} ${code}:`);
  const head = `${where}${gap}${painted(severity, SEVERITIES[severity], paint)} ${code}:`;
  const lines = [continued(head, message, { start, width })];
  if (frame !== undefined) lines.push(...frame.split('\n').map((each) => truncate(`  ${each}`, width)));
  if (suggestion !== undefined) lines.push(`  did you mean ${printable(suggestion)} ?`);
  return `${withoutLogCommands(lines.join('\n'))}\n`;
}

/** Puts a sentence behind a head that takes so many columns; a line that is broken right behind it keeps no space at its end. */
function continued(head: string, text: string, { start, width }: { start: number; width: number }): string {
  const said = wrapWords(text, { start: start + 1, indent: 2, width });
  return said.startsWith('\n') ? head + said : `${head} ${said}`;
}

/** Names a message and counts what is in it, as a heading for its links and findings. */
export function formatSummary(
  audit: Audit,
  { paint, width = Number.POSITIVE_INFINITY, path }: Layout & { readonly path: string },
): string {
  const head = `${painted(path, 'strong', paint)}:`;
  return `${continued(head, summariseLinks(audit), { start: displayWidth(path) + 1, width })}\n`;
}

/** Counts the links of a message and its findings in one line. */
export function summariseLinks({ links, findings, tracked }: Audit): string {
  const countOf = (severity: Finding['severity']): number =>
    findings.filter((finding) => finding.severity === severity).length;
  const left = links.length - tracked;
  return `${plural(links.length, 'link')}: ${count(tracked)} tracked, ${count(left)} left; ${plural(countOf('error'), 'error')}, ${plural(countOf('warning'), 'warning')}`;
}
