export * from './event-id.js';
export * from './order.js';
export * from './recorder.js';
