/** One kind of program that follows links on its own. */
export interface UserAgentRule {
  readonly name: string;
  readonly pattern: RegExp;
}

/**
 * User agents that are no person's, as words of their names. Fixtures of both kinds stand in
 * test/clicks/user-agents.cases.ts: no row can go without one of them changing, and no browser's may match.
 */
export const USER_AGENT_RULES: readonly UserAgentRule[] = [
  // "Cubot" makes telephones, and their browsers say so.
  { name: 'robots by name', pattern: /(?<!cu)bot\b|crawl|spider|slurp|archiver/i },
  {
    name: 'scanners by name',
    pattern: /\b(?:scan|scanner|safelinks|linkcheck(?:er)?|url ?check(?:er)?|monitor|preview)\b/i,
  },
  {
    name: 'mail security',
    pattern:
      /barracuda|proofpoint|mimecast|forcepoint|trendmicro|sophos|ironport|fireeye|symantec|messagelabs|cloudmark|zscaler|urldefense|avanan|vade/i,
  },
  {
    name: 'mail providers',
    pattern:
      /googleimageproxy|gmail-content-sampling|yahoomailproxy|ymailproxy|msoffice|microsoft office|skypeuripreview|facebookexternalhit/i,
  },
  {
    name: 'libraries',
    pattern:
      /^(?:python|curl|wget|java|ruby|perl|php|go-http-client|okhttp|axios|node|undici|got|apache-httpclient|libwww|aiohttp|httpx|guzzle|restsharp|postman|insomnia|scrapy|dart|faraday|winhttp|powershell|deno|bun)\b/i,
  },
  {
    name: 'libraries inside',
    pattern: /python-requests|python-urllib|node-fetch|httpclient|http_request|lwp::|mechanize/i,
  },
  { name: 'driven browsers', pattern: /headless|phantomjs|puppeteer|playwright|selenium|electron-fetch|lighthouse/i },
  { name: 'a bare Mozilla', pattern: /^Mozilla\/\d\.\d$|^Mozilla\/5\.0 \(compatible;?\)?$/i },
];

/** Says whether a user agent is that of a known program. */
export function isKnownProgram(userAgent: string, more: readonly RegExp[] = []): boolean {
  // Nobody's browser needs more, and patterns then cost the same for everybody.
  const start = userAgent.slice(0, 500).trim();
  return USER_AGENT_RULES.some(({ pattern }) => pattern.test(start)) || more.some((pattern) => matches(pattern, start));
}

function matches(pattern: RegExp, text: string): boolean {
  pattern.lastIndex = 0;
  return pattern.test(text);
}
