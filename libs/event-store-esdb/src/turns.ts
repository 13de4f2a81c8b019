import { createHash } from 'node:crypto';
import { StoreDamaged, type Found } from '#event-store';
import { textIn, type Recorded } from './recorded.js';

/** What happens to a claim. */
export const [CLAIMED, WITHDRAWN] = ['IdClaimed', 'ClaimWithdrawn'] as const;

/** What an append rests on, and what others may rest on that it changes: short marks of streams and directory keys. */
export type Footing = {
  readonly reads: readonly string[];
  /** The append's own stream first, then the keys under which it comes to be found. */
  readonly writes: readonly string[];
};

/** Which event an append writes, or will have written. */
export type Place = { readonly stream: string; readonly revision: number };

type Open = Place & {
  readonly command: string;
  /** Of the claim that told of it. */
  readonly position: bigint;
  readonly reads: ReadonlySet<string>;
  readonly writes: ReadonlySet<string>;
  /** When this process first heard of it. */
  readonly sinceMs: number;
};

/** An append whose turn it is, or not yet. */
export type Waiting = { readonly command: string; readonly position: bigint; readonly footing: Footing };

/** What an append touches, by its names. Nobody but its own process needs to know them. */
export type Touched = Footing;

/** 48 bits: two that meet by chance make one append wait for another in vain, and nothing worse. */
const mark = (name: string): string => createHash('sha256').update(name).digest('base64url').slice(0, 8);

export const footingOf = ({ reads, writes }: Touched): Footing => ({
  reads: reads.map(mark),
  writes: writes.map(mark),
});

export const touchedBy = (
  stream: string,
  newKeys: readonly string[],
  { unmoved, found }: { readonly unmoved: readonly { readonly stream: string }[]; readonly found: readonly Found[] },
): Touched => ({
  reads: [...unmoved.map((read) => ofStream(read.stream)), ...found.map(({ key }) => ofKey(key))],
  writes: [ofStream(stream), ...newKeys.map(ofKey)],
});

const ofStream = (stream: string): string => `stream ${stream}`;
const ofKey = (key: string): string => `key ${key}`;

/**
 * Appends that are announced and not written yet, of all processes, by the claims that pass in the log. What one rests on
 * and another changes they do in the order of their claims, which is the same for everybody: the later one waits until
 * the earlier is written, or given up. Nobody waits for a later one, so that no two wait for each other.
 */
export class Turns {
  readonly #patienceMs: number;
  /** By the claim's stream and revision. */
  readonly #open = new Map<string, Open>();
  /** By the stream that they are to write. */
  readonly #ofStream = new Map<string, Set<string>>();

  /** @param patienceMs  after which one that this process has seen open counts as left by a process that ended */
  constructor(patienceMs: number) {
    this.#patienceMs = patienceMs;
  }

  /** An event of a claim has come. @param revisionOf  of a stream as it has come so far @throws StoreDamaged */
  heard(recorded: Recorded, revisionOf: (stream: string) => number): void {
    try {
      if (recorded.type === WITHDRAWN) this.#withdrawn(recorded);
      else this.#claimed(recorded, revisionOf);
    } catch (error) {
      throw new StoreDamaged(`a claim of ${recorded.streamId} is not what a ledger wrote`, { cause: error });
    }
  }

  #claimed(claim: Recorded, revisionOf: (stream: string) => number): void {
    const footing = footingIn(claim);
    if (!footing) return; // one that announces nothing
    const { command, stream, revision } = JSON.parse(textIn(claim.data)) as Place & { readonly command: string };
    if (revisionOf(stream) >= revision) return;
    const key = `${claim.streamId}@${claim.revision}`;
    const [reads, writes] = [new Set(footing.reads), new Set(footing.writes)];
    this.#open.set(key, {
      ...{ command, stream, revision, reads, writes },
      position: claim.position!.commit,
      sinceMs: performance.now(),
    });
    const others = this.#ofStream.get(stream);
    if (others) others.add(key);
    else this.#ofStream.set(stream, new Set([key]));
  }

  #withdrawn({ streamId, data }: Recorded): void {
    this.#close(`${streamId}@${(JSON.parse(textIn(data)) as { readonly withdrawn: number }).withdrawn}`);
  }

  /** An event has come: whatever was to lie there lies there, or never will. */
  written({ stream, revision }: Place): void {
    for (const key of [...(this.#ofStream.get(stream) ?? [])]) {
      if (this.#open.get(key)!.revision <= revision) this.#close(key);
    }
  }

  /** The command of an earlier append that must be written or given up first, if there is one. */
  before({ command, position, footing }: Waiting): string | undefined {
    for (const [key, open] of this.#open) {
      if (this.#isLeft(open)) this.#close(key);
      else if (open.position < position && open.command !== command && doMeet(open, footing)) return open.command;
    }
    return undefined;
  }

  isOpen(command: string): boolean {
    for (const open of this.#open.values()) if (open.command === command) return true;
    return false;
  }

  /** Of the claim of the first that is open. */
  get oldest(): bigint | undefined {
    for (const [key, open] of this.#open) {
      if (!this.#isLeft(open)) return open.position;
      this.#close(key);
    }
    return undefined;
  }

  #isLeft({ sinceMs }: Open): boolean {
    return performance.now() - sinceMs >= this.#patienceMs;
  }

  #close(key: string): void {
    const open = this.#open.get(key);
    if (!open) return;
    this.#open.delete(key);
    const others = this.#ofStream.get(open.stream)!;
    others.delete(key);
    if (others.size === 0) this.#ofStream.delete(open.stream);
  }
}

const doMeet = (open: Open, { reads, writes }: Footing): boolean =>
  reads.some((read) => open.writes.has(read)) || writes.some((write) => open.reads.has(write));

/** What a claim announces; undefined of one that announces nothing. */
export function footingIn({ metadata }: Recorded): Footing | undefined {
  const found: unknown =
    metadata instanceof Uint8Array && metadata.byteLength > 0 ? JSON.parse(textIn(metadata)) : metadata;
  return typeof found === 'object' && found !== null && 'reads' in found ? (found as Footing) : undefined;
}
