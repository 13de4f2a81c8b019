import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { EventStoreDBClient } from '@eventstore/db-client';
import unpacking from '@eventstore/db-client/dist/streams/appendToStream/unpackError.js';
import errors from '@eventstore/db-client/dist/utils/CommandError.js';
import services from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { withWindow, type Inside } from './client-inside.js';

/**
 * The adapter looks into the client where its own way is wrong or too slow. Another version may look otherwise inside: whoever
 * brings one compares what is named below with it, and runs the suites on a real server.
 */
const LOOKED_INTO = '6.2.1';

const kindOf = (inside: object, name: string): string =>
  `${name}: ${typeof (inside as Readonly<Record<string, unknown>>)[name]}`;

let client: EventStoreDBClient;
beforeEach(() => {
  client = EventStoreDBClient.connectionString('esdb://127.0.0.1:9?tls=false');
});
afterEach(() => client.dispose());

test('the client is of the version into which the adapter looks, and no other is taken', () => {
  const manifest = (path: string): { readonly version?: string; readonly dependencies?: Record<string, string> } =>
    JSON.parse(readFileSync(createRequire(import.meta.url).resolve(path), 'utf8')) as object;
  expect(manifest('@eventstore/db-client/package.json').version).toBe(LOOKED_INTO);
  expect(manifest('../../../package.json').dependencies?.['@eventstore/db-client']).toBe(LOOKED_INTO);
});

test.each(['GRPCStreamCreator', 'callArguments', 'handleError', 'createChannel'])('it has a %s of its own', (name) => {
  expect(kindOf(client, name)).toBe(`${name}: function`);
});

test('it tells what a call is given: what to send along, and how', () => {
  type Call = (call: { readonly requiresLeader: boolean }, options: object) => readonly unknown[];
  const inside = client as unknown as { readonly callArguments: Call };
  const [metadata, options] = inside.callArguments({ requiresLeader: true }, { deadline: Infinity });
  expect(kindOf(metadata as object, 'toHttp2Headers')).toBe('toHttp2Headers: function');
  expect(options).toMatchObject({ deadline: Infinity });
});

test('its channel is given a window beside what the client gives it, before it connects', async () => {
  const channel = await (withWindow(client) as unknown as Inside).createChannel();
  expect(channel.internalChannel.options).toEqual({
    'grpc.keepalive_time_ms': expect.any(Number),
    'grpc.keepalive_timeout_ms': expect.any(Number),
    'grpc.max_receive_message_length': expect.any(Number),
    'grpc-node.flow_control_window': expect.any(Number),
  });
});

test('its modules have what is taken from them', () => {
  expect(kindOf(services, 'StreamsClient')).toBe('StreamsClient: function');
  expect(kindOf(services.StreamsClient.prototype as object, 'makeBidiStreamRequest')).toBe(
    'makeBidiStreamRequest: function',
  );
  expect(kindOf(services.StreamsClient.prototype as object, 'makeServerStreamRequest')).toBe(
    'makeServerStreamRequest: function',
  );
  expect(kindOf(errors, 'convertToCommandError')).toBe('convertToCommandError: function');
  expect(kindOf(unpacking, 'unpackToCommandError')).toBe('unpackToCommandError: function');
  expect(kindOf(streams.BatchAppendResp, 'deserializeBinary')).toBe('deserializeBinary: function');
});
