import { once } from 'node:events';
import grpc from '@grpc/grpc-js';
import featuresServices from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import gossipServices from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import streamsServices from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type {
  BatchAppendReq,
  BatchAppendResp,
  DeleteReq,
  DeleteResp,
  ReadReq,
  ReadResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import { KeptLog, type Expected, type Kept, type Proposed } from './kept-log.js';
import {
  answerOf,
  caughtUp,
  confirmation,
  expectedOf,
  failureOf,
  filterOf,
  gossipOf,
  nameOf,
  notFound,
  proposedOf,
  successOf,
} from './messages.js';

const LARGEST_MESSAGE = 17 * 1024 * 1024;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const BACKWARDS = 1;

type Reading = grpc.ServerWritableStream<ReadReq, ReadResp>;
type Appending = grpc.ServerDuplexStream<BatchAppendReq, BatchAppendResp>;

/**
 * A stand-in for an EventStoreDB where none can be had. It speaks the protocol from the service definitions of the
 * client, keeps what it is given in memory, and behaves as a real server was seen to; it is not one. It knows no
 * rights, no scavenging and no disk, and of clusters only to say that it leads one of which it is the only member.
 */
export class StandIn {
  readonly #log = new KeptLog();
  #server: grpc.Server | undefined;
  #port = 0;
  readonly #subscriptions = new Set<Reading>();
  readonly #appending = new Set<Appending>();

  static async started(): Promise<StandIn> {
    const standIn = new StandIn();
    await standIn.start();
    return standIn;
  }

  get address(): string {
    return `esdb://127.0.0.1:${this.#port}?tls=false`;
  }

  /** As a member of a cluster whose other member is never there. */
  get clusterAddress(): string {
    return `esdb://127.0.0.1:${this.#port},127.0.0.1:9?tls=false&maxDiscoverAttempts=2&discoveryInterval=20`;
  }

  async start(): Promise<void> {
    const server = new grpc.Server({ 'grpc.max_receive_message_length': LARGEST_MESSAGE });
    server.addService(streamsServices.StreamsService, {
      read: (call: Reading) => this.#read(call),
      batchAppend: (call: Appending) => this.#batchAppend(call),
      delete: (call: grpc.ServerUnaryCall<DeleteReq, DeleteResp>, answer: grpc.sendUnaryData<DeleteResp>) => {
        this.#log.hide(nameOf(call.request.getOptions()?.getStreamIdentifier()));
        answer(null, new streams.DeleteResp());
      },
    });
    server.addService(featuresServices.ServerFeaturesService, {
      getSupportedMethods: (_: unknown, answer: grpc.sendUnaryData<unknown>) => answer(null, supported()),
    });
    server.addService(gossipServices.GossipService, {
      read: (_: unknown, answer: grpc.sendUnaryData<unknown>) => answer(null, gossipOf(this.#port)),
    });
    this.#port = await new Promise<number>((resolve, reject) => {
      server.bindAsync(`127.0.0.1:${this.#port}`, grpc.ServerCredentials.createInsecure(), (error, port) =>
        error ? reject(error) : resolve(port),
      );
    });
    this.#server = server;
  }

  /** Every line breaks at once. What was acknowledged is there after the next start. */
  kill(): void {
    this.#server?.forceShutdown();
    this.#log.forget();
  }

  /** Ends every subscription and line of appends as a server under load does those that it cannot serve fast enough. */
  abort(): void {
    const aborted = { code: grpc.status.ABORTED, details: 'Operation timed out: consumer too slow' };
    const calls = [...this.#subscriptions, ...this.#appending];
    this.#subscriptions.clear(); // nothing more is written to them
    this.#appending.clear();
    for (const call of calls) call.emit('error', aborted);
  }

  #batchAppend(call: Appending): void {
    this.#appending.add(call);
    call.on('close', () => this.#appending.delete(call));
    const begun = new Map<
      string,
      { readonly name: string; readonly expected: Expected; readonly events: Proposed[] }
    >();
    call.on('data', (request) => {
      const id = request.getCorrelationId()?.getString() ?? JSON.stringify(request.getCorrelationId()?.toObject());
      const options = request.getOptions();
      const append = begun.get(id) ?? {
        name: nameOf(options?.getStreamIdentifier()),
        expected: options ? expectedOf(options) : 'any',
        events: [],
      };
      append.events.push(...request.getProposedMessagesList().map(proposedOf));
      begun.set(id, append);
      if (!request.getIsFinal()) return;
      begun.delete(id);
      this.#append(call, request, append);
    });
    call.on('error', () => undefined);
    call.on('end', () => call.end());
  }

  #append(
    call: Appending,
    request: BatchAppendReq,
    { name, expected, events }: { readonly name: string; readonly expected: Expected; readonly events: Proposed[] },
  ): void {
    const answer = (said: BatchAppendResp): void => void (this.#appending.has(call) && call.write(said));
    try {
      if (events.some(({ id, type }) => type === '' || !UUID.test(id))) throw new Error('not an event');
      answer(successOf(request, name, this.#log.append(name, events, expected)));
    } catch (error) {
      answer(failureOf(request, name, expected, error));
      if (error instanceof Error && error.message === 'not an event') answer(failureOf(request, name, expected, error));
    }
  }

  #read(call: Reading): void {
    const options = call.request.getOptions()!;
    call.on('error', () => undefined);
    const answered = options.hasSubscription() ? this.#follow(call, options) : this.#page(call, options);
    answered.catch((error: unknown) => {
      call.emit('error', { code: grpc.status.UNKNOWN, details: error instanceof Error ? error.message : 'unknown' });
    });
  }

  async #page(call: Reading, options: ReadReq.Options): Promise<void> {
    const count = Number(options.getCount());
    if (count === 0) throw new Error('maxCount is 0');
    const isBackwards = Number(options.getReadDirection()) === BACKWARDS;
    const name = nameOf(options.getStream()?.getStreamIdentifier());
    const found = options.hasStream() ? this.#ofStream(options, name, isBackwards) : this.#ofAll(options, isBackwards);
    if (!found) call.write(notFound(name));
    for (const event of found?.slice(0, count) ?? []) await said(call, answerOf(event));
    call.end();
  }

  #ofStream(options: ReadReq.Options, name: string, isBackwards: boolean): readonly Kept[] | undefined {
    const events = this.#log.stream(name);
    const stream = options.getStream()!;
    const from = stream.hasRevision() ? BigInt(stream.getRevision()) : undefined;
    if (!isBackwards && stream.hasEnd()) throw new Error('forwards from the end');
    if (!isBackwards) return events?.filter(({ revision }) => revision >= (from ?? 0n));
    const before = stream.hasStart() ? 0n : from;
    return events?.filter(({ revision }) => before === undefined || revision <= before).toReversed();
  }

  #ofAll(options: ReadReq.Options, isBackwards: boolean): readonly Kept[] {
    const from = this.#index(options, isBackwards ? 0 : this.#log.events.length);
    return isBackwards ? this.#log.events.slice(0, from).toReversed() : this.#log.events.slice(from);
  }

  /** Of the event at the position asked for. @throws where a position lies inside a record */
  #index(options: ReadReq.Options, atEnd: number): number {
    const all = options.getAll()!;
    if (all.hasStart()) return 0;
    if (all.hasEnd()) return atEnd === 0 ? this.#log.events.length : atEnd;
    const position = BigInt(all.getPosition()!.getCommitPosition());
    const index = this.#log.indexFrom(position);
    if (index === this.#log.events.length) return index;
    if (this.#log.events[index]!.position !== position) throw new Error('no record begins at this position');
    return index;
  }

  /** After the position, history, then live, until the call is given up. */
  async #follow(call: Reading, options: ReadReq.Options): Promise<void> {
    this.#subscriptions.add(call);
    call.on('cancelled', () => this.#subscriptions.delete(call));
    const lets = filterOf(options);
    let index = this.#index(options, this.#log.events.length);
    if (options.getAll()!.hasPosition()) index += 1;
    await said(call, confirmation(crypto.randomUUID()));
    for (let isLive = false; this.#subscriptions.has(call);) {
      for (; index < this.#log.events.length && this.#subscriptions.has(call); index += 1) {
        const event = this.#log.events[index]!;
        if (lets(event)) await said(call, answerOf(event));
      }
      if (!isLive && this.#subscriptions.has(call)) await said(call, caughtUp());
      isLive = true;
      if (index === this.#log.events.length) await this.#change(call);
    }
  }

  #change(call: Reading): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        forget();
        call.off('cancelled', done);
        resolve();
      };
      const forget = this.#log.onChange(done);
      call.once('cancelled', done);
    });
  }
}

/** A reader that is slow keeps the writer waiting. */
async function said(call: Reading, answer: ReadResp): Promise<void> {
  if (call.write(answer) || call.cancelled) return;
  const over = new AbortController();
  const { signal } = over;
  await Promise.race([once(call, 'drain', { signal }), once(call, 'cancelled', { signal })]).finally(() =>
    over.abort(),
  );
}

function supported(): InstanceType<typeof features.SupportedMethods> {
  const method = new features.SupportedMethod();
  method.setServiceName('event_store.client.streams.streams').setMethodName('batchappend');
  return new features.SupportedMethods().setEventStoreServerVersion('23.10.6').setMethodsList([method]) as never;
}
