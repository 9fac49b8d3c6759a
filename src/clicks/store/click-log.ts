import { Column } from './column.js';
import type { ClickEvent, ClickStatus } from './event.js';
import { EventIds } from './event-ids.js';
import { Forgotten, type ForgottenIds } from './forgotten.js';
import { Interner } from './interner.js';
import { LinkInstances } from './link-instances.js';

/** Bits of a click's flags. */
export const TEST = 1;
export const EXPIRED = 2;
export const HAS_ID = 4;
export const HONEYPOT = 8;
/** The bits of `REQUEST_SIGNALS` start here. */
const SIGNALS_SHIFT = 4;
/** And the number of links that the copy tracks here. */
const COUNT_SHIFT = 22;
/** More than this, and the number counts as unknown. */
const MAX_LINK_COUNT = (1 << (32 - COUNT_SHIFT)) - 2;

/** The request's signals among a click's flags. */
export function requestBitsOf(flags: number): number {
  return (flags >>> SIGNALS_SHIFT) & ((1 << (COUNT_SHIFT - SIGNALS_SHIFT)) - 1);
}

/** How many links the copy tracks, by a click's flags; 0 for unknown. */
export function linkCountOf(flags: number): number {
  return flags >>> COUNT_SHIFT;
}

const BLOCK_BITS = 13;
const BLOCK = 1 << BLOCK_BITS;
const MASK = BLOCK - 1;

interface Block {
  /** Number of the contact + 1; 0 for none. */
  readonly contact: Uint32Array;
  readonly instance: Uint32Array;
  /** Milliseconds since 1970. */
  readonly at: Column;
  /** Seconds since 1970; 0 for unknown. */
  readonly sentAt: Column;
  readonly flags: Uint32Array;
  /** The running hash after the row. */
  readonly hash: Uint32Array;
}

/** A contact that was renamed: when there were `seen` rows, these of its rows (all counted from the first ever) changed hands. */
export interface Rename {
  readonly seen: number;
  readonly from: number;
  readonly rows: readonly number[];
}

/** What a log cannot work out again from its rows once contacts were renamed or forgotten, or rows pruned. */
export interface LogHistory {
  readonly hashes: readonly number[];
  readonly last: number;
  /** Rows that were pruned: counted from the first row ever. */
  readonly gaps: readonly (readonly [start: number, count: number])[];
  readonly renames: readonly Rename[];
  readonly forgotten: readonly ForgottenIds[];
}

/**
 * Clicks as they came, one row of 20 to 28 bytes each, in columns of typed arrays. Nothing is counted here: counts are derived
 * when they are read, so they depend on the set of clicks alone and not on the order or the way they came.
 */
export class ClickLog {
  /** How many clicks there are, duplicates left out. */
  size = 0;
  duplicates = 0;
  readonly contacts: Interner = new Interner();
  readonly instances: LinkInstances = new LinkInstances();
  readonly eventIds: EventIds;
  readonly forgotten: Forgotten = new Forgotten();
  readonly renames: Rename[] = [];
  readonly #blocks: Block[] = [];
  readonly #gaps: (readonly [start: number, count: number])[] = [];
  /** The running hash, over rows and over the names of contacts and places where they first occur. */
  #last = 0;
  /** The highest contact and place that occurred. */
  #contactsSeen = 0;
  #placesSeen = 0;
  #isEdited = false;

  constructor(dedupeWithin?: number) {
    this.eventIds = new EventIds(dedupeWithin);
  }

  /** How many rows there have been, those that were pruned included. */
  get end(): number {
    return this.#gaps.reduce((sum, [, count]) => sum + count, this.size);
  }

  /** Adds a checked event with its times and its request's signals; says whether it is a duplicate. */
  add(event: ClickEvent, at: number, sentAt: number, requestBits: number): ClickStatus {
    let flags = requestBits << SIGNALS_SHIFT;
    const { linkCount = 0 } = event;
    if (linkCount > 0 && linkCount <= MAX_LINK_COUNT) flags |= linkCount << COUNT_SHIFT;
    if (event.test === true) flags |= TEST;
    if (event.expired === true) flags |= EXPIRED;
    if (event.honeypot === true) flags |= HONEYPOT;
    const { eventId, contactId } = event;
    if (eventId !== undefined) {
      const seen = this.eventIds.note(eventId, at);
      if (seen === 'duplicate') {
        this.duplicates++;
        return 'duplicate';
      }
      if (seen === 'new') flags |= HAS_ID;
    }
    const contact = this.contactOf(contactId);
    const instance = this.instances.intern(event);
    if (contact > this.#contactsSeen) this.#noteContact(contact, contactId as string);
    if (instance >= this.#placesSeen) this.#notePlace(instance, event);
    this.#append(contact, instance, at, sentAt / 1000, flags);
    return flags & TEST ? 'test' : flags & EXPIRED ? 'expired' : 'counted';
  }

  /** Returns the number of a contact + 1, a new one if it is new; 0 for nobody, and for one who is forgotten. */
  contactOf(contactId: string | undefined): number {
    if (contactId === undefined || contactId === '') return 0;
    if (!this.forgotten.isEmpty && this.contacts.find(contactId) === -1 && this.forgotten.has(contactId)) return 0;
    return this.contacts.intern(contactId) + 1;
  }

  /** Adds a click that was a row elsewhere, its contact and place already numbered here; `sentAt` in seconds. */
  addRow(
    contact: number,
    instance: number,
    at: number,
    sentAt: number,
    flags: number,
    eventId: string | undefined,
  ): void {
    let kept = flags & ~HAS_ID;
    if (eventId !== undefined) {
      const seen = this.eventIds.note(eventId, at);
      if (seen === 'duplicate') {
        this.duplicates++;
        return;
      }
      if (seen === 'new') kept |= HAS_ID;
    }
    if (contact > this.#contactsSeen) this.#noteContact(contact, this.contacts.text(contact - 1) ?? '');
    if (instance >= this.#placesSeen) this.#notePlace(instance, this.instances.get(instance));
    this.#append(contact, instance, at, sentAt, kept);
  }

  /** Gives a function from a row to its event id, if it is still known: to be asked of every row, in order. */
  eventIdReader(): (row: number, wanted?: boolean) => string | undefined {
    const nextId = this.eventIds.walk();
    return (row, wanted = true) => (this.flagsAt(row) & HAS_ID ? nextId(this.timeAt(row), wanted) : undefined);
  }

  contactAt(i: number): number {
    return (this.#blocks[i >>> BLOCK_BITS] as Block).contact[i & MASK] as number;
  }

  instanceAt(i: number): number {
    return (this.#blocks[i >>> BLOCK_BITS] as Block).instance[i & MASK] as number;
  }

  timeAt(i: number): number {
    return (this.#blocks[i >>> BLOCK_BITS] as Block).at.at(i & MASK);
  }

  /** Seconds; 0 for unknown. */
  sentAt(i: number): number {
    return (this.#blocks[i >>> BLOCK_BITS] as Block).sentAt.at(i & MASK);
  }

  flagsAt(i: number): number {
    return (this.#blocks[i >>> BLOCK_BITS] as Block).flags[i & MASK] as number;
  }

  /** Says whether a click is neither a test nor expired. */
  isCounted(i: number): boolean {
    return (this.flagsAt(i) & (TEST | EXPIRED)) === 0;
  }

  /** How many of the first rows ever are still there: where a row that was counted from the first ever stands now. */
  rowOf(sequence: number): number {
    let row = sequence;
    for (const [start, count] of this.#gaps) row -= Math.max(0, Math.min(count, sequence - start));
    return row;
  }

  /** The same the other way. */
  sequenceOf(row: number): number {
    let sequence = row;
    for (const [start, count] of this.#gaps) if (start <= sequence) sequence += count;
    return sequence;
  }

  /** The running hash after so many rows, counted from the first ever; '' if the last of them has been pruned. */
  hashAt(sequence: number): string {
    if (sequence === 0) return '0';
    const row = this.rowOf(sequence) - 1;
    if (row < 0 || this.sequenceOf(row) !== sequence - 1) return '';
    return `${(this.#blocks[row >>> BLOCK_BITS] as Block).hash[row & MASK]}`;
  }

  /** Gives the rows of one contact to another. */
  rename(from: number, to: number, rows: readonly number[]): void {
    this.#isEdited = true;
    this.renames.push({ seen: this.end, from, rows: rows.map((row) => this.sequenceOf(row)) });
    for (const row of rows) (this.#blocks[row >>> BLOCK_BITS] as Block).contact[row & MASK] = to;
    this.contacts.erase(from - 1);
    this.#contactsSeen = Math.max(this.#contactsSeen, to);
  }

  /** Takes a contact's name away, and remembers that it must not come back. */
  forget(contactId: string): void {
    this.#isEdited = true;
    this.forgotten.add(contactId);
    const number = this.contacts.find(contactId);
    if (number !== -1) this.contacts.erase(number);
  }

  /** What must be stored beside the rows; undefined if the rows say all. */
  history(): LogHistory | undefined {
    return this.#isEdited ? this.edits() : undefined;
  }

  /** The same, whether it must be stored or not. */
  edits(): LogHistory {
    return {
      hashes: Array.from(
        { length: this.size },
        (_, row) => (this.#blocks[row >>> BLOCK_BITS] as Block).hash[row & MASK] as number,
      ),
      last: this.#last,
      gaps: [...this.#gaps],
      renames: [...this.renames],
      forgotten: this.forgotten.list(),
    };
  }

  /** Takes over what was stored beside the rows, which have all been added. */
  adoptHistory({ hashes, last, gaps, renames, forgotten }: LogHistory): void {
    this.#isEdited = true;
    hashes.forEach((hash, row) => {
      (this.#blocks[row >>> BLOCK_BITS] as Block).hash[row & MASK] = hash;
    });
    this.#last = last;
    this.#gaps.push(...gaps);
    this.renames.push(...renames);
    for (const each of forgotten) this.forgotten.adopt(each);
  }

  /** Mixes in the names of a contact or a place where they first occur. */
  #noteContact(contact: number, contactId: string): void {
    this.#contactsSeen = contact;
    this.#mixText(contactId);
  }

  #notePlace(instance: number, { messageId, linkId }: Pick<ClickEvent, 'messageId' | 'linkId'>): void {
    this.#placesSeen = instance + 1;
    if (messageId !== undefined) this.#mixText(messageId);
    this.#mixText(linkId);
  }

  #mixText(text: string): void {
    for (let i = 0; i < text.length; i++) this.#last = Math.imul(this.#last ^ text.charCodeAt(i), 0x01000193);
    this.#mix(text.length);
  }

  #mix(value: number): void {
    const mixed = Math.imul(this.#last ^ value, 0x9e3779b1);
    this.#last = (mixed ^ (mixed >>> 15)) >>> 0;
  }

  #append(contact: number, instance: number, at: number, sentAt: number, flags: number): void {
    const k = this.size & MASK;
    const sent = sentAt > 0 && sentAt <= 0xffff_ffff ? Math.floor(sentAt) : 0;
    if (k === 0)
      this.#blocks.push({
        contact: new Uint32Array(BLOCK),
        instance: new Uint32Array(BLOCK),
        at: new Column(BLOCK, at, 4),
        sentAt: new Column(BLOCK, sent),
        flags: new Uint32Array(BLOCK),
        hash: new Uint32Array(BLOCK),
      });
    const block = this.#blocks[this.size >>> BLOCK_BITS] as Block;
    block.contact[k] = contact;
    block.instance[k] = instance;
    block.at.push(k, at);
    block.sentAt.push(k, sent);
    block.flags[k] = flags;
    this.#mix(at | 0);
    this.#mix(Math.floor(at / 2 ** 32));
    this.#mix(sent | 0);
    this.#mix(flags & ~HAS_ID);
    this.#mix(contact);
    this.#mix(instance);
    block.hash[k] = this.#last;
    this.size++;
  }
}
