/** Measures one way of counting in a process of its own: `node --expose-gc counts-child.mjs WHO SCENARIO SIZE` prints JSON. */
import { ClickAggregator, load } from './package.mjs';

const [, , who, scenario, given] = process.argv;
const size = Number(given);
const START = Date.UTC(2026, 10, 24);
const LINKS = 20;

const SHAPES = {
  /** Every contact on every link of one campaign, in an order that jumps about. */
  campaign(at) {
    const contacts = size / LINKS;
    const round = Math.floor(at / contacts);
    const contact = ((at % contacts) * 7_919 + round * 31) % contacts;
    const link = (round + contact) % LINKS;
    return {
      linkId: `link-${link}`,
      url: `https://shop.example/${link}`,
      contactId: `c-${contact}`,
      at: START + ((at * 7_919) % 86_400_000),
    };
  },
  /** A message for each mail, with an address of its own. */
  mail: (at) => ({
    linkId: `link-${at % LINKS}`,
    url: `https://shop.example/order/${at}`,
    campaignId: 'receipts',
    messageId: `order-${at}`,
    contactId: `c-${(at * 7_919) % (size / 4)}`,
    at: START + at * 1_000,
  }),
};

function cpuOf(run) {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function memory() {
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Nested Maps that keep running counts: by link and contact, and by contact. */
function mapsStore() {
  const byLink = new Map();
  const byContact = new Map();
  const note = (map, key, at) => {
    const entry = map.get(key);
    if (entry === undefined) map.set(key, { clicks: 1, first: at, last: at });
    else {
      entry.clicks++;
      if (at < entry.first) entry.first = at;
      if (at > entry.last) entry.last = at;
    }
  };
  return {
    add({ linkId, contactId, at }) {
      let link = byLink.get(linkId);
      if (link === undefined) {
        link = { clicks: 0, first: at, last: at, contacts: new Map() };
        byLink.set(linkId, link);
      }
      link.clicks++;
      if (at < link.first) link.first = at;
      if (at > link.last) link.last = at;
      note(link.contacts, contactId, at);
      note(byContact, contactId, at);
    },
    read: () => [byContact.size, [...byLink].map(([linkId, link]) => [linkId, link.clicks, link.contacts.size])],
  };
}

function ourStore() {
  const counts = new ClickAggregator();
  return { add: (event) => counts.add(event), read: () => [counts.totals(), counts.links()], counts };
}

/** Adding, first totals and first links together, and what is alive then. */
function countAll(shape) {
  const before = memory();
  let store;
  let read;
  const time = cpuOf(() => {
    store = who === 'maps' ? mapsStore() : ourStore();
    for (let at = 0; at < size; at++) store.add(shape(at));
    read = store.read();
  });
  const bytes = (memory() - before) / size;
  if (read.length !== 2) throw new Error();
  return { time, bytes };
}

/** Ids that are all alike to FNV-1a, and as many of the same length: a pair of blocks that collide for each bit (Joux 2004). */
function collidingIds() {
  const fnv = (text, from) => {
    let hash = from;
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    return hash;
  };
  let [state, ids] = [0x811c9dc5, ['']];
  while (ids.length < size) {
    const seen = new Map();
    for (let i = 0; ; i++) {
      const block = i.toString(36).padStart(6, '0');
      const hash = fnv(block, state);
      const other = seen.get(hash);
      if (other !== undefined) {
        ids = ids.flatMap((id) => [id + other, id + block]);
        state = hash;
        break;
      }
      seen.set(hash, block);
    }
  }
  return ids.slice(0, size);
}

async function createReportOf(links) {
  const { createReport } = await load('report/index');
  const counts = new ClickAggregator();
  for (let i = 0; i < links; i++)
    counts.add({ linkId: `l-${i}`, url: `https://shop.example/${i}`, contactId: `c-${i}`, at: START + i * 1_000 });
  counts.totals();
  return cpuOf(() => createReport(counts));
}

const SCENARIOS = {
  campaign: () => countAll(SHAPES.campaign),
  mail: () => countAll(SHAPES.mail),
  colliding() {
    const ids = collidingIds();
    const ordinary = ids.map((id, i) => i.toString(36).padStart(id.length, 'x'));
    const addAll = (list) =>
      cpuOf(() => {
        const counts = new ClickAggregator();
        for (const contactId of list) counts.add({ linkId: 'a', contactId, at: START });
      });
    addAll(ordinary);
    return { time: addAll(ids), base: addAll(ordinary) };
  },
  async report() {
    await createReportOf(500);
    return { time: await createReportOf(4 * size), base: await createReportOf(size) };
  },
  changes() {
    const changesOf = (messages) =>
      cpuOf(() => {
        const counts = new ClickAggregator();
        let cursor;
        for (let at = 0; at < messages; at++) {
          counts.add({ linkId: 'a', messageId: `m-${at}`, contactId: `c-${at % 1_000}`, at: START + at * 1_000 });
          if (at % 1_000 === 999) ({ cursor } = counts.changesSince(cursor));
        }
      });
    changesOf(2_000);
    return { time: changesOf(4 * size), base: changesOf(size) };
  },
};

process.stdout.write(JSON.stringify(await SCENARIOS[scenario]()));
