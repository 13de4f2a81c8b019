import { createHash } from 'node:crypto';
import { readdir, rename, rm, open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Rejected } from '#domain';
import { makeFolder, syncFolderOf } from '#sqlite-file';
import {
  isSha256,
  type Added,
  type DocumentFinding,
  type DocumentsChecked,
  type DocumentStore,
  type KeptDocument,
  type Said,
  type VerifiedDocument,
} from './document.js';
import { codeOf, failureOf } from './failures.js';
import { received, sweep, type Received } from './incoming.js';
import { endingOf, judged, MEDIA_TYPES, type MediaType } from './media-types.js';

/** Where documents are while they come in. */
const INCOMING = 'incoming';
/** Digits of the hash that name the folder, so that none gets too many files. */
const FOLDER_DIGITS = 2;
const CHUNK_BYTES = 65_536;

type Found = { readonly path: string; readonly mediaType: MediaType };

/** Documents as files, each named by the SHA-256 of its bytes and the ending of its type: `ab/ab12….pdf`. */
export class DocumentFolder implements DocumentStore {
  private swept = false;

  constructor(
    readonly folder: string,
    readonly largest: number,
  ) {}

  async add(content: AsyncIterable<Uint8Array>, said: Said = {}): Promise<Added> {
    try {
      const incoming = await this.prepared();
      const part = await received(incoming, content, this.largest);
      try {
        return await this.taken(part, said);
      } finally {
        await rm(part.path, { force: true });
      }
    } catch (error) {
      throw failureOf(error, this.folder);
    }
  }

  async has(sha256: string): Promise<boolean> {
    return (await this.find(sha256)) !== undefined;
  }

  async read(sha256: string): Promise<VerifiedDocument> {
    const found = await this.find(sha256);
    if (!found) throw new Rejected('UNKNOWN_DOCUMENT', `document ${sha256} is not here`);
    try {
      const file = await open(found.path, 'r');
      try {
        const { bytes, hash } = await hashed(file);
        if (hash !== sha256) throw damaged(sha256, hash);
        const content = Readable.from(verifying(file, sha256), { objectMode: false });
        content.once('close', () => void file.close().catch(() => undefined));
        return { sha256, bytes, mediaType: found.mediaType, content };
      } catch (error) {
        await file.close();
        throw error;
      }
    } catch (error) {
      throw failureOf(error, this.folder);
    }
  }

  async check(tell: (documents: number) => void = () => undefined): Promise<DocumentsChecked> {
    const documents: KeptDocument[] = [];
    const findings: DocumentFinding[] = [];
    for (const { sha256, path, mediaType } of await this.all()) {
      const outcome = await this.checked(path, sha256);
      if (typeof outcome === 'string') findings.push({ sha256, file: path, detail: outcome });
      else documents.push({ sha256, bytes: outcome.bytes, mediaType });
      tell(1);
    }
    return { documents, findings };
  }

  async close(): Promise<void> {}

  private async checked(path: string, sha256: string): Promise<{ readonly bytes: number } | string> {
    try {
      const { bytes, hash } = await hashedAt(path);
      return hash === sha256 ? { bytes } : `is damaged: its bytes hash to ${hash}`;
    } catch (error) {
      if (codeOf(error) === '') throw error;
      return `cannot be read (${codeOf(error)})`;
    }
  }

  /** Bytes that were received become a document, unless it is here and whole. */
  private async taken({ path, sha256, bytes, scan }: Received, said: Said): Promise<Added> {
    if (bytes === 0) throw new Rejected('INVALID', 'the document is empty');
    if (said.sha256 !== undefined && said.sha256 !== sha256) {
      throw new Rejected('INVALID', `the bytes that came hash to ${sha256}, not to ${said.sha256}; nothing was kept`);
    }
    const found = await judged(path, scan, said.mediaType);
    if ('refused' in found) throw new Rejected('UNSUPPORTED_MEDIA_TYPE', found.refused);
    const before = await this.find(sha256);
    if (before && typeof (await this.checked(before.path, sha256)) !== 'string') {
      return { document: { sha256, bytes, mediaType: before.mediaType }, isNew: false };
    }
    const target = before?.path ?? this.pathOf(sha256, found.mediaType);
    this.make(join(target, '..'));
    await rename(path, target);
    syncFolderOf(target);
    return { document: { sha256, bytes, mediaType: before?.mediaType ?? found.mediaType }, isNew: true };
  }

  private pathOf(sha256: string, mediaType: MediaType): string {
    return join(this.folder, sha256.slice(0, FOLDER_DIGITS), `${sha256}.${endingOf(mediaType)}`);
  }

  private async find(sha256: string): Promise<Found | undefined> {
    if (!isSha256(sha256)) return undefined;
    const names = new Set(await namesIn(join(this.folder, sha256.slice(0, FOLDER_DIGITS)), this.folder));
    const mediaType = MEDIA_TYPES.find((type) => names.has(`${sha256}.${endingOf(type)}`));
    return mediaType === undefined ? undefined : { path: this.pathOf(sha256, mediaType), mediaType };
  }

  /** Every document by its hash; what else lies in the folder is nobody's document. */
  private async all(): Promise<readonly (Found & { readonly sha256: string })[]> {
    const found: (Found & { readonly sha256: string })[] = [];
    for (const digits of (await namesIn(this.folder, this.folder)).toSorted()) {
      if (!/^[0-9a-f]{2}$/.test(digits)) continue;
      for (const name of (await namesIn(join(this.folder, digits), this.folder)).toSorted()) {
        const [sha256 = '', ending] = name.split('.');
        const mediaType = MEDIA_TYPES.find((type) => endingOf(type) === ending);
        if (isSha256(sha256) && sha256.startsWith(digits) && mediaType !== undefined)
          found.push({ sha256, path: this.pathOf(sha256, mediaType), mediaType });
      }
    }
    return found;
  }

  private async prepared(): Promise<string> {
    const incoming = join(this.folder, INCOMING);
    if (this.swept) makeFolder(incoming);
    else {
      this.make(this.folder);
      this.make(incoming);
      await sweep(incoming);
      this.swept = true;
    }
    return incoming;
  }

  /** The folder's own name must outlive a loss of power as well as what is in it. */
  private make(folder: string): void {
    makeFolder(folder);
    syncFolderOf(folder);
  }
}

const damaged = (sha256: string, hash: string): Rejected =>
  new Rejected('DOCUMENT_DAMAGED', `document ${sha256} is damaged: its bytes hash to ${hash}`);

async function namesIn(folder: string, of: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw failureOf(error, of);
  }
}

async function hashedAt(path: string): Promise<{ readonly bytes: number; readonly hash: string }> {
  const file = await open(path, 'r');
  try {
    return await hashed(file);
  } finally {
    await file.close();
  }
}

async function hashed(file: FileHandle): Promise<{ readonly bytes: number; readonly hash: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of chunksOf(file)) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, hash: hash.digest('hex') };
}

/** The bytes once more, from the beginning; whoever receives them never takes others for the whole. */
async function* verifying(file: FileHandle, sha256: string): AsyncGenerator<Buffer, void> {
  const hash = createHash('sha256');
  let before: Buffer | undefined;
  for await (const chunk of chunksOf(file)) {
    hash.update(chunk);
    if (before) yield before;
    before = chunk;
  }
  const digest = hash.digest('hex');
  if (digest !== sha256) throw damaged(sha256, digest);
  if (before) yield before;
}

async function* chunksOf(file: FileHandle): AsyncGenerator<Buffer, void> {
  for (let at = 0; ;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
