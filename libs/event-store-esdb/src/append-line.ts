import { randomUUID } from 'node:crypto';
import services from '@eventstore/db-client/generated/streams_grpc_pb.js';
import errors from '@eventstore/db-client/dist/utils/CommandError.js';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { appendAnswer, appendMessage, type AppendAnswer, type AppendMessage } from './append-message.js';
import type { Duplex, Grpc, Inside } from './client-inside.js';
import { ServerClock } from './server-clock.js';

type Waiting = { readonly resolve: (position: number | undefined) => void; readonly reject: (error: Error) => void };

const itself = (bytes: Buffer): Buffer => bytes;

/**
 * The appends of one client on one line to its server. The client's own bookkeeping is one for all clients of a process:
 * where one line breaks it forgets the appends of all, and throws when one of them is answered. Here a line that breaks fails its own, and
 * an answer that nobody waits for is passed over.
 */
export class AppendLine {
  readonly #inside: Inside;
  readonly #line: () => Promise<Duplex>;
  readonly #clock = new ServerClock();
  /** By what an answer is known, of each line. */
  readonly #waiting = new WeakMap<Duplex, Map<string, Waiting>>();

  constructor(client: EventStoreDBClient) {
    this.#inside = client as unknown as Inside;
    const cache = new WeakMap<object, Duplex>();
    this.#line = this.#inside.GRPCStreamCreator(
      services.StreamsClient,
      'appendToStream',
      (grpc) => this.#begun(grpc),
      cache,
    ) as () => Promise<Duplex>;
  }

  /**
   * @param append with a deadline by our own clock
   * @returns the position of the last event, where the server tells it
   */
  async append(append: Omit<AppendMessage, 'correlation'>): Promise<number | undefined> {
    const line = await this.#line();
    if (Date.now() > append.deadlineMs) throw new Error('the line to the server came too late for it'); // nobody waits any more
    const deadlineMs = append.deadlineMs + this.#clock.aheadMs;
    const correlation = randomUUID();
    return new Promise((resolve, reject) => {
      const waiting = this.#waiting.get(line);
      if (!waiting) return reject(new Error('the line to the server was broken'));
      waiting.set(correlation.replaceAll('-', ''), { resolve, reject });
      line.write(appendMessage({ ...append, deadlineMs, correlation }));
    });
  }

  #begun(grpc: Grpc): Duplex {
    const [metadata, options] = this.#inside.callArguments({ requiresLeader: true }, { deadline: Infinity });
    const path = '/event_store.client.streams.Streams/BatchAppend';
    const askedAt = ServerClock.now();
    const line = grpc.makeBidiStreamRequest(path, itself, appendAnswer, metadata, options);
    const waiting = new Map<string, Waiting>();
    this.#waiting.set(line, waiting);
    const broken = (error: Error): void => {
      this.#waiting.delete(line);
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    };
    line.on('metadata', (told: { get(name: string): readonly unknown[] }) =>
      this.#clock.tells(told.get('date')[0], askedAt),
    );
    line.on('data', ({ correlation, position, error }: AppendAnswer) => {
      const answered = waiting.get(correlation);
      waiting.delete(correlation);
      if (error) answered?.reject(error);
      else answered?.resolve(position);
    });
    line.on('error', (error: Error) => broken(errors.convertToCommandError(error as never) as Error));
    line.on('end', () => {
      broken(new Error('the server ended the line'));
      line.end(); // half open it would stay the line of this client for ever
    });
    return line;
  }
}
