import { checkKeys, didYouMean, quote, usageError, withoutStickyFlags } from './checks/options.js';
import type { Link, ReasonCode } from './link.js';
import { type Audit, type AuditOptions, auditLinks } from './message/audit.js';
import { REASONS } from './message/classify/reasons.js';
import { FINDINGS, type Finding, type FindingCode } from './message/findings/catalog.js';
import { codeFrame } from './message/findings/code-frame.js';
import { formatFinding, formatLinks, summariseLinks } from './print/link-report.js';

/** Which links are meant: the exact address, a regular expression tried on it, or a function of the link. */
export type LinkPattern = string | RegExp | ((link: Link) => boolean);

/** What can be expected of a message's links; `Result` is what the test runner's assertions return. */
export interface LinkMatchers<Result = unknown> {
  /**
   * Exactly these links are tracked: each that is tracked is named, and each that is named is there.
   *
   * @param expected - in any order; one pattern may stand for several links
   * @param options - as for `auditLinks`, for a message as a string
   * @returns what the test runner's assertions return
   * @throws TypeError for a pattern or an option of the wrong type
   * @example
   * ```ts
   * import { clickstampMatchers } from 'clickstamp/matchers';
   *
   * const { pass } = clickstampMatchers.toTrackOnly.call({}, '<a href="https://shop.example/">Shop</a>', [/shop/]);
   * pass; // => true
   * ```
   */
  toTrackOnly(expected: readonly LinkPattern[], options?: AuditOptions): Result;
  /**
   * The message has such a link, and all of them are tracked. With `not`: none is.
   *
   * @param link - the exact address, a regular expression tried on it, or a function of the link
   * @param options - as for `auditLinks`, for a message as a string
   * @returns what the test runner's assertions return
   * @throws TypeError for a pattern or an option of the wrong type
   * @example
   * ```ts
   * import { clickstampMatchers } from 'clickstamp/matchers';
   *
   * const { pass } = clickstampMatchers.toTrack.call({}, '<a href="https://shop.example/">Shop</a>', 'https://shop.example/');
   * pass; // => true
   * ```
   */
  toTrack(link: LinkPattern, options?: AuditOptions): Result;
  /**
   * The message has such a link, and all of them are left, for this reason where one is given. With `not`: none is.
   *
   * @param link - the exact address, a regular expression tried on it, or a function of the link
   * @param reason - a code of docs/codes.md
   * @param options - as for `auditLinks`, for a message as a string
   * @returns what the test runner's assertions return
   * @throws TypeError for a pattern or an option of the wrong type, or a reason that does not exist
   * @example
   * ```ts
   * import { clickstampMatchers } from 'clickstamp/matchers';
   *
   * const { pass } = clickstampMatchers.toLeave.call({}, '<a href="mailto:a@brand.example">Write</a>', /^mailto:/, 'mailto');
   * pass; // => true
   * ```
   */
  toLeave(link: LinkPattern, reason?: ReasonCode, options?: AuditOptions): Result;
  /**
   * Every link leads somewhere: no finding is an error, and none says that readers cannot go there.
   *
   * @param options - as for `auditLinks`, for a message as a string
   * @returns what the test runner's assertions return
   * @throws TypeError for an option of the wrong type
   * @example
   * ```ts
   * import { clickstampMatchers } from 'clickstamp/matchers';
   *
   * const { pass } = clickstampMatchers.toHaveNoBrokenLinks.call({}, '<a href="https://shop.example/">Shop</a>');
   * pass; // => true
   * ```
   */
  toHaveNoBrokenLinks(options?: AuditOptions): Result;
}

// The assertions of Vitest 4 extend Jest's, so this one place serves both; those of Vitest 5 have another number of parameters.
declare global {
  namespace jest {
    interface Matchers<R, T> extends LinkMatchers<R> {}
  }
}

/** Goes into `expect.extend`: what a test runner calls, and what it is told. */
type LinkMatcherFunctions = {
  [Name in keyof LinkMatchers]: (
    this: {
      /** The assertion is negated: `expect(html).not…`. */
      readonly isNot?: boolean;
    },
    received: unknown,
    ...expected: Parameters<LinkMatchers[Name]>
  ) => {
    /** Whether the assertion holds. */
    readonly pass: boolean;
    /** What the runner prints where it does not. */
    readonly message: () => string;
  };
};

type MatcherResult = ReturnType<LinkMatcherFunctions['toTrack']>;
type MatcherState = ThisParameterType<LinkMatcherFunctions['toTrack']>;

/** Findings that are no errors of writing, yet say that a reader cannot go there. */
const LEADS_NOWHERE: ReadonlySet<FindingCode> = new Set([
  'relative-url',
  'tld-unknown',
  'host-single-label',
  'host-private',
  'host-loopback',
  'url-wrapped',
  'value-leaked',
  'href-empty',
  'href-missing',
  'anchor-unknown',
]);

/**
 * Makes matchers that audit messages with these options; an assertion's own options go on top. `received` is HTML, or what
 * `auditLinks`, `compileHtml`, `rewriteLinks` and their like gave. Throws `TypeError` for a wrong option.
 *
 * @param options - as for `auditLinks`
 * @returns matchers for `expect.extend`
 * @throws TypeError for a wrong option
 * @example
 * ```ts
 * import { createLinkMatchers } from 'clickstamp/matchers';
 *
 * const { toTrack } = createLinkMatchers({ neverTrack: ['bank.example'] });
 * const html = '<a href="https://bank.example/">Bank</a>';
 * toTrack.call({}, html, 'https://bank.example/').pass; // => false
 * ```
 */
export function createLinkMatchers(options: AuditOptions = {}): LinkMatcherFunctions {
  auditLinks('', options);
  const read = (received: unknown, own: AuditOptions | undefined): Message => readMessage(received, options, own);
  return {
    toTrackOnly(received, expected, own) {
      checkPatterns(expected);
      const message = read(received, own);
      const tracked = message.report.links.filter(isTracked);
      const surplus = tracked.filter((link) => !expected.some((pattern) => isMeant(link, pattern)));
      const missing = expected.filter((pattern) => !tracked.some((link) => isMeant(link, pattern)));
      return result(surplus.length === 0 && missing.length === 0, message, (not) => [
        `Expected the message ${not}to track only:`,
        ...listOf(expected.map(nameOf)),
        ...missing.map((pattern) => `Not tracked: ${nameOf(pattern)}${whyLeft(message, pattern)}`),
        ...surplus.map((link) => `Tracked, but not named: ${link.href}\n${frameOf(message, link)}`),
      ]);
    },
    toTrack(received, pattern, own) {
      checkPatterns([pattern]);
      const message = read(received, own);
      const meant = message.report.links.filter((link) => isMeant(link, pattern));
      const pass = holds(this, meant, isTracked);
      return result(pass, message, (not) => [
        `Expected the message ${not}to track ${nameOf(pattern)}`,
        ...saidOf(meant, message),
      ]);
    },
    toLeave(received, pattern, reason, own) {
      checkPatterns([pattern]);
      checkReason(reason);
      const message = read(received, own);
      const meant = message.report.links.filter((link) => isMeant(link, pattern));
      const pass = holds(this, meant, (link) => !isTracked(link) && (reason === undefined || link.reason === reason));
      return result(pass, message, (not) => [
        `Expected the message ${not}to leave ${nameOf(pattern)}${reason === undefined ? '' : ` (${reason})`}`,
        ...saidOf(meant, message),
      ]);
    },
    toHaveNoBrokenLinks(received, own) {
      const message = read(received, own);
      const broken = message.report.findings.filter(isBroken);
      return result(broken.length === 0, message, (not) => [
        `Expected the message ${not}to have no broken links`,
        ...broken.map((finding) => formatFinding(finding).trimEnd()),
      ]);
    },
  };
}

/**
 * The matchers with default options, for `expect.extend` of Vitest and Jest. Nothing is registered by the import itself:
 * a bundler may drop an import that nobody uses.
 *
 * @example
 * ```ts
 * import { clickstampMatchers } from 'clickstamp/matchers';
 *
 * const { pass } = clickstampMatchers.toHaveNoBrokenLinks.call({}, '<a href="htp://shop.example/">Shop</a>');
 * pass; // => false
 * ```
 */
export const clickstampMatchers: LinkMatcherFunctions = createLinkMatchers();

/** Prints what `auditLinks` and its like gave as a table, its findings and a sum: for `expect.addSnapshotSerializer`. */
export const linkReportSerializer: {
  readonly test: (value: unknown) => boolean;
  readonly serialize: (value: unknown) => string;
} = {
  test: isReport,
  serialize: (value) => writeReport(value as Audit),
};

/** A message as the matchers look at it. */
interface Message {
  readonly report: Audit;
  /** Undefined where only its links are known. */
  readonly source: string | undefined;
}

function readMessage(received: unknown, options: AuditOptions, own: AuditOptions | undefined): Message {
  if (own !== undefined) checkKeys('options', own, Object.keys(own));
  if (typeof received === 'string') return { report: auditLinks(received, { ...options, ...own }), source: received };
  if (own !== undefined)
    throw usageError('options', 'apply only to a message that is a string: this one is audited already');
  if (isReport(received)) return { report: received, source: undefined };
  if (isCompiled(received)) {
    const { links, findings, source } = received;
    return { report: { links, findings, tracked: links.filter(isTracked).length }, source };
  }
  throw usageError('received', 'must be a message as a string, or what auditLinks or compileHtml returned', received);
}

function isReport(value: unknown): value is Audit {
  return hasLinks(value) && 'tracked' in value && typeof value.tracked === 'number';
}

function isCompiled(value: unknown): value is { links: readonly Link[]; findings: readonly Finding[]; source: string } {
  return hasLinks(value) && 'source' in value && typeof value.source === 'string';
}

function hasLinks(value: unknown): value is { links: readonly Link[]; findings: readonly Finding[] } {
  if (value === null || typeof value !== 'object') return false;
  const { links, findings } = value as { links?: unknown; findings?: unknown };
  return Array.isArray(links) && Array.isArray(findings) && links.every((link) => typeof link?.verdict === 'string');
}

function checkPatterns(patterns: unknown): void {
  if (!Array.isArray(patterns)) throw usageError('expected', 'must be an array of links', patterns);
  for (const pattern of patterns)
    if (!(typeof pattern === 'string' || typeof pattern === 'function' || pattern instanceof RegExp))
      throw usageError('expected', 'must be an address, a regular expression or a function', pattern);
}

function checkReason(reason: unknown): void {
  const known = [...Object.keys(REASONS), ...Object.keys(FINDINGS)];
  if (reason === undefined || (typeof reason === 'string' && known.includes(reason))) return;
  const near = typeof reason === 'string' ? didYouMean(reason, known) : undefined;
  throw usageError(
    'reason',
    `must be one of those in docs/codes.md${near === undefined ? '' : ` (did you mean ${quote(near)}?)`}`,
    reason,
  );
}

/** What is asserted of all links that are meant must hold for one at least; with `not`, it may hold for none. */
function holds(state: MatcherState | undefined, meant: readonly Link[], test: (link: Link) => boolean): boolean {
  return state?.isNot === true ? meant.some(test) : meant.length > 0 && meant.every(test);
}

function isTracked(link: Link): boolean {
  return link.verdict === 'track';
}

function isBroken({ severity, code }: Finding): boolean {
  return severity === 'error' || LEADS_NOWHERE.has(code);
}

function isMeant(link: Link, pattern: LinkPattern): boolean {
  if (typeof pattern === 'string') return link.url === pattern || link.href === pattern;
  if (typeof pattern === 'function') return pattern(link);
  return withoutStickyFlags(pattern).test(link.url ?? link.href);
}

function nameOf(pattern: LinkPattern): string {
  return typeof pattern === 'function' ? `the links of ${pattern.name || 'a function'}` : String(pattern);
}

function listOf(lines: readonly string[]): string[] {
  return lines.length === 0 ? ['  (no link)'] : lines.map((line) => `  ${line}`);
}

function saidOf(meant: readonly Link[], message: Message): string[] {
  if (meant.length === 0) return ['There is no such link.'];
  return meant.map((link) => `${link.verdict}, ${link.reason}: ${link.message}\n${frameOf(message, link)}`);
}

function whyLeft({ report }: Message, pattern: LinkPattern): string {
  const link = report.links.find((each) => isMeant(each, pattern));
  return link === undefined ? ' (there is no such link)' : ` (${link.reason}: ${link.message})`;
}

function frameOf({ source }: Message, link: Link): string {
  if (source === undefined) return `  line ${link.line}, column ${link.column}`;
  return codeFrame(source, link.range, link.line).replace(/^/gm, '  ');
}

function result(pass: boolean, message: Message, lines: (not: string) => readonly string[]): MatcherResult {
  return { pass, message: () => `${lines(pass ? 'not ' : '').join('\n')}\n\n${tableOf(message.report)}` };
}

function tableOf({ links }: Audit): string {
  return links.length === 0 ? 'The message has no links.' : formatLinks(links).trimEnd();
}

function writeReport(report: Audit): string {
  return [
    tableOf(report),
    ...report.findings.map((finding) => formatFinding(finding).trimEnd()),
    summariseLinks(report),
  ].join('\n\n');
}
