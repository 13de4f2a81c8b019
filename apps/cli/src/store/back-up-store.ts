import {
  backUpStore,
  copyAccess,
  copyDocuments,
  filesNamed,
  folderOfDocuments,
  type AccessCopied,
  type BackupReport,
} from '#ledger';
import { EXIT } from '../exit.js';
import { addressOf, type OpeningOptions } from '../opening.js';
import { unlessInterrupted, type Terminal } from '../terminal.js';
import { accessLine, grouped } from './findings.js';

export type BackupOptions = OpeningOptions & {
  readonly to: string;
  readonly keyring: boolean;
  /** Copies the documents too. */
  readonly documents?: true;
  readonly json?: true;
};

/** Copies a store while it is in use, and checks the copy. */
export async function runBackup(terminal: Terminal, options: BackupOptions): Promise<void> {
  const address = await addressOf(options, terminal);
  const files = filesNamed(terminal.environment);
  const report = await unlessInterrupted(terminal, backUpStore(address, options.to, options.keyring));
  // after the log: a document is kept before the command that rests on it
  const copied = options.documents && (await unlessInterrupted(terminal, copyDocuments(address, options.to, files)));
  const looks = await unlessInterrupted(terminal, copyAccess(address, options.to, files.access));
  if ((copied?.findings.length ?? 0) + (looks?.findings.length ?? 0) > 0) terminal.exitWith(EXIT.failed);
  if (options.json) {
    const beside = { ...(copied ? { documents: copied } : {}), ...(looks ? { accessLog: looks } : {}) };
    return terminal.printJson({ address, ...report, ...beside });
  }
  told(report, looks).forEach(terminal.print);
  if (!copied) {
    terminal.print(
      `Documents lie in ${folderOfDocuments(address, files)} and were not copied: --documents copies them.`,
    );
    return;
  }
  copied.findings.forEach(({ file, detail }) => terminal.print(`${file} ${detail}; it is not in the copy`));
  terminal.print(`Copied ${grouped(copied.copied)} documents to ${copied.folder}`);
}

const told = (report: BackupReport, looks: AccessCopied | undefined): readonly string[] => [
  `Copied ${grouped(report.events)} events, and checked every one in the copy.`,
  ...report.files,
  `Root ${report.root}`,
  ...(looks
    ? [
        `Copied ${grouped(looks.entries)} looks of the access log, and checked every one in the copy.`,
        looks.file,
        ...looks.findings.map(accessLine),
      ]
    : []),
];
