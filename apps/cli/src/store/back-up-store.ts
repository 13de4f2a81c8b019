import { backUpStore } from '#ledger';
import { addressOf, type OpeningOptions } from '../opening.js';
import { unlessInterrupted, type Terminal } from '../terminal.js';
import { grouped } from './findings.js';

export type BackupOptions = OpeningOptions & {
  readonly to: string;
  readonly keyring: boolean;
  readonly json?: true;
};

/** Copies a store while it is in use, and checks the copy. */
export async function runBackup(terminal: Terminal, options: BackupOptions): Promise<void> {
  const address = await addressOf(options, terminal);
  const report = await unlessInterrupted(terminal, backUpStore(address, options.to, options.keyring));
  if (options.json) return terminal.printJson({ address, ...report });
  terminal.print(`Copied ${grouped(report.events)} events, and checked every one in the copy.`);
  report.files.forEach((file) => terminal.print(file));
  terminal.print(`Root ${report.root}`);
}
