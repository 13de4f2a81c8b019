export { DEFAULT_ADDRESS, openLedger, systemNow, type Ledger, type OpenOptions } from './open-ledger.js';
export * from './problem.js';
