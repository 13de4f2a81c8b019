export { NotLoopback } from './loopback.guard.js';
export type { Pages } from './pages.js';
export * from './serve-with-views.js';
export * from './server.js';
