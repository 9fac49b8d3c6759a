import { sha256 } from '../../checks/sha256.js';

/** Forgotten ids as a snapshot holds them: hashes under one salt. */
export interface ForgottenIds {
  readonly salt: string;
  readonly hashes: readonly string[];
}

/**
 * Remembers which contacts are forgotten, by salted hashes (SHA-256, cut to 128 bits), so that no later click and no merge
 * brings them back. Whoever holds the salt and a list of ids can still test each of them: docs/privacy.md says so.
 */
export class Forgotten {
  readonly #bySalt = new Map<string, Set<string>>();
  #own: string | undefined;

  get isEmpty(): boolean {
    return this.#bySalt.size === 0;
  }

  /** Remembers an id. */
  add(id: string): void {
    this.#own ??= Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
      byte.toString(16).padStart(2, '0'),
    ).join('');
    this.adopt({ salt: this.#own, hashes: [hash(this.#own, id)] });
  }

  /** Remembers what was forgotten elsewhere. */
  adopt({ salt, hashes }: ForgottenIds): void {
    const known = this.#bySalt.get(salt) ?? new Set();
    for (const each of hashes) known.add(each);
    this.#bySalt.set(salt, known);
  }

  /** Says whether an id is forgotten. */
  has(id: string): boolean {
    for (const [salt, hashes] of this.#bySalt) if (hashes.has(hash(salt, id))) return true;
    return false;
  }

  /** Everything, in an order that depends on nothing else. */
  list(): ForgottenIds[] {
    return [...this.#bySalt].sort().map(([salt, hashes]) => ({ salt, hashes: [...hashes].sort() }));
  }
}

/** JSON keeps lone surrogates apart, which UTF-8 would not. */
function hash(salt: string, id: string): string {
  return sha256(salt + JSON.stringify(id)).slice(0, 32);
}
