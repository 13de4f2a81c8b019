export { mustBeWellFormed } from './envelope-fields.js';
export * from './event-id.js';
export * from './order.js';
export * from './recorder.js';
