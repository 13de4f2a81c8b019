import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import {
  commandCatalogue,
  commandNames,
  describeForOpenApi,
  questionCatalogue,
  type CommandName,
  type QuestionName,
} from '#contract';
import { refusals, type RefusalKind } from '#domain';
import { EVENT_FILTERS } from './events.controller.js';
import { ANSWERS, type Schema } from './openapi-answers.js';
import { STATUS_OF_KIND } from '#ledger';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Parameter = NonNullable<Operation['parameters']>[number];
type Responses = Operation['responses'];

let document: Promise<OpenAPIObject> | undefined;

/** The OpenAPI 3 document of everything that is served. Made once, when it is first asked for. */
export function openApi(): Promise<OpenAPIObject> {
  document ??= made().catch((error: unknown) => {
    document = undefined;
    throw error;
  });
  return document;
}

class Schemas {}
Module({})(Schemas);

/** The paths are written from the catalogues; @nestjs/swagger, slow to load, makes the schemas of the contract. */
async function made(): Promise<OpenAPIObject> {
  const { ApiExtraModels, ApiProperty, DocumentBuilder, SwaggerModule } = await import('@nestjs/swagger');
  describeForOpenApi({ ApiProperty, ApiExtraModels });
  const about = new DocumentBuilder()
    .setTitle('Commissioning Ledger')
    .setDescription(
      'Facts go in by commands; what each practice is entitled to comes out, and why. Sums are whole pence.',
    )
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .build();
  const entries = [...Object.values(commandCatalogue), ...Object.values(questionCatalogue)];
  const application = await NestFactory.create(Schemas, { logger: false, abortOnError: false });
  const { components, ...rest } = SwaggerModule.createDocument(application, about, {
    extraModels: entries.map(({ dto }) => dto),
  });
  await application.close();
  const schemas = { ...components?.schemas, ...ANSWERS };
  return {
    ...rest,
    paths: { ...commandPaths(), ...questionPaths(schemas), ...otherPaths() },
    components: { schemas, parameters: HEADER_PARAMETERS, responses: problemResponses() },
  };
}

const reference = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const json = (name: keyof typeof ANSWERS, description: string) => ({
  description,
  content: { 'application/json': { schema: reference(name) } },
});

const header = (name: string, description: string, example: string): Parameter => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: { type: 'string' },
  example,
});

const HEADER_PARAMETERS = {
  IdempotencyKey: header(
    'Idempotency-Key',
    '1 to 200 visible characters; made and returned when left out. The same key with the same content is answered as it was first',
    'board-07-114',
  ),
  IfMatch: header('If-Match', 'The revision that the stream of the command must have; -1 for no stream', '4'),
  Label: header('X-Label', 'Names the command for what-if questions, bridges and corrections', 'deficit'),
  Because: header('X-Because', 'Why; header text beyond ASCII is UTF-8', 'Month 7 forecast'),
  Authority: header('X-Authority', 'By what authority: a delegated limit, a minute', 'Board minute 07/114'),
  Source: header('X-Source', 'Where the fact comes from', 'SUS extract of 12 November 2007'),
  Actor: header('X-Actor', 'Who records it, as yet unverified; anonymous when left out', 'finance-officer'),
  Organisation: header('X-Organisation', 'For whom the actor acts, as yet unverified', '5X1'),
  CorrelationId: header('X-Correlation-Id', 'Ties this command to others', 'month-end-2007-11'),
  RecordedAt: header(
    'X-Recorded-At',
    'When the ledger learned of it: only where the store runs on the simulated clock',
    '2007-11-15T09:00:00Z',
  ),
};

const headerReferences: Parameter[] = Object.keys(HEADER_PARAMETERS).map((name) => ({
  $ref: `#/components/parameters/${name}`,
}));

const kinds = Object.keys(STATUS_OF_KIND) as RefusalKind[];

/** One answer by kind of refusal, with the codes that it may carry. */
const problemResponses = () =>
  Object.fromEntries(
    kinds.map((kind) => {
      const codes = Object.entries(refusals).filter(([, refusal]) => refusal.kind === kind);
      return [
        kind,
        problemResponse(`With one of the codes ${codes.map(([code]) => code).join(', ')}`, kind === 'unavailable'),
      ];
    }),
  );

const problemResponse = (description: string, canBeTriedAgain = false) => ({
  description,
  ...(canBeTriedAgain
    ? { headers: { 'Retry-After': { description: 'Seconds to wait', schema: { type: 'integer' as const } } } }
    : {}),
  content: { 'application/problem+json': { schema: reference('Problem') } },
});

const refusedAs = (...refused: readonly RefusalKind[]): Responses => ({
  ...Object.fromEntries(refused.map((kind) => [STATUS_OF_KIND[kind], { $ref: `#/components/responses/${kind}` }])),
  500: problemResponse('A defect of the server: without a code or detail'),
});

const IDEMPOTENCY_KEY = {
  'Idempotency-Key': {
    description: 'The id of the command, where the request gave none',
    schema: { type: 'string' as const },
  },
};
const REPLAYED = {
  'Idempotent-Replayed': { description: 'true', schema: { type: 'string' as const, enum: ['true'] } },
};

function commandPaths(): OpenAPIObject['paths'] {
  return Object.fromEntries(
    commandNames.map((name) => [`/api/v1/commands/${name}`, { post: commandOperation(name) }] as const),
  );
}

function commandOperation(name: CommandName): Operation {
  const { dto, summary, example } = commandCatalogue[name];
  return {
    operationId: name,
    summary,
    tags: ['commands'],
    parameters: headerReferences,
    requestBody: { required: true, content: { 'application/json': { schema: reference(dto.name), example } } },
    responses: {
      200: {
        ...json('Outcome', 'It was recorded before; the first answer again'),
        headers: REPLAYED,
      },
      201: { ...json('Outcome', 'It is recorded'), headers: IDEMPOTENCY_KEY },
      ...refusedAs('invalid', 'forbidden', 'absent', 'conflict', 'too-large', 'unsupported', 'rule', 'unavailable'),
    },
  };
}

const query = (name: string, description: string, schema: Schema): Parameter => ({
  name,
  in: 'query',
  required: false,
  description,
  schema,
});

const POSITION: Schema = { type: 'integer', format: 'int64', minimum: 0 };
const AT_LEAST = query('atLeast', 'Waits until the log has reached this position; NOT_YET after a limit', POSITION);

function questionPaths(schemas: Readonly<Record<string, Schema>>): OpenAPIObject['paths'] {
  const asked = (name: QuestionName, answer: keyof typeof ANSWERS) => ({
    get: {
      operationId: name,
      summary: questionCatalogue[name].summary,
      tags: ['questions'],
      parameters: [...parametersOf(name, schemas), AT_LEAST],
      responses: {
        200: json(answer, 'The answer'),
        ...refusedAs('invalid', 'forbidden', 'absent', 'rule', 'unavailable'),
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
    requestBody: { required: true, content: { 'application/json': { schema: reference(dto.name), example } } },
    responses: {
      200: json('WhatIf', 'The answer'),
      ...refusedAs('invalid', 'forbidden', 'absent', 'too-large', 'unsupported', 'rule', 'unavailable'),
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

const read = (operationId: string, summary: string, responses: Responses, parameters: Parameter[] = []) => ({
  get: { operationId, summary, tags: ['the ledger'], parameters, responses },
});

function otherPaths(): OpenAPIObject['paths'] {
  const filters = Object.entries(EVENT_FILTERS).map(([name, about]) => query(name, about, filterSchema(name)));
  const code: Parameter = { name: 'code', in: 'path', required: true, schema: { type: 'string' }, example: 'NOT_YET' };
  const ready = { 200: json('Health', 'Yes'), 503: json('Health', 'No: the reason stands with each part that fails') };
  return {
    '/api/v1/events': read(
      'events',
      'The events of the log, by position',
      {
        200: json('EventPage', 'A page of events'),
        ...refusedAs('invalid', 'forbidden', 'unavailable'),
        406: problemResponse('Another type than application/json was asked for'),
      },
      [...filters, AT_LEAST],
    ),
    '/health/live': read('live', 'Whether the process answers', { 200: json('Health', 'Yes') }),
    '/health/ready': read('ready', 'Whether commands and questions would be answered now', ready),
    '/problems/{code}': read(
      'problem',
      'What a code means',
      { 200: json('Code', 'Its meaning'), ...refusedAs('absent') },
      [code],
    ),
    '/openapi.json': read('openapi', 'This document', {
      200: { description: 'OpenAPI 3', content: { 'application/json': { schema: { type: 'object' } } } },
    }),
  };
}

function filterSchema(name: string): Schema {
  if (name === 'limit') return { type: 'integer', minimum: 1, maximum: 1000, default: 100 };
  return name === 'after' ? POSITION : { type: 'string' };
}
