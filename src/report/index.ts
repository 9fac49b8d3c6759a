export { formatFinding, formatLinks, summariseLinks } from '../print/link-report.js';
export type { Layout } from '../print/table.js';
export { type CsvOptions, streamCsv, toCsv } from './csv.js';
export { toMarkdown } from './markdown.js';
export type { ReportOptions } from './model/options.js';
export { readReport } from './model/read-report.js';
export { createReport } from './model/report.js';
export type {
  ContactRow,
  LinkRow,
  Report,
  ReportedMessage,
  ReportedParts,
} from './model/rows.js';
export { toHtml } from './page/page.js';
export type { PageOptions } from './page/page-scope.js';
export { toText } from './text.js';
