export * from './folder.js';
export * from './single-writer.js';
