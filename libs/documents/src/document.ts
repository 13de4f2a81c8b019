import type { Readable } from 'node:stream';
import type { MediaType } from './media-types.js';

/** A letter, a minute, an agreement: bytes that never change, known by their SHA-256. */
export type KeptDocument = {
  /** 64 hexadecimal digits, lower case. */
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: MediaType;
};

/** What is said of bytes that are to be kept. */
export type Said = {
  /** Its type, as of a Content-Type without parameters; the bytes must be of it. */
  readonly mediaType?: string | undefined;
  /** What its bytes must hash to. */
  readonly sha256?: string | undefined;
};

export type Added = { readonly document: KeptDocument; readonly isNew: boolean };

/** A document whose bytes were found to hash to its name. */
export type VerifiedDocument = KeptDocument & {
  /** Its bytes; fails at its end where they are others than those that were verified. Read or destroyed once. */
  readonly content: Readable;
};

export type DocumentFinding = {
  readonly sha256: string;
  readonly file: string;
  readonly detail: string;
};

export type DocumentsChecked = {
  readonly documents: readonly KeptDocument[];
  readonly findings: readonly DocumentFinding[];
};

/** Where documents are kept beside the log. */
export interface DocumentStore {
  /** The folder; undefined for one that ends with the process. */
  readonly folder: string | undefined;
  /** Bytes that one document may have. */
  readonly largest: number;
  /**
   * Keeps bytes as they come, whole or not at all, and each document once.
   * @throws Rejected          INVALID (nothing in it, or other bytes than was said), DOCUMENT_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE
   * @throws StoreUnavailable  the disk is full or fails; the message says why
   */
  add(content: AsyncIterable<Uint8Array>, said?: Said): Promise<Added>;
  /** Whether it is here, by its name: its bytes are looked at when it is read. */
  has(sha256: string): Promise<boolean>;
  /** @throws Rejected UNKNOWN_DOCUMENT, or DOCUMENT_DAMAGED where its bytes are not those of its name */
  read(sha256: string): Promise<VerifiedDocument>;
  /** Recomputes the hash of every document. */
  check(tell?: (documents: number) => void): Promise<DocumentsChecked>;
  close(): Promise<void>;
}

export const isSha256 = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);
