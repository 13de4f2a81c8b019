export * from './document.js';
export { MEDIA_TYPES, endingOf, mediaTypeOfName, saidIn, type MediaType } from './media-types.js';
export * from './open.js';
