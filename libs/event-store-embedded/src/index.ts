export * from './keyring.js';
export * from './open.js';
export { fileOfStore } from './store-files.js';
export * from './upkeep/backup.js';
export * from './upkeep/check.js';
export * from './upkeep/finding.js';
export * from './upkeep/repair.js';
