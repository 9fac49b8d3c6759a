/** What is called first, by a function's name or as `ClickAggregator.add`. */
export interface FirstMet {
  readonly path: string;
  /** It throws nothing of its own. */
  readonly throws?: false;
  /** The one of its class stands for it. */
  readonly example?: false;
}

/** Exported values, counted at each entry point that has them. */
export const MOST_VALUES = 60;
/** Distinct names, types included. */
export const MOST_NAMES = 148;
/** Distinct names of options. */
export const MOST_OPTIONS = 103;

/** Types whose methods are all described, each with those that throw nothing of their own. */
export const METHODS: readonly { readonly type: string; readonly quiet: readonly string[] }[] = [
  { type: 'ClickAggregator', quiet: ['snapshot', 'toBytes', 'stream'] },
  { type: 'ClickView', quiet: ['totals', 'links', 'urls', 'contacts', 'contact', 'linksOf'] },
  { type: 'ClickTable', quiet: ['create'] },
  { type: 'TableView', quiet: ['overview', 'totals', 'links', 'urls', 'contacts'] },
  { type: 'LinkMatchers', quiet: [] },
];

/** Of these types' methods, the ones with an example of their own, beside the one of their type or of what makes it. */
export const WITH_EXAMPLE: readonly string[] = [
  'ClickAggregator.toBytes',
  'ClickAggregator.changesSince',
  'ClickAggregator.settledSince',
  'ClickView.where',
  'ClickView.groupBy',
  'TableView.links',
  'LinkMatchers.toTrackOnly',
  'LinkMatchers.toTrack',
  'LinkMatchers.toLeave',
  'LinkMatchers.toHaveNoBrokenLinks',
];

/** Functions that throw nothing of their own. */
export const QUIET_FUNCTIONS: readonly string[] = [
  'generateKey',
  'clickThroughRate',
  'clickToOpenRate',
  'toText',
  'toMarkdown',
];

/** Functions that print: one sentence says what they take and give. */
export const PRINTERS: readonly string[] = ['formatFinding', 'formatLinks', 'summariseLinks'];
