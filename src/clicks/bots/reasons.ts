/** Why a click is taken for a bot's. Each has a heading in docs/machine-clicks.md. */
export type BotReason =
  | 'method'
  | 'user-agent'
  | 'user-agent-empty'
  | 'prefetch'
  | 'network'
  | 'honeypot'
  | 'before-sending'
  | 'after-sending'
  | 'soon-after-sending'
  | 'near-honeypot'
  | 'burst'
  | 'every-link';
