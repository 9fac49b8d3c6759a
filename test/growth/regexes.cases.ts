/** Regular expressions that may take more than linear time by themselves, and why that cannot hurt. */
export const SUPERLINEAR: readonly { readonly source: string; readonly why: string }[] = [];
