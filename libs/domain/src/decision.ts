import type { Day, Fact, WorkingCalendar, Instant, Year } from '#kernel';
import type { Dispute } from './dispute/state.js';
import type { Evolution } from './history.js';
import type { Bridge } from './statement/bridge.js';
import type { Facts } from './statement/facts.js';

/** Ids that must be unique in the whole ledger, whatever stream they lie in. */
export type LedgerWideId =
  | 'code'
  | 'agreement'
  | 'variation'
  | 'claim'
  | 'dispute'
  | 'label'
  | 'case'
  | 'decision'
  | 'arrangement'
  | 'policy'
  | 'statement'
  | 'challenge'
  | 'transfer';

/** What a decider may know: the streams that its command declares, and who holds ids. It reads nothing by itself. */
export interface DecisionFacts extends Facts {
  /** The holder whose stream has the agreement, while its proposal counts. */
  holderOfAgreement(agreement: string): string | undefined;
  /** Where the command declares whose: the practices that the commissioner may owe. */
  readonly practices: readonly string[];
  dispute(id: string): Dispute;
  /** Of a stream that the command names or reads. */
  stateOf<State, E extends Fact<string, object>>(evolution: Evolution<State, E>, stream: string): State;
  /** The stream in which the command lies that made an id. */
  /** Where the command lies that made an id. */
  streamOfId(kind: LedgerWideId, id: string): string | undefined;
  /** Whether an id is held by a command that counts. */
  isTaken(kind: LedgerWideId, id: string): boolean;
  /** The command that a label or command id names, while it is recorded. */
  command(named: { readonly label?: string; readonly command?: string }): NamedCommand | undefined;
}

export type NamedCommand = { readonly commandId: string; readonly label?: string; readonly isInError: boolean };

/** By what a figure is worked out: what the question for it, asked with the same position and `knownAt`, goes by too. */
export type Moment = {
  readonly knownAt: Instant;
  /** The last event known. */
  readonly position: number;
  /** The day of `knownAt` in London. */
  readonly day: Day;
  /** When the ledger learns of the command; `knownAt` may be said to lie after it. */
  readonly recordedAt: Instant;
  /** What was known. */
  readonly facts: Facts;
};

/** What is known when a command is decided. */
export type Occasion = {
  readonly facts: DecisionFacts;
  /** The day in London on which the ledger learns of it. */
  readonly recordedOn: Day;
  /** By which limits are counted. */
  readonly calendar: WorkingCalendar;
  /** Of the command's figure. */
  readonly moment: Moment;
  /** What moved the entitlement as at a day between two positions. */
  readonly bridge: (holder: string, year: Year, asAt: Day, from: number, to: number) => Bridge;
  /** SHA-256 of the canonical JSON of anything. */
  readonly fingerprint: (content: object) => string;
};

/** From a command and what is known to the facts that follow, or a refusal. Pure. */
export type Decide<Command> = (command: Command, occasion: Occasion) => readonly Fact<string, object>[];
