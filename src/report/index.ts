export { toCsv } from './csv.js';
export { formatFinding, formatLinks, type LinkReport, summariseLinks } from './link-report.js';
export { toMarkdown } from './markdown.js';
export { toHtml } from './page.js';
export {
  type ContactRow,
  createReport,
  type LinkRow,
  type OverviewRow,
  type Report,
  type ReportedMessage,
  type ReportOptions,
  type VariantRow,
} from './rows.js';
export { type Comparison, compareProportions, type Proportion } from './significance.js';
export type { Column, Layout, Paint, Style } from './table.js';
export { contactsOfTable, linksOfTable, linksTable, overviewTable, type ReportTable, reportTables } from './tables.js';
export { tableToText, toText } from './text.js';
