import { EXIT } from '../exit.js';
import { withReach, type ReachOptions } from '../reach/with-reach.js';
import { grouped } from '../store/findings.js';
import { unlessInterrupted, type Terminal } from '../terminal.js';
import type { Checked } from './reach.js';
import { withDocuments } from './with-documents.js';

export type CheckDocumentsOptions = ReachOptions;

/** Tells the documents that are damaged, and those on which a command rests that are missing. */
export async function checkDocuments(terminal: Terminal, options: CheckDocumentsOptions): Promise<void> {
  const { rows } = await withReach(terminal, { ...options, mustExist: true }, attachedIn);
  const attached = new Set(rows.filter(({ heldBy }) => heldBy === null).map(({ sha256 }) => sha256));
  const progress = terminal.progress('Checking documents');
  try {
    const report = await withDocuments(terminal, options, (reach) =>
      unlessInterrupted(
        terminal,
        reach.check(attached, () => progress.advance()),
      ),
    );
    if (options.json === true) terminal.printJson({ ...report, attached: attached.size });
    else told(report, attached.size).forEach(terminal.print);
    if (report.findings.length > 0) terminal.exitWith(EXIT.failed);
  } finally {
    progress.end();
  }
}

type Attached = { readonly rows: readonly { readonly sha256: string; readonly heldBy: string | null }[] };

const attachedIn = async (reach: Parameters<Parameters<typeof withReach>[2]>[0]): Promise<Attached> =>
  (await reach.ask('documents', {})) as unknown as Attached;

function told({ checked, findings }: Checked, attached: number): readonly string[] {
  const rest = `Checked ${grouped(checked)} documents; commands rest on ${grouped(attached)} that are kept here`;
  if (findings.length === 0) return [`${rest}: all are here and whole.`];
  const lines = findings.map(
    ({ sha256, file, detail }) => `${sha256}${file === undefined ? '' : ` in ${file}`}: ${detail}`,
  );
  return [...lines, `${rest}: ${grouped(findings.length)} found.`];
}
