import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import status from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import anyMessage from 'google-protobuf/google/protobuf/any_pb.js';
import emptyMessage from 'google-protobuf/google/protobuf/empty_pb.js';
import type { ReadReq, ReadResp, BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { Message } from 'google-protobuf';
import {
  Elsewhere,
  MOST_BYTES,
  NotAnEvent,
  StreamEnded,
  TooLargeForServer,
  type Expected,
  type Kept,
  type Proposed,
  type Written,
} from './kept-log.js';

/** The deadline of an append has passed. */
export class TooLate extends Error {}

/** .NET counts a moment in steps of 100 ns since the first day of the first year. */
const TICKS_PER_MS = 10_000n;

export const nameOf = (identifier: { getStreamName_asU8(): Uint8Array } | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');

const identifierOf = (name: string): InstanceType<typeof shared.StreamIdentifier> =>
  new shared.StreamIdentifier().setStreamName(Buffer.from(name, 'utf8').toString('base64'));

export function answerOf(kept: Kept): ReadResp {
  const event = new streams.ReadResp.ReadEvent.RecordedEvent();
  event.setId(new shared.UUID().setString(kept.id));
  event.setStreamIdentifier(identifierOf(kept.stream));
  event.setStreamRevision(String(kept.revision));
  event.setCommitPosition(String(kept.position));
  event.setPreparePosition(String(kept.position));
  event.setData(kept.data);
  event.setCustomMetadata(kept.metadata);
  event.getMetadataMap().set('type', kept.type);
  event.getMetadataMap().set('content-type', kept.contentType);
  event.getMetadataMap().set('created', String(BigInt(kept.createdMs) * TICKS_PER_MS));
  const read = new streams.ReadResp.ReadEvent().setEvent(event).setCommitPosition(String(kept.position));
  return new streams.ReadResp().setEvent(read);
}

export const notFound = (name: string): ReadResp =>
  new streams.ReadResp().setStreamNotFound(
    new streams.ReadResp.StreamNotFound().setStreamIdentifier(identifierOf(name)),
  );

export const confirmation = (id: string): ReadResp =>
  new streams.ReadResp().setConfirmation(new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(id));

export const caughtUp = (): ReadResp => new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp());

/** Which events a reading of all lets through. */
export function filterOf(options: ReadReq.Options): (event: Kept) => boolean {
  const filter = options.getFilter();
  if (!filter) return () => true;
  const byName = filter.getStreamIdentifier();
  const expression = byName ?? filter.getEventType();
  const regex = expression?.getRegex() ? new RegExp(expression.getRegex(), 'u') : undefined;
  const prefixes = expression?.getPrefixList() ?? [];
  return ({ stream, type }) => {
    const text = byName ? stream : type;
    return regex ? regex.test(text) : prefixes.some((prefix) => text.startsWith(prefix));
  };
}

export const proposedOf = (message: BatchAppendReq.ProposedMessage): Proposed => ({
  id: (message.getId()?.getString() ?? '').toLowerCase(),
  type: message.getMetadataMap().get('type') ?? '',
  contentType: message.getMetadataMap().get('content-type') ?? '',
  data: message.getData_asU8(),
  metadata: message.getCustomMetadata_asU8(),
});

export function expectedOf(options: BatchAppendReq.Options): Expected {
  if (options.hasAny()) return 'any';
  if (options.hasStreamExists()) return 'stream_exists';
  return options.hasNoStream() ? 'no_stream' : BigInt(options.getStreamPosition());
}

export function successOf(request: BatchAppendReq, name: string, { revision, position }: Written): BatchAppendResp {
  const success = new streams.BatchAppendResp.Success();
  if (revision !== undefined) success.setCurrentRevision(String(revision));
  else success.setNoStream(new emptyMessage.Empty());
  if (position !== undefined) {
    const at = new shared.AllStreamPosition();
    success.setPosition(at.setCommitPosition(String(position)).setPreparePosition(String(position)));
  }
  return answering(request, name).setSuccess(success);
}

export function failureOf(request: BatchAppendReq, name: string, expected: Expected, error: unknown): BatchAppendResp {
  const [message, type] = detailsOf(expected, error);
  const details = new anyMessage.Any();
  details.pack(message.serializeBinary(), `event_store.client.${type}`);
  return answering(request, name).setError(new status.Status().setDetails(details));
}

const answering = (request: BatchAppendReq, name: string): BatchAppendResp =>
  new streams.BatchAppendResp().setCorrelationId(request.getCorrelationId()).setStreamIdentifier(identifierOf(name));

function detailsOf(expected: Expected, error: unknown): readonly [Message, string] {
  if (error instanceof Elsewhere) return [wrongVersion(expected, error), 'WrongExpectedVersion'];
  if (error instanceof StreamEnded) return [new shared.StreamDeleted(), 'StreamDeleted'];
  if (error instanceof TooLargeForServer) {
    return [new shared.MaximumAppendSizeExceeded().setMaxappendsize(MOST_BYTES), 'MaximumAppendSizeExceeded'];
  }
  if (error instanceof TooLate) return [new shared.Timeout(), 'Timeout'];
  return error instanceof NotAnEvent ? [new shared.BadRequest(), 'BadRequest'] : [new shared.Unknown(), 'Unknown'];
}

function wrongVersion(expected: Expected, { actual }: Elsewhere): InstanceType<typeof shared.WrongExpectedVersion> {
  const wrong = new shared.WrongExpectedVersion();
  if (actual === undefined) wrong.setCurrentNoStream(new emptyMessage.Empty());
  else wrong.setCurrentStreamRevision(String(actual));
  if (typeof expected === 'bigint') return wrong.setExpectedStreamPosition(String(expected));
  if (expected === 'any') return wrong.setExpectedAny(new emptyMessage.Empty());
  if (expected === 'no_stream') return wrong.setExpectedNoStream(new emptyMessage.Empty());
  return wrong.setExpectedStreamExists(new emptyMessage.Empty());
}

/** A cluster of one member, its leader. */
export function gossipOf(port: number): InstanceType<typeof gossip.ClusterInfo> {
  const { LEADER } = gossip.MemberInfo.VNodeState;
  const instanceId = new shared.UUID().setString(crypto.randomUUID());
  const endPoint = new gossip.EndPoint().setAddress('127.0.0.1').setPort(port);
  const leader = new gossip.MemberInfo().setInstanceId(instanceId).setState(LEADER).setIsAlive(true);
  return new gossip.ClusterInfo().setMembersList([leader.setTimeStamp('0').setHttpEndPoint(endPoint)]);
}
