import { createLru } from '../checks/lru.js';
import { type KeyringState, openKeyring } from '../token/keyring.js';
import { withinTime } from './hooks.js';
import type { ClickHandlerOptions } from './options.js';

type KeyLookup = Extract<ClickHandlerOptions['keys'], (...of: never) => unknown>;

interface Kept {
  readonly keys: KeyringState | undefined;
  readonly until: number;
}

const MAX_KEPT = 1_000;
/** A key that was taken away stops opening tokens after this. */
const KEEP_FOUND_MS = 300_000;
/** Whoever makes key ids up asks the app once for each; a new key is found after this at the latest. */
const KEEP_MISSED_MS = 30_000;

/**
 * Keeps what a look-up gave, and that it gave nothing: found and missed apart, so that invented key ids never push real keys
 * out. Those not used for longest go first. Requests that ask for the same at the same time wait for one answer; failures
 * are not kept.
 */
export function createKeyCache(
  lookUp: KeyLookup,
  limitMs: number,
): (kid: string, tenant: string, request: () => Request, time: number) => Promise<KeyringState | undefined> {
  const found = createLru<Kept>(MAX_KEPT);
  const missed = createLru<Kept>(MAX_KEPT);
  const asking = new Map<string, Promise<KeyringState | undefined>>();
  const ask = async (name: string, kid: string, request: Request, time: number) => {
    const ring = await withinTime('keys', limitMs, () => lookUp(kid, request));
    const keys = ring === undefined || ring === null ? undefined : openKeyring(ring);
    const list = keys === undefined ? missed : found;
    list.set(name, { keys, until: time + (keys === undefined ? KEEP_MISSED_MS : KEEP_FOUND_MS) });
    return keys;
  };
  return async (kid, tenant, request, time) => {
    const name = `${kid}\n${tenant}`;
    const kept = found.get(name) ?? missed.get(name);
    if (kept !== undefined && time < kept.until) return kept.keys;
    found.delete(name);
    missed.delete(name);
    let answer = asking.get(name);
    if (answer === undefined) {
      answer = ask(name, kid, request(), time).finally(() => asking.delete(name));
      asking.set(name, answer);
    }
    return answer;
  };
}
