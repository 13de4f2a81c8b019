import { readFileSync } from 'node:fs';
import { refusals, type RefusalCode } from '#domain';
import {
  importFile,
  ImportJournal,
  importKindNames,
  importProgress,
  isImportKind,
  NotImportable,
  templateOf,
  type ImportKindName,
  type ImportReport,
  type ImportRequest,
} from '#exchange';
import { EXIT, usageError, type ExitCode } from '../exit.js';
import { addressOf, opened, withLedger, type OpeningOptions } from '../opening.js';
import type { Progress, Terminal } from '../terminal.js';
import { progressLines, reportLines } from './lines.js';

export type ImportCommandOptions = OpeningOptions & {
  readonly template?: true;
  readonly list?: true;
  readonly dryRun?: true;
  readonly censusDate?: string;
  readonly opensOn?: string;
  readonly allSettings?: true;
  readonly covers?: string;
  readonly at?: string;
  readonly actor?: string;
  readonly organisation?: string;
  readonly because?: string;
  readonly authority?: string;
  readonly json?: true;
};

/** Takes a file into the ledger, or prints a template, or tells which imports there are. */
export async function runImport(
  terminal: Terminal,
  kind: string | undefined,
  file: string | undefined,
  options: ImportCommandOptions,
): Promise<void> {
  if (options.list === true) return listImports(terminal, options);
  const kinds = importKindNames.join(', ');
  if (kind === undefined) throw usageError(`say what the file holds: ${kinds}`);
  if (!isImportKind(kind)) throw usageError(`there is no import of ${kind}; there are ${kinds}`);
  if (options.template === true) return terminal.print(templateOf(kind).trimEnd());
  if (file === undefined) throw usageError(`name the file, or print a template: ledger import ${kind} --template`);
  const report = await imported(terminal, kind, file, options);
  terminal.exitWith(exitOf(report));
  if (options.json === true) terminal.printJson(report);
  else for (const line of reportLines(report)) terminal.print(line);
}

async function imported(
  terminal: Terminal,
  kind: ImportKindName,
  file: string,
  options: ImportCommandOptions,
): Promise<ImportReport> {
  const request = requestOf(terminal, kind, file, options);
  const { ledgerIsThere } = await import('#ledger');
  if (await ledgerIsThere(await addressOf(options, terminal))) return worked(terminal, options, request);
  // A store runs on its first clock for ever, so none is made for a file that it could not take.
  const report = await worked(terminal, { ...options, store: 'memory:' }, { ...request, dryRun: true });
  return report.state === 'checked' && !options.dryRun ? worked(terminal, options, request) : report;
}

function requestOf(
  terminal: Terminal,
  kind: ImportKindName,
  file: string,
  options: ImportCommandOptions,
): ImportRequest {
  const { censusDate, opensOn, covers, allSettings, actor, organisation, because, authority } = options;
  return {
    ...{ kind, file, bytes: bytesOf(file), options: { censusDate, opensOn, covers, allSettings } },
    ...{ actor, organisation, because, authority, recordedAt: options.at },
    ...(options.dryRun === true ? { dryRun: true } : {}),
    signal: terminal.interruption,
  };
}

/** An interruption is the import's to hear: it ends when what is in flight is recorded, and then the store is closed. */
async function worked(terminal: Terminal, opening: OpeningOptions, request: ImportRequest): Promise<ImportReport> {
  const ledger = await opened(terminal, opening);
  const progress = new PhaseProgress(terminal);
  try {
    return await importFile(ledger, {
      ...request,
      onProgress: (phase, done, total) => progress.tell(phase, done, total),
    });
  } catch (error) {
    if (error instanceof NotImportable) throw usageError(error.message, error);
    throw error;
  } finally {
    progress.end();
    await ledger.close();
  }
}

/** A bar for each phase, begun with its first item. */
class PhaseProgress {
  private phase = '';
  private told = 0;
  private progress: Progress | undefined;

  constructor(private readonly terminal: Terminal) {}

  tell(phase: string, done: number, total: number): void {
    if (phase !== this.phase) {
      this.end();
      [this.phase, this.told, this.progress] = [phase, 0, this.terminal.progress(phase, total)];
    }
    this.progress?.advance(done - this.told);
    this.told = done;
  }

  end(): void {
    this.progress?.end();
    this.progress = undefined;
  }
}

const CAUSES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'it may not be read',
  EISDIR: 'it is a folder',
};

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw usageError(`${file}: ${CAUSES[code] ?? `it cannot be read (${code})`}`, error);
  }
}

function exitOf({ state, refusal }: ImportReport): ExitCode {
  if (refusal) return refusals[refusal.code as RefusalCode].kind === 'unavailable' ? EXIT.unavailable : EXIT.refused;
  return state === 'bad' ? EXIT.usage : state === 'interrupted' ? EXIT.interrupted : EXIT.done;
}

async function listImports(terminal: Terminal, options: ImportCommandOptions): Promise<void> {
  const imports = await withLedger(terminal, { ...options, mustExist: true }, (ledger) =>
    importProgress(ledger.store, ImportJournal.of(ledger)),
  );
  if (options.json === true) terminal.printJson({ imports });
  else for (const line of progressLines(imports)) terminal.print(line);
}
