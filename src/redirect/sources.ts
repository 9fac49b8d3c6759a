import { createHashKey, keyedHash } from '../checks/keyed-hash.js';
import { readAddress } from '../clicks/bots/addresses.js';
import type { RequestSignal } from '../clicks/store/request-signals.js';

/** What is compared of a click. */
export interface SourcedClick {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The client's address in any spelling. */
  readonly ip: string | undefined;
  readonly userAgent: string;
  readonly contactId: string | undefined;
  /** Names the link and its message. */
  readonly link: string;
}

/** Compares the sources of clicks with one another. */
export interface Sources {
  /** Returns what the clicks before say about this one, and remembers it. */
  note(click: SourcedClick): RequestSignal[];
}

/** So many different contacts' links from one address within the window, and it is no longer a household or an office. */
const MANY_CONTACTS = 6;
const MANY_CONTACTS_MS = 10_000;
/** A second source for the same contact's link within this time. */
const SECOND_SOURCE_MS = 30_000;
/** How many addresses and links are remembered, the latest. */
const MAX_ENTRIES = 10_000;

interface Hit {
  readonly at: number;
  readonly contact: number;
}

interface LastHit {
  readonly at: number;
  readonly source: number;
  readonly program: number;
}

/**
 * Makes a table of the sources of the last clicks. It is bounded, holds hashes under a key that is drawn anew in each
 * process, and is never written anywhere: what leaves it is a signal. The first clicks of a source are therefore not
 * marked, and neither are those that another process answers.
 */
export function createSources(maxEntries: number = MAX_ENTRIES): Sources {
  // Drawn with the first click: Cloudflare Workers have no random values while a module is loaded.
  let key: ReturnType<typeof createHashKey> | undefined;
  const hash = (text: string): number => {
    key ??= createHashKey();
    const bytes = new TextEncoder().encode(text);
    return keyedHash(bytes, bytes.length, key);
  };
  const byAddress = new Map<number, Hit[]>();
  const byLink = new Map<number, LastHit>();
  return {
    note({ at, ip, userAgent, contactId, link }) {
      const address = ip === undefined ? undefined : readAddress(ip);
      // Anonymous clicks name nobody to compare.
      if (address === undefined || contactId === undefined || contactId === '') return [];
      const signals: RequestSignal[] = [];
      // Whoever has IPv6 has 64 bits of it for themselves.
      const source = hash(address.bits.slice(0, 64));
      const contact = hash(contactId);
      const hits = (byAddress.get(source) ?? []).filter(
        (hit) => Math.abs(at - hit.at) <= MANY_CONTACTS_MS && hit.contact !== contact,
      );
      hits.push({ at, contact });
      if (hits.length >= MANY_CONTACTS) signals.push('many-contacts');
      keep(byAddress, source, hits.slice(-MANY_CONTACTS), maxEntries);

      const place = hash(JSON.stringify([contactId, link]));
      const hit = { at, source, program: hash(userAgent) };
      const last = byLink.get(place);
      if (
        last !== undefined &&
        Math.abs(at - last.at) <= SECOND_SOURCE_MS &&
        last.source !== hit.source &&
        last.program !== hit.program
      )
        signals.push('second-source');
      keep(byLink, place, hit, maxEntries);
      return signals;
    },
  };
}

/** Keeps the latest entries: a `Map` lists its keys in the order in which they were set. */
function keep<Value>(table: Map<number, Value>, key: number, value: Value, maxEntries: number): void {
  table.delete(key);
  table.set(key, value);
  if (table.size <= maxEntries) return;
  for (const oldest of table.keys()) {
    table.delete(oldest);
    return;
  }
}
