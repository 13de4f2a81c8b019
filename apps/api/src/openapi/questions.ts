import type { OpenAPIObject } from '@nestjs/swagger';
import { isAskedByPost, questionCatalogue, questionNames, questionPath, type QuestionName } from '#contract';
import type { ANSWERS } from './answers.js';
import { reference, type Schema } from './schema.js';
import {
  AT_LEAST,
  BY_READER,
  FORMAT,
  json,
  NOT_ACCEPTABLE,
  PAGE_HEADERS,
  query,
  refusedAs,
  withFile,
  type Operation,
  type Parameter,
} from './parts.js';

/** What the rows of a question's file are, where it is not plain. */
const FILES: { readonly [Q in QuestionName]?: string } = {
  entitlement: 'One row: the figures, without the parts by group, basis and debtor',
  exposure: 'A row for each practice or group that it owes',
  bridge: 'A row for each event that moved the figure',
};
const PLAIN_FILE = 'A row for each thing that is listed; one where nothing is';

/** The name under which the document refers to a question's answer. */
export const answerOf = (name: QuestionName): keyof typeof ANSWERS =>
  (name.charAt(0).toUpperCase() + name.slice(1)) as keyof typeof ANSWERS;

export const questionPaths = (schemas: Readonly<Record<string, Schema>>): OpenAPIObject['paths'] =>
  Object.fromEntries(
    questionNames.map((name) => [
      `/api/v1/${questionPath(name)}`,
      isAskedByPost(name) ? { post: posted(name) } : { get: asked(name, schemas) },
    ]),
  );

const asked = (name: QuestionName, schemas: Readonly<Record<string, Schema>>): Operation => ({
  operationId: name,
  summary: questionCatalogue[name].summary,
  tags: ['questions'],
  parameters: [...parametersOf(name, schemas), FORMAT, AT_LEAST, ...BY_READER],
  responses: {
    200: answered(name, schemas),
    ...refusedAs('invalid', 'forbidden', 'absent', 'rule', 'unavailable'),
    406: NOT_ACCEPTABLE,
  },
});

/** An answer that is told in pages says in a header, too, where the next one is. */
function answered(name: QuestionName, schemas: Readonly<Record<string, Schema>>) {
  const file = withFile(json(answerOf(name), 'The answer'), FILES[name] ?? PLAIN_FILE);
  const { properties = {} } = schemas[questionCatalogue[name].dto.name] as Exclude<Schema, { $ref: string }>;
  return 'after' in properties ? { ...file, headers: PAGE_HEADERS } : file;
}

function posted(name: QuestionName): Operation {
  const { dto, summary, example } = questionCatalogue[name];
  return {
    operationId: name,
    summary,
    tags: ['questions'],
    parameters: [FORMAT, ...BY_READER],
    requestBody: { required: true, content: { 'application/json': { schema: reference(dto.name), example } } },
    responses: {
      200: withFile(json(answerOf(name), 'The answer'), FILES[name] ?? PLAIN_FILE),
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
