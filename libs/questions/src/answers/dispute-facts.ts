import {
  Statements,
  arbiterOn,
  commissionerOf,
  countingOf,
  dispute,
  closingInForce,
  isOpen,
  limitNow,
  obedience,
  rulingInForce,
  streamOf,
  type Counting,
  type Dispute,
  type Obedience,
  type Outcome,
  type Step,
} from '#domain';
import { dateOf, londonDay, yearDays, type IsoDate, type Year } from '#kernel';
import type { Asking } from '../asking.js';
import { Gathering } from '../gathering.js';
import { KnownFacts, codesOf } from '../known-facts.js';
import type { Moment } from '../moment.js';

/** A dispute at a moment, with the facts that its answer rests on. */
export type Known = {
  readonly dispute: Dispute & { readonly opened: NonNullable<Dispute['opened']> };
  readonly stream: string;
  readonly gathering: Gathering;
  readonly facts: KnownFacts;
  readonly moment: Moment;
  readonly counting: Counting;
};

const ORGANISATIONS = streamOf.organisation('');

/** Reads a dispute; undefined where it is not opened by then. */
export async function knownDispute(asking: Asking, stream: string, moment: Moment): Promise<Known | undefined> {
  const gathering = new Gathering(asking.reader);
  await gathering.load([stream]);
  const facts = new KnownFacts(gathering, moment.position);
  const state = facts.stateOf(dispute, stream);
  if (!state.opened) return undefined;
  const { holder, year } = state.opened;
  await gathering.parties(holder);
  if (!facts.group(holder).created) await gathering.debtors(holder, year);
  for (const { arbiter } of state.stages) if (arbiter !== undefined) await gathering.succession(arbiter);
  await gathering.superiors();
  const above = [...gathering.histories.keys()].filter((name) => name.startsWith(ORGANISATIONS));
  for (const code of codesOf(above)) await gathering.succession(code);
  await gathering.superiors();
  await gathering.policiesOfDisputes(holder);
  const of = { ...state, opened: state.opened };
  return { dispute: of, stream, gathering, facts, moment, counting: countingOf(facts, of, asking.calendar) };
}

/** What the ruling in force asks for: by the statement of the holder's year at the moment. */
export async function obedienceOf({
  dispute: of,
  gathering,
  facts,
  moment,
  counting,
}: Known): Promise<Obedience | undefined> {
  const ruling = rulingInForce(of);
  if (!ruling || ruling.outcome === 'DISMISSED') return undefined;
  const { holder, year } = of.opened;
  await gathering.statement(holder, year);
  const asAt = Math.min(moment.day, yearDays(year).last);
  const { answer } = new Statements(facts, moment.day).of(holder, year, asAt);
  return obedience(of, answer, facts.account(holder, year), counting);
}

/** Where a dispute stands, in a row. */
export type DisputeStanding = {
  readonly dispute: string;
  readonly holder: string;
  readonly year: Year;
  readonly commissioner: string | null;
  readonly about: string;
  readonly openedOn: IsoDate;
  readonly open: boolean;
  readonly step: Step;
  readonly arbiter: string | null;
  /** The arbiter was closed, and nobody succeeded it. */
  readonly withoutArbiter: boolean;
  /** What is due: an answer at the step, or that the ruling is obeyed; null where nothing is. */
  readonly due: 'STEP' | 'RULING' | null;
  readonly dueOn: IsoDate | null;
  /** The version of policy that says its limit; null where nothing is due. */
  readonly policy: string | null;
  readonly daysOver: number;
  /** Of the ruling in force. */
  readonly outcome: Outcome | null;
  readonly ruledOn: IsoDate | null;
  /** How it was closed. */
  readonly closed: string | null;
  readonly payablePence: number | null;
  readonly paidSincePence: number | null;
  readonly inKindPence: number | null;
  readonly outstandingPence: number | null;
  readonly complied: boolean | null;
};

type DueNext = Pick<DisputeStanding, 'due' | 'dueOn' | 'policy' | 'daysOver'>;

/** Rule 85: what is due next, and how many days ago it was. */
function dueIn({ dispute: of, counting, moment }: Known, asked: Obedience | undefined): DueNext {
  const running = limitNow(of, counting);
  const limit = running ?? (asked && !asked.complied ? asked : undefined);
  if (!limit) return { due: null, dueOn: null, policy: null, daysOver: 0 };
  const { dueOn, policy } = limit;
  const daysOver = Math.max(0, moment.day - dueOn);
  return { due: running ? 'STEP' : 'RULING', dueOn: dateOf(dueOn), policy, daysOver };
}

export function standing(known: Known, asked: Obedience | undefined): DisputeStanding {
  const { dispute: of, facts, moment } = known;
  const { id, holder, year, about, on } = of.opened;
  const stage = of.stages.at(-1)!;
  const arbiter = arbiterOn(facts, of, stage, moment.day);
  const ruling = rulingInForce(of);
  return {
    dispute: id,
    holder,
    year,
    commissioner: commissionerOf(facts, of, moment.day) ?? null,
    about,
    openedOn: dateOf(on),
    open: isOpen(of),
    step: stage.step,
    arbiter: arbiter && !arbiter.gone ? arbiter.code : null,
    withoutArbiter: arbiter?.gone ?? false,
    ...dueIn(known, asked),
    outcome: ruling?.outcome ?? null,
    ruledOn: ruling ? dateOf(londonDay(ruling.ref.recordedAt)) : null,
    closed: closingInForce(of)?.how ?? null,
    payablePence: asked?.payablePence ?? null,
    paidSincePence: asked?.paidSincePence ?? null,
    inKindPence: asked?.inKindPence ?? null,
    outstandingPence: asked?.outstandingPence ?? null,
    complied: asked?.complied ?? null,
  };
}
