export * from './open-ledger.js';
export * from './problem.js';
