import type { Keyring } from '../../src/index.js';
import { importUntyped } from './import-untyped.js';
import type { StandIn } from './stand-ins.js';

/** Calls of a service's API, as `fetch` takes them. */
export type ApiCalls = AsyncIterable<{
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string | FormData;
}>;

/** What a service's calls are made of. */
interface Campaign {
  readonly batch: object;
  readonly contacts: readonly { readonly contactId: string; readonly email: string }[];
  readonly keys: Keyring;
  readonly from: string;
  readonly subject: string;
}

/** Writes a campaign as the calls of each service. */
export type CallWriters = Readonly<Record<StandIn['provider'], (campaign: Campaign) => ApiCalls>>;

/** Imports the calls that docs/providers.md sends its readers to. */
export async function importCalls(): Promise<CallWriters> {
  const path = '../../examples/shared/provider-calls.mjs';
  return (await importUntyped<{ readonly CALLS: CallWriters }>(path)).CALLS;
}
