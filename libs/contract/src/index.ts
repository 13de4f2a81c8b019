import 'reflect-metadata';

export * from './catalogue.js';
export * from './commands/index.js';
export * from './fields.js';
export { LINES, type Line } from './kinds.js';
export * from './openapi.js';
export * from './questions.js';
export { fieldsOf, type Dto, type Field, type Problem } from './shape.js';
export * from './questions/cases.js';
export * from './questions/disputes.js';
export * from './questions/policies.js';
export * from './questions/issued-statements.js';
export * from './questions/budgets.js';
export * from './questions/calendar.js';
export * from './questions/challenges.js';
export * from './questions/claims.js';
export * from './text-fields.js';
export * from './validate.js';
