/** Texts in and out of a buffer. `length` is the most bytes that may be written; no character is written in part. */
export interface BufferText {
  writeUtf8(buffer: Buffer, text: string, at: number, length: number): number;
  writeLatin1(buffer: Buffer, text: string, at: number, length: number): number;
  writeBase64url(buffer: Buffer, text: string, at: number, length: number): number;
  readUtf8(buffer: Buffer, from: number, to: number): string;
  readBase64url(buffer: Buffer, from: number, to: number): string;
}

/** By the documented methods. */
export const documented: BufferText = {
  writeUtf8: (buffer, text, at, length) => buffer.write(text, at, length, 'utf8'),
  writeLatin1: (buffer, text, at, length) => buffer.write(text, at, length, 'latin1'),
  writeBase64url: (buffer, text, at, length) => buffer.write(text, at, length, 'base64url'),
  readUtf8: (buffer, from, to) => buffer.toString('utf8', from, to),
  readBase64url: (buffer, from, to) => buffer.toString('base64url', from, to),
};

/**
 * What `write` and `toString` call once they have looked at their arguments, which takes them longer than a token itself. Node,
 * Bun and Deno have these methods, without documentation: buffer-text.test.ts holds them to the documented ones.
 */
interface DirectBuffer {
  utf8Write(text: string, at: number, length: number): number;
  latin1Write(text: string, at: number, length: number): number;
  base64urlWrite(text: string, at: number, length: number): number;
  utf8Slice(from: number, to: number): string;
  base64urlSlice(from: number, to: number): string;
}

const DIRECT = ['utf8Write', 'latin1Write', 'base64urlWrite', 'utf8Slice', 'base64urlSlice'] as const;

const direct: BufferText = {
  writeUtf8: (buffer, text, at, length) => (buffer as Buffer & DirectBuffer).utf8Write(text, at, length),
  writeLatin1: (buffer, text, at, length) => (buffer as Buffer & DirectBuffer).latin1Write(text, at, length),
  writeBase64url: (buffer, text, at, length) => (buffer as Buffer & DirectBuffer).base64urlWrite(text, at, length),
  readUtf8: (buffer, from, to) => (buffer as Buffer & DirectBuffer).utf8Slice(from, to),
  readBase64url: (buffer, from, to) => (buffer as Buffer & DirectBuffer).base64urlSlice(from, to),
};

/** The faster of the two that the runtime's buffers have. */
export function bufferTextOf(prototype: object): BufferText {
  return DIRECT.every((name) => name in prototype) ? direct : documented;
}
