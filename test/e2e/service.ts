import { createTransport } from 'nodemailer';
import type { StandIn, StandInMail } from './stand-ins.js';
import { serve } from './web.js';

/** A local service: takes calls of its API, tracks clicks in its own way, sends by SMTP, and tells a webhook. */
export interface Service {
  readonly origin: string;
  /** How many links it has wrapped. */
  readonly wrapped: () => number;
  /** The most recipients that a call had. */
  readonly largestCall: () => number;
  readonly calls: () => number;
  close(): Promise<void>;
}

const FIRST_CLICK = 1_795_514_400;

/** Starts one. `tracking` is its own click tracking; each event is delivered twice, as services do when an answer is lost. */
export async function startService(
  standIn: StandIn,
  { smtpPort, webhook, tracking }: { readonly smtpPort: number; readonly webhook: string; readonly tracking: boolean },
): Promise<Service> {
  const transporter = createTransport({
    host: '127.0.0.1',
    port: smtpPort,
    pool: true,
    secure: false,
    ignoreTLS: true,
  });
  const stored = new Map<string, string>();
  const links: { readonly url: string; readonly tag: string; readonly mail: StandInMail }[] = [];
  let [calls, largest, clicks, origin] = [0, 0, 0, ''];

  /** Links without the service's opt-out get an address of its own. */
  function track(mail: StandInMail): string {
    const html = tracking
      ? mail.html.replace(/<a\s[^>]*>/g, (tag) => {
          if (standIn.optOut?.test(tag) === true) return tag;
          return tag.replace(/href="(https?:[^"]+)"/, (_, url: string) => {
            links.push({ url: url.replaceAll('&amp;', '&'), tag, mail });
            return `href="${origin}/w/${links.length - 1}"`;
          });
        })
      : mail.html;
    return standIn.removed === undefined ? html : html.replace(standIn.removed, '');
  }

  async function take(path: string, body: Buffer, type: string): Promise<void> {
    const mails = await standIn.read({ path, body, type }, stored);
    calls++;
    largest = Math.max(largest, mails.length);
    await Promise.all(
      mails.map((mail) =>
        transporter.sendMail({
          from: 'news@brand.example',
          to: mail.to,
          subject: 'Autumn',
          html: track(mail),
          text: mail.text,
        }),
      ),
    );
  }

  async function click(number: number): Promise<string> {
    const { url, tag, mail } = links[number] as (typeof links)[number];
    clicks++;
    const facts = { url, seconds: FIRST_CLICK + clicks * 60, contact: mail.contact, number: clicks, address: mail.to };
    const body = JSON.stringify(standIn.event(facts, tag));
    for (let time = 0; time < 2; time++) await fetch(webhook, { method: 'POST', body });
    return url;
  }

  const server = await serve((request, response) => {
    if (request.method === 'GET') {
      void click(Number(request.url?.slice(3))).then((location) => response.writeHead(302, { location }).end());
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void take(request.url ?? '', Buffer.concat(chunks), request.headers['content-type'] ?? '').then(
        () => response.writeHead(202).end(),
        (error) => response.writeHead(400).end(String(error)),
      );
    });
  });
  origin = server.origin;
  return {
    origin,
    wrapped: () => links.length,
    largestCall: () => largest,
    calls: () => calls,
    async close() {
      transporter.close();
      await server.close();
    },
  };
}
