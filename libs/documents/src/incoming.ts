import { createHash, randomUUID, type Hash } from 'node:crypto';
import { readdir, rm, stat, type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { Rejected } from '#domain';
import { TextScan } from './text-scan.js';

const ENDING = '.part';

/** What was written under a temporary name, and what its bytes are. */
export type Received = {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly scan: TextScan;
};

/**
 * Writes bytes as they come under a temporary name and has the disk keep them. Nothing is left where it fails.
 * @throws Rejected DOCUMENT_TOO_LARGE as soon as they are too many
 */
export async function received(folder: string, content: AsyncIterable<Uint8Array>, largest: number): Promise<Received> {
  const path = join(folder, `${randomUUID()}${ENDING}`);
  const file = await open(path, 'wx', 0o600);
  try {
    const taken = await written(file, content, largest);
    await file.sync();
    await file.close();
    return { path, ...taken };
  } catch (error) {
    await file.close();
    await rm(path, { force: true });
    throw error;
  }
}

async function written(file: FileHandle, content: AsyncIterable<Uint8Array>, largest: number) {
  const hash: Hash = createHash('sha256');
  const scan = new TextScan();
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.length;
    if (bytes > largest) throw new Rejected('DOCUMENT_TOO_LARGE', `a document has at most ${largest} bytes`);
    hash.update(chunk);
    scan.take(chunk);
    await writeAll(file, chunk);
  }
  scan.end();
  return { sha256: hash.digest('hex'), bytes, scan };
}

/** A disk that is nearly full may take a part of what it is given. */
async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let from = 0; from < chunk.length;) from += (await file.write(chunk, from)).bytesWritten;
}

/** No upload goes for as long without a byte, in milliseconds. */
const ABANDONED_MS = 3_600_000;

/** Takes away what processes that were killed left behind. */
export async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith(ENDING)) continue;
    const path = join(folder, name);
    const last = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => undefined,
    );
    if (last !== undefined && last < Date.now() - ABANDONED_MS) await rm(path, { force: true });
  }
}
