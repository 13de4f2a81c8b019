import { StoreUnavailable } from '#event-store';

const CAUSES: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  EIO: 'the disk reported an error',
  EACCES: 'the folder of documents cannot be used',
  EPERM: 'the folder of documents cannot be used',
  EROFS: 'the folder of documents cannot be written',
  ENOTDIR: 'the folder of documents is no folder',
};

export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** What a failure of the disk is to the caller; any other error stays what it is. */
export function failureOf(error: unknown, folder: string): unknown {
  const cause = CAUSES[codeOf(error)];
  return cause === undefined ? error : new StoreUnavailable(`${folder}: ${cause}`);
}
