import type { OpenAPIObject } from '@nestjs/swagger';
import { MEDIA_TYPES } from '#documents';
import { BY_READER, json, refusedAs, type Operation, type Parameter } from './parts.js';
import { SHA_256 } from './document-answers.js';
import type { Schema } from './schema.js';

const EXAMPLE = 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c';
const BYTES: Schema = { type: 'string', format: 'binary' };

const ofTypes = (schema: Schema) => Object.fromEntries(MEDIA_TYPES.map((type) => [type, { schema }]));

const header = (name: string, description: string, schema: Schema): Parameter => ({
  name,
  in: 'header',
  required: false,
  description,
  schema,
});

const text = (description: string) => ({ description, schema: { type: 'string' as const } });

const LOCATION = { Location: text('The address of the document') };

const DESCRIBED = {
  ETag: text('The SHA-256, in quotes'),
  'Content-Disposition': text('A file to be kept, never a page'),
};

const read = (operationId: string, summary: string, withBody: boolean): Operation => ({
  operationId,
  summary,
  tags: ['documents'],
  parameters: [
    { name: 'sha256', in: 'path', required: true, schema: SHA_256, example: EXAMPLE },
    ...(withBody ? BY_READER : []),
  ],
  responses: {
    200: {
      description: 'Its bytes, found whole',
      headers: DESCRIBED,
      ...(withBody ? { content: ofTypes(BYTES) } : {}),
    },
    304: { description: 'With If-None-Match: the reader has it' },
    ...refusedAs('invalid', 'forbidden', 'absent', 'unavailable'),
  },
});

export function documentPaths(): OpenAPIObject['paths'] {
  return {
    '/api/v1/documents': {
      post: {
        operationId: 'addDocument',
        summary: 'Keeps a document under the SHA-256 of its bytes, once; commands then name it in X-Evidence',
        tags: ['documents'],
        parameters: [
          header('Content-Digest', 'sha-256=:…: of RFC 9530; other bytes are then refused', { type: 'string' }),
        ],
        requestBody: { required: true, content: ofTypes(BYTES) },
        responses: {
          200: { ...json('Document', 'It was here before'), headers: LOCATION },
          201: { ...json('Document', 'It is kept'), headers: LOCATION },
          ...refusedAs('invalid', 'forbidden', 'too-large', 'unsupported', 'unavailable'),
        },
      },
    },
    '/api/v1/documents/{sha256}': {
      get: read('document', 'A document, if its bytes are still those of its name', true),
      head: read('documentHead', 'Whether a document is here and whole', false),
    },
  };
}
