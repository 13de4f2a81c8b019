export * from './demonstration/index.js';
export * from './scenarios/read-scenario.js';
export * from './scenarios/run-scenario.js';
export * from './scenarios/scenario.js';
export * from './scenarios/yaml-document.js';
export * from './imports/index.js';
export * from './england/index.js';
