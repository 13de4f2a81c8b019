import type { Added, KeptDocument, Said } from '#documents';

/** A document on its way to a file; its bytes fail before their end where they are damaged. */
export type Given = KeptDocument & { readonly content: AsyncIterable<Uint8Array> };

/** A document that is damaged or missing. */
export type Finding = { readonly sha256: string; readonly file?: string; readonly detail: string };

export type Checked = { readonly checked: number; readonly findings: readonly Finding[] };

/** What the verbs need of where documents are kept, here or behind a server. */
export type DocumentReach = {
  /** @throws Rejected */
  add(content: AsyncIterable<Uint8Array>, said: Said): Promise<Added>;
  /** @throws Rejected UNKNOWN_DOCUMENT, DOCUMENT_DAMAGED */
  get(sha256: string): Promise<Given>;
  /** Looks at documents that are here, and for those on which a command rests. */
  check(attached: ReadonlySet<string>, tell: () => void): Promise<Checked>;
};
