import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { bytesIn } from './embedded.mjs';

export const SYNC = 'fdatasync after every append';

/** The stream is not where it was expected. */
class Elsewhere extends Error {}

/** The floor below all: a line a commit at the end of a file, and a sync. Revisions are kept in memory only. */
export async function opened({ folder }) {
  const path = join(folder, 'events.jsonl');
  const file = await open(path, 'a');
  const revisions = new Map();
  return {
    async append(stream, expected = -1, events) {
      const revision = revisions.get(stream) ?? -1;
      if (revision !== expected) throw new Elsewhere(stream);
      revisions.set(stream, revision + events.length);
      await file.appendFile(events.map((event) => `${JSON.stringify({ stream, ...event })}\n`).join(''));
      await file.datasync();
      return revision + events.length;
    },
    isConflict: (error) => error instanceof Elsewhere,
    async *stored() {
      for await (const line of createInterface({ input: createReadStream(path) })) yield JSON.parse(line).data;
    },
    bytes: () => bytesIn(folder),
    close: () => file.close(),
  };
}
