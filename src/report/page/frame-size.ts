/** A frame's own size in CSS pixels, before it is scaled. */
export interface FrameSize {
  readonly width: number;
  readonly height: number;
}

const WIDTH = 640;
/** Of a character and of a line, at 16 pixels. */
const CHARACTER = 7.6;
const LINE = 22;

/**
 * Estimates how large a message is drawn, for readers without scripts: as wide as its widest fixed width, as high as its
 * text and its pictures. Where the script runs, it measures instead.
 *
 * @param html What `clickMap` made of a message.
 */
export function estimateSize(html: string): FrameSize {
  const width = widthOf(html);
  const body = html.slice(Math.max(0, html.search(/<body/i))).replace(/<style>[^<]*<\/style>/g, '');
  const text = body.replace(/<[^<>]*>/g, '').replace(/\s+/g, ' ').length;
  const blocks = body.match(/<(?:p|tr|h[1-6]|li|br|div|hr|table)[ >]/g)?.length ?? 0;
  let pictures = 0;
  for (const [, tag = ''] of body.matchAll(/<img ([^<>]*)>/g)) {
    const [wide, high] = [attributeOf(tag, 'width') ?? 120, attributeOf(tag, 'height') ?? 40];
    // Small pictures stand side by side.
    pictures += (high * Math.min(wide, width)) / width;
  }
  const height = Math.ceil((text * CHARACTER) / (width * 0.85)) * LINE + blocks * 12 + pictures + 40;
  return { width, height: Math.round(Math.min(6_000, Math.max(120, height))) };
}

/** The widest fixed width of a table, a cell or a picture that is no wider than a mail is. */
function widthOf(html: string): number {
  let width = 0;
  for (const [, tag = ''] of html.matchAll(/<(?:table|td|img)( [^<>]*)>/g)) {
    const wide = attributeOf(tag, 'width') ?? 0;
    if (wide <= 1_000) width = Math.max(width, wide);
  }
  return Math.max(WIDTH, width + 40);
}

function attributeOf(tag: string, name: string): number | undefined {
  const [, value] = new RegExp(` ${name}="(\\d{1,4})(?:px)?"`).exec(` ${tag}`) ?? [];
  return value === undefined ? undefined : Number(value);
}
