import { setImmediate as turn } from 'node:timers/promises';
import { commandsInError, Rejected, type CommandName } from '#domain';
import { recorded as eventOf, StreamReader } from '#questions';
import { Recorder, type Now, type Order } from '#recording';
import type { EventStore, Holding, Keyring } from '#event-store';
import { englishCalendar } from '#working-days';
import { commandIdOf } from './command-id.js';
import type { BadRow } from './csv-table.js';
import type { RowNote } from './draft.js';
import { Known, type Draft, type DraftRow, type Settled } from './known.js';
import { RehearsalStore, rehearsalKeyring } from './rehearsal.js';

/** A command that is to be recorded. */
export type Planned = {
  readonly command: CommandName;
  readonly with: object;
  readonly commandId: string;
  readonly lane: string;
  readonly stage: number;
  /** Of the rows in it. */
  readonly lines: readonly number[];
};

/** What the ledger makes of the drafts of a file. */
export type Checked = {
  readonly planned: readonly Planned[];
  /** Lines of commands that an earlier run of this import recorded, and how many commands those are. */
  readonly before: { readonly lines: readonly number[]; readonly commands: number };
  readonly leftOut: readonly RowNote[];
  readonly flagged: readonly RowNote[];
  readonly bad: readonly BadRow[];
};

/** What stands around every command of an import. */
export type Around = Pick<
  Order,
  'actor' | 'because' | 'source' | 'correlationId' | 'recordedAt' | 'organisation' | 'authority'
>;

export type Checking = {
  readonly store: EventStore;
  readonly keyring: Keyring;
  readonly now: Now;
  /** Of the file and what is made of it: the beginning of every command id. */
  readonly importId: string;
  readonly around: Around;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: (done: number, total: number) => void;
};

const IN_ERROR = 'was recorded by this import and then in error: it is not recorded again';
/** Drafts between two turns of the event loop, so that an interruption is heard. */
const TURN_AFTER = 100;

/** Drafts in the order in which they may be recorded. */
const inStages = (drafts: readonly Draft[]) => drafts.toSorted((a, b) => a.stage - b.stage);

/**
 * Decides every draft as if those before it were recorded; records nothing.
 * @returns undefined when it was interrupted
 * @throws Rejected INVALID for what stands around the commands
 */
export async function checkDrafts(drafts: readonly Draft[], checking: Checking): Promise<Checked | undefined> {
  const check = new DraftCheck(checking);
  let done = 0;
  for (const draft of inStages(drafts)) {
    if (done % TURN_AFTER === 0) await turn();
    if (checking.signal?.aborted) return undefined;
    await check.take(draft);
    checking.onProgress((done += 1), drafts.length);
  }
  return check.done();
}

class DraftCheck {
  private readonly planned: Planned[] = [];
  private readonly before = { lines: [] as number[], commands: 0 };
  private readonly leftOut: RowNote[] = [];
  private readonly flagged: RowNote[] = [];
  private readonly bad: BadRow[] = [];
  private readonly badLines = new Set<number>();
  private readonly reader: StreamReader;
  private readonly keyring: Keyring;
  private readonly recorder: Recorder;

  constructor(private readonly checking: Checking) {
    this.reader = new StreamReader(new RehearsalStore(checking.store));
    this.keyring = rehearsalKeyring(checking.keyring);
    this.recorder = new Recorder(this.reader, this.keyring, checking.now, englishCalendar);
  }

  async take(draft: Draft): Promise<void> {
    if (draft.rows.some(({ line }) => this.badLines.has(line))) return; // what follows from a bad row is no news
    const commandId = commandIdOf(this.checking.importId, draft.key);
    const holding = await this.checking.store.holderOf('command', commandId);
    if (holding) return this.wasRecorded(draft, commandId, holding);
    const known = await Known.read(this.reader, this.keyring, draft.streams);
    const settled = await draft.settle(known);
    if (settled.is === 'left out') this.note(this.leftOut, draft.rows, settled.reason);
    else if (settled.is === 'bad') this.refuse(draft, draft.rows, settled.column, settled.message);
    else if (settled.is === 'new') await this.rehearse(draft, commandId, settled);
  }

  done(): Checked {
    const { planned, before, leftOut, flagged, bad } = this;
    return { planned, before, leftOut, flagged, bad };
  }

  private async wasRecorded({ rows }: Draft, commandId: string, { stream }: Holding): Promise<void> {
    this.before.lines.push(...rows.map(({ line }) => line));
    this.before.commands += 1;
    const events = (await this.checking.store.readStream(stream)).map(eventOf);
    if (commandsInError(events).has(commandId)) this.note(this.flagged, rows, IN_ERROR);
  }

  private async rehearse(draft: Draft, commandId: string, settled: Extract<Settled, { is: 'new' }>): Promise<void> {
    const { command, lane, stage } = draft;
    const { with: content, lines, flags = [] } = settled;
    try {
      await this.recorder.record({ ...this.checking.around, command, with: content, commandId });
    } catch (error) {
      if (!(error instanceof Rejected) || isAboutTheOrder(error)) throw error;
      this.refuse(draft, rowsMeant(draft.rows, error), columnMeant(draft, error), `${error.code}: ${error.message}`);
      return;
    }
    this.planned.push({ command, with: content, commandId, lane, stage, lines });
    for (const reason of flags) this.note(this.flagged, draft.rows, reason);
  }

  private note(notes: RowNote[], rows: readonly DraftRow[], reason: string): void {
    notes.push(...rows.map(({ line }) => ({ line, reason })));
  }

  private refuse({ rows: all }: Draft, rows: readonly DraftRow[], column: string, message: string): void {
    this.bad.push(...rows.map(({ line }) => ({ line, column, message })));
    for (const { line } of all) this.badLines.add(line);
  }
}

/** The command is of good shape, so what is INVALID, or cannot be stored, stands around it and is the same for every row. */
const isAboutTheOrder = ({ code }: Rejected): boolean => code === 'INVALID' || code === 'STORE_UNAVAILABLE';

const wordsIn = (message: string): ReadonlySet<string> => new Set(message.split(/[\s,;:]+/));

/** The rows that a refusal names by their own values, else all of the command. */
function rowsMeant(rows: readonly DraftRow[], { message }: Rejected): readonly DraftRow[] {
  const words = wordsIn(message);
  const named = rows.filter(({ marks = [] }) => marks.some((mark) => words.has(mark)));
  return named.length > 0 ? named : rows;
}

/** The column of the field that a refusal names, or whose value it names; else the row's first. */
function columnMeant({ with: content, columnOf }: Draft, { message, code }: Rejected): string {
  const words = wordsIn(message);
  const fields = Object.entries(content) as [string, unknown][];
  const month = code === 'MONTH_NOT_ENDED' || code === 'OUTSIDE_MONTH' || code === 'DUPLICATE_ROW';
  if (month) return columnOf(code === 'OUTSIDE_MONTH' ? 'from' : code === 'DUPLICATE_ROW' ? 'line' : 'month');
  const [field = ''] =
    fields.find(([name]) => words.has(name) && name.endsWith('On')) ??
    fields.find(([, value]) => typeof value === 'string' && words.has(value)) ??
    [];
  return columnOf(field);
}
