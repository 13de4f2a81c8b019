export * from './open-ledger.js';
