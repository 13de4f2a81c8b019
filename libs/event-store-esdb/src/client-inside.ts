import type { EventEmitter } from 'node:events';
import type { AllStreamSubscription, EventStoreDBClient } from '@eventstore/db-client';
import { subscriptionAnswer } from './subscription-answer.js';

const nothing = (): void => undefined;

/** What this room knows of the client's inside. */
export type Inside = {
  GRPCStreamCreator: (
    service: unknown,
    name: string,
    create: (client: Pick<Grpc, 'read'>) => EventEmitter,
    cache?: unknown,
  ) => unknown;
  callArguments: (call: { readonly requiresLeader?: boolean }, options: object) => readonly [unknown, unknown];
  handleError: (client: unknown, error: unknown) => Promise<void>;
};

export type Duplex = EventEmitter & { readonly write: (message: Buffer) => boolean };

/** What is used of the gRPC client behind it. */
export type Grpc = {
  read: (request: Request, metadata: unknown, options: unknown) => EventEmitter;
  makeServerStreamRequest: (
    path: string,
    serialize: (request: Request) => Buffer,
    deserialize: (bytes: Buffer) => unknown,
    ...call: Parameters<Grpc['read']>
  ) => EventEmitter;
  makeBidiStreamRequest: (
    path: string,
    serialize: (message: Buffer) => Buffer,
    deserialize: (bytes: Buffer) => unknown,
    metadata: unknown,
    options: unknown,
  ) => Duplex;
};

type Request = { readonly serializeBinary: () => Uint8Array };

/**
 * When a call fails while it looks for its cluster in vain, nobody hears of the second failure: the process would end.
 *
 * A subscription's answers are read here, not by the client: every event of this process comes back through it.
 */
export function forgiving(client: EventStoreDBClient): EventStoreDBClient {
  const inside = client as unknown as Inside;
  const { handleError } = inside;
  inside.handleError = (grpc, error) => handleError(grpc, error).catch(nothing);
  const creator = inside.GRPCStreamCreator;
  inside.GRPCStreamCreator = (service, name, create, cache) =>
    creator(service, name, CREATING[name]?.(create) ?? create, cache);
  return client;
}

type Create = Parameters<Inside['GRPCStreamCreator']>[2];

const CREATING: Readonly<Record<string, (create: Create) => Create>> = {
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
