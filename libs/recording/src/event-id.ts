import { createHash } from 'node:crypto';

/** The id of a command's nth event: the same command always makes the same ids. A UUID of version 8 (RFC 9562). */
export function eventIdOf(commandId: string, index: number): string {
  const bytes = createHash('sha256').update(`${commandId}\n${index}`, 'utf8').digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
