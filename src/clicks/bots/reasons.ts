/** Why a click is taken for a machine's. Each has a heading in docs/machine-clicks.md. */
export type MachineReason =
  | 'method'
  | 'user-agent'
  | 'user-agent-empty'
  | 'prefetch'
  | 'network'
  | 'trap'
  | 'before-sending'
  | 'after-sending'
  | 'soon-after-sending'
  | 'near-trap'
  | 'burst'
  | 'every-link';
