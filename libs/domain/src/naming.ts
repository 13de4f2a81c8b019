import { type Year } from '#kernel';
import type { CommandName, Commands } from './commands.js';
import type { DecisionFacts, LedgerWideId } from './decision.js';
import { COMMISSIONER_TYPES, type OrganisationType } from './organisation/events.js';
import { Rejected, type RefusalCode } from './refusals.js';

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
  | { readonly kind: 'command'; readonly label?: string; readonly command?: string };

type Names<Command> = (command: Command, facts: DecisionFacts) => readonly Named[];

const organisation = (code: string): Named => ({ kind: 'organisation', code });
const practice = (code: string): Named => ({ kind: 'practice', code });
const commissioner = (code: string): Named => ({ kind: 'commissioner', code });
const holder = (code: string): Named => ({ kind: 'holder', code });
const group = (code: string): Named => ({ kind: 'group', code });
const agreement = (id: string): Named => ({ kind: 'agreement', id });

const ofPractice = (command: { practice: string }) => [practice(command.practice)];
const ofCommissioner = (command: { commissioner: string }) => [commissioner(command.commissioner)];
const ofHolder = (command: { holder: string }) => [holder(command.holder)];
const ofHolderOrCommissioner = (command: { holder?: string; commissioner?: string }) =>
  command.holder === undefined ? [commissioner(command.commissioner!)] : [holder(command.holder)];

/** Entries that a ruling counts: the holder's own, or of the practice that the effect names. */
const ruledEntries: Names<Commands['IssueRuling']> = ({ dispute, effects = [] }, facts) => {
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
};

/** For every command, what it names. */
export const namesOf: { readonly [Name in CommandName]: Names<Commands[Name]> } = {
  RegisterOrganisation: () => [],
  AssignPractice: (c) => [practice(c.practice), commissioner(c.commissioner)],
  AssignCommissioner: (c) => [commissioner(c.commissioner), organisation(c.to)],
  RecordListSize: ofPractice,
  ProposeAgreement: (c) => [commissioner(c.commissioner), holder(c.holder)],
  SignAgreement: (c) => [{ kind: 'party', code: c.organisation }, agreement(c.agreement)],
  VaryAgreement: (c) => [agreement(c.agreement)],
  SignVariation: (c) => [
    { kind: 'party', code: c.organisation },
    agreement(c.agreement),
    { kind: 'variation', agreement: c.agreement, id: c.variation },
  ],
  EndAgreement: (c) => [agreement(c.agreement)],
  SetIndicativeBudget: ofPractice,
  PostBudgetEntry: (c) => [
    practice(c.practice),
    ...(c.returns === undefined ? [] : [{ kind: 'entry', practice: c.practice, year: c.year, id: c.returns } as const]),
  ],
  RecordActuals: ofPractice,
  RestateActuals: ofPractice,
  RecordServiceCost: ofPractice,
  PoolHighCostCase: ofPractice,
  AgreeAdjustment: ofPractice,
  RecordOverspend: ofHolder,
  SetResourceLimit: ofCommissioner,
  AdjustResourceLimit: ofCommissioner,
  ReportForecast: ofCommissioner,
  ApplyTopSlice: ofCommissioner,
  ReturnTopSlice: ofCommissioner,
  AdoptRecoveryPlan: ofCommissioner,
  SetReleaseFund: ofCommissioner,
  OfferRelease: ofHolder,
  ClaimSavings: ofHolder,
  ConfirmEntitlement: ofHolder,
  SuspendRelease: ofHolderOrCommissioner,
  LiftSuspension: ofHolderOrCommissioner,
  ApproveUse: ofHolder,
  ReleaseFunds: ofHolder,
  RecordPayment: (c) => [
    holder(c.holder),
    ...(c.reverses === undefined ? [] : [{ kind: 'payment', holder: c.holder, year: c.year, id: c.reverses } as const]),
  ],
  CreateGroup: ofCommissioner,
  JoinGroup: (c) => [practice(c.practice), group(c.group)],
  LeaveGroup: (c) => [practice(c.practice), group(c.group)],
  NameSuccessor: (c) => [organisation(c.code), ...c.successors.map(organisation)],
  CloseOrganisation: (c) => [organisation(c.code)],
  OpenDispute: ofHolder,
  IssueRuling: (c, facts) => [{ kind: 'dispute', id: c.dispute }, ...ruledEntries(c, facts)],
  RecordInError: ({ because: _because, ...named }) => [{ kind: 'command', ...named }],
};

/** Ids that a command makes and that nothing else in the ledger may have. */
export const newIdsOf: {
  readonly [Name in CommandName]?: (command: Commands[Name]) => readonly { kind: LedgerWideId; id: string }[];
} = {
  RegisterOrganisation: ({ code }) => [{ kind: 'code', id: code }],
  CreateGroup: ({ group: code }) => [{ kind: 'code', id: code }],
  ProposeAgreement: ({ agreement: id }) => [{ kind: 'agreement', id }],
  VaryAgreement: ({ variation: id }) => [{ kind: 'variation', id }],
  ClaimSavings: ({ claim: id }) => [{ kind: 'claim', id }],
  OpenDispute: ({ dispute: id }) => [{ kind: 'dispute', id }],
};

const typeOf = (facts: DecisionFacts, code: string): OrganisationType | 'GROUP' | undefined =>
  facts.organisation(code).registration?.type ?? (facts.group(code).created ? 'GROUP' : undefined);

/** The refusal when `named` is not recorded; undefined when it is, or is of another kind. */
function missing(named: Named, facts: DecisionFacts): RefusalCode | undefined {
  switch (named.kind) {
    case 'organisation':
    case 'party':
    case 'practice':
    case 'commissioner':
    case 'holder':
      return typeOf(facts, named.code) ? undefined : 'UNKNOWN_ORGANISATION';
    case 'group':
      return typeOf(facts, named.code) ? undefined : 'UNKNOWN_GROUP';
    case 'agreement':
      return facts.holderOfAgreement(named.id) === undefined ? 'UNKNOWN_AGREEMENT' : undefined;
    case 'variation': {
      const of = facts.holderOfAgreement(named.agreement);
      const found = of !== undefined && facts.agreements(of).get(named.agreement)?.variations.has(named.id);
      return found ? undefined : 'UNKNOWN_VARIATION';
    }
    case 'entry':
      return facts.account(named.practice, named.year).entries.has(named.id) ? undefined : 'UNKNOWN_ENTRY';
    case 'payment':
      return facts.account(named.holder, named.year).payments.has(named.id) ? undefined : 'UNKNOWN_PAYMENT';
    case 'dispute':
      return facts.dispute(named.id).opened ? undefined : 'UNKNOWN_DISPUTE';
    case 'command':
      return facts.command(named) ? undefined : 'UNKNOWN_COMMAND';
  }
}

function isOfKind(named: Named, facts: DecisionFacts): boolean {
  const type = 'code' in named ? typeOf(facts, named.code) : undefined;
  if (type === undefined) return true;
  switch (named.kind) {
    case 'organisation':
      return type !== 'GROUP';
    case 'practice':
      return type === 'PRACTICE';
    case 'commissioner':
      return type !== 'GROUP' && COMMISSIONER_TYPES.includes(type);
    case 'holder':
      return type === 'PRACTICE' || type === 'GROUP';
    case 'group':
      return type === 'GROUP';
    default:
      return true;
  }
}

/** The order in which refusals are looked for. @see scenarios README, before the table of commands */
const ORDER: readonly RefusalCode[] = [
  'UNKNOWN_ORGANISATION',
  'UNKNOWN_GROUP',
  'UNKNOWN_AGREEMENT',
  'UNKNOWN_VARIATION',
  'UNKNOWN_ENTRY',
  'UNKNOWN_PAYMENT',
  'UNKNOWN_DISPUTE',
  'UNKNOWN_COMMAND',
];

const told = (named: Named): string => {
  if ('code' in named) return named.code;
  return named.kind === 'command' ? (named.label ?? named.command ?? '') : named.id;
};

/** Refuses what is not recorded, then what is of another kind. */
export function mustBeRecorded(all: readonly Named[], facts: DecisionFacts): void {
  const absent = all
    .flatMap((named) => {
      const code = missing(named, facts);
      return code === undefined ? [] : [{ named, code }];
    })
    .sort((a, b) => ORDER.indexOf(a.code) - ORDER.indexOf(b.code))[0];
  if (absent) throw new Rejected(absent.code, `${absent.named.kind} ${told(absent.named)} is not recorded`);
  const strange = all.find((named) => !isOfKind(named, facts));
  if (strange) throw new Rejected('WRONG_TYPE', `${told(strange)} is not a ${strange.kind}`);
}

/** Refuses ids that are taken: they stand before the command's own rules. */
export function mustBeFree(ids: readonly { kind: LedgerWideId; id: string }[], facts: DecisionFacts): void {
  const taken = ids.find(({ kind, id }) => facts.isTaken(kind, id));
  if (taken) throw new Rejected('ALREADY_EXISTS', `${taken.kind} ${taken.id} is taken`);
}
