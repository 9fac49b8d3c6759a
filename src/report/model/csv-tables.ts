/** The names of a report's tables as CSV, for options and for the command. */
export const CSV_TABLES = [
  'overview',
  'links',
  'contacts',
  'pairs',
  'timeline',
  'variants',
  'variant-links',
  'reasons',
] as const;

/** The tables of a report that can be written as CSV. */
export type CsvTable = (typeof CSV_TABLES)[number];
