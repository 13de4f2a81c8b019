export * from './every-command.js';
export * from './facts.js';
export * from './given.js';
export * from './programs.js';
export * from './required.js';
export * from './samples.js';
export * from './steps.js';
