import { Rejected, type RefusalCode } from '#domain';
import type { Ledger } from '#ledger';
import { aLedger } from '#testing';
import type { Command } from './history.js';

export type Refused = { readonly command: Command; readonly code: RefusalCode };

export type Played = {
  readonly ledger: Ledger;
  readonly accepted: readonly Command[];
  readonly refused: readonly Refused[];
};

/** Records what the ledger takes, and tells what it refuses. */
export async function play(ledger: Ledger, commands: readonly Command[]): Promise<Omit<Played, 'ledger'>> {
  const accepted: Command[] = [];
  const refused: Refused[] = [];
  for (const command of commands) {
    try {
      await ledger.recorder.record(command);
      accepted.push(command);
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      refused.push({ command, code: error.code });
    }
  }
  return { accepted, refused };
}

/** Plays commands into an empty ledger, and takes it away afterwards. */
export async function playing<T>(commands: readonly Command[], use: (played: Played) => Promise<T>): Promise<T> {
  const ledger = await aLedger();
  try {
    return await use({ ledger, ...(await play(ledger, commands)) });
  } finally {
    await ledger.close();
  }
}
