import { ClickAggregator } from '../../../src/clicks/index.js';
import { auditLinks } from '../../../src/message/audit.js';
import { createReport } from '../../../src/report/model/report.js';
import type { Report, ReportedMessage } from '../../../src/report/model/rows.js';

/** What would set a flag where it ran, load something, or break out of where it stands. */
export const HOSTILE: readonly string[] = [
  '<script>top.ran=window.ran=1</script>',
  '"><img src=x onerror="top.ran=window.ran=1">',
  "' onmouseover='ran=1' autofocus onfocus='ran=1",
  '</title><svg onload=ran=1>',
  '</style><script>ran=1</script><style>',
  '</iframe><script>ran=1</script>',
  '--><script>ran=1</script><!--',
  ']]><script>ran=1</script>',
  'javascript:ran=1//',
  '&lt;script&gt;ran=1&lt;/script&gt;&#60;img src=x onerror=ran=1&#62;',
  '\u0000\u001b[31m\u202e\u2028<b>x</b>\ufeff',
  '\ud800 lone, \udc00 and \u{1f600}',
  '{{constructor}}${ran=1}`ran=1`',
  'x'.repeat(3_000),
  '🙂'.repeat(400),
  'נסיון بعربي',
];

/** A message that tries all that markup can. */
export const HOSTILE_MESSAGE = `<!doctype html><html manifest="https://evil.example/m"><head><base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example/refresh">
<link rel="stylesheet" href="https://evil.example/s.css"><link rel=preload as=image href=https://evil.example/p><style>@import "https://evil.example/i.css";body{background:url(https://evil.example/bg.png)}@font-face{font-family:x;src:url(https://evil.example/f.woff)}</style>
<script>top.ran=window.ran=1</script><script src="https://evil.example/x.js"></script></head>
<body onload="ran=1" background="https://evil.example/b.png" style="background:url('https://evil.example/c.png')">
<!-- a comment <a href="https://shop.example/in-comment">x</a> -->
<a href="https://shop.example/one" onclick="ran=1" ping="https://evil.example/ping" target="_top">one</a>
<a href='https://shop.example/two' style="color:red;background:url(https://evil.example/d.png)">two <img src="https://evil.example/e.png" srcset="https://evil.example/e2.png 2x" onerror="ran=1" alt="&quot;><script>ran=1</script>" width=100 height=50></a>
<a href=https://shop.example/three>three</a> <a href="javascript:ran=1">js</a> <a href="data:text/html,<script>ran=1</script>">data</a>
<a data-link-id="</iframe><script>ran=1</script>" href="https://shop.example/id">id</a>
<map name=m><area href="https://shop.example/area" alt='"<b>area' coords="0,0,9,9"></map><img usemap=#m src=https://evil.example/m.png>
<svg onload="ran=1" width=20 height=20><script>ran=1</script><a href="https://shop.example/svg"><circle r=9 /></a><image href="https://evil.example/svg.png"/><use href="https://evil.example/u.svg#x"/></svg>
<form action="https://evil.example/form"><input name=q autofocus onfocus="ran=1"><input type=image src=https://evil.example/ti><button formaction="javascript:ran=1">send</button></form>
<iframe src="https://evil.example/frame" srcdoc="<script>top.ran=1</script>"></iframe></iframe><object data="https://evil.example/o"><embed src="https://evil.example/em"></object>
<video src="https://evil.example/v.mp4" poster="https://evil.example/po.png" autoplay></video><audio src=https://evil.example/a.mp3></audio>
<noscript><img src="https://evil.example/ns.png"></noscript><template><script>ran=1</script></template><textarea></textarea><title></title>
<math><mtext></mtext><a xlink:href="javascript:ran=1">m</a></math><portal src="https://evil.example/po"></portal>
<details ontoggle="ran=1" open><summary>x</summary></details><marquee onstart="ran=1">m</marquee>
<a href="https://shop.example/unclosed" title='never closed>tail <script>ran=1</script>`;

/** Markup that means something else inside SVG and MathML, or without quotes, and what loads in other ways. */
export const HOSTILE_MARKUP: readonly string[] = [
  '<svg><title><iframe src="https://evil.example/1"></iframe></title></svg>',
  '<svg><style><img src="https://evil.example/2"></style></svg>',
  '<math><textarea><link rel=preconnect href="https://evil.example/3"></textarea></math>',
  '<svg><foreignObject><iframe src="https://evil.example/4"></iframe></foreignObject></svg>',
  '<math><annotation-xml encoding="text/html"><img src="https://evil.example/5"></annotation-xml></math>',
  '<a style=@import title="a href=https://evil.example/6 b">x</a>',
  '<a style=@import title=\'" href="https://evil.example/7\'>x</a>',
  '<p title="</style><img src=https://evil.example/8>">x</p>',
  '<style>a{background:u\\72l(https://evil.example/9)}b{background:\\75\\72\\6c(https://evil.example/10)}</style>',
  '<style>a{background:image-set("https://evil.example/11" 1x)}</style>',
  '<style>@\\69mport "https://evil.example/12";</style>',
  '<style></ style><img src=https://evil.example/13></style>',
  '<noscript><img src="https://evil.example/14"></noscript><noembed><img src="https://evil.example/15"></noembed>',
  '<template><img src="https://evil.example/16"></template><xmp><img src=https://evil.example/17></xmp>',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=1 title="https://evil.example/18">',
  '<table><a href="https://evil.example/19"><svg><desc><a href="https://evil.example/20">x',
  '<image src=https://evil.example/21><input type=image src=https://evil.example/22><body background=https://evil.example/23>',
  '<style>@im@import x;port "https://evil.example/24";</style>',
  '<style>@im@import "a";@import "b";port url(https://evil.example/25);a{background:uurl(x)rl(https://evil.example/26)}</style>',
  '<p style="background:u&#114;l(https://evil.example/27);list-style:-webkit-image-set(\'https://evil.example/28\' 1x)">x</p>',
  '<link rel=dns-prefetch href=//evil.example/29><meta http-equiv=x-dns-prefetch-control content=on><a href=//evil.example/30>x</a>',
  '<style>@font-face{font-family:f;src:local(x),url(//evil.example/31)}*{font-family:f;cursor:url(//evil.example/32),auto}</style>x',
  '<svg><style>@import "https://evil.example/33"</style><feImage href=https://evil.example/34 /><use xlink:href=//evil.example/35#x /></svg>',
  '<img name=body><img name=documentElement><form id=data><input name=textContent></form><p id=row-0>',
  `${'<b>'.repeat(20_000)}deep`,
];

/** A report in which everything that comes from outside is hostile. */
export function hostileReport(): Report {
  const counts = new ClickAggregator();
  const messages: ReportedMessage[] = (['html', 'text'] as const).map((part) => {
    const source = part === 'html' ? HOSTILE_MESSAGE : `${HOSTILE.join('\n')}\nhttps://shop.example/t">x\n`;
    return { part, source, links: auditLinks(source, { part }).links };
  });
  const links = messages.flatMap(({ links: all }) => all.filter(({ verdict }) => verdict === 'track'));
  const at = Date.UTC(2026, 10, 24, 10);
  HOSTILE.forEach((text, n) => {
    const variant = n % 2 === 0 ? text : 'B';
    counts.add({
      linkId: text,
      url: text,
      part: text,
      contactId: text,
      variant,
      tags: { [text]: text },
      at: at + n * 60_000,
    });
    const link = links[n % links.length];
    if (link !== undefined)
      counts.add({ linkId: link.id, part: link.part, url: link.url ?? '', contactId: text, at: at + n * 3_600_000 });
  });
  return createReport(counts, { title: HOSTILE.slice(0, 5).join(' '), message: messages, delivered: 100 });
}
