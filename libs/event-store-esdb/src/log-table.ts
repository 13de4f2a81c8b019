import type { DirectoryEntry, StoredEvent, StreamLength } from '#event-store';

/** Numbers in a row that grows; eight bytes each, so that a log of millions has room in memory. */
class Column {
  #values: Float64Array;
  length: number;

  constructor(values: Float64Array = new Float64Array()) {
    this.#values = values;
    this.length = values.length;
  }

  get values(): Float64Array {
    return this.#values.subarray(0, this.length);
  }

  push(value: number): void {
    if (this.length === this.#values.length) {
      const grown = new Float64Array(Math.max(1024, this.length * 2));
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.length] = value;
    this.length += 1;
  }

  at(index: number): number {
    return this.#values[index]!;
  }

  /** How many of the values, which never decrease, are at or below `bound`. */
  countUpTo(bound: number): number {
    let [low, high] = [0, this.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#values[middle]! <= bound) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Names, each kept once under a number. */
class Register {
  readonly #numbers: Map<string, number>;
  readonly #names: string[];

  constructor(names: readonly string[] = []) {
    this.#names = [...names];
    this.#numbers = new Map(names.map((name, number) => [name, number]));
  }

  get names(): readonly string[] {
    return this.#names;
  }

  numberOf(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#numbers.set(name, this.#names.length);
    return this.#names.push(name) - 1;
  }

  find(name: string): number | undefined {
    return this.#numbers.get(name);
  }

  nameOf(number: number): string {
    return this.#names[number]!;
  }
}

/** A table as it is kept in a file. Streams and types are numbers of their names. */
export type TableRows = {
  readonly positions: Float64Array;
  readonly effectiveMs: Float64Array;
  readonly streams: Float64Array;
  readonly types: Float64Array;
  readonly streamNames: readonly string[];
  readonly typeNames: readonly string[];
  /** Of each key, its streams and their positions, in the order in which they came. */
  readonly directory: ReadonlyMap<string, ReadonlyMap<string, bigint>>;
};

/** Where an event of the log lies. */
export type Place = { readonly stream: string; readonly revision: number; readonly position: bigint };

/**
 * The log without its bodies: ordinal (from 0, without gaps), position, stream, revision, type, effective time; and the
 * directory. Positions of a server stay below 2^53: they count its bytes.
 */
export class LogTable {
  readonly #positions: Column;
  readonly #effectiveMs: Column;
  readonly #streams: Column;
  readonly #revisions = new Column();
  readonly #types: Column;
  readonly #streamNames: Register;
  readonly #typeNames: Register;
  /** Of each stream by its number, the ordinals of its events. */
  readonly #ordinals: number[][] = [];
  readonly #directory: Map<string, Map<string, bigint>>;
  /** Of each event, the beginning of its hash as a number; 0 where it came from a file, which has none. */
  readonly #hashes: Column;

  constructor(rows?: TableRows) {
    this.#positions = new Column(rows?.positions);
    this.#effectiveMs = new Column(rows?.effectiveMs);
    this.#streams = new Column(rows?.streams);
    this.#types = new Column(rows?.types);
    this.#streamNames = new Register(rows?.streamNames);
    this.#typeNames = new Register(rows?.typeNames);
    this.#directory = new Map(rows ? Array.from(rows.directory, ([key, streams]) => [key, new Map(streams)]) : []);
    this.#hashes = new Column(new Float64Array(this.count));
    for (let ordinal = 0; ordinal < this.count; ordinal += 1) this.#place(ordinal);
  }

  /** To be kept before the next event is added. */
  get rows(): TableRows {
    return {
      positions: this.#positions.values,
      effectiveMs: this.#effectiveMs.values,
      streams: this.#streams.values,
      types: this.#types.values,
      streamNames: this.#streamNames.names,
      typeNames: this.#typeNames.names,
      directory: this.#directory,
    };
  }

  get count(): number {
    return this.#positions.length;
  }

  add(
    { stream, type, position, hash }: Pick<StoredEvent, 'stream' | 'type' | 'position' | 'hash'>,
    recordedAtMs: number,
    keys: readonly string[],
  ): void {
    this.#effectiveMs.push(Math.max(recordedAtMs, this.effectiveMs(this.count - 1)));
    this.#positions.push(Number(position));
    this.#hashes.push(beginningOf(hash));
    this.#streams.push(this.#streamNames.numberOf(stream));
    this.#types.push(this.#typeNames.numberOf(type));
    this.#place(this.count - 1);
    for (const key of keys) this.#direct(key, stream, position);
  }

  /** Its revision is how many of its stream came before. */
  #place(ordinal: number): void {
    const ordinals = (this.#ordinals[this.#streams.at(ordinal)] ??= []);
    this.#revisions.push(ordinals.push(ordinal) - 1);
  }

  #direct(key: string, stream: string, position: bigint): void {
    const streams = this.#directory.get(key) ?? new Map<string, bigint>();
    if (!streams.has(stream)) streams.set(stream, position);
    this.#directory.set(key, streams);
  }

  lookUp(key: string, upTo: bigint | undefined): readonly DirectoryEntry[] {
    const entries = [...(this.#directory.get(key) ?? [])];
    return entries
      .filter(([, position]) => upTo === undefined || position <= upTo)
      .map(([stream, position]) => ({ stream, position }));
  }

  /** To how many streams a key leads. */
  streamsUnder(key: string): number {
    return this.#directory.get(key)?.size ?? 0;
  }

  /** Whether a key leads to a stream. */
  leads(key: string, stream: string): boolean {
    return this.#directory.get(key)?.has(stream) === true;
  }

  revisionOf(stream: string): number {
    return this.#ordinalsOf(stream).length - 1;
  }

  /** Before every instant that can be written for an ordinal below 0. */
  effectiveMs(ordinal: number): number {
    return ordinal < 0 ? Number.MIN_SAFE_INTEGER : this.#effectiveMs.at(ordinal);
  }

  position(ordinal: number): bigint {
    return ordinal < 0 ? 0n : BigInt(this.#positions.at(ordinal));
  }

  place(ordinal: number): Place {
    return {
      stream: this.#streamNames.nameOf(this.#streams.at(ordinal)),
      revision: this.#revisions.at(ordinal),
      position: this.position(ordinal),
    };
  }

  ordinal(stream: string, revision: number): number {
    return this.#ordinalsOf(stream)[revision]!;
  }

  /** False where the event at an ordinal is known to have another hash; the event itself need not be read for that. */
  mayHaveHash(ordinal: number, hash: string): boolean {
    const known = this.#hashes.at(ordinal);
    return known === 0 || known === beginningOf(hash);
  }

  /** How many events lie at or before a position. */
  countUpTo(position: bigint): number {
    return this.#positions.countUpTo(Number(position));
  }

  /** How many events were known at a time. */
  countKnownAt(ms: number): number {
    return this.#effectiveMs.countUpTo(ms);
  }

  /** The first ordinals from `from` to before `end` of these streams and types, `limit` at most, in log order. */
  select(
    from: number,
    end: number,
    limit: number,
    streams: readonly string[] | undefined,
    types: readonly string[] | undefined,
  ): readonly number[] {
    const wanted = types && new Set(types.map((type) => this.#typeNames.find(type)));
    const found: number[] = [];
    for (const ordinal of streams ? this.#among(streams, from, end) : range(from, end)) {
      if (found.length === limit) return found;
      if (!wanted || wanted.has(this.#types.at(ordinal))) found.push(ordinal);
    }
    return found;
  }

  /** How many of a stream's events lie before an ordinal. */
  lengthOf(stream: string, end: number): number {
    return between(this.#ordinalsOf(stream), 0, end).length;
  }

  /** Every stream that has events before an ordinal. */
  streams(end: number): readonly StreamLength[] {
    return this.#ordinals
      .map((_, number) => this.#streamNames.nameOf(number))
      .map((stream) => ({ stream, events: this.lengthOf(stream, end) }))
      .filter(({ events }) => events > 0)
      .sort((a, b) => (a.stream < b.stream ? -1 : 1));
  }

  #among(streams: readonly string[], from: number, end: number): readonly number[] {
    const all = [...new Set(streams)].flatMap((stream) => between(this.#ordinalsOf(stream), from, end));
    return all.sort((a, b) => a - b);
  }

  #ordinalsOf(stream: string): readonly number[] {
    const number = this.#streamNames.find(stream);
    return number === undefined ? [] : this.#ordinals[number]!;
  }
}

/** Twelve of its hexadecimal digits: as many as a number holds exactly. */
const beginningOf = (hash: string): number => Number.parseInt(hash.slice(0, 12), 16) || 0;

function* range(from: number, end: number): Generator<number> {
  for (let value = from; value < end; value += 1) yield value;
}

/** The ordinals of one stream in a range; the row grows, so the search begins where the range does. */
function between(ordinals: readonly number[], from: number, end: number): readonly number[] {
  let [low, high] = [0, ordinals.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ordinals[middle]! < from) low = middle + 1;
    else high = middle;
  }
  const found: number[] = [];
  for (let index = low; index < ordinals.length && ordinals[index]! < end; index += 1) found.push(ordinals[index]!);
  return found;
}
