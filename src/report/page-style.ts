/** The page's looks: light and dark by the reader's setting, one column on a telephone. No image, no font, no script. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--paper:#fbfaf7;--card:#fff;--ink:#22241f;--soft:#5d6058;--line:#dfdcd2;--people:#2f6b4a;--machines:#8a7a5c;--link:#1f5a3c;--bar:#dcebe1}
@media(prefers-color-scheme:dark){:root{--paper:#171916;--card:#20231f;--ink:#eceae2;--soft:#a9aca1;--line:#383c36;--people:#7fc39c;--machines:#b5a27c;--link:#9ad7b4;--bar:#2c4436}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main,header,footer{max-width:1080px;margin:0 auto;padding:0 24px}
header{padding-top:36px}
h1{font-size:30px;line-height:1.2;margin:0 0 4px}
h2{font-size:20px;margin:40px 0 12px}
h3{font-size:17px;margin:0 0 8px;overflow-wrap:anywhere}
p{margin:0 0 12px}
a{color:var(--link)}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid var(--people);outline-offset:2px;border-radius:3px}
.soft{color:var(--soft)}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;margin:24px 0 0;padding:0}
.figures div{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:14px 16px}
.figures dt{color:var(--soft);font-size:14px}
.figures dd{margin:0;font-size:26px;font-variant-numeric:tabular-nums}
.card{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:18px}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:15px}
caption{text-align:left;color:var(--soft);font-size:14px;padding-bottom:6px}
th,td{text-align:left;padding:7px 14px 7px 0;border-bottom:1px solid var(--line);vertical-align:top}
th{font-weight:600;color:var(--soft);font-size:14px;white-space:nowrap}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td.w{overflow-wrap:anywhere;min-width:150px}
td.address{overflow-wrap:anywhere;color:var(--soft);font-size:14px;min-width:200px}
.share{background:linear-gradient(var(--bar) 0 0) no-repeat right/var(--share) 100%}
svg{display:block;width:100%;height:auto}
svg text{fill:var(--soft);font:12px system-ui,sans-serif}
.axis{stroke:var(--line)}rect.people,.key.people{fill:var(--people);background:var(--people)}rect.machines,.key.machines{fill:var(--machines);background:var(--machines)}
.key{display:inline-block;width:12px;height:12px;border-radius:2px;margin:0 6px 0 0}
.key.machines{margin-left:18px}
iframe{width:100%;height:640px;border:1px solid var(--line);border-radius:10px;background:#fff}
.drill{display:none}
.drill:target{display:block;margin-top:24px}
summary{cursor:pointer;color:var(--link);margin-top:12px}
footer{padding-top:32px;padding-bottom:40px;color:var(--soft);font-size:14px}
@media(max-width:600px){main,header,footer{padding-left:14px;padding-right:14px}h1{font-size:24px}.card{padding:12px}.figures{grid-template-columns:1fr 1fr}.figures dd{font-size:22px}td.address,th.address{display:none}td,th{padding-right:10px}iframe{height:520px}}
`;
