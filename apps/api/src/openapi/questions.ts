import type { OpenAPIObject } from '@nestjs/swagger';
import { questionCatalogue, type QuestionName } from '#contract';
import { reference, type ANSWERS, type Schema } from './answers.js';
import {
  AT_LEAST,
  FORMAT,
  json,
  NOT_ACCEPTABLE,
  query,
  refusedAs,
  withFile,
  type Operation,
  type Parameter,
} from './parts.js';

/** The rows of each question's file. */
const FILES: Readonly<Record<QuestionName, string>> = {
  entitlement: 'One row: the figures, without the parts by group, basis and debtor',
  exposure: 'A row for each practice or group that it owes',
  rollUp: 'One row',
  bridge: 'A row for each event that moved the figure',
  whatIf: 'One row',
};

export function questionPaths(schemas: Readonly<Record<string, Schema>>): OpenAPIObject['paths'] {
  const asked = (name: QuestionName, answer: keyof typeof ANSWERS) => ({
    get: {
      operationId: name,
      summary: questionCatalogue[name].summary,
      tags: ['questions'],
      parameters: [...parametersOf(name, schemas), FORMAT, AT_LEAST],
      responses: {
        200: withFile(json(answer, 'The answer'), FILES[name]),
        ...refusedAs('invalid', 'forbidden', 'absent', 'rule', 'unavailable'),
        406: NOT_ACCEPTABLE,
      },
    },
  });
  return {
    '/api/v1/entitlement': asked('entitlement', 'Entitlement'),
    '/api/v1/exposure': asked('exposure', 'Exposure'),
    '/api/v1/roll-up': asked('rollUp', 'RollUp'),
    '/api/v1/bridge': asked('bridge', 'Bridge'),
    '/api/v1/what-if': { post: whatIfOperation() },
  };
}

function whatIfOperation(): Operation {
  const { dto, summary, example } = questionCatalogue.whatIf;
  return {
    operationId: 'whatIf',
    summary,
    tags: ['questions'],
    parameters: [FORMAT],
    requestBody: { required: true, content: { 'application/json': { schema: reference(dto.name), example } } },
    responses: {
      200: withFile(json('WhatIf', 'The answer'), FILES.whatIf),
      ...refusedAs('invalid', 'forbidden', 'absent', 'too-large', 'unsupported', 'rule', 'unavailable'),
      406: NOT_ACCEPTABLE,
    },
  };
}

/** The fields of a question as parameters, from its schema and its example. */
function parametersOf(name: QuestionName, schemas: Readonly<Record<string, Schema>>): Parameter[] {
  const { dto, example } = questionCatalogue[name];
  const { properties = {}, required = [] } = schemas[dto.name] as Exclude<Schema, { $ref: string }>;
  const examples = new Map<string, unknown>(Object.entries(example));
  return Object.entries(properties).map(([field, given]) => {
    const { description = '', example: usual, ...schema } = given as Exclude<Schema, { $ref: string }>;
    const shown = examples.get(field) ?? (required.includes(field) ? usual : undefined);
    return {
      ...query(field, description, schema),
      required: required.includes(field),
      ...(shown === undefined ? {} : { example: shown }),
    };
  });
}
