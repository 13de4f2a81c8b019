import { AcknowledgedMark } from './acknowledged-mark.js';
import { checkpointOf, writeCheckpoint } from './checkpoint-file.js';
import type { CompactRange } from './compact-range.js';
import { filesOf } from './store-files.js';

/** Half of the second in which a checkpoint must be written, in milliseconds: the other half is for the disk. */
const PAUSE_MS = 500;
/** Events that wait for their place in the tree at most: many at once cost less than each by itself. */
const UNPLACED = 256;

/** Keeps the files that say what the log was: the checkpoint, synced and within a second, and the mark at once. */
export class CheckpointKeeper {
  readonly #file: string;
  readonly #range: CompactRange;
  readonly #mark: AcknowledgedMark;
  /** Hashes of events that are recorded and not in the tree yet. */
  #unplaced: string[] = [];
  #written: number;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  /** @param written  events in the checkpoint that is there */
  constructor(path: string, range: CompactRange, written: number) {
    this.#file = filesOf(path).checkpoint;
    this.#range = range;
    this.#written = written;
    this.#mark = new AcknowledgedMark(filesOf(path).acknowledged);
    this.#tell();
  }

  /** @param hashes  of the events that one commit made durable, in order */
  recorded(hashes: readonly string[]): void {
    if (hashes.length === 0) return;
    this.#unplaced.push(...hashes);
    if (this.#unplaced.length >= UNPLACED) this.#place();
    this.#tell();
  }

  #place(): void {
    for (const hash of this.#unplaced) this.#range.append(hash);
    this.#unplaced = [];
  }

  get #events(): number {
    return this.#range.size + this.#unplaced.length;
  }

  #tell(): void {
    const last = this.#unplaced.at(-1) ?? this.#range.last;
    if (last === undefined || this.#events === this.#written) return;
    this.#mark.write({ events: this.#events, last });
    this.#timer ??= setTimeout(() => void this.#write(), PAUSE_MS).unref();
  }

  /** Writes what there is now. On a full disk the old file stays, and is right: it only says less. */
  #write(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(async () => {
      this.#place();
      const checkpoint = checkpointOf(this.#range);
      await writeCheckpoint(this.#file, checkpoint).then(
        () => (this.#written = checkpoint.events),
        () => undefined,
      );
      if (this.#events > this.#written) this.#timer ??= setTimeout(() => void this.#write(), PAUSE_MS).unref();
    });
    return this.#writing;
  }

  /** Writes the last checkpoint. */
  async close(): Promise<void> {
    await this.#writing;
    if (this.#events > this.#written) await this.#write();
    clearTimeout(this.#timer); // set where the disk took nothing
    this.#mark.close(this.#events === this.#written);
  }
}
