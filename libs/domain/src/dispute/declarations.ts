import { OF_A_BODY, ofHolder, practice, type Declaration, type Declarations, type Named } from '../declaration.js';
import type { DecisionFacts } from '../decision.js';
import type { RefusalCode } from '../refusals.js';
import { streamOf } from '../streams.js';
import type { DisputeCommands } from './commands.js';
import type { Effect } from './events.js';

type OfDispute = { readonly dispute: string };

const theDispute = ({ dispute: id }: OfDispute): Named => ({ kind: 'dispute', id });
/** An organisation or a group. */
const party = (code: string): Named => ({ kind: 'party', code });
const stream = ({ dispute }: OfDispute): string => streamOf.dispute(dispute);
const bodies = (codes: readonly string[]): readonly string[] =>
  codes.flatMap((code) => [streamOf.organisation(code), streamOf.group(code)]);

/** Entries that a ruling counts: the holder's own, or of the practice that the effect names. */
function ruledEntries(
  { dispute, effects = [] }: OfDispute & { readonly effects?: readonly Effect[] },
  facts: DecisionFacts,
): readonly Named[] {
  const { opened } = facts.dispute(dispute);
  if (!opened) return [];
  return effects.flatMap((effect): Named[] => {
    if (effect.kind !== 'COUNT_ENTRY') return [];
    const of = effect.practice ?? opened.holder;
    const named: Named[] = effect.practice === undefined ? [] : [practice(of)];
    return facts.group(of).created
      ? named
      : [...named, { kind: 'entry', practice: of, year: opened.year, id: effect.entry }];
  });
}

/** A payment to the holder whom the dispute is about. */
function payment(id: string | undefined, dispute: string, facts: DecisionFacts): readonly Named[] {
  const { opened } = facts.dispute(dispute);
  return id === undefined || !opened ? [] : [{ kind: 'payment', holder: opened.holder, year: opened.year, id }];
}

type Given = OfDispute & { readonly organisation?: string };

/** Of a command that somebody gives in a dispute. */
const inDispute = (...refusals: readonly RefusalCode[]): Declaration<Given> => ({
  names: (command) => [
    theDispute(command),
    ...(command.organisation === undefined ? [] : [party(command.organisation)]),
  ],
  stream,
  refusals: ['UNKNOWN_ORGANISATION', 'UNKNOWN_DISPUTE', ...refusals],
});

const OPEN: readonly RefusalCode[] = ['DISPUTE_CLOSED', 'ALREADY_RULED'];

/** Of a ruling, and of the one that takes its place. */
const ofRuling = (
  command: DisputeCommands['IssueRuling'] | DisputeCommands['SupersedeRuling'],
  facts: DecisionFacts,
): readonly Named[] => [
  theDispute(command),
  ...(command.organisation === undefined ? [] : [party(command.organisation)]),
  ...ruledEntries(command, facts),
];

export const disputeDeclarations: Declarations<DisputeCommands> = {
  OpenDispute: {
    names: ofHolder,
    makes: ({ dispute: id }) => [{ kind: 'dispute', id }],
    stream,
    refusals: [...OF_A_BODY, 'ALREADY_EXISTS', 'FUTURE_DATE'],
  },
  EscalateDispute: {
    names: ({ arbiter, ...command }) => [
      theDispute(command),
      ...(arbiter === undefined ? [] : [{ kind: 'organisation' as const, code: arbiter }]),
    ],
    reads: ({ arbiter }) => bodies(arbiter === undefined ? [] : [arbiter]),
    stream,
    refusals: [...OF_A_BODY, 'UNKNOWN_DISPUTE', ...OPEN, 'STEP_NOT_ABOVE', 'FUTURE_DATE', 'STEP_OUT_OF_ORDER'],
  },
  RequestExtension: inDispute('ALREADY_EXISTS', ...OPEN, 'NO_PARTY_TO_DISPUTE', 'FUTURE_DATE'),
  GrantExtension: {
    names: ({ agreedBy, ...command }) => [theDispute(command), ...agreedBy.map(party)],
    reads: ({ agreedBy }) => bodies(agreedBy),
    stream,
    refusals: [
      'UNKNOWN_ORGANISATION',
      'UNKNOWN_DISPUTE',
      'UNKNOWN_EXTENSION',
      'ALREADY_GRANTED',
      ...OPEN,
      'FUTURE_DATE',
    ],
  },
  AddEvidence: inDispute('ALREADY_EXISTS', 'FUTURE_DATE'),
  StatePosition: inDispute('ALREADY_EXISTS', 'NO_PARTY_TO_DISPUTE', 'FUTURE_DATE'),
  MakeOffer: inDispute('ALREADY_EXISTS', ...OPEN, 'NO_PARTY_TO_DISPUTE', 'FUTURE_DATE'),
  AcceptOffer: inDispute(
    'UNKNOWN_OFFER',
    ...OPEN,
    'NO_PARTY_TO_DISPUTE',
    'OWN_OFFER',
    'FUTURE_DATE',
    'OFFER_NOT_STANDING',
  ),
  IssueRuling: {
    names: ofRuling,
    stream,
    refusals: [
      'UNKNOWN_ORGANISATION',
      'UNKNOWN_ENTRY',
      'UNKNOWN_DISPUTE',
      'WRONG_TYPE',
      'ALREADY_RULED',
      'DISPUTE_CLOSED',
      'EFFECT_NOT_ALLOWED',
    ],
  },
  SupersedeRuling: {
    names: ofRuling,
    stream,
    refusals: [
      'UNKNOWN_ORGANISATION',
      'UNKNOWN_ENTRY',
      'UNKNOWN_DISPUTE',
      'WRONG_TYPE',
      'NOT_RULED',
      'EFFECT_NOT_ALLOWED',
    ],
  },
  ComplyWithRuling: {
    names: (command, facts) => [
      theDispute(command),
      party(command.organisation),
      ...payment(command.payment, command.dispute, facts),
    ],
    stream,
    refusals: [
      'UNKNOWN_ORGANISATION',
      'UNKNOWN_PAYMENT',
      'UNKNOWN_DISPUTE',
      'NOT_RULED',
      'NO_PARTY_TO_DISPUTE',
      'FUTURE_DATE',
    ],
  },
  CloseDispute: inDispute('DISPUTE_CLOSED', 'NOT_RULED', 'FUTURE_DATE'),
  ReopenDispute: inDispute('UNKNOWN_EVIDENCE', 'DISPUTE_OPEN', 'NO_PARTY_TO_DISPUTE', 'FUTURE_DATE'),
  PassDisputeDeadline: inDispute('ALREADY_PASSED', 'DEADLINE_NOT_PASSED'),
};
