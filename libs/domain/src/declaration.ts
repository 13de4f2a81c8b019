import type { Year } from '#kernel';
import type { DecisionFacts, LedgerWideId } from './decision.js';
import type { RefusalCode } from './refusals.js';
import { streamOf } from './streams.js';

/** What a command names that must be recorded already, and as what kind of thing. */
export type Named =
  | {
      readonly kind: 'organisation' | 'party' | 'practice' | 'commissioner' | 'holder' | 'group';
      readonly code: string;
    }
  | { readonly kind: 'agreement'; readonly id: string }
  | { readonly kind: 'variation'; readonly agreement: string; readonly id: string }
  | { readonly kind: 'entry'; readonly practice: string; readonly year: Year; readonly id: string }
  | { readonly kind: 'payment'; readonly holder: string; readonly year: Year; readonly id: string }
  | { readonly kind: 'dispute'; readonly id: string }
  | { readonly kind: 'use'; readonly holder: string; readonly year: Year; readonly id: string }
  /** A claim of one holder and year. */
  | { readonly kind: 'claimOf'; readonly holder: string; readonly year: Year; readonly id: string }
  | { readonly kind: 'id'; readonly of: MentionedId; readonly id: string }
  | { readonly kind: 'command'; readonly label?: string; readonly command?: string };

/** Things with an id of their own in the whole ledger that commands speak of. */
export type MentionedId = Extract<LedgerWideId, 'claim' | 'case' | 'decision' | 'policy' | 'statement' | 'challenge'>;

export type NewId = { readonly kind: LedgerWideId; readonly id: string };

/** What a command says of itself before it is decided: what it names, the ids it makes, and where its events go. */
export type Declaration<Command> = {
  readonly names: (command: Command, facts: DecisionFacts) => readonly Named[];
  /** Ids that nothing else in the ledger may have. */
  readonly makes?: (command: Command) => readonly NewId[];
  /** Ids that other commands have made, which must count. */
  readonly mentions?: (command: Command) => readonly { readonly kind: MentionedId; readonly id: string }[];
  /** The holder whose agreements its decider looks at, with whoever succeeded their commissioners. */
  readonly agreementsOf?: (command: Command) => string;
  /** Documents that it is about, which the ledger must have. */
  readonly documents?: (command: Command) => readonly string[];
  /** The figure that its decider works out. */
  readonly figure?: (
    command: Command,
    facts: DecisionFacts,
  ) => { readonly holder: string; readonly year: Year } | undefined;
  /** The moment by whose knowledge it works it out; without one it is by what is known now. */
  readonly knownAt?: (command: Command) => string | undefined;
  /** The commissioner and the year of whose practices its decider looks at the accounts. */
  readonly practicesOf?: (command: Command) => { readonly commissioner: string; readonly year: Year };
  /** Streams that its decider looks at beside all that is named. */
  readonly reads?: (command: Command) => readonly string[];
  /** The stream to which it appends: one command, one stream. Without one it goes where the command went that it names. */
  readonly stream?: (command: Command, facts: DecisionFacts) => string;
  /** Whether its decider looks at what is in that stream; else only the revision matters. */
  readonly looksAtStream?: true;
  /**
   * By which codes it may be refused, beside the common ones, in the order in which they are looked for. Whoever adds a
   * rule to a decider adds its code here; random histories check that no other code ever comes.
   */
  readonly refusals: readonly RefusalCode[];
};

/** Of each command of a kind. */
export type Declarations<Commands> = { readonly [Name in keyof Commands]: Declaration<Commands[Name]> };

export const organisation = (code: string): Named => ({ kind: 'organisation', code });
export const practice = (code: string): Named => ({ kind: 'practice', code });
export const commissioner = (code: string): Named => ({ kind: 'commissioner', code });
export const holder = (code: string): Named => ({ kind: 'holder', code });
export const group = (code: string): Named => ({ kind: 'group', code });
export const agreement = (id: string): Named => ({ kind: 'agreement', id });

/** Any practice, group or other body. */
export const party = (code: string): Named => ({ kind: 'party', code });

/** What tells whether a body is recorded that is named in a field of its own. */
export const bodyStreams = (code: string | undefined): readonly string[] =>
  code === undefined ? [] : [streamOf.organisation(code), streamOf.group(code)];

export const ofPractice = (command: { practice: string }): readonly Named[] => [practice(command.practice)];
export const ofCommissioner = (command: { commissioner: string }): readonly Named[] => [
  commissioner(command.commissioner),
];
export const ofHolder = (command: { holder: string }): readonly Named[] => [holder(command.holder)];

/** A body that is not recorded, then one of another kind. */
export const OF_A_BODY: readonly RefusalCode[] = ['UNKNOWN_ORGANISATION', 'WRONG_TYPE'];
