import type { OpenAPIObject } from '@nestjs/swagger';
import { commandCatalogue, commandNames, type CommandName } from '#contract';
import { reference } from './schema.js';
import { json, refusedAs, type Operation, type Parameter } from './parts.js';

/** Of the documents of the examples. */
const EVIDENCE = {
  sha256: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c',
  kind: 'LETTER',
  from: '5X1',
  dated: '2007-04-02',
  receivedOn: '2007-04-04',
  heldBy: '5X1',
};

const header = (name: string, description: string, example: string): Parameter => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: { type: 'string' },
  example,
});

export const HEADER_PARAMETERS = {
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
  Evidence: header(
    'X-Evidence',
    'The documents that it rests on, as JSON: a list of Evidence; each is stored first, or said to be held elsewhere',
    JSON.stringify([EVIDENCE]),
  ),
  RecordedAt: header(
    'X-Recorded-At',
    'When the ledger learned of it: only where the store runs on the simulated clock',
    '2007-11-15T09:00:00Z',
  ),
};

const headerReferences: Parameter[] = Object.keys(HEADER_PARAMETERS).map((name) => ({
  $ref: `#/components/parameters/${name}`,
}));

const IDEMPOTENCY_KEY = {
  'Idempotency-Key': {
    description: 'The id of the command, where the request gave none',
    schema: { type: 'string' as const },
  },
};
const REPLAYED = {
  'Idempotent-Replayed': { description: 'true', schema: { type: 'string' as const, enum: ['true'] } },
};

export function commandPaths(): OpenAPIObject['paths'] {
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
