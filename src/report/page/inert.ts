/**
 * Makes a message stand still, for a frame that shows it: nothing is loaded and nothing answers, so the browser has
 * nothing to refuse. This is for the looks alone; that nothing can run or load is the work of the frame's sandbox and the
 * page's policy, whatever gets past here.
 */
export function makeInert(source: string, hints: ReadonlyMap<number, string>): string {
  let html = '';
  let at = 0;
  while (at < source.length) {
    const next = source.indexOf('<', at);
    if (next === -1) break;
    html += source.slice(at, next);
    const piece = readPiece(source, next, hints);
    html += piece.html;
    at = piece.end;
  }
  return html + source.slice(Math.min(at, source.length));
}

interface Piece {
  readonly html: string;
  readonly end: number;
}

/** Dropped with all that is in them; their content is raw text (HTML 13.2.5, 13.2.6). */
const DROPPED_WHOLE = new Set(['script', 'iframe', 'noembed', 'noframes']);
/** Dropped, while what is in them stays. */
const DROPPED = new Set(
  'applet audio base embed frame frameset link meta object plaintext portal source track video xmp'.split(' '),
);
/** Content that is no markup. */
const RAW = new Set(['style', 'textarea', 'title']);
/** They would send something. */
const DISABLED = new Set(['button', 'input', 'select', 'textarea']);
/** Attributes that load, lead somewhere, or take the focus; `on…` beside them. */
const DROPPED_ATTRIBUTES = new Set(
  'accesskey action archive autofocus autoplay background cite classid code codebase contenteditable data data-cs-share data-cs-heat dynsrc formaction href http-equiv icon longdesc lowsrc manifest ping popovertarget poster profile src srcdoc srcset tabindex target xlink:href'.split(
    ' ',
  ),
);

/** Reads what begins at a `<`: a comment, a tag with the raw text behind it, or the character alone. */
function readPiece(source: string, at: number, hints: ReadonlyMap<number, string>): Piece {
  if (source.startsWith('<!--', at)) return { html: '', end: behind(source, '-->', at + 2) };
  if (/^<!doctype/i.test(source.slice(at, at + 9))) {
    const end = behind(source, '>', at);
    return { html: source.slice(at, end), end };
  }
  if (source[at + 1] === '!' || source[at + 1] === '?') return { html: '', end: behind(source, '>', at) };
  const [opener, slash, letters] = /^<(\/?)([A-Za-z][^\t\n\f\r />]*)/.exec(source.slice(at, at + 200)) ?? [];
  if (opener === undefined || letters === undefined) return { html: '&lt;', end: at + 1 };
  const name = letters.toLowerCase();
  const { attributes, end } = readAttributes(source, at + opener.length);
  if (slash === '/') return { html: DROPPED.has(name) || name === 'area' ? '' : `</${letters}>`, end };
  if (DROPPED_WHOLE.has(name)) return { html: '', end: rawEnd(source, name, end).after };
  if (DROPPED.has(name)) return { html: '', end };
  const tag = writeTag(letters, attributes, hints);
  if (!RAW.has(name)) return { html: tag, end };
  const raw = rawEnd(source, name, end);
  const content = source.slice(end, raw.at);
  return { html: `${tag}${name === 'style' ? withoutUrls(content) : content}</${letters}>`, end: raw.after };
}

interface Attribute {
  readonly name: string;
  /** As written, without its quotes; undefined where there is none. */
  readonly value: string | undefined;
  readonly quote: string;
  /** Where the value begins. */
  readonly at: number;
}

/** Reads attributes up to the end of a tag (HTML 13.2.5.32 to 13.2.5.40). */
function readAttributes(source: string, from: number): { attributes: Attribute[]; end: number } {
  const attributes: Attribute[] = [];
  let at = from;
  for (;;) {
    at = skip(source, at, /[\t\n\f\r /]/);
    if (at >= source.length) return { attributes, end: at };
    if (source[at] === '>') return { attributes, end: at + 1 };
    const nameEnd = skip(source, at + 1, /[^\t\n\f\r />=]/);
    const name = source.slice(at, nameEnd).toLowerCase();
    const equals = skip(source, nameEnd, /[\t\n\f\r ]/);
    if (source[equals] !== '=') {
      attributes.push({ name, value: undefined, quote: '', at: nameEnd });
      at = equals;
      continue;
    }
    const start = skip(source, equals + 1, /[\t\n\f\r ]/);
    const quote = source[start] === '"' || source[start] === "'" ? (source[start] as string) : '';
    const valueAt = start + quote.length;
    const found = quote === '' ? skip(source, valueAt, /[^\t\n\f\r >]/) : source.indexOf(quote, valueAt);
    const valueEnd = found === -1 ? source.length : found;
    attributes.push({ name, value: source.slice(valueAt, valueEnd), quote, at: valueAt });
    at = valueEnd + quote.length;
  }
}

function writeTag(letters: string, attributes: readonly Attribute[], hints: ReadonlyMap<number, string>): string {
  const name = letters.toLowerCase();
  const kept = attributes.flatMap((attribute) => {
    const mark = hints.get(attribute.at);
    if (mark !== undefined) return [mark];
    if (DROPPED_ATTRIBUTES.has(attribute.name) || attribute.name.startsWith('on')) return [];
    const { value, quote } = attribute;
    if (value === undefined) return [attribute.name];
    return [`${attribute.name}=${quote}${attribute.name === 'style' ? withoutUrls(value) : value}${quote}`];
  });
  if (name === 'img' || name === 'image') kept.push(`src="${picture(attributes)}"`);
  if (DISABLED.has(name)) kept.push('disabled');
  if (name !== 'area') return `<${[letters, ...kept].join(' ')}>`;
  // No browser draws an area, so its mark stands where the map stands.
  const label = attributes.find((attribute) => attribute.name === 'alt')?.value ?? '';
  return `<${['span style="display:inline-block;margin:5px 7px"', ...kept].join(' ')}>${label.replaceAll('<', '&lt;')}</span> `;
}

/** A grey field with the picture's text, as large as the picture. */
function picture(attributes: readonly Attribute[]): string {
  const written = (name: string): string => attributes.find((attribute) => attribute.name === name)?.value ?? '';
  const sizeOf = (name: string, otherwise: number): number => {
    const size = Number.parseInt(written(name), 10);
    return size > 0 && size < 5_000 ? size : otherwise;
  };
  const [width, height] = [sizeOf('width', 120), sizeOf('height', 40)];
  // Entities of the message are those of the picture, too, but for the named ones.
  const text = written('alt')
    .replace(/&\w+;|[<>"'&]|\p{Surrogate}/gu, ' ')
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
  const sheet = css.replace(/@import[^;]*;?/gi, '');
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

/** Where the end tag of raw text begins and ends. */
function rawEnd(source: string, name: string, from: number): { at: number; after: number } {
  const found = new RegExp(`</${name}(?=[\\t\\n\\f\\r />])`, 'gi');
  found.lastIndex = from;
  const at = found.exec(source)?.index ?? source.length;
  return { at, after: at === source.length ? at : behind(source, '>', at) };
}
