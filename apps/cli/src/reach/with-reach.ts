import { oneLedgerOnly, withLedger, type Asker, type Opening } from '../opening.js';
import type { Terminal } from '../terminal.js';
import type { Reach } from './reach.js';

export type ReachOptions = Opening & Asker & { readonly json?: true };

/**
 * Works on the ledger that the options mean. Under `--json` a refusal is the document on standard output, as HTTP gives
 * it, besides the sentence on standard error.
 */
export async function withReach<T>(
  terminal: Terminal,
  options: ReachOptions,
  work: (reach: Reach) => Promise<T>,
): Promise<T> {
  oneLedgerOnly(options);
  return tellingProblems(terminal, options, async () => {
    if (options.server !== undefined) {
      const { remoteReach } = await import('./remote.js');
      return work(remoteReach(options.server, terminal.interruption, saidBy(options)));
    }
    const { localReach } = await import('./local.js');
    const { readerOf } = await import('#ledger');
    const reader = readerOf(saidBy(options), 'CLI');
    return withLedger(terminal, options, (ledger) => work(localReach(ledger, reader)));
  });
}

/** Who reads, as the options say. */
export const saidBy = ({ askedBy, askedFor }: Asker) => ({ actor: askedBy, organisation: askedFor });

/** Under `--json` a refusal of the work is the document on standard output. */
export async function tellingProblems<T>(
  terminal: Terminal,
  options: Pick<ReachOptions, 'json'>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (options.json === true) await tellProblem(terminal, error);
    throw error;
  }
}

async function tellProblem(terminal: Terminal, error: unknown): Promise<void> {
  const { Rejected } = await import('#domain');
  if (!(error instanceof Rejected)) return;
  const { problemOf } = await import('./problem.js');
  terminal.printJson(problemOf(error));
}
