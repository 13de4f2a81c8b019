import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Rejected } from '#domain';
import { DocumentFolder } from './document-folder.js';
import type { Added, DocumentsChecked, DocumentStore, Said, VerifiedDocument } from './document.js';

/** Documents of a ledger that ends with its process: in a folder that is made for the first of them and goes with it. */
export class TemporaryDocuments implements DocumentStore {
  readonly folder = undefined;
  private made: Promise<DocumentFolder> | undefined;

  constructor(readonly largest: number) {}

  async add(content: AsyncIterable<Uint8Array>, said?: Said): Promise<Added> {
    this.made ??= mkdtemp(join(tmpdir(), 'ledger-documents-')).then((path) => new DocumentFolder(path, this.largest));
    return (await this.made).add(content, said);
  }

  async has(sha256: string): Promise<boolean> {
    return (await this.made)?.has(sha256) ?? false;
  }

  async read(sha256: string): Promise<VerifiedDocument> {
    const kept = await this.made;
    if (!kept) throw new Rejected('UNKNOWN_DOCUMENT', `document ${sha256} is not here`);
    return kept.read(sha256);
  }

  async check(tell?: (documents: number) => void): Promise<DocumentsChecked> {
    return (await this.made)?.check(tell) ?? { documents: [], findings: [] };
  }

  async close(): Promise<void> {
    const kept = await this.made;
    if (kept) await rm(kept.folder, { recursive: true, force: true });
  }
}
