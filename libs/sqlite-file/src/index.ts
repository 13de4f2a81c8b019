export * from './durable.js';
export * from './failures.js';
export * from './folder.js';
export * from './reading.js';
export * from './single-writer.js';
