import { closeSync, constants, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { sha256 } from '#audit';
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

/** Undefined where there is none, or none that can be believed: it was torn by a loss of power. */
export function readMark(file: string): Acknowledged | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    const [events, last] = text.split(' ');
    const found = { events: Number(events), last: last ?? '' };
    return textOf(found) === text ? found : undefined;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
