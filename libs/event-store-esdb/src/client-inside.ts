import type { EventEmitter } from 'node:events';
import type { AllStreamSubscription, EventStoreDBClient } from '@eventstore/db-client';
import { subscriptionAnswer } from './subscription-answer.js';

const nothing = (): void => undefined;

/** What this room knows of the client's inside. */
type Inside = {
  GRPCStreamCreator: (
    service: unknown,
    name: string,
    create: (client: Pick<Grpc, 'read'>) => EventEmitter,
    cache?: unknown,
  ) => unknown;
  supports: () => Promise<boolean>;
  handleError: (client: unknown, error: unknown) => Promise<void>;
};

/** What is used of the gRPC client behind it. */
type Grpc = {
  read: (request: Request, metadata: unknown, options: unknown) => EventEmitter;
  makeServerStreamRequest: (
    path: string,
    serialize: (request: Request) => Buffer,
    deserialize: (bytes: Buffer) => unknown,
    ...call: Parameters<Grpc['read']>
  ) => EventEmitter;
};

type Request = { readonly serializeBinary: () => Uint8Array };

/**
 * When the stream of one client breaks, the client forgets the appends of all clients of the process, and then throws
 * into the event loop when a healthy stream answers one of them. Such an answer is passed over here: whoever asked was
 * told of a failure, and has asked again with the same ids.
 *
 * The client asks a server once what it supports, and where it finds no server in its cluster just then it remembers
 * that failure for ever: no append of this client would succeed again. Every version from 23.10 on supports what is used
 * here, so it is not asked.
 *
 * When a call fails while it looks for its cluster in vain, nobody hears of the second failure: the process would end.
 *
 * A subscription's answers are read here, not by the client: every event of this process comes back through it.
 */
export function forgiving(client: EventStoreDBClient): EventStoreDBClient {
  const inside = client as unknown as Inside;
  inside.supports = () => Promise.resolve(true);
  const { handleError } = inside;
  inside.handleError = (grpc, error) => handleError(grpc, error).catch(nothing);
  const creator = inside.GRPCStreamCreator;
  inside.GRPCStreamCreator = (service, name, create, cache) =>
    creator(service, name, CREATING[name]?.(create) ?? create, cache);
  return client;
}

type Create = Parameters<Inside['GRPCStreamCreator']>[2];

const CREATING: Readonly<Record<string, (create: Create) => Create>> = {
  appendToStream: (create) => (grpc) => forgivingStream(create(grpc)),
  subscribeToAll: (create) => (grpc) => create({ read: (...call) => subscribed(grpc as Grpc, ...call) }),
};

const subscribed = (grpc: Grpc, ...call: Parameters<Grpc['read']>): EventEmitter =>
  grpc.makeServerStreamRequest(
    '/event_store.client.streams.Streams/Read',
    (request) => Buffer.from(request.serializeBinary()),
    subscriptionAnswer,
    ...call,
  );

/** The events of a subscription are what it was answered: the client has nothing to convert. */
export function passingOn(subscription: AllStreamSubscription): AllStreamSubscription {
  (subscription as unknown as { convertGrpcEvent: (event: unknown) => unknown }).convertGrpcEvent = (event) => event;
  return subscription;
}

function forgivingStream(stream: EventEmitter): EventEmitter {
  for (const listener of stream.listeners('data') as ((answer: unknown) => void)[]) {
    stream.off('data', listener);
    stream.on('data', (answer) => {
      try {
        listener(answer);
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
      }
    });
  }
  return stream;
}

