import { readFileSync } from 'node:fs';
import { canonicalJson, sha256 } from '#audit';
import { StoreDamaged, StoreUnavailable } from '#event-store';
import { codeOf, writeDurably } from '#sqlite-file';
import { CompactRange, type Part } from './compact-range.js';

/** The layout below. */
const FORMAT = 1;

/** What a log was when the file was written. */
export type Checkpoint = { readonly events: number; readonly root: string; readonly parts: readonly Part[] };

export const checkpointOf = (range: CompactRange): Checkpoint => ({
  events: range.size,
  root: range.root(),
  parts: range.parts,
});

export const writeCheckpoint = (file: string, checkpoint: Checkpoint): Promise<void> =>
  writeDurably(file, textOf(checkpoint));

/** The file says of itself what it hashes to, so that its own damage is not taken for the log's. */
function textOf({ events, root, parts }: Checkpoint): string {
  const checkpoint = { events, format: FORMAT, parts, root };
  return `${canonicalJson({ checkpoint, sha256: sha256(canonicalJson(checkpoint)) })}\n`;
}

/**
 * @returns undefined where there is no such file
 * @throws StoreDamaged     it is not what was written
 * @throws StoreUnavailable it cannot be read, or is of a newer ledger
 */
export function readCheckpoint(file: string): Checkpoint | undefined {
  const text = textIn(file);
  if (text === undefined) return undefined;
  const found = parsed(text);
  if (found !== undefined && found.format > FORMAT) {
    throw new StoreUnavailable(`${file} was written by a newer ledger (format ${found.format})`);
  }
  if (found === undefined || textOf(found) !== text || !addsUp(found)) {
    throw new StoreDamaged(`${file} is damaged: \`ledger store repair\` checks every event and writes it anew`);
  }
  return found;
}

function textIn(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new StoreUnavailable(`${file} cannot be read (${codeOf(error)})`, { cause: error });
  }
}

function parsed(text: string): (Checkpoint & { readonly format: number }) | undefined {
  try {
    const { checkpoint } = JSON.parse(text) as { checkpoint?: Checkpoint & { readonly format: number } };
    return checkpoint !== undefined && Array.isArray(checkpoint.parts) ? checkpoint : undefined;
  } catch {
    return undefined;
  }
}

function addsUp({ events, root, parts }: Checkpoint): boolean {
  const range = new CompactRange(parts);
  return range.size === events && range.root() === root;
}
