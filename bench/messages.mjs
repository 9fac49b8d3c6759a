import { readFileSync } from 'node:fs';
import mjml2html from 'mjml';

/**
 * The messages that everything is measured on: what MJML makes of an ordinary newsletter (nested tables, inline styles,
 * conditional comments for Outlook), at three sizes, and our own fixture, which has far more links, merge tags and
 * mistakes to the kilobyte than any real message.
 */
const SIZES = [
  { name: '8 KB, 8 links', links: 8, bytes: 8_192 },
  { name: '80 KB, 60 links', links: 60, bytes: 81_920 },
  { name: '300 KB, 200 links', links: 200, bytes: 307_200 },
];

/** Two links of each message stay as they are: the unsubscribe tag and a mail address. */
const FOOTER = `<mj-section><mj-column><mj-text font-size="12px" color="#777777">
  You get this because you asked for it, {{contact.first_name}}. <a href="{{unsubscribe_url}}">Unsubscribe</a>
  or <a href="mailto:hello@fieldnotes.example">write to us</a>.
</mj-text></mj-column></mj-section>`;

const WORDS =
  'bulbs and seeds for late sowing under glass with a note on frost which plants want shade when to water what the moon has to do with it and why the old growers wrote everything down'.split(
    ' ',
  );

/** A paragraph of so many words, the same on every run. */
function prose(words, from) {
  const text = Array.from({ length: words }, (_, i) => WORDS[(from * 7 + i * 5) % WORDS.length]).join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

const address = (at, path) =>
  `https://www.fieldnotes.example/${path}/${at}-late-sowing?utm_source=newsletter&amp;utm_medium=email&amp;item=${1000 + at}`;

/** Four links: picture, title, a word in the text, button. */
const article = (at, words) => `<mj-section><mj-column>
  <mj-image src="https://img.fieldnotes.example/${at}.jpg" alt="Article ${at}" href="${address(at, 'picture')}" />
  <mj-text font-size="20px"><a href="${address(at, 'article')}" style="color:#2f5d43;text-decoration:none">Late sowing, part ${at}</a></mj-text>
  <mj-text line-height="24px">${prose(words, at)} <a href="${address(at, 'more')}">Read on</a></mj-text>
  <mj-button background-color="#2f5d43" href="${address(at, 'order')}">Order now</mj-button>
</mj-column></mj-section>`;

/** So many links in one paragraph. */
const list = (links, words) =>
  `<mj-section><mj-column><mj-text>${Array.from(
    { length: links },
    (_, at) => `${prose(words, at)} <a href="${address(at, 'list')}">Item ${at}</a><br>`,
  ).join('\n')}</mj-text></mj-column></mj-section>`;

async function compose(links, words) {
  const free = links - 2;
  const articles = free < 12 ? 0 : Math.floor(free / 4);
  const body = Array.from({ length: articles }, (_, at) => article(at, words)).join('\n');
  const { html } = await mjml2html(
    `<mjml><mj-head><mj-title>Field notes</mj-title><mj-preview>${prose(12, 3)}</mj-preview></mj-head>
    <mj-body>${body}${list(free - 4 * articles, words)}${FOOTER}</mj-body></mjml>`,
  );
  return html;
}

/** Adds words until the message has the size. */
async function buildMessage({ name, links, bytes }) {
  const bare = await compose(links, 0);
  const probe = await compose(links, 100);
  const words = Math.max(0, Math.round((100 * (bytes - bare.length)) / (probe.length - bare.length)));
  return { name, html: await compose(links, words), links };
}

/** The three messages of real size. */
export async function buildMessages() {
  return Promise.all(SIZES.map(buildMessage));
}

/** Our own newsletter: 40 links in 5.8 KB, every carrier, merge tags and a dozen mistakes. */
export function denseMessage() {
  const html = readFileSync(new URL('../fixtures/emails/newsletter.html', import.meta.url), 'utf8');
  return { name: '6 KB, 40 links (fixture)', html, links: 40 };
}

/** Mail of any size with the make-up of the second message: its articles over and over. */
export function repeatTo(message, characters) {
  const { html } = message;
  const open = html.indexOf('<!--[if mso | IE]>', html.indexOf('<body'));
  const close = html.lastIndexOf('</body>');
  const inside = html.slice(open, close);
  const wanted = Math.max(1, Math.round((characters - open) / inside.length));
  const kept =
    characters - open < inside.length
      ? inside.slice(0, inside.indexOf('<!--[if mso | IE]>', characters - open))
      : inside;
  return html.slice(0, open) + kept.repeat(wanted) + html.slice(close);
}
