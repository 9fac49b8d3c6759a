import type { TextDecoder as NodeTextDecoder, TextEncoder as NodeTextEncoder } from 'node:util';
// The build puts it into this file's output, so that the package depends on nothing for it.
import PostalMime from 'postal-mime';

// postal-mime's declarations name these types of browsers; Node's, up to version 20, have them as values alone.
declare global {
  interface TextDecoder extends NodeTextDecoder {}
  interface TextEncoder extends NodeTextEncoder {}
}

/** A mail as far as its links are concerned. */
export interface Mail {
  readonly parts: MailParts;
  /** The header List-Unsubscribe; undefined where it has none. */
  readonly listUnsubscribe: string | undefined;
}

/** The decoded parts of a mail that can have links. */
export interface MailParts {
  readonly html?: string;
  readonly amp?: string;
  readonly text?: string;
}

/**
 * Decodes a whole mail (RFC 5322, MIME): transfer encodings, character sets, nested parts. A part that the mail does not
 * have is absent; so are attachments.
 *
 * @throws `Error` for parts nested deeper, or headers larger, than any mail has.
 */
export async function readEml(bytes: Uint8Array): Promise<Mail> {
  // Behind a byte order mark, the first header would be none.
  const marked = [0xef, 0xbb, 0xbf].every((byte, at) => bytes[at] === byte);
  const { html, text, attachments, headers } = await PostalMime.parse(bytes.subarray(marked ? 3 : 0));
  const amp = attachments.find(({ mimeType }) => mimeType === 'text/x-amp-html');
  return {
    parts: {
      ...(html === undefined ? {} : { html }),
      ...(amp === undefined ? {} : { amp: decoded(amp.content) }),
      ...(text === undefined ? {} : { text }),
    },
    listUnsubscribe: headers.find(({ key }) => key === 'list-unsubscribe')?.value,
  };
}

/** AMP for email is UTF-8 (amp.dev, "AMP for Email specification"). */
function decoded(content: ArrayBuffer | Uint8Array | string): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}
