import { createHmac, createSecretKey } from 'node:crypto';
import { parse } from 'parse5';
import { race, ratioOf } from './harness.mjs';
import { compileHtml, createKeyring, rewriteLinks } from './package.mjs';
import { BASE, PEERS, SECRET } from './peers.mjs';

export const keys = createKeyring([{ kid: 'k1', key: SECRET }]);
export const OPTIONS = {
  trackingUrl: BASE,
  clickTracking: true,
  campaignId: 'late-sowing',
  sentAt: new Date('2026-11-24T12:00:00Z'),
};

/** Everybody's contact is a new one each time. */
let contact = 0;
const nextContact = () => `c-${1_000_000 + contact++}`;

/** Signs the same inputs with nothing but `createHmac`: what no renderer can do without. */
function floorFor(inputs, key) {
  return () => {
    let length = 0;
    for (const input of inputs) length += createHmac('sha256', key).update(input).digest('base64url').length;
    return length;
  };
}

function inputsOf(html) {
  return [...html.matchAll(/click\.brand\.example\/c\/([\w-]+\.[\w-]+)\.[\w-]+/g)].map((match) => match[1]);
}

/** Compiling, and rewriting in one go, against parse5 alone. */
export async function compileRows(message, settings, atMost) {
  const { html, name } = message;
  const inputs = inputsOf((await rewriteLinks(html, { ...OPTIONS, keys, contactId: 'c-1' })).html);
  const key = createSecretKey(Buffer.from(SECRET));
  const sign = floorFor(inputs, key);
  const spent = await race(
    {
      parse5: () => parse(html, { sourceCodeLocationInfo: true }),
      'parse5 and signatures': () => parse(html, { sourceCodeLocationInfo: true }) && sign(),
      compile: () => compileHtml(html, OPTIONS),
      rewrite: () => rewriteLinks(html, { ...OPTIONS, keys, contactId: nextContact() }),
    },
    settings,
  );
  return [
    {
      what: `compileHtml ÷ parse5.parse, ${name}`,
      ratio: ratioOf(spent, 'compile', 'parse5'),
      ...(atMost === undefined ? {} : { atMost }),
    },
    {
      what: `rewriteLinks ÷ (parse5.parse + its HMACs), ${name}`,
      ratio: ratioOf(spent, 'rewrite', 'parse5 and signatures'),
    },
  ];
}

/** Rendering against the bare HMACs of the same inputs; the key as KeyObject or as bytes, whichever is faster. */
export async function renderRows(message, settings, atMost) {
  const part = compileHtml(message.html, OPTIONS);
  const { html } = await part.render({ contactId: nextContact() }, keys);
  const inputs = inputsOf(html);
  const spent = await race(
    {
      'key object': floorFor(inputs, createSecretKey(Buffer.from(SECRET))),
      bytes: floorFor(inputs, Buffer.from(SECRET)),
      render: () => part.render({ contactId: nextContact() }, keys),
    },
    settings,
  );
  const byKey = ratioOf(spent, 'render', 'key object');
  const byBytes = ratioOf(spent, 'render', 'bytes');
  const floor = byKey.calm > byBytes.calm ? 'key object' : 'bytes';
  return [
    {
      what: `render ÷ bare HMACs, ${message.name}`,
      ratio: ratioOf(spent, 'render', floor),
      ...(atMost === undefined ? {} : { atMost }),
    },
  ];
}

/** Rendering for one contact more, against peers that do their whole work for each. */
export async function peerRows(message, settings) {
  const part = compileHtml(message.html, OPTIONS);
  const peers = Object.fromEntries(
    Object.entries(PEERS).map(([name, run]) => [name, () => run(message.html, nextContact())]),
  );
  const spent = await race({ ours: () => part.render({ contactId: nextContact() }, keys), ...peers }, settings);
  return Object.keys(PEERS).map((name) => ({
    what: `each contact, ${name} ÷ render, ${message.name}`,
    ratio: ratioOf(spent, name, 'ours'),
  }));
}

/** One message for one contact, nothing kept: what a transactional mail costs. */
export async function oneShotRows(message, settings) {
  const peers = Object.fromEntries(
    Object.entries(PEERS).map(([name, run]) => [name, () => run(message.html, nextContact())]),
  );
  const ours = () => rewriteLinks(message.html, { ...OPTIONS, keys, contactId: nextContact() });
  const spent = await race({ ours, ...peers }, settings);
  return Object.keys(PEERS).map((name) => ({
    what: `one message once, rewriteLinks ÷ ${name}, ${message.name}`,
    ratio: ratioOf(spent, 'ours', name),
    ...(name === 'lol-html + jose' ? { atMost: 0.4 } : {}),
  }));
}
