import { simpleParser } from 'mailparser';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { type Click, createKeyring, decodeClick } from '../../src/index.js';
import { clickstamp, type NodemailerOptions } from '../../src/nodemailer.js';

export const keys = createKeyring([{ kid: 'k1', key: '0123456789abcdef0123456789abcdef' }]);
export const trackingUrl = 'https://click.brand.example/c';
export const PLAIN = { trackingUrl, clickTracking: true, keys, sentAt: new Date('2026-11-24T10:00:00Z') } as const;

/** Everything that a send gave: the message as a parser reads it, what the plugin said, and what was warned of. */
export interface Sent {
  readonly raw: string;
  readonly email: { readonly html: string; readonly text: string; readonly attachments: readonly Buffer[] };
  readonly errors: readonly string[];
  readonly rewritten: readonly string[];
}

/** Sends one message through the plugin and nodemailer's own composer, and reads it back. */
export async function send(
  message: SendMailOptions,
  options: Partial<NodemailerOptions> = {},
  transport: object = {},
): Promise<Sent> {
  const errors: string[] = [];
  const rewritten: string[] = [];
  const note: NonNullable<NodemailerOptions['onError']> = (error, { part }) =>
    errors.push(`${part ?? 'message'}: ${error instanceof Error ? error.message : String(error)}`);
  const transporter = createTransport({ streamTransport: true, buffer: true, ...transport });
  transporter.use(
    'compile',
    clickstamp({
      ...PLAIN,
      onError: note,
      onRewrite: ({ tracked }, { part }) => rewritten.push(`${part}: ${tracked}`),
      ...options,
    }),
  );
  const { message: built } = await transporter.sendMail({
    from: 'news@brand.example',
    to: 'ada@reader.example',
    subject: 'News',
    ...message,
  });
  const raw = String(built);
  const { html, text, attachments } = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true });
  return {
    raw,
    email: {
      html: (html || '').trim(),
      text: (text ?? '').trim(),
      attachments: attachments.map(({ content }) => content),
    },
    errors,
    rewritten,
  };
}

/** The clicks that the links of a part stand for, in order. */
export async function clicksIn(part: string): Promise<Click[]> {
  const urls = part.match(/https:\/\/click\.brand\.example\/c\/[\w.-]+/g) ?? [];
  return Promise.all(urls.map((url) => decodeClick(url, { keys })));
}
