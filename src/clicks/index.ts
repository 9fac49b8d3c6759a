export { SnapshotError } from '../errors.js';
export { type AggregatorOptions, ClickAggregator } from './aggregator.js';
export { judgeClick } from './bots/judge.js';
export type { BotReason } from './bots/reasons.js';
export type { BotOptions } from './bots/rules.js';
export { clickThroughRate, clickToOpenRate } from './query/rates.js';
export type { LabelledClick, SettledClicks, SettleOptions } from './query/settled.js';
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
  Split,
  TimelineQuery,
  UrlStats,
} from './query/stats.js';
export type { ClickGroup, ClickView } from './query/view.js';
export type { ClickEvent } from './store/event.js';
export { type ClickRecord, readRecord } from './store/record.js';
export type { RequestSignal } from './store/request-signals.js';
export type { Snapshot } from './store/snapshot.js';
