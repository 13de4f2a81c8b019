import { ATTACHED_KINDS } from '#contract';
import { MEDIA_TYPES, type KeptDocument } from '#documents';
import type {
  DocumentRow,
  DocumentsAnswer,
  InPages,
  PromiseRow,
  PromisesAnswer,
  ToldClassification,
  ToldDocument,
} from '#questions';
import {
  CODE,
  COUNT,
  DATE,
  FLAG,
  INSTANT,
  NEXT,
  listOf,
  objectOf,
  orNull,
  POSITION,
  SHARE,
  TEXT,
  toldOfNoDay,
  type FieldsOf,
  type Schema,
  type ToldOfNoDay,
} from './schema.js';

export const SHA_256: Schema = {
  type: 'string',
  pattern: '^[0-9a-f]{64}$',
  description: 'Of the bytes of the document',
};

const CLASSES: Schema = { type: 'string', enum: ['GUARANTEE', 'COMFORT', 'OTHER'] };

const document: FieldsOf<ToldDocument> = {
  sha256: SHA_256,
  kind: { type: 'string', enum: [...ATTACHED_KINDS] },
  from: { ...orNull(CODE), description: 'Who sent it' },
  to: orNull(CODE),
  dated: { ...orNull(DATE), description: 'The day that it bears' },
  receivedOn: orNull(DATE),
  title: orNull(TEXT),
  heldBy: { ...orNull(CODE), description: 'Who keeps it, where the ledger was not given it' },
  here: { ...FLAG, description: 'Whether the ledger has it now; no fact of the log' },
  classifiedAs: { ...orNull(CLASSES), description: 'What it is held to be for the holder' },
};

const classification = objectOf<ToldClassification>({
  sha256: SHA_256,
  holder: CODE,
  as: CLASSES,
  organisation: CODE,
  because: TEXT,
  decidedOn: DATE,
  recordedAt: INSTANT,
  actor: TEXT,
  position: POSITION,
});

const documentRow = objectOf<DocumentRow>({
  ...document,
  event: TEXT,
  position: POSITION,
  recordedAt: INSTANT,
  command: TEXT,
  commandId: TEXT,
  label: orNull(TEXT),
  stream: TEXT,
  holder: orNull(CODE),
  actor: TEXT,
  organisation: orNull(CODE),
  authority: orNull(TEXT),
  because: orNull(TEXT),
  inError: { ...FLAG, description: 'Whether the command was recorded in error by then' },
});

const promiseRow = objectOf<PromiseRow>({
  agreement: TEXT,
  variation: orNull(TEXT),
  commissioner: CODE,
  from: DATE,
  to: { ...DATE, description: 'Its last day' },
  edition: { ...orNull(TEXT), description: 'Null where a variation leaves it as it was' },
  shareBp: orNull(SHARE),
  guarantee: { type: 'string', enum: ['GIVEN', 'NONE', 'WITHDRAWN', 'UNCHANGED'] },
  guaranteeText: { ...orNull(TEXT), description: 'The words of the guarantee' },
  protectsBaseline: orNull(FLAG),
  proposedAt: INSTANT,
  proposedBy: TEXT,
  holderSignedOn: orNull(DATE),
  holderSignedAt: { ...orNull(INSTANT), description: 'When it was recorded' },
  holderActor: orNull(TEXT),
  commissionerSignedBy: { ...orNull(CODE), description: 'The commissioner, or a successor of it' },
  commissionerSignedOn: orNull(DATE),
  commissionerSignedAt: { ...orNull(INSTANT), description: 'When it was recorded' },
  commissionerActor: orNull(TEXT),
  authority: { ...orNull(TEXT), description: 'By what authority the commissioner signed' },
  withoutAuthority: { ...FLAG, description: 'A guarantee was signed for the commissioner, and no authority was named' },
  holdsSince: { ...orNull(INSTANT), description: 'When both signatures were recorded' },
  endedAt: orNull(INSTANT),
  endedBecause: orNull(TEXT),
  position: POSITION,
  contradicts: { ...listOf(TEXT), description: 'Signed on the same day for the same days, and saying otherwise' },
  documents: listOf(objectOf<ToldDocument>(document)),
});

export const documentAnswers = {
  Document: objectOf<KeptDocument>({
    sha256: SHA_256,
    bytes: COUNT,
    mediaType: { type: 'string', enum: [...MEDIA_TYPES] },
  }),
  Documents: objectOf<InPages<DocumentsAnswer> & ToldOfNoDay>({
    next: NEXT,
    rows: listOf(documentRow),
    classifications: listOf(classification),
    ...toldOfNoDay,
  }),
  Promises: objectOf<PromisesAnswer & ToldOfNoDay>({
    holder: CODE,
    on: orNull(DATE),
    rows: listOf(promiseRow),
    classifications: listOf(classification),
    ...toldOfNoDay,
  }),
};
