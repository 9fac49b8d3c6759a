/** One kind of program that follows links on its own. */
export interface UserAgentRule {
  readonly name: string;
  readonly pattern: RegExp;
}

/**
 * User agents that are no person's: what programs say of themselves, and what every browser says and they do not.
 * Fixtures of both kinds stand in test/clicks/bots: no row can go without one of them changing, and no
 * browser's may match.
 */
export const USER_AGENT_RULES: readonly UserAgentRule[] = [
  {
    // A browser names its system, or at least its engine.
    name: 'no system',
    pattern:
      /^(?!.*(?:windows|\bwin(?:nt|9[58]|16|32|10)|mac[ _io]|ip(?:hone|ad|od)|ios[ _/;)]|(?:watch|tv|risc |serenity)os|android|linux|x11|bsd|cros\b|aix;|os\/2|plan ?9|darwin|cfnetwork|webkit|amiga|morphos|beos|haiku|black ?berry|bb10|symbian|palmos|brew |s(?:eries)?[346]0|midp|cldc|nokia\w|nintendo|playstation|xbox|roku|tizen|kaios|web0s|smart-?tv|hbbtv|bada|maemo|inferno|rv:|msie|trident|office|outlook|opera|konqueror|lynx|^links\b|links \(|dillo|w3m|netsurf|netfront|obigo|ucweb|uc ?browser|up\.browser|voyager|netscape|mozac|fban|m?qqbrowser|onebrowser|^(?:samsung|lge?|mot|nokia|sie|htc|alcatel|lenovo|pantech|huawei|motorola|amoi|asus|sonyericsson|docomo)[-_ /\w]))/i,
  },
  {
    // Where to read about it, or whom to write to: robots say so, and RFC 9110 §10.1.2 asks them to.
    name: 'an address',
    pattern: /https?:|www\.|\w@[\w-]+\.[a-z]|\w\.(?:com|org|net|io|html?)\b/i,
  },
  {
    name: 'compatible with nobody',
    pattern:
      /compatible;(?! ?(?:msie|konqueror|u;|ibrowse|netpositive|amiga|aweb|origyn|risc os|ms-office|icab|galeon|opera|netscape|lotus-notes|avantgo|teleca|polaris|oss\/1|sonyericsson|nokia|linux [\d.]+\) netfront))|like gecko[,;](?! ?safari)/i,
  },
  // "Cubot" makes telephones, and their browsers say so.
  { name: 'robots by name', pattern: /(?<!cu)bot(?![a-z])|bots\b|crawl|spider|slurp/i },
  {
    name: 'what it does',
    pattern:
      /(?<!cam)scan|check(?:er|s|host|\/\d)|monitor|(?<!developer)preview(?! browser| \d)|fetcher|feed(?!reader;|reader\))|\brss|archiv|index(?:er|ing)|valid|analy[sz]|inspect|extract|grab|harvest|download|screenshot|synthetic|transcoder|(?<!wap )proxy|uptime|observ|verif|insight|agent\b|snippet|favicon|page ?speed|prerender|weblight|-google\b|google-(?!tr-)/i,
  },
  // Something behind the browser's name that is no product, or the whole browser behind somebody else's name. One more bare
  // word is not enough: browsers and apps that people use add their name that way.
  {
    name: 'a name beside',
    pattern:
      /chrome\/[\d.]+ safari\/[\d.]+;(?! ?kakaotalk)|chrome\/[\d.]+ safari\/[\d.]+ \([\w-]+\)$|^[^(]*[,|] ?mozilla/i,
  },
  {
    name: 'links looked at in chats',
    pattern: /googlemessages|^whatsapp\/|wechatdevtools|(?:existence|protocol) discovery/i,
  },
  {
    name: 'mail security',
    pattern:
      /barracuda|proofpoint|mimecast|forcepoint|trend ?micro|sophos|ironport|fireeye|symantec(?! package)|messagelabs|cloudmark|zscaler|urldefense|safelinks|avanan|\bvade|clamav|trellix/i,
  },
  { name: 'mail providers', pattern: /imageproxy|gmail-content|mailproxy|skypeuri|externalhit/i },
  {
    name: 'libraries',
    pattern:
      /python|\bcurl\/|^curl|wget|\bjava\/(?!\w*vm\/|hwja|jbed)|^ruby|\bruby\/|\bperl\b|\bphp|go-http|okhttp|axios|\bnode[-./]|undici|guzzle|http-?client|scrapy|winhttp|powershell|mechanize|httpurl/i,
  },
  {
    name: 'driven browsers',
    pattern:
      /headless|phantomjs|puppeteer|playwright|selenium|webdriver|cypress|lighthouse|splash|ptst\/|pingdom|catchpoint|rigor\b|datanyze|dejaclick|nikto|openvas|sucker|getter\b/i,
  },
];

/** Says whether a user agent is that of a known program, or one of `more` says so, which have no `g` or `y`; an empty one is nobody's. */
export function isKnownProgram(userAgent: string, more: readonly RegExp[] = []): boolean {
  // Nobody's browser needs more, and patterns then cost the same for everybody.
  const start = withoutGuests(userAgent.slice(0, 500)).trim();
  if (start === '') return false;
  return USER_AGENT_RULES.some(({ pattern }) => pattern.test(start)) || more.some((pattern) => pattern.test(start));
}

/**
 * Takes out what others have put into a browser's user agent. Devices: a model and its code name can be a program's name as
 * well (`ruby` is a telephone); in-app browsers list them in one place (`(30/11; 440dpi; 1080x2400; Xiaomi; 22101316G; ruby;
 * …)`), Android before `Build/`. Addresses: of toolbars, between Internet Explorer's brackets, and of translated pages.
 */
function withoutGuests(userAgent: string): string {
  return userAgent
    .replace(/\(\d{1,3}\/[\d.]{1,20}; ?\d{1,5}dpi;[^()]*\)/gi, '(Android)')
    .replace(/;[^;]{1,80} Build\/[^;()]*/g, '')
    .replace(/\(via translate[\w.]*\)/i, '')
    .replace(/\(compatible; MSIE \d\.[^)]*/i, (own) =>
      own.replace(/https?:|www\.|\.(?=(?:com|org|net|io|html?)\b)/gi, ' '),
    );
}
