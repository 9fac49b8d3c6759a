import type { RequestSignal } from '../store/request-signals.js';

/** Why a click is taken for a bot's, or suspected of it. Each has a heading in docs/bots.md. */
export type BotReason =
  | RequestSignal
  | 'honeypot'
  | 'before-sending'
  | 'after-sending'
  | 'soon-after-sending'
  | 'near-honeypot'
  | 'burst'
  | 'quick-succession'
  | 'every-link'
  | 'every-link-slowly'
  | 'both-parts'
  | 'get-after-head';
