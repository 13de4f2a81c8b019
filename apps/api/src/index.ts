export { NotLoopback } from './loopback.guard.js';
export * from './server.js';
