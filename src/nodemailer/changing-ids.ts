import { hashId } from '../checks/hash-id.js';
import { createLru } from '../checks/lru.js';
import type { Link } from '../link.js';

/** What the messages of one report have in common. */
export interface MessageNames {
  readonly campaignId?: string | undefined;
  readonly messageId?: string | undefined;
}

/** Watches the link ids of the messages that are sent. */
export interface IdWatch {
  /** Returns `true` once, for the message with which it is clear that the ids of its campaign keep changing. */
  note(names: MessageNames, links: readonly Link[]): boolean;
}

/** So many messages of one campaign are looked at, the latest. */
const MESSAGES = 20;
/** So many of these with the same number of links, and no two with the same ids, and the HTML is rendered for each recipient. */
const DIFFERENT = 15;
/** So many campaigns are watched, those used last. */
const CAMPAIGNS = 100;

interface Seen {
  readonly linkCount: number;
  readonly ids: string;
}

/**
 * Makes a watch for messages whose HTML is rendered anew for every recipient, with addresses of their own in it. An id is
 * a hash of its address, so such a campaign has as many ids as recipients, and every row of its report is one recipient's.
 * Texts that differ do no harm, and neither do a few versions of a message.
 */
export function createIdWatch(): IdWatch {
  const campaigns = createLru<Seen[]>(CAMPAIGNS);
  let found = false;
  return {
    note({ campaignId, messageId }, links) {
      const tracked = links.filter(({ verdict }) => verdict === 'track');
      if (found || tracked.length === 0) return false;
      const name = JSON.stringify([campaignId, messageId]);
      const seen = campaigns.get(name) ?? [];
      const last = { linkCount: tracked.length, ids: hashId(tracked.map(({ id }) => id).join(' ')) };
      seen.push(last);
      if (seen.length > MESSAGES) seen.shift();
      campaigns.set(name, seen, 1);
      if (seen.length < MESSAGES) return false;
      const different = new Set(seen.filter(({ linkCount }) => linkCount === last.linkCount).map(({ ids }) => ids));
      found = different.size >= DIFFERENT;
      return found;
    },
  };
}
