import type { DecisionFacts } from './decision.js';
import type { MentionedId, Named, NewId } from './declaration.js';
import { COMMISSIONER_TYPES, type OrganisationType } from './organisation/events.js';
import { Rejected, type RefusalCode } from './refusals.js';

const typeOf = (facts: DecisionFacts, code: string): OrganisationType | 'GROUP' | undefined =>
  facts.organisation(code).registration?.type ?? (facts.group(code).created ? 'GROUP' : undefined);

const UNKNOWN: { readonly [Kind in MentionedId]: RefusalCode } = {
  claim: 'UNKNOWN_CLAIM',
  case: 'UNKNOWN_CASE',
  decision: 'UNKNOWN_DECISION',
  policy: 'UNKNOWN_POLICY',
  statement: 'UNKNOWN_STATEMENT',
  challenge: 'UNKNOWN_CHALLENGE',
};

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
    case 'use':
      return facts.account(named.holder, named.year).uses.has(named.id) ? undefined : 'UNKNOWN_USE';
    case 'claimOf':
      return facts.account(named.holder, named.year).claims.has(named.id) ? undefined : 'UNKNOWN_CLAIM';
    case 'dispute':
      return facts.dispute(named.id).opened ? undefined : 'UNKNOWN_DISPUTE';
    case 'id':
      return facts.isTaken(named.of, named.id) ? undefined : UNKNOWN[named.of];
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
  ...Object.values(UNKNOWN),
  'UNKNOWN_USE',
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
  if (absent)
    throw new Rejected(
      absent.code,
      `${absent.named.kind === 'id' ? absent.named.of : absent.named.kind} ${told(absent.named)} is not recorded`,
    );
  const strange = all.find((named) => !isOfKind(named, facts));
  if (strange) throw new Rejected('WRONG_TYPE', `${told(strange)} is not a ${strange.kind}`);
}

/** Refuses ids that are taken: they stand before the command's own rules. */
export function mustBeFree(ids: readonly NewId[], facts: DecisionFacts): void {
  const taken = ids.find(({ kind, id }) => facts.isTaken(kind, id));
  if (taken) throw new Rejected('ALREADY_EXISTS', `${taken.kind} ${taken.id} is taken`);
}
