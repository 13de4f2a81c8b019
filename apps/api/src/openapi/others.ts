import type { OpenAPIObject } from '@nestjs/swagger';
import { EVENT_FILTERS } from '../events.controller.js';
import { POSITION, type Schema } from './schema.js';
import {
  AT_LEAST,
  BY_READER,
  FORMAT,
  json,
  LAST_EVENT_ID,
  NOT_ACCEPTABLE,
  PAGE_HEADERS,
  query,
  refusedAs,
  withFile,
  withLive,
  type Parameter,
  type Responses,
} from './parts.js';

const read = (operationId: string, summary: string, responses: Responses, parameters: Parameter[] = []) => ({
  get: { operationId, summary, tags: ['the ledger'], parameters, responses },
});

const FILE = 'A row for each event, what happened as JSON in the last column; without limit all that fit';
const LIVE =
  'Entries by the name of entry, each with its position as id and the event as data: all that fit after the position ' +
  'in Last-Event-ID or after, and then each as it is recorded';

export function otherPaths(): OpenAPIObject['paths'] {
  const filters = Object.entries(EVENT_FILTERS).map(([name, about]) => query(name, about, filterSchema(name)));
  const code: Parameter = { name: 'code', in: 'path', required: true, schema: { type: 'string' }, example: 'NOT_YET' };
  const ready = { 200: json('Health', 'Yes'), 503: json('Health', 'No: the reason stands with each part that fails') };
  return {
    '/api/v1/events': read(
      'events',
      'The events of the log, by position; live too',
      {
        200: { ...withLive(withFile(json('EventPage', 'A page of events'), FILE), LIVE), headers: PAGE_HEADERS },
        ...refusedAs('invalid', 'forbidden', 'unavailable'),
        406: NOT_ACCEPTABLE,
      },
      [...filters, FORMAT, AT_LEAST, LAST_EVENT_ID, ...BY_READER],
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
