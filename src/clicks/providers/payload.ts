/** A text that ought to be JSON and is not; it stands where the value would. */
export const NOT_JSON: unique symbol = Symbol('not JSON');

/** Parses JSON; gives `NOT_JSON` for what is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return NOT_JSON;
  }
}

/**
 * Gives the values of a payload: what an app's framework has parsed, or the body itself as text or bytes. A body of
 * several JSON values, one a line (Firehose), gives each of them, and `NOT_JSON` for lines that are none.
 */
export function readPayload(payload: unknown): readonly unknown[] {
  const bytes = payload instanceof ArrayBuffer || ArrayBuffer.isView(payload);
  const read = bytes ? new TextDecoder().decode(payload as Uint8Array) : payload;
  if (typeof read !== 'string') return [read];
  const text = read.replace(/^\ufeff/, '');
  const whole = parseJson(text);
  if (whole !== NOT_JSON) return [whole];
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.length < 2 ? [NOT_JSON] : lines.map(parseJson);
}
