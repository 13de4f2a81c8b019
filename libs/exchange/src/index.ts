export * from './scenarios/read-scenario.js';
export * from './scenarios/run-scenario.js';
export * from './scenarios/scenario.js';
export * from './scenarios/yaml-document.js';
