import type { DirectoryKeys, StoredEvent } from '#event-store';

/** The ids that an event claims, by the domain. */
export type ClaimsOf = (event: StoredEvent) => readonly { readonly kind: string; readonly id: string }[];

/** A text that stands sealed in an event. */
export type SealedText = {
  readonly sealed: string;
  /** Under whose key, by what was sealed. */
  readonly subjectOf: (text: string) => string;
};

/** What the domain says of events. */
export type Domain = {
  readonly directoryKeys: DirectoryKeys;
  readonly claimsOf: ClaimsOf;
  readonly sealedIn: (event: StoredEvent) => readonly SealedText[];
};

/** Something in a store that is not as it was written. */
export type Finding = {
  /**
   * `checkpoint-file`: the file alone is damaged; `checkpoint`: the log is not what it says; `keyring`: names cannot be
   * read, while the log is what it was.
   */
  readonly part: 'file' | 'checkpoint-file' | 'checkpoint' | 'event' | 'claim' | 'directory' | 'keyring';
  /** Of the event that it is about. */
  readonly position?: number;
  readonly stream?: string;
  /** What differs, in a sentence. */
  readonly detail: string;
};
