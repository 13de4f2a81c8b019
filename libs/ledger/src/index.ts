export {
  openAccessLogBeside,
  openDocumentsBeside,
  openLedger,
  openLedgerToRead,
  systemNow,
  type Ledger,
  type LedgerToRead,
  type OpenOptions,
} from './open-ledger.js';
export { deadlineCommandId, passDeadlines, type PassedLimit } from './deadlines.js';
export * from './copy-documents.js';
export * from './open-views.js';
export * from './problem.js';
export * from './read-by.js';
export {
  DEFAULT_ADDRESS,
  filesNamed,
  IN_MEMORY,
  ledgerBeside,
  ledgerIsThere,
  placeOf,
  type LedgerFiles,
} from './store-address.js';
export * from './store-upkeep.js';
