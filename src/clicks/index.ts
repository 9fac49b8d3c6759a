export { type AggregatorOptions, ClickAggregator } from './aggregator.js';
export type { AddOutcome, ClickEvent, ClickHeaders } from './event.js';
export type { NetworkTest } from './networks.js';
export { clickThroughRate, clickToOpenRate } from './rates.js';
export type { MachineReason } from './reasons.js';
export type { MachineOptions } from './signals.js';
export type { Snapshot } from './snapshot.js';
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
} from './stats.js';
export type { ClickGroup, ClickView } from './view.js';
