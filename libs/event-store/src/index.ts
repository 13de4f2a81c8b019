export * from './access-log.js';
export * from './envelope.js';
export * from './errors.js';
export * from './limits.js';
export * from './port.js';
export * from './shown-address.js';
