/** The page's looks: light and dark by the reader's setting, one column on a telephone, and paper. No image, no font. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--paper:#f7f6f2;--card:#fff;--ink:#1f221d;--soft:#5b5f56;--line:#e0ded4;--rule:#ecebe4;--people:#2c6e4d;--bots:#b08d4c;--link:#1c5b3e;--bar:#cfe5d8;--glow:#e9f3ec}
@media(prefers-color-scheme:dark){:root{--paper:#141613;--card:#1d201c;--ink:#eceae2;--soft:#a8aca0;--line:#3a3e37;--rule:#2a2e29;--people:#74c69a;--bots:#b49a5e;--link:#97d8b5;--bar:#2f5a41;--glow:#22302a}.heat{box-shadow:0 0 0 1px #fff5}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:70px;overflow-anchor:none}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif}
main,header,footer{max-width:1160px;margin:0 auto;padding:0 28px}
header{padding-top:44px}
h1{font-size:34px;line-height:1.15;letter-spacing:-.02em;margin:0 0 6px;overflow-wrap:anywhere;text-wrap:balance}
h2{font-size:21px;line-height:1.25;letter-spacing:-.01em;margin:0 0 12px;overflow-wrap:anywhere}
h3{font-size:16px;line-height:1.3;margin:0 0 10px}
section{padding-top:38px}
section:focus,figure:focus{outline:none}
p{margin:0 0 12px;text-wrap:pretty}
a{color:var(--link);text-decoration-thickness:1px;text-underline-offset:3px}
a:hover{text-decoration-thickness:2px}
:is(a,summary,.scroll,iframe,button,input):focus-visible{outline:3px solid var(--people);outline-offset:2px;border-radius:4px}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-999px;top:8px;padding:8px 14px;background:var(--card);border-radius:6px}
.skip:focus{left:28px;z-index:19}
.soft{color:var(--soft)}
nav{position:sticky;top:0;z-index:9;background:var(--paper);border-bottom:1px solid var(--line)}
nav ul{max-width:1160px;margin:0 auto;list-style:none;display:flex;gap:4px;padding:8px 22px;overflow-x:auto;scrollbar-width:none}
nav a{display:block;padding:5px 12px;border-radius:99px;font-size:14px;text-decoration:none;white-space:nowrap;color:var(--ink)}
nav a:hover{background:var(--glow)}
.lead{margin-bottom:20px}
.card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:22px 24px;min-width:0}
.one{display:grid;gap:12px;margin-top:12px}
.two{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,420px),1fr));gap:12px;margin-top:12px;align-items:start}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;margin:0}
.figures>div{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:16px 18px}
.figures dt{color:var(--soft);font-size:14px}
.figures dd{margin:2px 0 0;font-size:32px;line-height:1.2;letter-spacing:-.02em;font-variant-numeric:tabular-nums}
.figures dd span{display:block;margin-top:4px;color:var(--soft);font-size:13px;line-height:1.35;letter-spacing:0}
.figures>div:first-child dd{color:var(--people)}
.small.figures{grid-template-columns:repeat(auto-fit,minmax(130px,1fr));gap:14px 20px;margin-bottom:18px}
.small.figures>div{border:0;padding:0;background:none}
.small.figures dd{font-size:18px;letter-spacing:0;color:var(--ink)!important}
.facts{margin:0 0 20px;padding:12px 16px;background:var(--paper);border-radius:8px;font-size:14px}
.facts>div{display:flex;gap:12px;padding:2px 0}
.facts dt{color:var(--soft);flex:0 0 74px;overflow-wrap:anywhere}
.facts dd{margin:0;min-width:0;overflow-wrap:anywhere}
.said{margin:0;padding-left:18px}
.said li{margin-bottom:8px}
.sums{font-size:15px}
.sums th{padding-right:12px}
.sums .why{display:block;color:var(--soft);font-size:13px;line-height:1.4}
.sums .part{width:26%;min-width:70px;padding-top:15px}
.sums .part span{display:block;height:10px;width:calc(100%*var(--w));min-width:2px;border-radius:3px;background:var(--soft)}
.sums .less .part span{background:var(--bots)}
.sums .rest>*{border-top:2px solid var(--soft);font-weight:600}
.sums .rest .why{font-weight:400}
.sums .rest .part span,.sums .of .part span{background:var(--people)}
.sums .of>th{padding-left:18px}
.statement{padding:14px 18px;border-left:4px solid var(--people);border-radius:0 8px 8px 0;background:var(--glow)}
.table{position:relative}
.table+.table{margin-top:22px}
.scroll{overflow-x:auto;position:relative}
table{border-collapse:collapse;width:100%;font-size:15px}
caption{text-align:left;color:var(--soft);font-size:14px;padding-bottom:8px;overflow-wrap:anywhere}
th,td{text-align:left;padding:9px 16px 9px 0;border-bottom:1px solid var(--rule);vertical-align:top;font-weight:400}
tr>:last-child{padding-right:0}
tbody tr:last-child>*{border-bottom:0}
thead th{color:var(--soft);font-size:13px;vertical-align:bottom;border-bottom-color:var(--line)}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
thead .n{white-space:normal}
.w{overflow-wrap:anywhere;min-width:150px}
td.w{min-width:90px}
.key{width:1%;white-space:nowrap;text-align:right;color:var(--soft);font-variant-numeric:tabular-nums}
.time{white-space:nowrap;color:var(--soft);font-variant-numeric:tabular-nums}
.picture{width:120px}
tbody tr:hover>*{background:var(--glow)}
tbody tr:target>*,li:target{background:var(--glow);box-shadow:inset 0 2px 0 var(--people),inset 0 -2px 0 var(--people)}
.address{display:block;color:var(--soft);font-size:13px;line-height:1.4}
.address:empty{display:none}
.nth{margin-inline-start:.5em;color:var(--soft);font-size:13px}
.below-tablet,.below-desktop{display:none;color:var(--soft);font-size:13px;line-height:1.4}
.whole-word{white-space:nowrap;margin-right:8px}
.quiet{color:var(--soft)}
.badge{display:inline-block;padding:0 7px;border:1px solid var(--line);border-radius:99px;color:var(--soft);font-size:12px;line-height:18px}
code{font:12.5px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;color:var(--soft);overflow-wrap:anywhere}
.share{width:10%;min-width:88px;white-space:nowrap;font-variant-numeric:tabular-nums}
td.share{position:relative}
.share .bar{position:absolute;left:0;top:8px;height:24px;border-radius:3px;background:var(--bar);width:calc((100% - 16px)*var(--w))}
.share .bar+span{position:relative;padding-left:8px}
.trend{display:block;width:110px;height:24px}
.trend path{stroke:var(--people);stroke-width:8}
.large{margin-bottom:20px}
.large .trend{width:100%;height:72px;border-bottom:1px solid var(--soft)}
.large p{display:flex;justify-content:space-between;font-size:12px;margin:4px 0 0}
.note{font-size:14px;margin:12px 0 0}
.status{font-size:14px;margin:10px 0 0}
.status:empty{display:none}
.tools{position:absolute;right:0;top:-8px;z-index:1;font-size:14px;color:var(--soft)}
.table:has(>.tools) caption{padding:0 300px 14px 0}
.tools input{font:inherit;color:var(--ink);background:var(--paper);border:1px solid var(--soft);border-radius:8px;padding:6px 10px;width:220px;max-width:60vw}
.sort{all:unset;cursor:pointer;padding-right:13px;position:relative}
.sort:focus-visible{outline:3px solid var(--people);outline-offset:2px;border-radius:4px}
.sort::after{content:"";position:absolute;right:1px;top:calc(50% - 2px);border:4px solid transparent;border-top-color:currentcolor;opacity:.35}
[aria-sort] .sort{color:var(--ink)}
[aria-sort] .sort::after{opacity:1}
[aria-sort=ascending] .sort::after{border-color:transparent;border-bottom-color:currentcolor;top:calc(50% - 6px)}
.pager{display:flex;gap:8px;margin-top:10px}
.pager[hidden]{display:none}
.pager button{font:inherit;font-size:14px;color:var(--ink);background:var(--card);border:1px solid var(--soft);border-radius:8px;padding:5px 14px;cursor:pointer}
.pager button:disabled{opacity:.45;cursor:default}
.keys{display:flex;flex-wrap:wrap;align-items:center;gap:4px 6px;font-size:14px;margin-bottom:16px}
.swatch{width:12px;height:12px;border-radius:3px}
.swatch.people~.swatch.bots{margin-left:12px}
rect.people{fill:var(--people)}
.swatch.people{background:var(--people)}
rect.bots{fill:var(--bots)}
.swatch.bots{background:var(--bots)}
.chart{padding:18px 0 0 46px}
.plot{position:relative;height:210px}
.plot svg{position:absolute;inset:0;width:100%;height:100%;overflow:visible}
.rule{position:absolute;left:0;right:0;border-top:1px solid var(--rule)}
.strip{position:relative;height:34px;margin-top:24px}
.strip svg{position:absolute;inset:0;width:100%;height:100%}
.strip .rule:first-child{border-top-style:dotted}
.plot .rule:first-child{border-top-color:var(--soft)}
.rule span{position:absolute;right:100%;top:-10px;padding-right:10px;color:var(--soft);font-size:12px;line-height:20px;font-variant-numeric:tabular-nums}
.sent{position:absolute;top:-14px;bottom:0;border-left:2px dotted var(--soft)}
.sent span{position:absolute;left:4px;top:-4px;font-size:12px;line-height:16px;color:var(--soft);white-space:nowrap}
.times{position:relative;height:44px;color:var(--soft);font-size:12px;line-height:16px}
.times>span{position:absolute;top:9px;transform:translateX(-50%);white-space:nowrap;text-align:center;font-variant-numeric:tabular-nums}
.times>span::before{content:"";position:absolute;left:50%;top:-9px;height:6px;border-left:1px solid var(--soft)}
.times>span span{display:block}
summary{cursor:pointer;color:var(--link);margin-top:14px;font-size:15px}
details .scroll{margin-top:12px}
figure{margin:0}
.maps{display:grid;gap:28px}
.maps.side{grid-template-columns:repeat(auto-fit,minmax(min(100%,330px),1fr))}
.map{min-width:0;position:relative}
.beside{display:grid;grid-template-columns:minmax(0,1fr) 290px;gap:24px;align-items:start}
.side .beside{grid-template-columns:minmax(0,1fr)}
.view{container-type:inline-size;min-width:0}
.fit{--k:min(1,tan(atan2(100cqw,calc(var(--w)*1px))));position:relative;width:min(100%,calc(var(--w)*1px));height:calc(var(--h)*1px*var(--k));overflow:hidden;border-radius:12px;background:#fff;box-shadow:0 0 0 1px var(--line)}
iframe{position:absolute;left:0;top:0;width:calc(var(--w)*1px);height:calc(var(--h)*1px);transform:scale(var(--k));transform-origin:0 0;border:0;background:#fff;color-scheme:light}
iframe.probe{position:fixed;left:-9999px;height:1px;visibility:hidden;transform:none}
.hot{position:absolute;border-radius:4px}
.hot:hover{box-shadow:0 0 0 3px #1a6ef0}
.hot.lit{box-shadow:0 0 0 4px #1a6ef0,0 0 0 7px #fff}
.legend-title{font-size:13px;color:var(--soft);margin:0 0 6px}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:4px 14px;margin:0 0 14px;padding:0;font-size:13px}
.legend li{display:flex;align-items:center;gap:6px}
.legend .heat{width:16px;height:16px;padding:0;min-width:0}
.heat{display:inline-block;min-width:26px;padding:0 6px;border-radius:99px;text-align:center;font-size:12px;font-weight:700;line-height:20px;font-variant-numeric:tabular-nums}
.heat-0{background:#6b7280;color:#fff}.heat-1{background:#f5c542;color:#1f221d}.heat-2{background:#f07f13;color:#1f221d}.heat-3{background:#c81e1e;color:#fff}.heat-4{background:#5b0e17;color:#fff}
.numbers{list-style:none;margin:8px 0 0;padding:0;font-size:14px}
.numbers li{border-radius:6px;padding:2px 4px}
.numbers a{display:block;text-decoration:none;padding:2px 0;overflow-wrap:anywhere}
.numbers a:hover bdi{text-decoration:underline}
.all-numbers summary{margin-top:0}
.undrawn{font-size:13px;margin:14px 0 0}
.drill{display:none}
.drill:target,.drill.on{display:block;padding-top:30px}
main:has(.drill:target)>.whole,main.drilled>.whole{display:none}
.crumb{margin:0 0 14px;font-size:15px}
.kind{display:block;color:var(--soft);font-size:14px;font-weight:400;letter-spacing:0}
footer{padding-top:40px;padding-bottom:48px;color:var(--soft);font-size:14px}
@supports not (width:calc(1px*tan(atan2(1px,1px)))){iframe{width:100%;height:680px;transform:none}.fit{width:100%;height:680px}}
@media(max-width:860px){
.beside{grid-template-columns:minmax(0,1fr)}
}
@media screen and (max-width:1000px){
.from-desktop{display:none}
.below-desktop{display:block}
.figures:not(.small):has(>:nth-child(5):last-child){grid-template-columns:repeat(6,1fr)}
.figures:not(.small):has(>:nth-child(5):last-child)>div{grid-column:span 2}
.figures:not(.small):has(>:nth-child(5):last-child)>div:nth-child(n+4){grid-column:span 3}
}
@media(max-width:700px){
.from-tablet{display:none}
.below-tablet{display:block}
}
@media(max-width:600px){
main,header,footer{padding-left:16px;padding-right:16px}
nav ul{padding-left:8px;padding-right:8px}
header{padding-top:26px}
h1{font-size:26px}
section{padding-top:30px}
.card{padding:16px 14px;border-radius:10px}
.figures,.figures:not(.small):has(>:nth-child(5):last-child){grid-template-columns:1fr 1fr;gap:10px}
.figures:not(.small):has(>:nth-child(5):last-child)>div:nth-child(n+2){grid-column:auto}
.figures>div{padding:12px 14px}
.figures:not(.small)>div:first-child:nth-last-child(odd){grid-column:1/-1!important}
.figures dd{font-size:26px}
.small.figures{grid-template-columns:1fr 1fr 1fr;gap:12px}
.small.figures dd{font-size:16px}
.facts>div{display:block}
th,td{padding-right:10px}
.w,td.w{min-width:70px}
.share{min-width:74px;width:22%}
.tools{position:static;display:flex;align-items:center;gap:8px;margin-bottom:10px}
.tools label{display:contents}
.tools input{flex:1;min-width:0;max-width:none}
.table:has(>.tools) caption{padding:0 0 8px}
.chart{padding-left:38px}
.plot{height:170px}
.times .second{display:none}
}
@media print{
:root{color-scheme:light;--paper:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#bbb;--rule:#ddd;--people:#2c6e4d;--bots:#b08d4c;--link:#000;--bar:#cfe5d8;--glow:#fff}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
nav,.skip,.crumb,.tools,.pager,.status,.sort::after{display:none!important}
body{font-size:12px}
main,header,footer{max-width:none;padding:0}
section{padding-top:20px}
a{text-decoration:none}
.scroll{overflow:visible}
table{font-size:11px}
th,td{padding:5px 10px 5px 0}
thead th,caption,.note,.numbers,.legend{font-size:11px}
.address,.below-tablet,.below-desktop,.badge,.w code,td code{font-size:10px}
.w,td.w{min-width:0}
.share{min-width:56px}
.share .bar{top:4px;height:18px;width:calc((100% - 10px)*var(--w))}
.share .bar+span{padding-left:5px}
.picture,td .trend{width:76px;height:18px}
.sort{display:contents}
.maps.side{grid-template-columns:repeat(auto-fit,minmax(min(100%,280px),1fr))}
.maps:not(.side),.beside{display:block}
.map>p{break-after:avoid}
tr,.figures>div,.card:has(.chart),.chart,.fit,.map li{break-inside:avoid}
.keys{break-after:avoid}
h2,h3{break-after:avoid}
thead{display:table-header-group}
}
`;
