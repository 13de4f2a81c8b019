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
  TombstoneReq,
  TombstoneResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import { KeptLog, NotAnEvent, StreamEnded, type Expected, type Kept, type Proposed } from './kept-log.js';
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
  TooLate,
} from './messages.js';

const LARGEST_MESSAGE = 17 * 1024 * 1024;
/** After which an append that was no event is answered a second time, unless its deadline comes first. */
const LATE_MS = 2_000;
const BACKWARDS = 1;
const DATE_IS_LATE_MS = 900;

type Reading = grpc.ServerWritableStream<ReadReq, ReadResp>;
type Appending = grpc.ServerDuplexStream<BatchAppendReq, BatchAppendResp>;
type Asked = {
  readonly name: string;
  readonly expected: Expected;
  readonly events: Proposed[];
  /** By the server's clock. */
  readonly deadlineMs: number;
};

/**
 * A stand-in for an EventStoreDB where none can be had. It speaks the protocol from the service definitions of the
 * client, keeps what it is given in memory, and behaves as a real server was seen to; it is not one. It knows no
 * rights, no scavenging and no disk, and of clusters only to say that it leads one of which it is the only member.
 */
export class StandIn {
  readonly #log = new KeptLog();
  #server: grpc.Server | undefined;
  #port = 0;
  readonly #aheadMs: number;
  readonly #subscriptions = new Set<Reading>();
  readonly #appending = new Set<Appending>();

  /** @param aheadMs  of its clock before this machine's */
  private constructor(aheadMs: number) {
    this.#aheadMs = aheadMs;
  }

  static async started({ aheadMs = 0 } = {}): Promise<StandIn> {
    const standIn = new StandIn(aheadMs);
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
      tombstone: (
        call: grpc.ServerUnaryCall<TombstoneReq, TombstoneResp>,
        answer: grpc.sendUnaryData<TombstoneResp>,
      ) => {
        this.#log.end(nameOf(call.request.getOptions()?.getStreamIdentifier()));
        answer(null, new streams.TombstoneResp());
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

  /** Ends every line of appends without an error, as one does that has nothing left to say. */
  endLines(): void {
    for (const call of this.#appending) call.end();
  }

  #batchAppend(call: Appending): void {
    this.#appending.add(call);
    call.on('close', () => this.#appending.delete(call));
    let hasAnswered = false;
    const answer = (said: BatchAppendResp): void => {
      if (!this.#appending.has(call)) return;
      if (!hasAnswered) call.sendMetadata(this.#date());
      hasAnswered = true;
      call.write(said);
    };
    const begun = new Map<string, Asked>();
    call.on('data', (request) => {
      const id = request.getCorrelationId()?.getString() ?? JSON.stringify(request.getCorrelationId()?.toObject());
      const options = request.getOptions();
      const append: Asked = begun.get(id) ?? {
        name: nameOf(options?.getStreamIdentifier()),
        expected: options ? expectedOf(options) : 'any',
        events: [],
        deadlineMs: options?.getDeadline()?.toDate().getTime() ?? Infinity,
      };
      append.events.push(...request.getProposedMessagesList().map(proposedOf));
      begun.set(id, append);
      if (!request.getIsFinal()) return;
      begun.delete(id);
      this.#append(answer, request, append);
    });
    call.on('error', () => undefined);
    call.on('end', () => call.end());
  }

  #append(answer: (said: BatchAppendResp) => void, request: BatchAppendReq, append: Asked): void {
    const { name, expected, events, deadlineMs } = append;
    try {
      if (deadlineMs <= this.#nowMs) throw new TooLate();
      answer(successOf(request, name, this.#log.append(name, events, expected)));
    } catch (error) {
      const failure = failureOf(request, name, expected, error);
      answer(failure);
      if (error instanceof NotAnEvent)
        setTimeout(() => answer(failure), Math.min(LATE_MS, deadlineMs - this.#nowMs)).unref();
    }
  }

  get #nowMs(): number {
    return Date.now() + this.#aheadMs;
  }

  /** With every answer a server tells what time it has, in whole seconds, and up to a second late. */
  #date(): grpc.Metadata {
    const metadata = new grpc.Metadata();
    metadata.set('date', new Date(this.#nowMs - DATE_IS_LATE_MS).toUTCString());
    return metadata;
  }

  #read(call: Reading): void {
    const options = call.request.getOptions()!;
    call.on('error', () => undefined);
    const answered = options.hasSubscription() ? this.#follow(call, options) : this.#page(call, options);
    answered.catch((error: unknown) => {
      if (error instanceof StreamEnded)
        return void call.emit('error', endedStream(nameOf(options.getStream()?.getStreamIdentifier())));
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
    if (this.#log.isEnded(name)) throw new StreamEnded();
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

function endedStream(name: string): object {
  const metadata = new grpc.Metadata();
  metadata.set('exception', 'stream-deleted');
  metadata.set('stream-name', name);
  return { code: grpc.status.FAILED_PRECONDITION, details: 'the stream is deleted', metadata };
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
