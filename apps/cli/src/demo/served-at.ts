import { readFile, rm, writeFile } from 'node:fs/promises';
import { placeOf } from '#ledger';

/** The file of an embedded store; undefined for any other. */
export function fileOf(address: string): string | undefined {
  const place = placeOf(address);
  return place.kind === 'embedded' ? place.path : undefined;
}

/** Beside the store while it is served: the address, for whoever wants to open the store meanwhile. */
const noteOf = (file: string): string => `${file}.served-at`;

/** Notes where the store is served. @returns takes the note away */
export async function noteServedAt(address: string, url: string): Promise<() => Promise<void>> {
  const file = fileOf(address);
  if (file === undefined) return async () => undefined;
  await writeFile(noteOf(file), `${url}\n`);
  return () => rm(noteOf(file), { force: true });
}

/** Long enough for a server on this machine, in milliseconds. */
const PATIENCE_MS = 1_000;

/** Where the store is served now, if a note says so and a server answers there. */
export async function liveAddress(address: string): Promise<string | undefined> {
  const file = fileOf(address);
  if (file === undefined) return undefined;
  try {
    const url = (await readFile(noteOf(file), 'utf8')).trim();
    const { ok } = await fetch(new URL('/health/live', url), { signal: AbortSignal.timeout(PATIENCE_MS) });
    return ok ? url : undefined;
  } catch {
    return undefined; // no note, or one that a process left which is no more
  }
}
