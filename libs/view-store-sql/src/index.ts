export * from './dialect.js';
export { everyIndex, layOut, layoutMark, markedAs } from './layout.js';
export { SqlViewStore } from './sql-view-store.js';
export { TABLES } from './tables.js';
