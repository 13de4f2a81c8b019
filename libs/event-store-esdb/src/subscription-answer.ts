import type { Recorded } from './recorded.js';
import { WireReader } from './wire.js';

/** An event, or what else a subscription tells; the rest is nothing that is asked for here. */
export type SubscriptionAnswer = Recorded | 'confirmation' | 'checkpoint' | 'caught up' | 'other';

/** The numbers of the fields are those of streams.proto and shared.proto of the server. */
export function subscriptionAnswer(bytes: Buffer): SubscriptionAnswer {
  const reader = new WireReader(bytes);
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (field === 1) return eventAnswer(reader.message());
    if (field === 2) return 'confirmation';
    if (field === 3) return 'checkpoint';
    if (field === 8) return 'caught up';
    reader.skip();
  }
  return 'other';
}

function eventAnswer(reader: WireReader): SubscriptionAnswer {
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (field === 1) return recordedEvent(reader.message());
    reader.skip();
  }
  return 'other';
}

function recordedEvent(reader: WireReader): Recorded {
  let [id, streamId, type] = ['', '', ''];
  let [revision, commit] = [0, 0];
  let metadata: Uint8Array | undefined;
  let data: Uint8Array = new Uint8Array();
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (field === 1) id = textIn(reader.message(), 2);
    else if (field === 2) streamId = textIn(reader.message(), 3);
    else if (field === 3) revision = reader.varint();
    else if (field === 5) commit = reader.varint();
    else if (field === 6) type = typeIn(reader.message()) ?? type;
    else if (field === 7) metadata = reader.bytes();
    else if (field === 8) data = reader.bytes();
    else reader.skip();
  }
  return { id, streamId, type, revision: BigInt(revision), data, metadata, position: { commit: BigInt(commit) } };
}

function textIn(reader: WireReader, wanted: number): string {
  let text = '';
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (field === wanted) text = reader.text();
    else reader.skip();
  }
  return text;
}

/** Of an entry of the server's own metadata, the value where it is the event's type. */
function typeIn(reader: WireReader): string | undefined {
  let [key, value] = ['', ''];
  for (let field = reader.next(); field !== 0; field = reader.next()) {
    if (field === 1) key = reader.text();
    else if (field === 2) value = reader.text();
    else reader.skip();
  }
  return key === 'type' ? value : undefined;
}
