// The playground: the package itself, run in the page. Text goes in by textContent alone, so nothing of a message is ever
// markup here.
import { auditLinks, createKeyring, decodeClick, generateKey, rewriteLinks, rewriteText } from 'clickstamp';
import PostalMime from 'postal-mime';

const $ = (id) => document.getElementById(id);
const trackingUrl = 'https://click.brand.example/c';
const keys = createKeyring([await generateKey()]);

const SAMPLE = `<p>Hello {{contact.first_name}},</p>
<p>our <a href="https://shop.example/sale?size=m&amp;color=blue">autumn sale</a> is on.
Read <a href="htp://shop.example/news">the news</a>, or <a href="mailto:ada@shop.example">write to us</a>.</p>
<!--[if mso]><v:roundrect href="https://shop.example/outlook"><center>Order</center></v:roundrect><![endif]-->
<p><a href="{{email.unsubscribe_link}}">Unsubscribe</a></p>
`;

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className !== undefined) made.className = className;
  return made;
}

function readOptions() {
  const values = $('values').value.trim() === '' ? undefined : JSON.parse($('values').value);
  const never = $('never').value.trim();
  const utm = $('utm').value.trim();
  return {
    trackingUrl,
    clickTracking: $('tracking').checked,
    testEmail: $('test').checked,
    ...(never === '' ? {} : { neverTrack: [never] }),
    ...(utm === '' ? {} : { utm: { source: utm } }),
    ...(values === undefined ? {} : { values }),
    consent: $('consent').value,
    contactId: 'c-1',
    part: $('part').value,
  };
}

function showLinks(links) {
  $('links').replaceChildren(
    ...links.map((link) => {
      const row = element('tr');
      const verdict = element('td');
      verdict.append(element('span', link.verdict, `verdict ${link.verdict}`));
      row.append(
        element('td', `${link.line}:${link.column}`),
        verdict,
        element('td', link.kind),
        element('td', link.label),
        element('td', link.url ?? link.href),
        element('td', `${link.reason}: ${link.message}${link.suggestion ? ` Did you mean ${link.suggestion} ?` : ''}`),
      );
      return row;
    }),
  );
}

function showFindings(findings) {
  const items = findings.map(({ severity, code, message, line, suggestion }) => {
    const where = line === undefined ? '' : `line ${line}: `;
    return element(
      'li',
      `${where}${severity}: ${code}: ${message}${suggestion ? ` Did you mean ${suggestion} ?` : ''}`,
      severity,
    );
  });
  $('findings').replaceChildren(...(items.length > 0 ? items : [element('li', 'None.')]));
}

/** Marks the values that changed: what stands between them is the same on both sides. */
function showPair(source, output, links) {
  const tracked = links
    .filter((link) => source.slice(...link.range) !== '')
    .toSorted((a, b) => a.range[0] - b.range[0]);
  const before = [];
  const after = [];
  let at = 0;
  let out = 0;
  for (const [i, link] of tracked.entries()) {
    const literal = source.slice(at, link.range[0]);
    const old = source.slice(...link.range);
    const start = out + literal.length;
    const next = source.slice(link.range[1], tracked[i + 1]?.range[0] ?? source.length);
    if (!output.startsWith(literal, out)) return plainPair(source, output);
    const end = next === '' ? output.length : output.indexOf(next, start);
    if (end === -1) return plainPair(source, output);
    const changed = output.slice(start, end) !== old;
    before.push(literal, changed ? element('mark', old) : old);
    after.push(literal, changed ? element('mark', output.slice(start, end)) : old);
    at = link.range[1];
    out = end;
  }
  $('before').replaceChildren(...before, source.slice(at));
  $('after').replaceChildren(...after, output.slice(out));
}

function plainPair(source, output) {
  $('before').textContent = source;
  $('after').textContent = output;
}

const count = (number, noun) => `${number} ${noun}${number === 1 ? '' : 's'}`;

let turn = 0;
async function update() {
  const mine = ++turn;
  const source = $('source').value;
  try {
    const { part, ...options } = readOptions();
    const { links, findings } = auditLinks(source, { ...options, part });
    const rewrite = part === 'text' ? rewriteText : rewriteLinks;
    const result = await rewrite(source, { ...options, ...(part === 'text' ? {} : { part }), keys });
    if (mine !== turn) return;
    const tracked = links.filter(({ verdict }) => verdict === 'track').length;
    $('status').textContent =
      `${count(links.length, 'link')}, ${tracked} tracked, ${count(findings.length, 'finding')}.`;
    $('status').className = '';
    showLinks(links);
    showFindings(findings);
    showPair(source, result.html ?? result.text, result.links);
  } catch (error) {
    $('status').textContent = String(error instanceof Error ? error.message : error);
    $('status').className = 'error';
  }
}

async function decode() {
  const url = $('url').value.trim();
  if (url === '') return $('click').replaceChildren();
  try {
    $('click').textContent = JSON.stringify(await decodeClick(url, { keys, trackingUrl }), null, 2);
  } catch (error) {
    $('click').textContent = `${error.code ?? error.name}: ${error.message}`;
  }
}

async function open(file) {
  if (file === undefined) return;
  if (/\.eml$/i.test(file.name)) {
    const { html, text } = await PostalMime.parse(await file.arrayBuffer());
    $('part').value = html === undefined ? 'text' : 'html';
    $('source').value = html ?? text ?? '';
  } else {
    $('part').value = /\.txt$/i.test(file.name) ? 'text' : 'html';
    $('source').value = await file.text();
  }
  await update();
}

for (const id of ['source', 'part', 'tracking', 'test', 'consent', 'utm', 'never', 'values'])
  $(id).addEventListener('input', update);
$('url').addEventListener('input', decode);
$('file').addEventListener('change', () => open($('file').files[0]));
for (const name of ['dragover', 'dragleave', 'drop'])
  $('drop').addEventListener(name, (event) => {
    event.preventDefault();
    $('drop').classList.toggle('over', name === 'dragover');
    if (name === 'drop') open(event.dataTransfer.files[0]);
  });
$('source').value = SAMPLE;
await update();
document.documentElement.dataset.ready = 'true';
