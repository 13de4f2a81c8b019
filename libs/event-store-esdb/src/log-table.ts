import type { DirectoryEntry } from '#event-store';
import type { Verified } from './recorded.js';

/** Numbers in a row that grows; eight bytes each, so that a log of millions has room in memory. */
class Column {
  #values = new Float64Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.#values.length) {
      const grown = new Float64Array(this.length * 2);
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
  readonly #numbers = new Map<string, number>();
  readonly #names: string[] = [];

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

/** Where an event of the log lies. */
export type Place = { readonly stream: string; readonly revision: number; readonly position: bigint };

/**
 * The log without its bodies: ordinal (from 0, without gaps), position, stream, revision, type, effective time; and the
 * directory. Positions of a server stay below 2^53: they count its bytes.
 */
export class LogTable {
  readonly #positions = new Column();
  readonly #effectiveMs = new Column();
  readonly #streams = new Column();
  readonly #revisions = new Column();
  readonly #types = new Column();
  readonly #streamNames = new Register();
  readonly #typeNames = new Register();
  /** Of each stream by its number, the ordinals of its events. */
  readonly #ordinals: number[][] = [];
  /** Of each key, its streams in the order in which they came. */
  readonly #directory = new Map<string, Map<string, bigint>>();

  get count(): number {
    return this.#positions.length;
  }

  add({ stream, type, position }: Verified, recordedAtMs: number, keys: readonly string[]): void {
    const number = this.#streamNames.numberOf(stream);
    const ordinals = (this.#ordinals[number] ??= []);
    ordinals.push(this.count);
    this.#effectiveMs.push(Math.max(recordedAtMs, this.effectiveMs(this.count - 1)));
    this.#positions.push(Number(position));
    this.#streams.push(number);
    this.#revisions.push(ordinals.length - 1);
    this.#types.push(this.#typeNames.numberOf(type));
    for (const key of keys) this.#direct(key, stream, position);
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

  #among(streams: readonly string[], from: number, end: number): readonly number[] {
    const all = [...new Set(streams)].flatMap((stream) => between(this.#ordinalsOf(stream), from, end));
    return all.sort((a, b) => a - b);
  }

  #ordinalsOf(stream: string): readonly number[] {
    const number = this.#streamNames.find(stream);
    return number === undefined ? [] : this.#ordinals[number]!;
  }
}

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
