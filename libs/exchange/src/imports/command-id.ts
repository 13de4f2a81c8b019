import { createHash } from 'node:crypto';

/** Of a command id, in characters. */
const LONGEST = 200;
const HASH_DIGITS = 16;

export const hashOfFile = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** The same file as the same kind is the same import. */
export const importIdOf = (sha256: string, kind: string): string => `import:${sha256.slice(0, HASH_DIGITS)}:${kind}`;

/** The same row of the same import is the same command. Keys that a command id cannot hold stand in it by their hash. */
export function commandIdOf(importId: string, key: string): string {
  const id = `${importId}:${encodeURI(key)}`;
  if (id.length <= LONGEST) return id;
  return `${importId}:sha256-${createHash('sha256').update(key, 'utf8').digest('hex')}`;
}
