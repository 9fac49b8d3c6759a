export { formatFinding, formatLinks, type LinkReport, summariseLinks } from '../print/link-report.js';
export type { Column, Layout, Paint, Style } from '../print/table.js';
export { toCsv } from './csv.js';
export { toMarkdown } from './markdown.js';
export {
  type ContactRow,
  createReport,
  type LinkRow,
  type OverviewRow,
  type Report,
  type ReportedMessage,
  type ReportOptions,
  type VariantRow,
} from './model/rows.js';
export { type Comparison, compareProportions, type Proportion } from './model/significance.js';
export {
  contactsOfTable,
  linksOfTable,
  linksTable,
  overviewTable,
  type ReportTable,
  reportTables,
} from './model/tables.js';
export { toHtml } from './page/page.js';
export { tableToText, toText } from './text.js';
