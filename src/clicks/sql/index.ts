export {
  type ClickTable,
  type ClickTableOptions,
  type Creation,
  clickTable,
  type SettleOptions,
} from './click-table.js';
export type { SqlDialect } from './dialects.js';
export type { Reading, Run, SqlValue, Statement } from './statement.js';
export type { ListReading, Page, PageQuery, TableGroup, TableView } from './table-view.js';
