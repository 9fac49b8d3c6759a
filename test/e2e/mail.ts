import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { importUntyped } from './import-untyped.js';

/** A message as a parser gave it, ends of lines and of the text made alike. */
export interface ReadMail {
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly attachments: readonly string[];
}

/** A mail server that takes whatever comes, on a free port of the loopback. */
export async function receiveMail(): Promise<{
  readonly port: number;
  readonly received: readonly Buffer[];
  close(): Promise<void>;
}> {
  const received: Buffer[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        received.push(Buffer.concat(chunks));
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    received,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

export async function readWithMailparser(raw: Buffer): Promise<ReadMail> {
  const mail = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true, keepCidLinks: true });
  const to = [mail.to ?? []].flat()[0]?.value[0]?.address ?? '';
  return {
    to,
    subject: mail.subject ?? '',
    html: alike(mail.html || ''),
    text: alike(mail.text ?? ''),
    attachments: mail.attachments.map(({ content }) => content.toString('hex')),
  };
}

/** What is used of postal-mime. */
interface PostalMimeModule {
  readonly default: {
    parse(raw: Uint8Array): Promise<{
      readonly to?: readonly { readonly address?: string }[];
      readonly subject?: string;
      readonly html?: string;
      readonly text?: string;
      readonly attachments: readonly { readonly content: ArrayBuffer }[];
    }>;
  };
}

export async function readWithPostalMime(raw: Buffer): Promise<ReadMail> {
  const { default: PostalMime } = await importUntyped<PostalMimeModule>('postal-mime');
  const mail = await PostalMime.parse(raw);
  return {
    to: mail.to?.[0]?.address ?? '',
    subject: mail.subject ?? '',
    html: alike(mail.html ?? ''),
    text: alike(mail.text ?? ''),
    attachments: mail.attachments.map(({ content }) => Buffer.from(content).toString('hex')),
  };
}

function alike(text: string): string {
  return `${text.replace(/\r\n/g, '\n').trimEnd()}\n`;
}
