import type { AccessEntry } from '#event-store';
import type { AccessLogAnswer } from '#questions';
import {
  CODE,
  COUNT,
  FLAG,
  INSTANT,
  listOf,
  objectOf,
  orNull,
  POSITION,
  TEXT,
  toldOfNoDay,
  type Schema,
  type ToldOfNoDay,
} from './schema.js';

const NUMBER: Schema = { type: 'integer', format: 'int64', minimum: 0, description: 'A place in the access log' };

const look = objectOf<AccessEntry>({
  number: { ...NUMBER, description: 'Its place in the access log, from 1 without gaps' },
  at: { ...INSTANT, description: 'By the clock of the ledger' },
  actor: { ...TEXT, description: 'Who looked, by their own word: nobody signs in yet' },
  organisation: { ...orNull(TEXT), description: 'For whom, by their own word' },
  unverified: {
    ...FLAG,
    description: 'True until people sign in: the server listens on loopback and believes who asks',
  },
  way: { type: 'string', enum: ['API', 'PAGE', 'CLI'], description: 'By which door, by their own word' },
  question: { ...TEXT, description: 'A question, a list by its address, events, or document' },
  holder: { ...orNull(CODE), description: 'About whom, where the question named one' },
  commissioner: orNull(CODE),
  year: { ...orNull(TEXT), description: 'As it was asked for, also where it is none' },
  subject: { ...orNull(TEXT), description: 'The case, dispute, document, statement, body or other thing asked about' },
  asked: {
    ...listOf(TEXT),
    description: 'Each field as name=value, cut after 200 characters; (withheld) for an NHS number',
  },
  outcome: {
    type: 'string',
    enum: ['ANSWERED', 'REFUSED', 'FAILED', 'LOST'],
    description: 'LOST is no look, but says how many (rowCount) could not be kept before it',
  },
  code: { ...orNull(TEXT), description: 'Of a refusal' },
  rowCount: { ...orNull(COUNT), description: 'Rows, items or events told; 1 for one figure' },
  answerPosition: { ...orNull(POSITION), description: 'The last event that the answer rests on' },
});

export const accessAnswers = {
  AccessLog: objectOf<AccessLogAnswer & ToldOfNoDay>({
    rows: listOf(look),
    next: { ...orNull(NUMBER), description: 'The `after` of the next page; null on the last one' },
    upTo: { ...NUMBER, description: 'The last look that was counted; asked again with it, the answer is the same' },
    upToHash: {
      ...orNull(TEXT),
      description: 'The hash of the chain at upTo: while it is the same, nothing before was altered or removed',
    },
    ...toldOfNoDay,
  }),
};
