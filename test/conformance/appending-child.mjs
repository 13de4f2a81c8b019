// Appends without end until it is killed, and writes the id of every event that the store has acknowledged.
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { openEmbedded } from '#event-store-embedded';

const [path, run] = process.argv.slice(2);
const WRITERS = 16;
const store = await openEmbedded({ path, directoryKeys: ({ type }) => [type] });

function event() {
  const commandId = randomUUID();
  const metadata = { recordedAt: new Date().toISOString(), actor: 'a', commandId, command: 'Note', contentHash: 'h' };
  return { id: randomUUID(), type: 'Noted', version: 1, data: { note: 'n'.repeat(500) }, metadata };
}

async function write(writer) {
  for (let expectedRevision = -1; ; expectedRevision += 2) {
    const events = [event(), event()];
    const claims = [{ kind: 'command', id: events[0].metadata.commandId }];
    await store.append({ stream: `case-${run}-${writer}`, expectedRevision, events, claims, unmoved: [], found: [] });
    writeSync(1, events.map(({ id, metadata }) => `${id} ${metadata.commandId}\n`).join(''));
  }
}

await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
