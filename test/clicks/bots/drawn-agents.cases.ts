const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';

/** Browsers of people: desks, telephones, apps. */
export const BROWSERS: readonly string[] = [
  `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/143.0.0.0 Safari/537.36`,
  `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0`,
  `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT} Chrome/142.0.0.0 Safari/537.36 OPR/126.0.0.0`,
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/143.0.7499.38 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (iPad; CPU OS 17_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
  `Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} Chrome/143.0.0.0 Mobile Safari/537.36`,
  `Mozilla/5.0 (Linux; Android 15; SM-S928B) ${WEBKIT} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`,
  `Mozilla/5.0 (Linux; Android 14; 23021RAA2Y Build/UKQ1.230917.001; wv) ${WEBKIT} Version/4.0 Chrome/143.0.7499.34 Mobile Safari/537.36`,
  'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  'Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0',
  `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${WEBKIT} Chrome/141.0.0.0 Safari/537.36`,
  `Mozilla/5.0 (Windows NT 6.1; WOW64) ${WEBKIT} Chrome/109.0.0.0 Safari/537.36`,
];

/** Browsers inside apps, which put names of their own behind. */
export const APPS: readonly string[] = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/520.0.0.38.101;FBBV/756351453;FBDV/iPhone14,5;FBMD/iPhone;FBSN/iOS;FBSV/18.5;FBSS/3;FBCR/;FBID/phone;FBLC/nl_NL;FBOP/80]',
  `Mozilla/5.0 (Linux; Android 13; M2101K6G Build/TKQ1.221013.002; wv) ${WEBKIT} Version/4.0 Chrome/142.0.0.0 Mobile Safari/537.36 Instagram 401.0.0.48.79 Android (33/13; 440dpi; 1080x2177; Xiaomi/Redmi; M2101K6G; sweet; qcom; de_DE; 780312345)`,
  `Mozilla/5.0 (Linux; Android 12; CPH2211; wv) ${WEBKIT} Version/4.0 Chrome/141.0.0.0 Mobile Safari/537.36 LinkedInApp`,
  `Mozilla/5.0 (Linux; Android 14; SM-A546B; wv) ${WEBKIT} Version/4.0 Chrome/143.0.0.0 Mobile Safari/537.36 GSA/16.44.59.29.arm64`,
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) GSA/394.0.1 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Snapchat/13.50.0.40 (like Safari/8618.3.11.10.5, panda)',
  `Mozilla/5.0 (Linux; Android 15; Pixel 9) ${WEBKIT} Chrome/143.0.0.0 Mobile Safari/537.36 DuckDuckGo/5`,
  `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/142.0.0.0 Safari/537.36 Teams/25.1`,
];

/** Programs, and requests that name nothing. */
export const PROGRAMS: readonly string[] = [
  '',
  'curl/8.14.1',
  'Go-http-client/2.0',
  'python-httpx/0.28.1',
  'Apache-HttpClient/5.4.1 (Java/21.0.5)',
  'node',
  'axios/1.12.2',
  `Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} HeadlessChrome/143.0.7499.40 Safari/537.36`,
  `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT} Chrome/119.0.0.0 Safari/537.36 (compatible; MailLinkScanner/2.1; +https://scanner.example/about)`,
  'Mozilla/5.0 (compatible; Barracuda Sentinel)',
  'Mozilla/5.0 (compatible; SomebodysBot/1.0)',
  'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
  'WhatsApp/2.24.20.89 A',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; Trident/7.0; rv:11.0) like Gecko URLCheck/1.4',
];
