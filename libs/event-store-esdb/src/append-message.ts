import streams from '@eventstore/db-client/generated/streams_pb.js';
import unpacking from '@eventstore/db-client/dist/streams/appendToStream/unpackError.js';
import { WireReader, WireWriter, fieldOf, sizeOfVarint } from './wire.js';

export type ProposedEvent = {
  readonly id: string;
  readonly type: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array | undefined;
};

export type AppendMessage = {
  /** A UUID, by which the answer is known. */
  readonly correlation: string;
  readonly name: string;
  /** −1 for no stream. */
  readonly expectedRevision: number;
  readonly deadlineMs: number;
  readonly events: readonly ProposedEvent[];
};

const NOTHING = new Uint8Array();

/** The numbers of the fields are those of streams.proto and shared.proto of the server. */
export function appendMessage(append: AppendMessage): Buffer {
  const { correlation, name, expectedRevision, deadlineMs, events } = append;
  const nameLength = Buffer.byteLength(name);
  const revisionLength = expectedRevision < 0 ? fieldOf(0) : 1 + sizeOfVarint(expectedRevision);
  const [seconds, nanoseconds] = [Math.floor(deadlineMs / 1_000), (deadlineMs % 1_000) * 1_000_000];
  const deadlineLength = 2 + sizeOfVarint(seconds) + sizeOfVarint(nanoseconds);
  const optionsLength = fieldOf(fieldOf(nameLength)) + revisionLength + fieldOf(deadlineLength);
  const sizes = events.map(sizeOfProposed);
  const size = sizes.reduce((sum, each) => sum + fieldOf(each), fieldOf(UUID_FIELD) + fieldOf(optionsLength) + FINAL);
  const writer = new WireWriter(size);
  writer.head(1, UUID_FIELD).text(2, correlation, UUID_LENGTH);
  writer.head(2, optionsLength).head(1, fieldOf(nameLength)).text(3, name, nameLength);
  if (expectedRevision < 0) writer.head(3, 0);
  else writer.varint(2, expectedRevision);
  writer.head(6, deadlineLength).varint(1, seconds).varint(2, nanoseconds);
  for (const [index, event] of events.entries()) propose(writer.head(3, sizes[index]!), event);
  return writer.varint(4, 1).whole();
}

/** Of a UUID as text, and of the field that holds it. */
const UUID_LENGTH = 36;
const UUID_FIELD = fieldOf(UUID_LENGTH);
/** That nothing of the append comes after this message. */
const FINAL = 2;

const sizeOfProposed = ({ type, data, metadata }: ProposedEvent): number =>
  fieldOf(UUID_FIELD) +
  ofType(type).byteLength +
  (metadata ? fieldOf(metadata.byteLength) : 0) +
  fieldOf(data.byteLength);

function propose(writer: WireWriter, { id, type, data, metadata }: ProposedEvent): void {
  writer.head(1, UUID_FIELD).text(2, id, UUID_LENGTH).fields(ofType(type));
  if (metadata) writer.bytes(3, metadata);
  writer.bytes(4, data);
}

/** What tells the type, spelt once for each; the ledger has few. */
const types = new Map<string, Buffer>();

function ofType(type: string): Buffer {
  const known = types.get(type);
  if (known) return known;
  const spelt = Buffer.concat([entry('type', type), entry('content-type', 'application/octet-stream')]);
  types.set(type, spelt);
  return spelt;
}

function entry(key: string, value: string): Buffer {
  const [ofKey, ofValue] = [Buffer.byteLength(key), Buffer.byteLength(value)];
  const size = fieldOf(ofKey) + fieldOf(ofValue);
  return new WireWriter(fieldOf(size)).head(2, size).text(1, key, ofKey).text(2, value, ofValue).whole();
}

export type AppendAnswer = {
  /** As the correlation was given, without its dashes. */
  readonly correlation: string;
  /** Of the last event, where the append was taken. */
  readonly position: number | undefined;
  readonly error: Error | undefined;
};

export function appendAnswer(bytes: Buffer): AppendAnswer {
  const reader = new WireReader(bytes);
  let correlation = '';
  let position: number | undefined;
  let error: Error | undefined;
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (field === 1) correlation = correlationIn(reader.message());
    else if (field === 3) position = positionIn(reader.message());
    else reader.skip();
    if (field === 2) error = refusal(bytes);
  }
  return { correlation, position, error };
}

/** A UUID comes as two numbers or as text. */
function correlationIn(reader: WireReader): string {
  const field = reader.next();
  if (field === 2) return reader.text().replaceAll('-', '');
  const numbers = reader.message();
  const halves = ['0'.repeat(16), '0'.repeat(16)];
  for (let half = numbers.next(); half !== 0; half = numbers.next()) halves[half - 1] = numbers.hex();
  return halves.join('');
}

function positionIn(reader: WireReader): number | undefined {
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (field === 3) {
      const position = reader.message();
      return position.next() === 1 ? position.varint() : 0;
    }
    reader.skip();
  }
  return undefined;
}

/** Refusals are rare: the client's own reading of them will do. */
function refusal(bytes: Buffer): Error {
  const answer = streams.BatchAppendResp.deserializeBinary(bytes);
  const name = Buffer.from(answer.getStreamIdentifier()?.getStreamName_asU8() ?? NOTHING).toString('utf8');
  return unpacking.unpackToCommandError(answer.getError()!, name);
}
