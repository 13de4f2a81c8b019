export { DEFAULT_ADDRESS, openLedger, systemNow, type Ledger, type OpenOptions } from './open-ledger.js';
export * from './open-views.js';
export * from './problem.js';
