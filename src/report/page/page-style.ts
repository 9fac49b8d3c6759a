/** The page's looks: light and dark by the reader's setting, one column on a telephone. No image, no font, no script. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--paper:#f7f6f2;--card:#fff;--ink:#1f221d;--soft:#5b5f56;--line:#e3e1d8;--rule:#ecebe4;--people:#2c6e4d;--bots:#b9a67f;--link:#1c5b3e;--bar:#bfdccb;--glow:#e7f1ea}
@media(prefers-color-scheme:dark){:root{--paper:#141613;--card:#1d201c;--ink:#eceae2;--soft:#a8aca0;--line:#343832;--rule:#2a2e29;--people:#74c69a;--bots:#8d7f60;--link:#97d8b5;--bar:#31573f;--glow:#22302a}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif}
main,header,footer{max-width:1080px;margin:0 auto;padding:0 28px}
header{padding-top:44px}
h1{font-size:34px;line-height:1.15;letter-spacing:-.02em;margin:0 0 6px;overflow-wrap:anywhere;text-wrap:balance}
h2{font-size:21px;line-height:1.25;letter-spacing:-.01em;margin:0 0 12px;overflow-wrap:anywhere}
section{padding-top:38px}
section:focus{outline:none}
p{margin:0 0 12px;text-wrap:pretty}
a{color:var(--link);text-decoration-thickness:1px;text-underline-offset:3px}
a:hover{text-decoration-thickness:2px}
a:focus-visible,summary:focus-visible,.scroll:focus-visible,iframe:focus-visible{outline:3px solid var(--people);outline-offset:2px;border-radius:4px}
.skip{position:absolute;left:-999px;top:8px;padding:8px 14px;background:var(--card);border-radius:6px}
.skip:focus{left:28px;z-index:9}
.soft{color:var(--soft)}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:6px;margin:18px 0 0;padding:0}
nav a{display:block;padding:5px 13px;border:1px solid var(--line);border-radius:99px;background:var(--card);font-size:14px;text-decoration:none}
nav a:hover{border-color:var(--people)}
.card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:22px 24px}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(170px,1fr));gap:12px;margin:0}
.figures>div{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:16px 18px}
.figures dt{color:var(--soft);font-size:14px}
.figures dd{margin:2px 0 0;font-size:32px;line-height:1.2;letter-spacing:-.02em;font-variant-numeric:tabular-nums}
.figures dd span{display:block;margin-top:4px;color:var(--soft);font-size:13px;line-height:1.35;letter-spacing:0}
.figures>div:first-child dd{color:var(--people)}
.small.figures{grid-template-columns:repeat(auto-fit,minmax(130px,1fr));gap:14px 20px;margin-bottom:18px}
.small.figures>div{border:0;padding:0;background:none}
.small.figures dd{font-size:19px;letter-spacing:0;color:var(--ink)!important}
.facts{margin:0 0 20px;padding:12px 16px;background:var(--paper);border-radius:8px;font-size:14px}
.facts>div{display:flex;gap:12px;padding:2px 0}
.facts dt{color:var(--soft);flex:0 0 74px;overflow-wrap:anywhere}
.facts dd{margin:0;min-width:0;overflow-wrap:anywhere}
.aside{margin:12px 0 0;font-size:14px}
.statement{padding:14px 18px;border-left:4px solid var(--people);border-radius:0 8px 8px 0;background:var(--glow)}
.scroll{overflow-x:auto;position:relative}
table{border-collapse:collapse;width:100%;font-size:15px}
caption{text-align:left;color:var(--soft);font-size:14px;padding-bottom:8px;overflow-wrap:anywhere}
th,td{text-align:left;padding:9px 16px 9px 0;border-bottom:1px solid var(--rule);vertical-align:top;font-weight:400}
tr>:last-child{padding-right:0}
tbody tr:last-child>*{border-bottom:0}
thead th{color:var(--soft);font-size:13px;white-space:nowrap;border-bottom-color:var(--line)}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
thead .n{white-space:normal}
.w{overflow-wrap:anywhere;min-width:130px}
.k{white-space:nowrap;font-variant-numeric:tabular-nums}
.time{white-space:nowrap;color:var(--soft);font-variant-numeric:tabular-nums}
tbody tr:hover>*{background:var(--glow)}
.address{display:block;color:var(--soft);font-size:13px;line-height:1.4}
.none{color:var(--soft)}
.badge{display:inline-block;padding:0 7px;border:1px solid var(--line);border-radius:99px;color:var(--soft);font-size:12px;line-height:18px}
.share{width:24%;min-width:110px;white-space:nowrap;font-variant-numeric:tabular-nums}
td.share{position:relative}
.share .bar{position:absolute;left:0;top:10px;height:22px;border-radius:3px;background:var(--bar);width:calc((100% - 16px)*var(--w))}
.share .bar+span{position:relative;padding-left:8px}
.keys{display:flex;flex-wrap:wrap;align-items:center;gap:4px 6px;font-size:14px;margin-bottom:16px}
.keys .soft{flex:1 1 260px;text-align:right}
.key{width:12px;height:12px;border-radius:3px}
.key.bots{margin-left:12px}
rect.people,.key.people{fill:var(--people);background:var(--people)}
rect.bots,.key.bots{fill:var(--bots);background:var(--bots)}
.chart{padding:8px 0 0 46px}
.plot{position:relative;height:210px}
.plot svg{position:absolute;inset:0;width:100%;height:100%;overflow:visible}
.rule{position:absolute;left:0;right:0;border-top:1px solid var(--rule)}
.strip{position:relative;height:34px;margin-top:24px}
.strip svg{position:absolute;inset:0;width:100%;height:100%}
.strip .rule:first-child{border-top-style:dotted}
.plot .rule:first-child{border-top-color:var(--soft)}
.rule span{position:absolute;right:100%;top:-10px;padding-right:10px;color:var(--soft);font-size:12px;line-height:20px;font-variant-numeric:tabular-nums}
.times{position:relative;height:26px;color:var(--soft);font-size:12px;line-height:18px}
.times span{position:absolute;top:7px;white-space:nowrap;font-variant-numeric:tabular-nums}
.times .between{transform:translateX(-50%)}
summary{cursor:pointer;color:var(--link);margin-top:14px;font-size:15px}
details .scroll{margin-top:12px}
iframe{display:block;width:100%;height:680px;border:1px solid var(--line);border-radius:12px;background:#fff;color-scheme:light}
iframe+p{margin-top:16px}
ul{padding-left:20px}
.drill{display:none}
.drill:target{display:block;padding-top:30px}
main:has(.drill:target)>.whole{display:none}
body:has(.drill:target) nav{display:none}
.crumb{margin:0 0 14px;font-size:15px}
.kind{display:block;color:var(--soft);font-size:14px;font-weight:400;letter-spacing:0}
footer{padding-top:40px;padding-bottom:48px;color:var(--soft);font-size:14px}
@media(max-width:600px){
main,header,footer{padding-left:16px;padding-right:16px}
header{padding-top:26px}
h1{font-size:26px}
section{padding-top:30px}
.card{padding:16px 14px;border-radius:10px}
.figures{grid-template-columns:1fr 1fr;gap:10px}
.figures>div{padding:12px 14px}
.figures>div:first-child:nth-last-child(odd){grid-column:1/-1}
.figures dd{font-size:26px}
.small.figures{grid-template-columns:1fr 1fr 1fr;gap:12px}
.small.figures>div:first-child:nth-last-child(odd){grid-column:auto}
.small.figures dd{font-size:17px}
.facts>div{display:block}
.wide{display:none}
th,td{padding-right:10px}
.share{min-width:74px;width:22%}
.chart{padding-left:38px}
.plot{height:170px}
.times .between{display:none}
.keys .soft{text-align:left;flex-basis:100%}
iframe{height:560px}
}
@media print{nav,.skip,.crumb{display:none}.card,.figures>div{break-inside:avoid}body{background:#fff}}
`;
