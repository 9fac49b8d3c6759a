/** User agents of browsers, mail programs and apps in which people click. None may be taken for a program. */
export const BROWSERS: readonly (readonly [what: string, userAgent: string])[] = [
  [
    'Chrome on Windows',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  ],
  [
    'a WebView with the name of its app',
    'Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/AP2A.240805.005; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/140.0.0.0 Mobile Safari/537.36 TwitterAndroid',
  ],
  [
    'Chrome with the name of an extension',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 15_6) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Honorlock',
  ],
  [
    'Brave on an iPhone',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1 Brave',
  ],
  [
    'Instagram on a telephone whose code name is a language',
    'Mozilla/5.0 (Linux; Android 13; 22101316G Build/TP1A.220624.014; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/140.0.0.0 Mobile Safari/537.36 Instagram 400.0.0.49.68 Android (33/13; 440dpi; 1080x2177; Xiaomi/Redmi; 22101316G; ruby; mt6877; it_IT; 784)',
  ],
  [
    'Instagram on a telephone whose code name is a robot',
    'Instagram 400.0.0.49.68 Android (30/11; 320dpi; 720x1411; Cubot; spider; scanner; mt6765; de_DE; 784)',
  ],
  [
    'Chrome on a telephone whose code name is a program',
    'Mozilla/5.0 (Linux; Android 12; monitor Build/SKQ1.211006.001) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Mobile Safari/537.36',
  ],
  [
    'Chrome on a Mac',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36',
  ],
  [
    'Chrome on Linux',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
  ],
  [
    'Chrome on ChromeOS',
    'Mozilla/5.0 (X11; CrOS x86_64 16093.68.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  ],
  [
    'Chrome on Android, reduced',
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
  ],
  [
    'Chrome on Android, with a model',
    'Mozilla/5.0 (Linux; Android 14; SM-S928B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.6613.88 Mobile Safari/537.36',
  ],
  [
    'Chrome on an iPhone',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0.7339.95 Mobile/15E148 Safari/604.1',
  ],
  [
    'Chrome on an iPad',
    'Mozilla/5.0 (iPad; CPU OS 17_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/138.0.7204.156 Mobile/15E148 Safari/604.1',
  ],
  [
    'Edge on Windows',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
  ],
  [
    'Edge on Android',
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Mobile Safari/537.36 EdgA/139.0.0.0',
  ],
  [
    'Edge on an iPhone',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 EdgiOS/139.0.3405.111 Mobile/15E148 Safari/604.1',
  ],
  [
    'old Edge',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/70.0.3538.102 Safari/537.36 Edge/18.19045',
  ],
  ['Firefox on Windows', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0'],
  ['Firefox on a Mac', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:142.0) Gecko/20100101 Firefox/142.0'],
  ['Firefox on Ubuntu', 'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'],
  ['Firefox on Android', 'Mozilla/5.0 (Android 15; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0'],
  [
    'Firefox on an iPhone',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/143.0 Mobile/15E148 Safari/605.1.15',
  ],
  ['Firefox on FreeBSD', 'Mozilla/5.0 (X11; FreeBSD amd64; rv:128.0) Gecko/20100101 Firefox/128.0'],
  [
    'Safari on a Mac',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15',
  ],
  [
    'Safari on an iPhone',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
  ],
  [
    'Safari on an iPad',
    'Mozilla/5.0 (iPad; CPU OS 17_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.7 Mobile/15E148 Safari/604.1',
  ],
  [
    'Opera',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 OPR/122.0.0.0',
  ],
  ['Opera Mini', 'Opera/9.80 (Android; Opera Mini/36.2.2254/191.303; U; en) Presto/2.12.423 Version/12.16'],
  [
    'Opera GX on Android',
    'Mozilla/5.0 (Linux; Android 13; 2201116SG) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/134.0.0.0 Mobile Safari/537.36 OPR/89.0.0.0',
  ],
  [
    'Vivaldi',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 Vivaldi/7.5.3735.54',
  ],
  [
    'Samsung Internet',
    'Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-A546B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36',
  ],
  [
    'Huawei Browser',
    'Mozilla/5.0 (Linux; Android 12; HarmonyOS; ELS-NX9; HMSCore 6.13.0.321) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.5735.196 HuaweiBrowser/15.0.4.312 Mobile Safari/537.36',
  ],
  [
    'Mi Browser',
    'Mozilla/5.0 (Linux; U; Android 13; de-de; 2201117TY Build/TKQ1.221114.001) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/112.0.5615.136 Mobile Safari/537.36 XiaoMi/MiuiBrowser/14.5.0-gn',
  ],
  [
    'UC Browser',
    'Mozilla/5.0 (Linux; U; Android 12; en-US; RMX3393 Build/SP1A.210812.016) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/100.0.4896.58 UCBrowser/13.7.8.1319 Mobile Safari/537.36',
  ],
  [
    'Yandex Browser',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/136.0.0.0 YaBrowser/25.6.0.0 Safari/537.36',
  ],
  [
    'DuckDuckGo on an iPhone',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 DuckDuckGo/7 Safari/605.1.15',
  ],
  [
    'DuckDuckGo on Android',
    'Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Mobile DuckDuckGo/5 Safari/537.36',
  ],
  [
    'Ecosia',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1 (Ecosia ios@11.2.0.2204)',
  ],
  [
    'Brave on an iPhone',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Brave/1 Mobile/15E148 Safari/604.1',
  ],
  [
    'Silk on a Fire tablet',
    'Mozilla/5.0 (Linux; Android 11; KFTRWI) AppleWebKit/537.36 (KHTML, like Gecko) Silk/128.4.1 like Chrome/128.0.6613.187 Safari/537.36',
  ],
  [
    'Whale',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/136.0.0.0 Whale/4.32.315.22 Safari/537.36',
  ],
  ['Internet Explorer 11', 'Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko'],
  ['Internet Explorer 9', 'Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 6.1; WOW64; Trident/5.0)'],
  [
    'Internet Explorer 8 with many parts',
    'Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0; SLCC2; .NET CLR 2.0.50727; .NET CLR 3.5.30729; Media Center PC 6.0)',
  ],
  [
    'Outlook on Windows',
    'Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; WOW64; Trident/7.0; .NET4.0C; .NET4.0E; Microsoft Outlook 16.0.17328; ms-office; MSOffice 16)',
  ],
  ['Word on Windows', 'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Word 16.0.17328; Pro)'],
  [
    'Windows Mail',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/70.0.3538.102 Safari/537.36 Edge/18.26100',
  ],
  [
    'Outlook on an iPhone',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Outlook-iOS/4.2533.0',
  ],
  [
    'Outlook on Android',
    'Mozilla/5.0 (Linux; Android 14; SM-G991B Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/139.0.7258.143 Mobile Safari/537.36 Outlook-Android/2.0',
  ],
  ['Apple Mail', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)'],
  [
    'Mail on an iPhone',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
  ],
  ['Thunderbird', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Thunderbird/140.2.0'],
  [
    'Gmail on Android, a web view',
    'Mozilla/5.0 (Linux; Android 15; Pixel 7 Build/AP4A.250205.002; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/133.0.6943.49 Mobile Safari/537.36 GSA/15.52',
  ],
  [
    'Google app on an iPhone',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) GSA/384.0.793125012 Mobile/15E148 Safari/604.1',
  ],
  [
    'Yahoo Mail on Android',
    'Mozilla/5.0 (Linux; Android 14; moto g54 5G Build/U1TD34; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/137.0.7151.61 Mobile Safari/537.36 YahooMobileMail/1.0',
  ],
  [
    'GMX on Android',
    'Mozilla/5.0 (Linux; Android 13; SM-A336B Build/TP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/136.0.7103.60 Mobile Safari/537.36 [GMX/Android/8.9.1]',
  ],
  [
    'Facebook on an iPhone',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22G86 [FBAN/FBIOS;FBAV/525.0.0.53.107;FBBV/761246437;FBDV/iPhone14,5;FBMD/iPhone;FBSN/iOS;FBSV/18.6;FBSS/3;FBID/phone;FBLC/it_IT]',
  ],
  [
    'Facebook on Android',
    'Mozilla/5.0 (Linux; Android 13; SM-A515F Build/TP1A.220624.014; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/138.0.7204.63 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/519.0.0.37.71;]',
  ],
  [
    'Instagram on an iPhone',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 395.0.0.29.109 (iPhone15,2; iOS 18_6; de_DE; de; scale=3.00; 1179x2556; 792441002)',
  ],
  [
    'LinkedIn on Android',
    'Mozilla/5.0 (Linux; Android 16; Pixel 6a Build/BP2A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/139.0.7258.94 Mobile Safari/537.36 [LinkedInApp]',
  ],
  [
    'WhatsApp web view on an iPhone',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 WhatsApp/25.22.79',
  ],
  [
    'WeChat',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.61(0x18003d2a) NetType/WIFI Language/en',
  ],
  [
    'LINE',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Safari Line/15.12.0',
  ],
  [
    'Naver in-app',
    'Mozilla/5.0 (Linux; Android 14; SM-S921N Build/UP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/129.0.6668.70 Whale/1.0.0.0 Crosswalk/29.129.0.23 Mobile Safari/537.36 NAVER(inapp; search; 2000; 12.10.7)',
  ],
  [
    'Teams',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0 Teams/25198.1112.3855.2900',
  ],
  [
    'Slack on a Mac',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Slack/4.45.69 Chrome/138.0.7204.97 Electron/37.2.1 Safari/537.36',
  ],
  [
    'a Cubot telephone',
    'Mozilla/5.0 (Linux; Android 10; CUBOT NOTE 20) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/127.0.0.0 Mobile Safari/537.36',
  ],
  [
    'CamScanner web view',
    'Mozilla/5.0 (Linux; Android 11; V2027 Build/RP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/118.0.0.0 Mobile Safari/537.36 CamScanner/6.50',
  ],
  [
    'Liebao',
    'Mozilla/5.0 (Windows NT 6.1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/34.0.1847.137 Safari/537.36 LBBROWSER',
  ],
  [
    'Viber on a Mac',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) QtWebEngine/5.15.2 Chrome/87.0.4280.144 Safari/537.36 Viber',
  ],
  ['an app that asks through CFNetwork', 'ShopApp/7.1 CFNetwork/1568.200.51 Darwin/24.1.0'],
  ['an app that asks through Dalvik', 'Dalvik/2.1.0 (Linux; U; Android 14; SM-A256B Build/UP1A.231005.007)'],
  [
    'PlayStation',
    'Mozilla/5.0 (PlayStation; PlayStation 5/9.60) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Safari/605.1.15',
  ],
  [
    'a Samsung television',
    'Mozilla/5.0 (SMART-TV; LINUX; Tizen 7.0) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/4.0 Chrome/94.0.4606.31 TV Safari/537.36',
  ],
  [
    'Kindle',
    'Mozilla/5.0 (X11; U; Linux armv7l like Android; en-us) AppleWebKit/531.2+ (KHTML, like Gecko) Version/5.0 Safari/533.2+ Kindle/3.0+',
  ],
  ['KaiOS', 'Mozilla/5.0 (Mobile; Nokia_2720_Flip; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5.2'],
  [
    'BlackBerry 10',
    'Mozilla/5.0 (BB10; Touch) AppleWebKit/537.10+ (KHTML, like Gecko) Version/10.3.3.3216 Mobile Safari/537.10+',
  ],
  ['a feature telephone', 'Nokia6300/2.0 (05.50) Profile/MIDP-2.0 Configuration/CLDC-1.1'],
  ['Konqueror', 'Mozilla/5.0 (compatible; Konqueror/4.14; Linux) KHTML/4.14.38 (like Gecko)'],
  ['Lynx', 'Lynx/2.9.2 libwww-FM/2.14 SSL-MM/1.4.1 OpenSSL/3.2.2'],
  ['Palemoon', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Goanna/6.8 Firefox/128.0 PaleMoon/33.8.2'],
];

/** User agents of programs, each with the row of USER_AGENT_RULES that it is there for. */
export const PROGRAMS: readonly (readonly [rule: string, userAgent: string])[] = [
  ['no system', 'Mozilla/5.0'],
  ['no system', 'Mozilla/4.0 (Hydra)'],
  ['no system', 'LinkReader 3'],
  ['no system', 'Zapier'],
  ['no system', 'IFTTT-Protocol/v1'],
  ['no system', 'Slack-Images 1.0'],
  ['no system', 'Ruby'],
  ['no system', 'facebookplatform/1.0'],
  [
    'links looked at in chats',
    'mozilla/5.0 (windows nt 10.0; win64; x64) applewebkit/537.36 (khtml, like gecko) chrome/131.0.0.0 safari/537.36 googlemessages/16.2',
  ],
  ['links looked at in chats', 'whatsapp/799941593 cfnetwork/3826.500.31 darwin/24.5.0'],
  [
    'links looked at in chats',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 15_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.1 Language/zh_CN wechatdevtools',
  ],
  ['links looked at in chats', 'Microsoft Office Existence Discovery'],
  ['no system', 'WhatsApp/2.23.20.0'],
  ['no system', 'Telegram'],
  ['no system', 'HubSpot Connect 2.0'],
  ['no system', 'Twingly Recon'],
  ['no system', 'Go 1.22 package http'],
  ['no system', 'Dart/3.4 (dart:io)'],
  [
    'an address',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 (+https://links.example/about)',
  ],
  [
    'an address',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/121.0.0.0 Safari/537.36 abuse@mailguard.example',
  ],
  [
    'an address',
    'Mozilla/5.0 (X11; Linux x86_64; www.safemail.example) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0.0.0 Safari/537.36',
  ],
  ['an address', 'MailProtector (Linux; contact team@protector.example)'],
  [
    'an address',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/118.0.0.0 Safari/537.36 brokenlinks.com/1.2',
  ],
  ['compatible with nobody', 'Mozilla/5.0 (compatible; LinkGuard/2.1; Windows NT 10.0)'],
  [
    'compatible with nobody',
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko; compatible; Mailwatch/1.1) Chrome/125.0.0.0 Safari/537.36',
  ],
  ['compatible with nobody', 'Mozilla/5.0 (compatible; Seznam-Preload/1; Linux)'],
  [
    'compatible with nobody',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko, Foresight) Chrome/109.0.0.0 Safari/537.36',
  ],
  [
    'compatible with nobody',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko; ProductFinder) Chrome/142.0.0.0 Safari/537.36',
  ],
  [
    'robots by name',
    'Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X) AppleWebKit/537.36 Chrome/131.0.0.0 Mobile Safari/537.36 (Googlebot/2.1)',
  ],
  ['robots by name', 'Slackbot-LinkExpanding 1.0 (Linux)'],
  ['robots by name', 'Twitterbot/1.0 (Linux)'],
  ['robots by name', 'LinkedInBot/1.0 (Linux)'],
  ['robots by name', 'Discordbot/2.0 (Macintosh)'],
  ['robots by name', 'TelegramBot (like TwitterBot; Linux)'],
  ['robots by name', 'Applebot/0.1 (Macintosh)'],
  ['robots by name', 'Sogou web spider/4.0 (Linux)'],
  ['robots by name', 'Baiduspider/2.0 (Linux)'],
  ['robots by name', 'yahoo-slurp (Linux)'],
  ['robots by name', 'CCBot/2.0 (Linux)'],
  ['robots by name', 'mail-link-crawler/1 (Linux)'],
  [
    'robots by name',
    'Mozilla/5.0 (Linux; Android 6; SM-G900P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/41.0.2272.96 Mobile Safari/537.36 Bytespider',
  ],
  [
    'what it does',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/116.0.0.0 Safari/537.36 LinkScan/5.2 (desk)',
  ],
  ['what it does', 'url-checker/1.0 (Linux)'],
  ['what it does', 'SiteMonitor 9 (Windows)'],
  ['what it does', 'BingPreview/1.0b (Windows NT 6.1)'],
  ['what it does', 'Feedly-like feed/2.0 (Linux)'],
  ['what it does', 'rss2mail (Linux)'],
  ['what it does', 'ia_archiver (Linux)'],
  ['what it does', 'indexer/2 (Linux)'],
  ['what it does', 'W3C_Validator/1.3 (Linux)'],
  ['what it does', 'content-analyzer (Linux)'],
  [
    'what it does',
    'Mozilla/5.0 (Linux; Android 11; Pixel 4) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/84.0.4147.108 Mobile Safari/537.36 Google-InspectionTool/1.0 (a)',
  ],
  ['what it does', 'EmailGrabber (Windows)'],
  ['what it does', 'MassDownloader/4 (Windows)'],
  ['what it does', 'page-screenshot (Linux x86_64)'],
  [
    'what it does',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 Synthetics/3 (x)',
  ],
  ['what it does', 'FetcherOfPages/1 (Linux)'],
  ['what it does', 'ThousandEyes Agent (Macintosh)'],
  ['what it does', 'HostWatch uptime (Linux)'],
  [
    'what it does',
    'Mozilla/5.0 (Windows NT 5.1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/14.0.835.202 Safari/537.36 Page Speed (x)',
  ],
  [
    'a name beside',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/95.0.4638.69 Safari/537.36 (StatusPie)',
  ],
  [
    'a name beside',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Safari/537.36; Helper/1.0',
  ],
  [
    'a name beside',
    'Thumbs/6.7, Mozilla/5.0 (Linux; Android 9; Phone) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/76.0.3809.111 Mobile Safari/537.36 Loop/2.13',
  ],
  ['mail security', 'BarracudaCentral (Linux)'],
  [
    'mail security',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36 Barracuda Sentinel (EE)',
  ],
  ['mail security', 'Proofpoint URL Defense/8 (Linux)'],
  ['mail security', 'Mimecast-TTP (Windows)'],
  ['mail security', 'Forcepoint Sandbox (Windows NT 6.1)'],
  ['mail security', 'TrendMicro WTP (Windows)'],
  ['mail security', 'Sophos Time-of-Click (Linux)'],
  ['mail security', 'Cisco-IronPort/14 (Linux)'],
  ['mail security', 'FireEye ETP (Linux)'],
  ['mail security', 'Symantec Email Security.cloud (Linux)'],
  ['mail security', 'Zscaler ZIA (Linux)'],
  ['mail security', 'Avanan/1.0 (Linux)'],
  ['mail security', 'Vade Secure URL (Linux)'],
  ['mail security', 'Microsoft SafeLinks/1 (Windows)'],
  ['mail security', 'ClamAV/1.4.2 (OS: linux-gnu)'],
  ['mail providers', 'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht GoogleImageProxy)'],
  ['mail providers', 'Gmail-content-sampling (Linux)'],
  ['mail providers', 'Ymailproxy (Linux)'],
  ['mail providers', 'SkypeUri (Windows)'],
  ['mail providers', 'facebookexternalhit/1.1 (Linux)'],
  ['libraries', 'python-requests/2.32.3 (Linux)'],
  ['libraries', 'Python-urllib/3.12 (Linux)'],
  ['libraries', 'curl/8.9.1 (x86_64-pc-linux-gnu)'],
  ['libraries', 'Wget/1.24.5 (linux-gnu)'],
  ['libraries', 'Java/17.0.12 (Linux)'],
  ['libraries', 'Apache-HttpClient/5.3 (Linux)'],
  ['libraries', 'okhttp/4.12.0 (Android 14)'],
  ['libraries', 'axios/1.7.2 (Linux)'],
  ['libraries', 'node-fetch/1.0 (Linux)'],
  ['libraries', 'undici (Linux)'],
  ['libraries', 'GuzzleHttp/7 (Linux)'],
  ['libraries', 'libwww-perl/6.77 (Linux)'],
  ['libraries', 'PHP/8.3 (Linux)'],
  ['libraries', 'Scrapy/2.11 (Linux)'],
  ['libraries', 'Go-http-client/2.0 (Linux)'],
  ['libraries', 'Ruby/3.3 (Linux)'],
  ['libraries', 'Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.26100.1'],
  ['libraries', 'WinHTTP/5.1 (Windows)'],
  [
    'driven browsers',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/128.0.0.0 Safari/537.36',
  ],
  [
    'driven browsers',
    'Mozilla/5.0 (Unknown; Linux x86_64) AppleWebKit/538.1 (KHTML, like Gecko) PhantomJS/2.1.1 Safari/538.1',
  ],
  [
    'driven browsers',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Playwright/1.40',
  ],
  [
    'driven browsers',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Cypress/13.13.1 Chrome/118.0.5993.159 Electron/27.3.10 Safari/537.36',
  ],
  [
    'driven browsers',
    'Mozilla/5.0 (Linux; Android 11; moto g power (2022)) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/136.0.0.0 Mobile Safari/537.36 Chrome-Lighthouse/12',
  ],
  [
    'driven browsers',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/106.0.0.0 Safari/537.36 PTST/230120.1',
  ],
  [
    'driven browsers',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) browser/2020.2 Chrome/78.0.3904.130 Electron/7.1.7 Safari/537.36 PingdomTMS/2020.2',
  ],
  ['robots by name', 'our bots (Linux)'],
  [
    'what it does',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.5735.179 Safari/537.36 Mediapartners-Google (x)',
  ],
  ['what it does', 'EmailExtractor/2 (Windows)'],
  [
    'what it does',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/49.0.2623.75 Safari/537.36 Favicons/1 (x)',
  ],
  ['what it does', 'LibraryHarvester/3 (Linux)'],
  [
    'what it does',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/56.0.2924.87 Safari/537.36 SpeedInsights/2 (x)',
  ],
  [
    'what it does',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Safari/537.36 SiteObservatory/1 (x)',
  ],
  ['what it does', 'Prerender/5 (Linux)'],
  ['what it does', 'snippet-reader/1 (Linux)'],
  ['what it does', 'MobileTranscoder/1 (Linux)'],
  ['what it does', 'DomainVerifier/1 (Linux)'],
  ['what it does', 'Nokia5800d/5.0 (SymbianOS/9.4; googleweblight)'],
  ['mail security', 'Cloudmark-Gateway/5 (Linux)'],
  ['mail security', 'MessageLabs-Skeptic (Linux)'],
  ['mail security', 'Trellix-ETP (Linux)'],
  ['mail security', 'urldefense/3 (Linux)'],
  ['libraries', 'HttpURL/1 (Linux)'],
  ['libraries', 'WWW-Mechanize/2.1 (Linux)'],
  [
    'driven browsers',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64; Catchpoint) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36',
  ],
  [
    'driven browsers',
    'Mozilla/5.0 (X11; Datanyze; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/65.0.3325.181 Safari/537.36',
  ],
  ['driven browsers', 'Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0 DejaClick/2.9'],
  ['driven browsers', 'fileGetter/2 (Macintosh)'],
  ['driven browsers', 'Mozilla/5.0 (X11; Linux x86_64) Nikto/2.5.0'],
  ['driven browsers', 'Mozilla/5.0 [en] (X11, U; OpenVAS-VT 9)'],
  [
    'driven browsers',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Puppeteer/22 Chrome/122.0.0.0 Safari/537.36',
  ],
  [
    'driven browsers',
    'Mozilla/5.0 (X11; Linux x86_64; Rigor) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/86.0.4240.75 Safari/537.36',
  ],
  ['driven browsers', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Selenium/4.20 Firefox/125.0.1 (x)'],
  [
    'driven browsers',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/602.1 (KHTML, like Gecko) splash Version/10.0 Safari/602.1',
  ],
  ['driven browsers', 'SiteSucker/5 (Macintosh)'],
  [
    'driven browsers',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/118.0.0.0 WebDriver/1 Safari/537.36',
  ],
];
