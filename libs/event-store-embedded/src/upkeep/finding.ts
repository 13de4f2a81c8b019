import type { DirectoryKeys, StoredEvent } from '#event-store';

/** The ids that an event claims, by the domain. */
export type ClaimsOf = (event: StoredEvent) => readonly { readonly kind: string; readonly id: string }[];

/** What the domain says of events. */
export type Domain = { readonly directoryKeys: DirectoryKeys; readonly claimsOf: ClaimsOf };

/** Something in a store that is not as it was written. */
export type Finding = {
  /** `checkpoint-file`: the file alone is damaged; `checkpoint`: the log is not what it says. */
  readonly part: 'file' | 'checkpoint-file' | 'checkpoint' | 'event' | 'claim' | 'directory';
  /** Of the event that it is about. */
  readonly position?: number;
  readonly stream?: string;
  /** What differs, in a sentence. */
  readonly detail: string;
};
