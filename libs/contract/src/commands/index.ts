export * from './accounts.js';
export * from './agreements.js';
export * from './corrections.js';
export * from './disputes.js';
export * from './finance.js';
export * from './groups.js';
export * from './organisations.js';
