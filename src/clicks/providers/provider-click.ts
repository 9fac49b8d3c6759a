import type { Part } from '../../link.js';

/** One click as a provider's event tells it, before it is matched with the app's links. */
export interface ProviderClick {
  /** The address that was clicked, as the provider saw it in the message. */
  readonly url: string | undefined;
  /** Milliseconds since 1970; undefined where the event has no readable time. */
  readonly at: number | undefined;
  /** The provider's own id of this click, the same when it is delivered again. */
  readonly ownId?: string | undefined;
  /** Fields that together with the user agent tell this click from others, hashed where there is no id. */
  readonly fields: readonly unknown[];
  /** The part, where the provider says. */
  readonly part?: Part | undefined;
  /** The name that the link carried in the message: its id, as `markLinks` writes it. */
  readonly linkName?: string | undefined;
  /** Further tags of the link. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** What the app gave the message to come back with its events, by name. */
  readonly metadata: (name: string) => string | undefined;
  /** The provider's own campaign field, used where the metadata has none. */
  readonly campaignId?: string | undefined;
  /** When the message was sent, where the provider says. */
  readonly sentAt?: number | undefined;
  /** The provider itself takes the click for a machine's. */
  readonly automated: boolean;
  readonly userAgent?: string | undefined;
}

/** One event of a payload, with the id that its envelope has for it. */
export interface Enveloped {
  readonly event: unknown;
  /** Of the delivery of this one event, the same over retries. */
  readonly deliveryId?: string | undefined;
}

/** What a provider's event is: a click, something else, or nothing of that provider's. */
export type Reading = ProviderClick | 'other' | 'unknown';

/** How one provider's payloads are taken apart and read. A new provider is a row, a fixture and a table in docs/providers.md. */
export interface EventSource {
  /** Also the prefix of event ids. */
  readonly provider: string;
  /** Takes the events out of their envelopes. JSON has been parsed. */
  readonly unwrap: (payload: unknown) => readonly Enveloped[];
  readonly read: (event: Fields) => Reading;
}

/** A JSON object of unknown content. */
export type Fields = Readonly<Record<string, unknown>>;

/** Says whether a value is an object with members. */
export function isFields(value: unknown): value is Fields {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** An object's own member; undefined for what is no object, so that chains need no checks. */
export function member(value: unknown, name: string): unknown {
  return isFields(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** A text that is not empty, or a number or truth value written as text; the first of a list. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? textOf(value[0]) : undefined;
}

/** A look-up of texts by name in the first object that has one. */
export function lookUpIn(...objects: readonly unknown[]): (name: string) => string | undefined {
  return (name) => {
    for (const object of objects) {
      const text = textOf(member(object, name));
      if (text !== undefined) return text;
    }
    return undefined;
  };
}

/** Every event of a payload that is a list of them, or a single one. */
export function listOf(payload: unknown): readonly unknown[] {
  return Array.isArray(payload) ? payload : [payload];
}
