import { hash } from 'node:crypto';

/** A whole subtree: so many events, a power of two. Hashes are 64 lower-case hexadecimal digits. */
export type Part = {
  readonly size: number;
  readonly root: string;
  /** The stored hash of its last event. */
  readonly last: string;
};

/**
 * The Merkle tree of RFC 6962 over the stored hashes of the log's events, as far as it must be known to go on: its whole
 * subtrees, the largest first. One more event costs two hashes on average, whatever the length of the log.
 */
export class CompactRange {
  readonly #parts: Part[];
  #size: number;

  constructor(parts: readonly Part[] = []) {
    this.#parts = [...parts];
    this.#size = parts.reduce((sum, { size }) => sum + size, 0);
  }

  /** Events so far. */
  get size(): number {
    return this.#size;
  }

  get parts(): readonly Part[] {
    return [...this.#parts];
  }

  /** The stored hash of the last event. */
  get last(): string | undefined {
    return this.#parts.at(-1)?.last;
  }

  append(eventHash: string): void {
    let part: Part = { size: 1, root: leaf(eventHash), last: eventHash };
    for (let left = this.#parts.at(-1); left?.size === part.size; left = this.#parts.at(-1)) {
      this.#parts.pop();
      part = { size: left.size * 2, root: node(left.root, part.root), last: part.last };
    }
    this.#parts.push(part);
    this.#size += 1;
  }

  /** Of the whole tree; of an empty one the hash of nothing. */
  root(): string {
    const [smallest, ...larger] = this.#parts.map(({ root }) => root).reverse();
    return smallest === undefined ? hash('sha256', '') : larger.reduce((right, left) => node(left, right), smallest);
  }
}

const leaf = (eventHash: string): string => hash('sha256', Buffer.from(`00${eventHash}`, 'hex'));
const node = (left: string, right: string): string => hash('sha256', Buffer.from(`01${left}${right}`, 'hex'));
