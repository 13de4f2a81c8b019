export type { BadRow } from './csv-table.js';
export * from './import-file.js';
export * from './journal.js';
export * from './kinds/index.js';
export type { ImportKind } from './kinds/kind.js';
export { NotImportable, type Column, type ImportOptions } from './layout.js';
export type { Counted, ImportReport } from './report.js';
export * from './template.js';
