import {
  account,
  counting,
  folded,
  streamOf,
  type ActualsVersion,
  type Cells,
  type CommandName,
  type EventRef,
} from '#domain';
import type { Keyring } from '#event-store';
import type { Year } from '#kernel';
import { Gathering, KnownFacts, type StreamReader } from '#questions';

/** What the ledger holds at the moment at which a row is looked at, earlier rows of the file included. */
export class Known extends KnownFacts {
  private constructor(
    private readonly gathering: Gathering,
    readonly keyring: Keyring,
  ) {
    super(gathering, Number.MAX_SAFE_INTEGER);
  }

  static async read(reader: StreamReader, keyring: Keyring, streams: readonly string[]): Promise<Known> {
    const gathering = new Gathering(reader);
    await gathering.load(streams);
    return new Known(gathering, keyring);
  }

  /** What an event said, in full. */
  said({ stream, id }: EventRef): Readonly<Record<string, unknown>> {
    const event = this.gathering.histories.get(stream)!.events.find(({ ref }) => ref.id === id)!;
    return event.fact.data as Readonly<Record<string, unknown>>;
  }

  /** The cells of one version, whatever version is in force over them. */
  actualsOf(practice: string, year: Year, version: ActualsVersion): Cells {
    const { events } = this.gathering.histories.get(streamOf.account(practice, year))!;
    const own = counting(events).filter(
      ({ fact }) => fact.type === 'ActualsRecorded' && (fact.data as { version: string }).version === version,
    );
    return folded(account, own).cells;
  }
}

/** What the ledger makes of a draft before it is recorded. */
export type Settled =
  | { readonly is: 'in force' }
  | { readonly is: 'left out'; readonly reason: string }
  | { readonly is: 'bad'; readonly column: string; readonly message: string }
  | {
      readonly is: 'new';
      /** What is to be recorded: the whole draft, or what of it is not in force yet. */
      readonly with: object;
      /** The lines of the rows in it. */
      readonly lines: readonly number[];
      readonly flags?: readonly string[];
    };

/** A row of a draft, and values of its own by which a refusal may name it. */
export type DraftRow = { readonly line: number; readonly marks?: readonly string[] };

/** A command that rows ask for, of good shape; whether it is recorded depends on what is in force. */
export type Draft = {
  readonly command: CommandName;
  readonly with: object;
  /** What it is in its file: with the file's hash it makes the command id. */
  readonly key: string;
  /** Drafts of one lane are recorded one after the other. */
  readonly lane: string;
  /** All drafts of a stage are recorded before those of the next. */
  readonly stage: number;
  readonly rows: readonly DraftRow[];
  /** Field of the command → column of the file. */
  readonly columnOf: (field: string) => string;
  /** What `settle` looks at. */
  readonly streams: readonly string[];
  readonly settle: (known: Known) => Settled | Promise<Settled>;
};

export const IN_FORCE: Settled = { is: 'in force' };
export const asItIs = ({ with: given, rows }: Pick<Draft, 'with' | 'rows'>): Settled => ({
  is: 'new',
  with: given,
  lines: rows.map(({ line }) => line),
});
