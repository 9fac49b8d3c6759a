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
  [
    'KakaoTalk',
    'Mozilla/5.0 (Linux; Android 12; SM-G988N Build/SP1A.210812.016; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/140.0.4896.79 Safari/537.36;KAKAOTALK 2409760',
  ],
  [
    'Brave on an iPad, in brackets',
    'Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Safari/604.1 (Brave)',
  ],
  [
    'an old Android with the name of its advertisements',
    'Mozilla/5.0 (Linux; U; Android 1.5; de-de; Hero Build/CUPCAKE) AppleWebKit/525.10+ (KHTML, like Gecko) Version/3.0.4 Mobile Safari/523.12.2 (AdMob-ANDROID-20091123)',
  ],
  [
    'an old Android behind whose browser a list goes on',
    'Mozilla/5.0 (Linux; U; Android 4.0.3; zh-cn; X720d) AppleWebKit/534.30 (KHTML, Like Gecko) Version/4.0 Mobile Safari/534.30; 360browser(securitypay)',
  ],
  [
    'a telephone whose model has brackets and an address',
    'Mozilla/5.0 (Linux; U; Android 4.0.3; en-us; Novo 7 (TabletShop.com) Build/IML74K) AppleWebKit/534.30 (KHTML, like Gecko) Version/4.0 Safari/534.30',
  ],
  [
    'a reader of electronic ink',
    'Mozilla/4.0 (compatible; Linux 2.6.22) NetFront/3.4 Kindle/2.5 (screen 600x800; rotate)',
  ],
  ['a text browser: w3m', 'w3m/0.5.3+git20230121'],
  ['a small browser: Dillo', 'Dillo/3.1.0'],
  ['NetSurf on Plan 9', 'Mozilla/5.0 (Plan9) NetSurf/3.12'],
  ['Links without a system', 'Links'],
  ['Ladybird', 'Mozilla/5.0 (SerenityOS; x86_64) LibWeb+LibJS/1.0 Ladybird/1.0'],
  ['Oregano on RISC OS', 'Mozilla/1.10 [en] (Compatible; RISC OS 3.70; Oregano 1.10)'],
  ['Mosaic on AIX', 'Mozilla/5.0 (AIX; SPARC64; Mosaic/2.7) Gecko/20100101 Mosaic/2.7'],
  ['Netscape on OS/2', 'Mozilla/4.61 [de] (OS/2; U)'],
  ['Netscape on Windows NT, as it wrote it', 'Mozilla/4.51 [de] (WinNT; I)'],
  ['a palmtop', 'Mozilla/4.76 [en] (PalmOS; U; WebPro3.0; Palm-Arz1)'],
  ['a telephone that runs Brew', 'Mozilla/4.0 (BREW 3.1.5; U; en-us; Sanyo) Boost SCP3810'],
  ['a telephone by its model alone', 'SAMSUNG-SGH-A737'],
  ['one of a Japanese network', 'DoCoMo/2.0 N905i(c100;TB;W24H16)'],
  ['a telephone that names CLDC', 'Nokia303/14.87 CLDC-1.1'],
  ['UC Browser on Java', 'Mozilla/5.0 (Java; U; Pt-br; gt-s5620) UCBrowser8.2.1.144/69/352/UCWEB Mobile UNTRUSTED/1.0'],
  [
    'a telephone whose Java names its machine',
    'LG-GM750h Browser/IE8.12 MMS/LGMMSv1.0/1.2 Java/LGVM/1.1 Profile/MIDP-2.1 Configuration/CLDC-1.1 (compatible; MSIE 6.0; Windows CE)',
  ],
  ['a telephone with Obigo', 'ALCATEL_ONE/382 ObigoInternetBrowser/Q05A'],
  ['QQ Browser on a telephone', 'MQQBrowser/26 (Nokia5233)'],
  ['OneBrowser', 'OneBrowser/3.0 (GT-S5253/S5253DDKJ2)'],
  ['a television', 'HbbTV/1.2.1 (;Panasonic;VIERA 2015;3.014;a001-003 4000-0000;)'],
  ['an Apple Watch', 'atc/1.0 watchOS/7.3.3 model/Watch4,2 hwp/t8006 build/18S830 (6; dt:191)'],
  ['Teleca on a telephone', 'Mozilla/5.0 (compatible; Teleca Q7; Brew 4.0.3; U; en) 240X400 LGE LG840'],
  ['Polaris on a telephone', 'Mozilla/4.0 (compatible; Polaris 6.2; BREW 3.1.5; U; en)/240X400 LGE VX8575'],
  [
    'a telephone that runs Linux',
    'Mozilla/5.0 (compatible; OSS/1.0; Chameleon; Linux) MOT-U9/R6632 BER/2.0 Profile/MIDP-2.0 Configuration/CLDC-1.1',
  ],
  [
    'a telephone that says compatible',
    'Mozilla/4.0 (compatible; SonyEricssonJ20/R7BA Browser/NetFront/3.5 Profile/MIDP-2.1)',
  ],
  ['Nokia, compatible', 'Mozilla/4.0 (compatible; Nokia Podcasting; SymbianOS; NokiaN96-1/3.00;)'],
  ['iCab', 'Mozilla/4.5 (compatible; iCab 2.9.8; Macintosh; U; PPC; Mac OS X)'],
  ['Galeon', 'Galeon/1.3.7 (IE4 compatible; Galeon; Windows XP) Galeon/1.3.7'],
  ['Opera, compatible', 'Mozilla/3.0 (compatible; Opera/3.0; Windows 95/NT4) 3.2'],
  ['Netscape, compatible', 'Mozilla/5.0 (compatible; Netscape6/6.2.1; Macintosh; en-US)'],
  ['Lotus Notes', 'Mozilla/4.0 (compatible; Lotus-Notes/6.0; Windows-NT)'],
  ['AvantGo', 'Mozilla/4.0 (compatible; AvantGo 6.0; FreeBSD)'],
  ['AWeb', 'Mozilla/4.0 (compatible; AWEB 3.4 SE; AmigaOS)'],
  [
    'Origyn',
    'Mozilla/5.0 (compatible; Origyn Web Browser; MorphOS; PPC; U) AppleWebKit/528.5+ (KHTML, like Gecko, Safari/528.5+)',
  ],
  [
    'Internet Explorer with a toolbar that writes its address',
    'Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1; SV1; www.toolbar.example.com; .NET CLR 1.1.4322)',
  ],
  ['a page read in translation', 'Mozilla/4.8 [en] (Windows NT 5.1; U) (via translate.google.com)'],
  [
    'Internet Explorer with a reader of feeds',
    'Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1; SV1; Feedreader; .NET CLR 1.1.4322)',
  ],
  [
    'Internet Explorer as a firm installed it',
    'Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.0; Installed by Symantec Package)',
  ],
  [
    'a telephone behind the proxy of its network',
    'SonyEricssonK700i/R2AE SEMC-Browser/4.0.3 Profile/MIDP-2.0 Configuration/CLDC-1.1 (Google WAP Proxy/1.0)',
  ],
  [
    'Firefox before its release',
    'Mozilla/5.0 (Windows; U; Windows NT 6.1; en-US; rv:1.9.3a1) Gecko/20100208 MozillaDeveloperPreview/3.7a1',
  ],
  ['Opera before its release', 'Opera/7.60 preview 4 (Mac OS X 10.3)'],
  [
    'Internet Explorer in a preview browser',
    'Mozilla/4.0 (compatible; MSIE 5.0; Windows 98; DigExt; Matrix Y2K - Preview Browser)',
  ],
  [
    'Firefox with a toolbar',
    'Mozilla/5.0 (Windows; U; Windows NT 5.1; en-US; rv:1.7.5; Google-TR-1) Gecko/20041107 Firefox/1.0',
  ],
];
