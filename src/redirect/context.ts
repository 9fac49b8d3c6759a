import { type Incoming, WebIncoming } from './incoming.js';
import type { ClickContext } from './options.js';

/** Makes the request of a `node:http` click for whoever asks. A class, for a getter in a literal makes a hidden class for each click. */
class LazyContext implements ClickContext {
  readonly #incoming: Incoming;
  declare readonly ip?: string;

  constructor(incoming: Incoming, ip: string | undefined) {
    this.#incoming = incoming;
    if (ip !== undefined) this.ip = ip;
  }

  get request(): Request {
    return this.#incoming.request;
  }
}

/** What an app sees of a click's request. `ip` may differ from the connection's. */
export function contextOf(incoming: Incoming, ip: string | undefined): ClickContext {
  if (!(incoming instanceof WebIncoming)) return new LazyContext(incoming, ip);
  const { request } = incoming;
  return ip === undefined ? { request } : { request, ip };
}
