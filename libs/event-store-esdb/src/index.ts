export { inNamespace } from './address.js';
export * from './open.js';
