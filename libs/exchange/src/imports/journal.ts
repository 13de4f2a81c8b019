import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { StoreUnavailable, type EventStore } from '#event-store';
import type { Ledger } from '#ledger';

/** One import that was begun. */
export type JournalEntry = {
  readonly importId: string;
  readonly kind: string;
  /** Name of the file, without its folder. */
  readonly file: string;
  readonly sha256: string;
  /** How many commands it has, those of earlier runs included. */
  readonly commands: number;
  /** Where the log ended when it was begun: its commands lie after it. */
  readonly after: number;
  readonly startedAt: string;
  readonly finishedAt?: string;
};

/** An import and how far it is, as the log has it. */
export type ImportProgress = JournalEntry & { readonly recorded: number; readonly isComplete: boolean };

/**
 * Which imports were begun and which were finished, in a file beside the ledger's others. It holds no fact and no figure:
 * what an import recorded is read from the log by its command ids, and an import goes on without the journal as well;
 * only then nobody would see that one was left half done. A store in memory ends with its process and keeps none.
 */
export class ImportJournal {
  private constructor(private readonly path: string | undefined) {}

  static of({ files }: Pick<Ledger, 'files'>): ImportJournal {
    return new ImportJournal(files.imports);
  }

  /** In the order in which they were begun. @throws StoreUnavailable when the file is not what this class wrote */
  entries(): readonly JournalEntry[] {
    if (this.path === undefined || !existsSync(this.path)) return [];
    try {
      const { imports } = JSON.parse(readFileSync(this.path, 'utf8')) as { imports: JournalEntry[] };
      if (!Array.isArray(imports)) throw new TypeError('no list of imports');
      return imports;
    } catch (cause) {
      const what = `${this.path} cannot be read as the journal of imports`;
      throw new StoreUnavailable(`${what}; it holds no facts: move it away to go on without it`, { cause });
    }
  }

  /** An import that was begun before goes on from where it began. */
  begin(entry: JournalEntry): void {
    const before = this.entries().find(({ importId }) => importId === entry.importId);
    this.put(before ? { ...entry, after: before.after, startedAt: before.startedAt } : entry);
  }

  finish(importId: string, finishedAt: string): void {
    const entry = this.entries().find((begun) => begun.importId === importId);
    if (entry && entry.finishedAt === undefined) this.put({ ...entry, finishedAt });
  }

  private put(entry: JournalEntry): void {
    const others = this.entries().filter(({ importId }) => importId !== entry.importId);
    if (this.path !== undefined) writeWhole(this.path, JSON.stringify({ imports: [...others, entry] }, undefined, 2));
  }
}

/** The file is the old one or the new one, never half of each. */
function writeWhole(path: string, text: string): void {
  const beside = `${path}.new`;
  const file = openSync(beside, 'w');
  try {
    writeSync(file, `${text}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(beside, path);
}

/** Every import that was begun, the incomplete ones first. */
export async function importProgress(store: EventStore, journal: ImportJournal): Promise<readonly ImportProgress[]> {
  const entries = journal.entries();
  const open = entries.filter(({ finishedAt }) => finishedAt === undefined);
  const recorded = await commandsRecorded(store, open);
  const all = entries.map((entry) => ({
    ...entry,
    recorded: recorded.get(entry.importId)?.size ?? entry.commands,
    isComplete: entry.finishedAt !== undefined,
  }));
  return all.toSorted((a, b) => Number(a.isComplete) - Number(b.isComplete));
}

const PAGE = 1000;

/** Which commands of these imports the log holds, from where the first of them began. */
async function commandsRecorded(
  store: EventStore,
  entries: readonly JournalEntry[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map(entries.map(({ importId }) => [importId, new Set<string>()]));
  if (entries.length === 0) return found;
  for (let after = BigInt(Math.min(...entries.map((entry) => entry.after))); ;) {
    const events = await store.readAll({ after, limit: PAGE });
    for (const { metadata } of events) found.get(metadata.correlationId ?? '')?.add(metadata.commandId);
    if (events.length < PAGE) return found;
    after = events.at(-1)!.position;
  }
}
