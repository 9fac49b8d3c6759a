export type { SettleOptions } from '../query/settled.js';
export type { ClickGroup } from '../query/view.js';
export {
  type ClickTable,
  type ClickTableOptions,
  clickTable,
} from './click-table.js';
export type { SqlDialect } from './dialects.js';
export type { Reading, Run, Statement } from './statement.js';
export type { ListReading, PageQuery, TableView } from './table-view.js';
