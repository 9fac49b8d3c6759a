export { type AddOutcome, type AggregatorOptions, ClickAggregator } from './aggregator.js';
export type { NetworkTest } from './bots/networks.js';
export type { BotReason } from './bots/reasons.js';
export type { BotOptions } from './bots/signals.js';
export { clickThroughRate, clickToOpenRate } from './query/rates.js';
export type {
  Bucket,
  Changes,
  ChangesOptions,
  ClickQuery,
  ClickTotals,
  ContactClicks,
  ContactStats,
  Counted,
  Dimension,
  LinkChange,
  LinkClicks,
  LinkStats,
  PairChange,
  PairClicks,
  Split,
  TimelineQuery,
  UrlStats,
} from './query/stats.js';
export type { ClickGroup, ClickView } from './query/view.js';
export type { ClickEvent, ClickHeaders } from './store/event.js';
export type { Snapshot } from './store/snapshot.js';
