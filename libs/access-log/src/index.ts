export * from './check.js';
export * from './copy.js';
export { openAccessLog, type AccessLogOptions } from './sqlite-access-log.js';
