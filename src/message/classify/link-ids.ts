import { HONEYPOT_ID } from '../../link.js';

export { hashId } from '../../checks/hash-id.js';

/** Gives ids that are unique within one part, in source order. */
export interface LinkIds {
  /** The id itself where it is free, else with `-2`, `-3` … behind it. */
  claim(id: string): string;
}

/** Starts with no id taken but the honeypot link's. */
export function createLinkIds(): LinkIds {
  const taken = new Set([HONEYPOT_ID]);
  const next = new Map<string, number>();
  return {
    claim(id) {
      let unique = id;
      if (taken.has(id)) {
        let number = next.get(id) ?? 2;
        do unique = `${id}-${number++}`;
        while (taken.has(unique));
        next.set(id, number);
      }
      taken.add(unique);
      return unique;
    },
  };
}
