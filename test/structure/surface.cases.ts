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
export const MOST_NAMES = 205;
/** Distinct names of options. */
export const MOST_OPTIONS = 106;

export const FIRST_MET: readonly FirstMet[] = [{ path: 'compileMessage' }, { path: 'signLink' }];
