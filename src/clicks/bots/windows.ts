import type { Thresholds } from './thresholds.js';

/** The clicks of one contact on one message, in order of time; test clicks left out. */
export interface Group {
  /** Milliseconds. */
  readonly times: readonly number[];
  /** Numbers of their links; part and id together make a link. */
  readonly links: readonly number[];
  /** Numbers of their parts. */
  readonly parts: readonly number[];
  /** How many links the copy tracks, 0 for unknown. */
  readonly linkCounts: readonly number[];
  /** 1 for a click on the honeypot link. */
  readonly honeypots: readonly number[];
  /** 1 for a HEAD request. */
  readonly heads: readonly number[];
  /** 1 for any request but GET. */
  readonly notGets: readonly number[];
}

/** Marks the clicks from one place in the group to before another. */
export type Mark = (from: number, to: number) => void;

/** Marks every stretch of clicks no longer than `within` that holds at least `least` different links. */
export function markDistinct(
  times: readonly number[],
  links: readonly number[],
  within: number,
  least: number,
  mark: Mark,
): void {
  if (links.length < least) return;
  // Most people click at leisure: no two clicks so close, no window.
  if (least > 1 && times.every((time, i) => i === 0 || time - (times[i - 1] as number) > within)) return;
  const counts = new Map<number, number>();
  let to = 0;
  let done = 0;
  for (let from = 0; from < times.length; from++) {
    while (to < times.length && (times[to] as number) - (times[from] as number) <= within) {
      const link = links[to++] as number;
      counts.set(link, (counts.get(link) ?? 0) + 1);
    }
    // Windows overlap: no click is marked twice, or bursts of thousands would take their square.
    if (counts.size >= least && to > done) {
      mark(Math.max(from, done), to);
      done = to;
    }
    const link = links[from] as number;
    const left = (counts.get(link) as number) - 1;
    if (left === 0) counts.delete(link);
    else counts.set(link, left);
  }
}

/** Marks what else lies within the window before and after each click on the honeypot, both ends included. */
export function markNearHoneypot({ times, honeypots }: Group, { honeypotWindowMs }: Thresholds, mark: Mark): void {
  let from = 0;
  let to = 0;
  let done = 0;
  honeypots.forEach((honeypot, i) => {
    if (honeypot === 0) return;
    const time = times[i] as number;
    while ((times[from] as number) < time - honeypotWindowMs) from++;
    to = Math.max(to, from);
    while (to < times.length && (times[to] as number) <= time + honeypotWindowMs) to++;
    // The honeypot's own click needs no neighbour to be a bot's.
    for (let k = Math.max(from, done); k < to; k++) if (honeypots[k] === 0) mark(k, k + 1);
    done = to;
  });
}

/**
 * Marks every stretch in which all links of a copy were followed: per part and number of links, the honeypot left out.
 * `windowOf` says how long it may be for so many links.
 */
export function markEveryLink(group: Group, least: number, windowOf: (links: number) => number, mark: Mark): void {
  const { times, links, parts, linkCounts, honeypots } = group;
  const copies = new Map<string, number[]>();
  linkCounts.forEach((count, i) => {
    if (count < least || honeypots[i] === 1) return;
    const copy = `${parts[i]} ${count}`;
    const places = copies.get(copy);
    if (places === undefined) copies.set(copy, [i]);
    else places.push(i);
  });
  for (const places of copies.values()) {
    const count = linkCounts[places[0] as number] as number;
    markDistinct(
      places.map((i) => times[i] as number),
      places.map((i) => links[i] as number),
      windowOf(count),
      count,
      (from, to) => {
        for (let k = from; k < to; k++) mark(places[k] as number, (places[k] as number) + 1);
      },
    );
  }
}

/** Marks every click that has one on another part of the message within the window, before or after it. */
export function markBothParts({ times, parts }: Group, within: number, mark: Mark): void {
  if (parts.every((part) => part === parts[0])) return;
  // The nearest click on another part lies just outside the run of clicks on this one.
  let start = 0;
  while (start < times.length) {
    let end = start;
    while (end < times.length && parts[end] === parts[start]) end++;
    const before = start === 0 ? -Infinity : (times[start - 1] as number);
    const after = end === times.length ? Infinity : (times[end] as number);
    for (let i = start; i < end; i++)
      if ((times[i] as number) - before <= within || after - (times[i] as number) <= within) mark(i, i + 1);
    start = end;
  }
}

/** Marks every GET that comes within the window after a HEAD for the same link. */
export function markGetAfterHead({ times, links, heads, notGets }: Group, within: number, mark: Mark): void {
  if (!heads.includes(1)) return;
  const headAt = new Map<number, number>();
  let i = 0;
  while (i < times.length) {
    const time = times[i] as number;
    let end = i;
    // Clicks of one millisecond have no order.
    for (; end < times.length && times[end] === time; end++)
      if (heads[end] === 1) headAt.set(links[end] as number, time);
    for (; i < end; i++)
      if (notGets[i] === 0 && time - (headAt.get(links[i] as number) ?? -Infinity) <= within) mark(i, i + 1);
  }
}
