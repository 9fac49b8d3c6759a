/** Measures one store at one size and prints the figures as JSON: `node --expose-gc clicks-child.mjs STORE PAIRS`. */
const LINKS = 20;
const [, , store, pairs] = process.argv;
const contacts = Number(pairs) / LINKS;
const START = Date.UTC(2026, 10, 24);

const links = Array.from({ length: LINKS }, (_, i) => ({ linkId: `link-${i}`, url: `https://shop.example/${i}` }));

/** Every contact on every link, in an order that jumps about: what a redirect sees is no list. */
function eachClick(visit) {
  let n = 0;
  for (let round = 0; round < LINKS; round++)
    for (let i = 0; i < contacts; i++) {
      const contact = (i * 7_919 + round * 31) % contacts;
      const { linkId, url } = links[(round + contact) % LINKS];
      visit(linkId, url, `c-${contact}`, START + ((n++ * 7_919) % 86_400_000));
    }
}

const STORES = {
  async ours() {
    const { ClickAggregator } = await import('./package.mjs');
    const fill = () => {
      const counts = new ClickAggregator();
      eachClick((linkId, url, contactId, at) => counts.add({ linkId, url, contactId, at }));
      return counts;
    };
    const read = (counts) => [counts.totals(), counts.links()];
    const write = async (counts) => {
      let bytes = 0;
      for await (const chunk of counts.stream()) bytes += chunk.length;
      return bytes;
    };
    return { fill, read, write, merge: (a, b) => a.merge(b) };
  },

  async maps() {
    const note = (map, key, clicks, first, last) => {
      const entry = map.get(key);
      if (entry === undefined) map.set(key, { clicks, first, last });
      else {
        entry.clicks += clicks;
        if (first < entry.first) entry.first = first;
        if (last > entry.last) entry.last = last;
      }
    };
    const fill = () => {
      const byLink = new Map();
      const byContact = new Map();
      eachClick((linkId, _, contactId, at) => {
        let link = byLink.get(linkId);
        if (link === undefined) {
          link = new Map();
          byLink.set(linkId, link);
        }
        note(link, contactId, 1, at, at);
        note(byContact, contactId, 1, at, at);
      });
      return { byLink, byContact };
    };
    const read = ({ byLink, byContact }) =>
      [...byLink].map(([linkId, link]) => {
        let clicks = 0;
        let first = Number.POSITIVE_INFINITY;
        let last = Number.NEGATIVE_INFINITY;
        for (const entry of link.values()) {
          clicks += entry.clicks;
          first = Math.min(first, entry.first);
          last = Math.max(last, entry.last);
        }
        return { linkId, clicks, contacts: link.size, first, last, all: byContact.size };
      });
    const write = ({ byLink }) => {
      let bytes = 0;
      for (const [linkId, link] of byLink) bytes += JSON.stringify([linkId, [...link]]).length;
      return bytes;
    };
    const merge = (a, b) => {
      for (const [linkId, link] of b.byLink)
        for (const [contactId, { clicks, first, last }] of link)
          note(a.byLink.get(linkId), contactId, clicks, first, last);
      for (const [contactId, { clicks, first, last }] of b.byContact) note(a.byContact, contactId, clicks, first, last);
    };
    return { fill, read, write, merge };
  },

  async sqlite() {
    const { default: Database } = await import('libsql');
    const table = `(link TEXT, contact TEXT, clicks INTEGER, first INTEGER, last INTEGER, PRIMARY KEY (link, contact)) WITHOUT ROWID`;
    const upsert =
      'ON CONFLICT DO UPDATE SET clicks = clicks + excluded.clicks, first = min(first, excluded.first), last = max(last, excluded.last)';
    const fill = () => {
      const db = new Database(':memory:');
      db.exec(`CREATE TABLE clicks ${table}`);
      const insert = db.prepare(`INSERT INTO clicks VALUES (?, ?, 1, ?, ?) ${upsert}`);
      db.exec('BEGIN');
      eachClick((linkId, _, contactId, at) => insert.run(linkId, contactId, at, at));
      db.exec('COMMIT');
      return db;
    };
    const read = (db) => [
      db.prepare('SELECT sum(clicks), count(DISTINCT contact) FROM clicks').all(),
      db.prepare('SELECT link, sum(clicks), count(*), min(first), max(last) FROM clicks GROUP BY link').all(),
    ];
    const size = (db) =>
      db.prepare('SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size').get().bytes;
    return { fill, read, size };
  },
};

const { fill, read, write, merge, size } = await STORES[store]();

/** Nanoseconds of CPU time a click. */
async function timed(run) {
  const before = process.cpuUsage();
  const result = await run();
  const { user, system } = process.cpuUsage(before);
  return [((user + system) * 1_000) / Number(pairs), result];
}

function memory() {
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const before = memory();
const [add, counts] = await timed(fill);
const bytes = (size === undefined ? memory() - before : size(counts)) / Number(pairs);
const [first] = await timed(() => read(counts));
const [again] = await timed(() => read(counts));
const result = { add, bytes, read: first, again };
if (write !== undefined) {
  const [time, written] = await timed(() => write(counts));
  Object.assign(result, { write: time, snapshot: written / Number(pairs) });
}
if (merge !== undefined) {
  const other = fill();
  [result.merge] = await timed(() => merge(counts, other));
}
process.stdout.write(JSON.stringify(result));
