import streams from '@eventstore/db-client/generated/streams_pb.js';
import unpacking from '@eventstore/db-client/dist/streams/appendToStream/unpackError.js';
import { WireReader, WireWriter } from './wire.js';

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
  const options = new WireWriter().message(1, new WireWriter().text(3, name));
  if (expectedRevision < 0) options.bytes(3, NOTHING);
  else options.varint(2, expectedRevision);
  const deadline = new WireWriter()
    .varint(1, Math.floor(deadlineMs / 1_000))
    .varint(2, (deadlineMs % 1_000) * 1_000_000);
  const message = new WireWriter().message(1, uuid(correlation)).message(2, options.message(6, deadline));
  for (const event of events) message.message(3, proposed(event));
  return message.varint(4, 1).whole();
}

const uuid = (id: string): WireWriter => new WireWriter().text(2, id);

function proposed({ id, type, data, metadata }: ProposedEvent): WireWriter {
  const message = new WireWriter().message(1, uuid(id)).fields(ofType(type));
  if (metadata) message.bytes(3, metadata);
  return message.bytes(4, data);
}

/** What tells the type, spelt once for each; the ledger has few. */
const types = new Map<string, Buffer>();

function ofType(type: string): Buffer {
  const known = types.get(type);
  if (known) return known;
  const entry = (key: string, value: string): WireWriter => new WireWriter().text(1, key).text(2, value);
  const spelt = new WireWriter()
    .message(2, entry('type', type))
    .message(2, entry('content-type', 'application/octet-stream'))
    .whole();
  types.set(type, spelt);
  return spelt;
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
