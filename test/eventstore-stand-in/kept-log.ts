/** An event as the stand-in keeps it. */
export type Kept = {
  readonly stream: string;
  /** The last possible revision where a stream was put to an end. */
  readonly revision: bigint;
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  /** In bytes, as in a file. */
  readonly position: bigint;
  readonly createdMs: number;
};

export type Proposed = Pick<Kept, 'id' | 'type' | 'contentType' | 'data' | 'metadata'>;

export type Expected = 'any' | 'stream_exists' | 'no_stream' | bigint;

export type Written = { readonly revision: bigint | undefined; readonly position: bigint | undefined };

/** The stream is elsewhere; undefined where there is none. */
export class Elsewhere extends Error {
  constructor(readonly actual: bigint | undefined) {
    super('elsewhere');
  }
}
export class TooLargeForServer extends Error {}
export class StreamEnded extends Error {}
export class NotAnEvent extends Error {}

/** Bytes of data that one append may hold. */
export const MOST_BYTES = 1_048_576;
export const ENDED = 9_223_372_036_854_775_807n;
const BEFORE_EVERY_EVENT = 96n;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The log of the stand-in: one list in memory, and the rules by which a real server writes. */
export class KeptLog {
  readonly events: Kept[] = [];
  readonly #streams = new Map<string, Kept[]>();
  /** Streams softly deleted: events before this revision are not read any more. */
  readonly #hiddenBefore = new Map<string, bigint>();
  /** Ids that this run of the server remembers for appends without a revision; a restart forgets them. */
  #remembered = new Map<string, Kept>();
  #end = 4_096n;
  readonly #listeners = new Set<() => void>();

  constructor() {
    const text = new TextEncoder();
    const [data, metadata] = [text.encode('{}'), text.encode('')];
    this.#write('$settings', [
      { id: crypto.randomUUID(), type: '$s', contentType: 'application/json', data, metadata },
    ]);
  }

  forget(): void {
    this.#remembered = new Map();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Of the first event at the position or after it; how many events there are, where there is none. */
  indexFrom(position: bigint): number {
    let [from, to] = [0, this.events.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.events[middle]!.position < position) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** Events that may still be read; undefined where there is no such stream. */
  stream(name: string): readonly Kept[] | undefined {
    const events = this.#streams.get(name);
    const from = this.#hiddenBefore.get(name) ?? 0n;
    const seen = events?.filter(({ revision }) => revision >= from).slice(-this.#maxCount(name));
    return seen?.length ? seen : undefined;
  }

  /** As the stream's own metadata has it. */
  #maxCount(name: string): number {
    const metadata = this.#streams.get(`$$${name}`)?.at(-1)?.data;
    const { $maxCount } = metadata
      ? (JSON.parse(Buffer.from(metadata).toString('utf8')) as { $maxCount?: number })
      : {};
    return $maxCount ?? Infinity;
  }

  isEnded(name: string): boolean {
    return this.#streams.get(name)?.at(-1)?.revision === ENDED;
  }

  append(name: string, events: readonly Proposed[], expected: Expected): Written {
    if (events.reduce((sum, { data }) => sum + data.byteLength, 0) > MOST_BYTES) throw new TooLargeForServer();
    if (events.some(({ id, type }) => type === '' || !UUID.test(id))) throw new NotAnEvent();
    if (this.isEnded(name)) throw new StreamEnded();
    const actual = this.#streams.get(name)?.at(-1)?.revision;
    if (!stands(actual, expected)) return this.#known(name, events, expected) ?? refuse(actual);
    if (typeof expected !== 'bigint' && expected !== 'no_stream') {
      const known = this.#known(name, events, expected);
      if (known) return known;
    }
    if (events.length === 0) return { revision: actual, position: undefined };
    const last = this.#write(name, events);
    return { revision: last.revision, position: last.position };
  }

  /** What was written before under the same ids: at the revision that was expected, or wherever it is remembered. */
  #known(name: string, events: readonly Proposed[], expected: Expected): Written | undefined {
    const before = this.#streams.get(name) ?? [];
    const first = events[0] && this.#remembered.get(`${name} ${events[0].id}`);
    if (typeof expected === 'string' && expected !== 'no_stream' && !first) return undefined;
    const from =
      expected === 'no_stream' ? 0 : typeof expected === 'bigint' ? Number(expected) + 1 : Number(first!.revision);
    const same = events.map(({ id }, index) => before[from + index]?.id === id);
    if (events.length === 0 || !same.every(Boolean)) return undefined;
    const last = before[from + events.length - 1]!;
    return { revision: last.revision, position: last.position };
  }

  hide(name: string): void {
    this.#hiddenBefore.set(name, BigInt(this.#streams.get(name)?.length ?? 0));
  }

  /** For ever: nothing of the stream is read any more, and nothing is written to it. */
  end(name: string): void {
    const [data, metadata] = [new Uint8Array(), new Uint8Array()];
    this.#write(name, [{ id: crypto.randomUUID(), type: '$streamDeleted', contentType: '', data, metadata }], ENDED);
  }

  #write(name: string, events: readonly Proposed[], at?: bigint): Kept {
    const stream = this.#streams.get(name) ?? [];
    this.#streams.set(name, stream);
    for (const event of events) {
      const kept = {
        ...event,
        stream: name,
        revision: at ?? BigInt(stream.length),
        position: this.#end,
        createdMs: Date.now(),
      };
      this.#end += BEFORE_EVERY_EVENT + BigInt(event.data.byteLength + event.metadata.byteLength + name.length);
      stream.push(kept);
      this.events.push(kept);
      this.#remembered.set(`${name} ${event.id}`, kept);
    }
    for (const listener of [...this.#listeners]) listener();
    return stream.at(-1)!;
  }
}

function stands(actual: bigint | undefined, expected: Expected): boolean {
  if (expected === 'any') return true;
  if (expected === 'stream_exists') return actual !== undefined;
  return expected === 'no_stream' ? actual === undefined : actual === expected;
}

function refuse(actual: bigint | undefined): never {
  throw new Elsewhere(actual);
}
