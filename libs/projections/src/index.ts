export * from './list-query.js';
export * from './lists/index.js';
export type { Progress } from './rebuilding.js';
export { VIEWS_VERSION } from './projecting.js';
export * from './runner.js';
export * from './view-store.js';
export * from './views.js';
