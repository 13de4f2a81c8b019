import type { EventEmitter } from 'node:events';
import type { EventStoreDBClient } from '@eventstore/db-client';

const nothing = (): void => undefined;

/**
 * Bytes that a server may send before it must hear that some were taken: an append of any size comes back in one go, and
 * what many appends at once send back. The protocol's own 65,535 for everything together hold it up.
 */
const WINDOW_BYTES = 4_194_304;

/** What this room knows of the client's inside. */
export type Inside = {
  GRPCStreamCreator: (
    service: unknown,
    name: string,
    create: (client: Grpc) => EventEmitter,
    cache?: unknown,
  ) => unknown;
  callArguments: (call: { readonly requiresLeader?: boolean }, options: object) => readonly [unknown, unknown];
  handleError: (client: unknown, error: unknown) => Promise<void>;
  createChannel: () => Promise<Channel>;
};

/** What gRPC looks up when it connects, which it has not yet where a channel is new. */
type Channel = { readonly internalChannel: { readonly options: Record<string, unknown> } };

export type Duplex = EventEmitter & { readonly write: (message: Buffer) => boolean; readonly end: () => void };
export type Incoming = EventEmitter & { readonly cancel: () => void };

/** What is used of the gRPC client behind it. */
export type Grpc = {
  makeServerStreamRequest: (
    path: string,
    serialize: (request: unknown) => Buffer,
    deserialize: (bytes: Buffer) => unknown,
    request: unknown,
    metadata: unknown,
    options: unknown,
  ) => Incoming;
  makeBidiStreamRequest: (
    path: string,
    serialize: (message: Buffer) => Buffer,
    deserialize: (bytes: Buffer) => unknown,
    metadata: unknown,
    options: unknown,
  ) => Duplex;
};

/** When a call fails while it looks for its cluster in vain, nobody hears of the second failure: the process would end. */
export function forgiving(client: EventStoreDBClient): EventStoreDBClient {
  const inside = client as unknown as Inside;
  const { handleError } = inside;
  inside.handleError = (grpc, error) => handleError(grpc, error).catch(nothing);
  return client;
}

/** The client gives its channels no window of their own. */
export function withWindow(client: EventStoreDBClient): EventStoreDBClient {
  const inside = client as unknown as Inside;
  const { createChannel } = inside;
  inside.createChannel = async () => {
    const channel = await createChannel();
    channel.internalChannel.options['grpc-node.flow_control_window'] = WINDOW_BYTES;
    return channel;
  };
  return client;
}
