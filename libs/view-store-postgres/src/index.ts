export { ViewsDamaged, ViewsUnavailable } from '#projections';
export * from './open.js';
