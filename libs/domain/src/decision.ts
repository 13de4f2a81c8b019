import type { Day, Fact, WorkingCalendar } from '#kernel';
import type { Dispute } from './dispute/state.js';
import type { Evolution } from './history.js';
import type { Facts } from './statement/facts.js';

/** Ids that must be unique in the whole ledger, whatever stream they lie in. */
export type LedgerWideId =
  'code' | 'agreement' | 'variation' | 'claim' | 'dispute' | 'label' | 'case' | 'decision' | 'arrangement' | 'policy';

/** What a decider may know: the streams that its command declares, and who holds ids. It reads nothing by itself. */
export interface DecisionFacts extends Facts {
  /** The holder whose stream has the agreement, while its proposal counts. */
  holderOfAgreement(agreement: string): string | undefined;
  dispute(id: string): Dispute;
  /** Of a stream that the command names or reads. */
  stateOf<State, E extends Fact<string, object>>(evolution: Evolution<State, E>, stream: string): State;
  /** The stream in which the command lies that made an id. */
  streamOfId(kind: LedgerWideId, id: string): string | undefined;
  /** Whether an id is held by a command that counts. */
  isTaken(kind: LedgerWideId, id: string): boolean;
  /** The command that a label or command id names, while it is recorded. */
  command(named: { readonly label?: string; readonly command?: string }): NamedCommand | undefined;
}

export type NamedCommand = { readonly commandId: string; readonly label?: string; readonly isInError: boolean };

/** What is known when a command is decided. */
export type Occasion = {
  readonly facts: DecisionFacts;
  /** The day in London on which the ledger learns of it. */
  readonly recordedOn: Day;
  /** By which limits are counted. */
  readonly calendar: WorkingCalendar;
};

/** From a command and what is known to the facts that follow, or a refusal. Pure. */
export type Decide<Command> = (command: Command, occasion: Occasion) => readonly Fact<string, object>[];
