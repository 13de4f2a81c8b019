import { closeSync, constants, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { sha256 } from '#audit';
import { StoreDamaged, StoreUnavailable } from '#event-store';
import { codeOf } from '#sqlite-file';

/** How far the log was acknowledged, and the stored hash of the last event. */
export type Acknowledged = { readonly events: number; readonly last: string };

/** Digits of the number of events: the text is as long as the one before, which it replaces in place. */
const DIGITS = 16;
const CHECK_DIGITS = 16;

/**
 * Says after every commit how far the log was acknowledged. It is not synced: what it says outlives a killed process, and
 * after a loss of power it may be behind, never ahead. SQLite drops a damaged end of its log in silence; this tells.
 */
export class AcknowledgedMark {
  readonly #file: string;
  readonly #descriptor: number;

  constructor(file: string) {
    this.#file = file;
    this.#descriptor = openSync(file, constants.O_RDWR | constants.O_CREAT, 0o644);
  }

  write(acknowledged: Acknowledged): void {
    try {
      writeSync(this.#descriptor, textOf(acknowledged), 0);
    } catch {
      // The commit stands all the same. A mark that stays behind finds less, and is never wrong.
    }
  }

  /** @param remove  what it says stands elsewhere, synced */
  close(remove: boolean): void {
    closeSync(this.#descriptor);
    if (remove) rmSync(this.#file, { force: true });
  }
}

function textOf({ events, last }: Acknowledged): string {
  const text = `${String(events).padStart(DIGITS, '0')} ${last}`;
  return `${text} ${sha256(text).slice(0, CHECK_DIGITS)}\n`;
}

/** Readings of a mark that a server may be writing just then. */
const READINGS = 3;
const LENGTH = textOf({ events: 0, last: sha256('') }).length;

/**
 * Undefined where there is none, or none that reached the disk whole before a loss of power: cut off, or nothing but zeros.
 * A whole one lies in one sector and is written in place, so that a loss of power leaves the text before or the new one.
 * @throws StoreDamaged  it is whole, and not what was written
 */
export function readMark(file: string): Acknowledged | undefined {
  for (let reading = 1; reading <= READINGS; reading++) {
    const text = textIn(file);
    if (text.length < LENGTH || /^\0*$/.test(text)) return undefined;
    const [events, last] = text.split(' ');
    const found = { events: Number(events), last: last ?? '' };
    if (textOf(found) === text) return found;
  }
  throw new StoreDamaged(
    `${file} is damaged, so that events may be gone from the end of the log and nothing says so: ` +
      '`ledger store repair` checks what is there',
  );
}

/** A character a byte; empty where there is no such file. */
function textIn(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return '';
    throw new StoreUnavailable(`${file} cannot be read (${codeOf(error)})`, { cause: error });
  }
}
