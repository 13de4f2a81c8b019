export { sealedIn } from './content.js';
export { mustBeWellFormed } from './envelope-fields.js';
export * from './event-id.js';
export * from './maybe-recorded.js';
export * from './order.js';
export * from './recorder.js';
