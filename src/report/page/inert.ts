import { valueSpan } from '../../message/html/attribute.js';
import { html as html5, parse, type Token } from '../../message/html/parse5.js';
import { escapeHtml } from './html.js';

/**
 * Neutralises a message for the preview frame: removes links, scripts and everything that loads. It is written anew from the
 * parser's tree, so that each element is what a browser takes it for: elements and attributes of a list, every value
 * quoted, text always escaped, and no SVG or MathML, where the content of `style` and `title` would be markup.
 * `hints` gives the attributes of marked links by the place of their address in the source.
 */
export function makeInert(source: string, hints: ReadonlyMap<number, string>): string {
  const document = parse(source, { scriptingEnabled: false, sourceCodeLocationInfo: true }) as unknown as Node;
  let html = document.mode === 'quirks' ? '' : '<!doctype html>';
  // A stack of its own: messages can be nested deeper than calls.
  const todo: (Node | string)[] = [...(document.childNodes ?? [])].reverse();
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (typeof next === 'string') html += next;
    else if (next.nodeName === '#text') html += escapeHtml(next.value ?? '');
    else if (next.tagName !== undefined) {
      const { before, after, children } = writeElement(next, next.tagName, source, hints);
      html += before;
      if (after !== '') todo.push(after);
      for (let at = children.length - 1; at >= 0; at--) todo.push(children[at] as Node);
    }
  }
  return html;
}

/** What is read of parse5's own tree. */
interface Node {
  readonly nodeName: string;
  readonly tagName?: string;
  readonly namespaceURI?: string;
  readonly mode?: string;
  readonly value?: string;
  readonly attrs?: readonly Token.Attribute[];
  readonly childNodes?: readonly Node[];
  readonly sourceCodeLocation?: { readonly attrs?: Readonly<Record<string, Token.Location>> } | null;
}

interface Written {
  readonly before: string;
  readonly after: string;
  readonly children: readonly Node[];
}

const NOTHING: Written = { before: '', after: '', children: [] };

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Elements that stay what they are. Others become a span, so that what is in them is still shown. */
const KEPT = words(
  'a abbr address article aside b bdi bdo big blockquote body br button caption center cite code col colgroup dd del details dfn dir div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html i img input ins kbd label legend li main map mark menu nav ol optgroup option p pre q rp rt ruby s samp section select small span strike strong style sub summary sup table tbody td textarea tfoot th thead time tr tt u ul var wbr',
);
const VOID = words('br col hr img input wbr');
/** Dropped with all that is in them. */
const DROPPED = words(
  'applet audio base canvas embed frame frameset iframe link math meta noembed noframes object param portal script source template title track video',
);
/** They would send something. */
const DISABLED = words('button input select textarea');
/** Attributes that stay: looks, and what a screen reader says. None of them loads, leads somewhere or takes the focus. */
const ATTRIBUTES = words(
  'align alt bgcolor border cellpadding cellspacing checked class clear color cols colspan compact dir face height hidden hspace id lang noshade nowrap open placeholder reversed role rows rowspan rules scope selected size span start style title type valign value vspace width',
);

function writeElement(node: Node, tag: string, source: string, hints: ReadonlyMap<number, string>): Written {
  const { attrs = [], childNodes = [] } = node;
  if (tag === 'svg') return { ...NOTHING, before: `<img alt="" src="${picture(attrs)}">` };
  if (node.namespaceURI !== html5.NS.HTML || DROPPED.has(tag)) return NOTHING;
  const mark = markOf(node, source, hints);
  // No browser draws an area, so its mark stands where the map stands.
  if (tag === 'area') return mark === undefined ? NOTHING : areaMark(attrs, mark);
  if (tag === 'style') return { ...NOTHING, before: `<style>${safeCss(textOf(childNodes))}</style>` };
  const name = KEPT.has(tag) ? tag : 'span';
  const written = attrs.flatMap((attribute) => writeAttribute(tag, attribute));
  if (mark !== undefined) written.push(mark, ...pictureMark(childNodes));
  if (tag === 'img') written.push(`src="${picture(attrs)}"`);
  if (DISABLED.has(tag)) written.push('disabled=""');
  const before = `<${[name, ...written].join(' ')}>`;
  if (VOID.has(tag)) return { ...NOTHING, before };
  // A parser drops the first line feed of these (HTML 13.2.6.4.7).
  const lineFeed = tag === 'pre' || tag === 'textarea' ? '\n' : '';
  return { before: before + lineFeed, after: `</${name}>`, children: childNodes };
}

function writeAttribute(tag: string, { name, prefix, value }: Token.Attribute): string[] {
  if (prefix || !(ATTRIBUTES.has(name) || /^aria-[a-z]+$/.test(name))) return [];
  if (tag === 'input' && name === 'type' && !/^(?:text|email|checkbox|radio|submit|button)$/i.test(value)) return [];
  return [`${name}="${escapeHtml(name === 'style' ? safeCss(value) : value)}"`];
}

/** The mark of a link, where its address stands in the source. */
function markOf(node: Node, source: string, hints: ReadonlyMap<number, string>): string | undefined {
  const place = node.sourceCodeLocation?.attrs?.['href'];
  return place === undefined ? undefined : hints.get(valueSpan(source, place.startOffset, place.endOffset).start);
}

/** Says of a link that is nothing but a picture how large that is: its badge stands on the edge, and beside text behind it. */
function pictureMark(children: readonly Node[]): string[] {
  const seen = children.filter(({ nodeName, value = '' }) => nodeName !== '#text' || value.trim() !== '');
  const [only] = seen;
  if (seen.length !== 1 || only?.tagName !== 'img') return [];
  const width = Number.parseInt(only.attrs?.find(({ name }) => name === 'width')?.value ?? '', 10);
  return [width < SMALL_PICTURE ? 'data-cs-picture="small"' : 'data-cs-picture=""'];
}

/** Narrower than a badge. Pixels. */
const SMALL_PICTURE = 70;

function areaMark(attrs: readonly Token.Attribute[], mark: string): Written {
  const label = attrs.find(({ name }) => name === 'alt')?.value ?? '';
  return {
    ...NOTHING,
    before: `<span style="display:inline-block;margin:5px 7px" ${mark}>${escapeHtml(label)}</span> `,
  };
}

function textOf(nodes: readonly Node[]): string {
  return nodes.map(({ value = '' }) => value).join('');
}

/**
 * A style sheet in which nothing loads and nothing ends it. Escapes that could spell a function's or a rule's name become
 * what they would spell nothing with; those of other scripts and symbols stay.
 */
function safeCss(css: string): string {
  const plain = css.replace(/\\(?:([0-9a-f]{1,6})\s?|)/gi, (written, code?: string) =>
    code !== undefined && Number.parseInt(code, 16) >= 0x80 ? written : (code ?? ''),
  );
  return withoutUrls(plain)
    .replace(/(?:image-set|image|src|cross-fade|element|paint)\(/gi, 'none(')
    .replaceAll('<', '\\3c ');
}

/** A grey field with the picture's text, as large as the picture. */
function picture(attributes: readonly Token.Attribute[]): string {
  const written = (name: string): string => attributes.find((attribute) => attribute.name === name)?.value ?? '';
  const sizeOf = (name: string, otherwise: number): number => {
    const size = Number.parseInt(written(name), 10);
    return size > 0 && size < 5_000 ? size : otherwise;
  };
  const [width, height] = [sizeOf('width', 120), sizeOf('height', 40)];
  const text = written('alt')
    .replace(/[<>"'&]|\p{Surrogate}/gu, ' ')
    .slice(0, 60);
  const size = Math.max(8, Math.min(14, height / 3, (width / Math.max(1, text.length)) * 1.7));
  const label =
    width < 30 || height < 16
      ? ''
      : `<text x="50%" y="50%" dy=".35em" text-anchor="middle" font-family="sans-serif" font-size="${size.toFixed(1)}" fill="#66685f">${text}</text>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#e4e2d9"/>${label}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg.replace(/[\u0000-\u001f]/g, ' ')).replaceAll("'", '%27')}`;
}

/** Style sheets without addresses: nothing in them is loaded. By hand, so that an address without an end costs one look. */
function withoutUrls(css: string): string {
  // In its place something stays: what stands round it must not become another one.
  const sheet = css.replace(/@import[^;]*;?/gi, '@none;');
  let kept = '';
  let at = 0;
  for (const { index } of sheet.matchAll(/url\(/gi)) {
    // An address may hold what looks like the next one.
    if (index < at) continue;
    kept += `${sheet.slice(at, index)}none`;
    at = urlEnd(sheet, index + 'url('.length);
  }
  return kept + sheet.slice(at);
}

/** The place behind the bracket that closes an address, or the end: an address that nothing closes goes on to there (CSS Syntax 3, 4.3.6). */
function urlEnd(css: string, from: number): number {
  const start = skip(css, from, /\s/);
  const quote = css[start];
  const closing = quote === '"' || quote === "'" ? css.indexOf(quote, start + 1) : -1;
  const end = closing === -1 ? start : skip(css, closing + 1, /\s/);
  return behind(css, ')', end);
}

function skip(source: string, from: number, over: RegExp): number {
  let at = from;
  while (at < source.length && over.test(source[at] as string)) at++;
  return at;
}

/** The place behind a piece of text, or the end. */
function behind(source: string, text: string, from: number): number {
  const found = source.indexOf(text, from);
  return found === -1 ? source.length : found + text.length;
}
