// Appends until a sync fails, then says in one line of JSON what the store answers afterwards.
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { openEmbedded } from '#event-store-embedded';

const [path] = process.argv.slice(2);
const store = await openEmbedded({ path, directoryKeys: ({ type }) => [type] });

function event() {
  const commandId = randomUUID();
  const metadata = { recordedAt: new Date().toISOString(), actor: 'a', commandId, command: 'Note', contentHash: 'h' };
  return { id: randomUUID(), type: 'Noted', version: 1, data: {}, metadata };
}

const append = (expectedRevision) =>
  store.append({ stream: 'case-1', expectedRevision, events: [event()], claims: [], unmoved: [], found: [] });

let acknowledged = 0;
let failure;
while (failure === undefined && acknowledged < 1000) {
  await append(acknowledged - 1).then(
    () => (acknowledged += 1),
    (error) => (failure = error.message),
  );
}
const again = await append(acknowledged - 1).catch((error) => error.message);
const { length: read } = await store.readAll({ after: 0n, limit: 2000 });
await store.close().catch(() => undefined);
writeSync(1, `${JSON.stringify({ acknowledged, failure, again, read })}\n`);
