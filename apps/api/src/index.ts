export { NotLoopback } from './loopback.guard.js';
export type { Pages } from './pages.js';
export * from './server.js';
