export * from './keyring.js';
export * from './open.js';
