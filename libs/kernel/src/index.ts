export * from './calendar.js';
export * from './decider.js';
export * from './instant.js';
export * from './json.js';
export * from './money.js';
export * from './nhs-number.js';
export * from './pounds.js';
export * from './working-days.js';
