export { SnapshotError, type SnapshotErrorCode } from '../errors.js';
export { type AddOutcome, type AggregatorOptions, ClickAggregator } from './aggregator.js';
export { type Judgement, judgeClick } from './bots/judge.js';
export type { NetworkTest } from './bots/networks.js';
export type { BotReason } from './bots/reasons.js';
export type { RequestRuleOptions } from './bots/request.js';
export type { BotOptions } from './bots/rules.js';
export type { BucketSize } from './query/buckets.js';
export { clickThroughRate, clickToOpenRate } from './query/rates.js';
export type { LabelledClick, SettledClick, SettledClicks, SettledOptions } from './query/settled.js';
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
  HumanCounted,
  LinkChange,
  LinkClicks,
  LinkStats,
  PairChange,
  PairClicks,
  ReasonCounts,
  Split,
  TimelineQuery,
  UrlStats,
} from './query/stats.js';
export type { ClickGroup, ClickView } from './query/view.js';
export type { ClickEvent, ClickHeaders } from './store/event.js';
export { type ClickRecord, type ClickTime, readRecord } from './store/record.js';
export type { RequestSignal } from './store/request-signals.js';
export type { Snapshot } from './store/snapshot.js';
