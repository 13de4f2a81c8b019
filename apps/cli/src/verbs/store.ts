import type { Command } from 'commander';
import { withStore } from '../opening.js';
import type { BackupOptions } from '../store/back-up-store.js';
import type { CheckOptions } from '../store/check-store.js';
import type { RepairOptions } from '../store/repair-store.js';
import type { Terminal } from '../terminal.js';

const AFTER_CHECK = `
Recomputes the hash of every event; compares positions, revisions, effective times, claims and the directory with the
events, and the log with its checkpoint; has SQLite check its pages. Looks into the keyring, and whether each text that is
sealed in the log opens; a key that was erased is no finding, one that was lost is. It changes nothing, and may run while a
server has the store open. On an EventStoreDB it reads every event and compares hashes and revisions. It ends with 1 when
it finds something, and with 4 where there is no store.

Examples:
  ledger store check
  ledger store check --store embedded:./data/ledger.db --json`;

const AFTER_BACKUP = `
The copy is of one moment, also while a server has the store open; every event in it is checked before it takes its name.
Beside FILE lie FILE.checkpoint and FILE.keyring: who has the keyring can read the sealed names. A file that is there is
never written over. FILE is a store: \`--store embedded:FILE\` opens it.

Documents lie beside the store, in PATH.documents or where LEDGER_DOCUMENTS says, and are copied with --documents: each is
compared with its hash, and a damaged one is told and left out.

Examples:
  ledger store backup --to /backup/ledger-2008-11-03.db
  ledger store backup --to /backup/ledger-2008-11-03.db --documents
  ledger store backup --to /backup/ledger-2008-11-03.db --without-keyring`;

const AFTER_REPAIR = `
First it checks everything; where nothing is wrong it changes nothing. What it mends it puts together in a new file, and
the store as it was stays beside it as PATH.before-repair-TIME. Events are never left out in silence: where events at the
end are lost it says which and ends with 1, until --accept-loss is given; where events in the middle are lost it needs a
backup that has them. The keyring is left as it is: where it is damaged the report says so and it ends with 1. End the
server first.

Examples:
  ledger store repair --report repair.json
  ledger store repair --report repair.json --backup /backup/ledger-2008-11-03.db
  ledger store repair --report repair.json --accept-loss`;

/** `ledger store …`: looks after a store. */
export function addStore(program: Command, terminal: Terminal): void {
  const store = program
    .command('store')
    .summary('check, back up or repair a store')
    .description(
      'Looks after a store: whether all is as it was written, a copy of it, and what to do when it is damaged.',
    );
  addCheck(store, terminal);
  addBackup(store, terminal);
  addRepair(store, terminal);
}

function addCheck(store: Command, terminal: Terminal): void {
  withStore(store.command('check'))
    .summary('check every event and all that is kept beside them')
    .description('Reads the whole store and tells whatever is not as it was written.')
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', AFTER_CHECK)
    .action(async (options: CheckOptions) => {
      const { tellCheck } = await import('../store/check-store.js');
      await tellCheck(terminal, options);
    });
}

function addBackup(store: Command, terminal: Terminal): void {
  withStore(store.command('backup'))
    .summary('copy a store, also while it is in use')
    .description('Copies a store with its keyring, and checks the copy.')
    .requiredOption('--to <file>', 'where the copy goes; nothing may be there')
    .option('--without-keyring', 'leave the keys of sealed names out')
    .option('--documents', 'copy the documents too, to FILE.documents')
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', AFTER_BACKUP)
    .action(async ({ withoutKeyring, ...options }: Omit<BackupOptions, 'keyring'> & { withoutKeyring?: true }) => {
      const { runBackup } = await import('../store/back-up-store.js');
      await runBackup(terminal, { ...options, keyring: withoutKeyring !== true });
    });
}

function addRepair(store: Command, terminal: Terminal): void {
  withStore(store.command('repair'))
    .summary('mend a damaged store, and write down what was done')
    .description('Mends what can be mended without losing an event.')
    .requiredOption('--report <file>', 'where the report goes, as JSON; nothing may be there')
    .option('--backup <file>', 'a backup of this store, for events that are lost or damaged in it')
    .option('--accept-loss', 'take up the log without the events at its end that are lost')
    .option('--json', 'the report on standard output, too')
    .addHelpText('after', AFTER_REPAIR)
    .action(async (options: RepairOptions) => {
      const { runRepair } = await import('../store/repair-store.js');
      await runRepair(terminal, options);
    });
}
