import type { EventStoreDBClient } from '@eventstore/db-client';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import services from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import errors from '@eventstore/db-client/dist/utils/CommandError.js';
import type { Grpc, Inside, Incoming } from './client-inside.js';
import { NoAnswer } from './failures.js';
import type { Recorded } from './recorded.js';
import { subscriptionAnswer, type SubscriptionAnswer } from './subscription-answer.js';

/** Who follows the server's log. A position lies on an event that was told before. */
export type Follower = {
  readonly event: (event: Recorded) => void;
  /** The server has passed over many events of others, and is not done. */
  readonly passedOver: () => void;
  readonly caughtUp: () => void;
  /** Told once; nothing else comes after it. */
  readonly failed: (error: unknown) => void;
};

/**
 * After how many windows of its log, of 32 events each, a server tells that it goes on though it has found nothing: some
 * times a second, so that it is not taken for one that hangs.
 */
const CHECKPOINT_INTERVAL = 100;

/**
 * Follows the server's log after a position, as far as streams have names that begin so. What comes is told at once, not
 * by way of the client's own stream: every event of this process comes back through it.
 * @param after   undefined: from the start
 * @param limitMs within which the server must confirm it
 * @returns leaves
 */
export function followed(
  client: EventStoreDBClient,
  prefixes: readonly string[],
  after: bigint | undefined,
  limitMs: number,
  follower: Follower,
): () => void {
  let [left, incoming]: [boolean, Incoming | undefined] = [false, undefined];
  const leave = (): void => {
    if (left) return;
    left = true;
    clearTimeout(unconfirmed);
    // a call that is cancelled within its own callback hangs: https://github.com/grpc/grpc-node/issues/1652
    setImmediate(() => incoming?.cancel());
  };
  const fail = (error: unknown): void => {
    if (left) return;
    leave();
    follower.failed(error);
  };
  const take = (answer: SubscriptionAnswer): void => {
    if (left) return;
    if (answer === 'caught up') follower.caughtUp();
    else if (answer === 'confirmation') clearTimeout(unconfirmed);
    else if (answer === 'checkpoint') follower.passedOver();
    else if (typeof answer === 'object') follower.event(answer);
  };
  const unconfirmed = setTimeout(() => fail(new NoAnswer(limitMs)), limitMs);
  begun(client, request(prefixes, after)).then((call) => {
    incoming = call;
    call.on('error', (error: Error) => fail(errors.convertToCommandError(error as never)));
    call.on('end', () => fail(new Error('the subscription ended')));
    call.on('close', () => fail(new Error('the subscription closed')));
    call.on('data', (answer: SubscriptionAnswer) => {
      try {
        take(answer);
      } catch (error) {
        fail(error);
      }
    });
    if (left) call.cancel();
  }, fail);
  return leave;
}

function begun(client: EventStoreDBClient, asked: streams.ReadReq): Promise<Incoming> {
  const inside = client as unknown as Inside;
  const [metadata, options] = inside.callArguments({}, { deadline: Infinity });
  const path = '/event_store.client.streams.Streams/Read';
  const serialized = (): Buffer => Buffer.from(asked.serializeBinary());
  const create = (grpc: Grpc): Incoming =>
    grpc.makeServerStreamRequest(path, serialized, subscriptionAnswer, asked, metadata, options);
  return (inside.GRPCStreamCreator(services.StreamsClient, 'subscribeToAll', create) as () => Promise<Incoming>)();
}

function request(prefixes: readonly string[], after: bigint | undefined): streams.ReadReq {
  const { Options } = streams.ReadReq;
  const all = new Options.AllOptions();
  if (after === undefined) all.setStart(new shared.Empty());
  else {
    const position = new Options.Position();
    position.setCommitPosition(after.toString());
    position.setPreparePosition(after.toString());
    all.setPosition(position);
  }
  const expression = new Options.FilterOptions.Expression();
  expression.setPrefixList([...prefixes]);
  const filter = new Options.FilterOptions();
  filter.setStreamIdentifier(expression);
  filter.setCount(new shared.Empty());
  filter.setCheckpointintervalmultiplier(CHECKPOINT_INTERVAL);
  const uuids = new Options.UUIDOption();
  uuids.setString(new shared.Empty());
  const options = new Options();
  options.setAll(all);
  options.setSubscription(new Options.SubscriptionOptions());
  options.setUuidOption(uuids);
  options.setFilter(filter);
  const asked = new streams.ReadReq();
  asked.setOptions(options);
  return asked;
}
