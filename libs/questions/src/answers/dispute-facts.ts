import {
  Statements,
  USUAL_LIMITS,
  arbiterOn,
  commissionerOf,
  dispute,
  dueNow,
  closingInForce,
  isOpen,
  obedience,
  rulingInForce,
  streamOf,
  type Counting,
  type Dispute,
  type Obedience,
  type Outcome,
  type Step,
} from '#domain';
import { dateOf, londonDay, yearDays, type Day, type IsoDate, type Year } from '#kernel';
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
  const counting = { limits: USUAL_LIMITS, calendar: asking.calendar };
  return { dispute: { ...state, opened: state.opened }, stream, gathering, facts, moment, counting };
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

const dateOrNull = (day: Day | undefined): IsoDate | null => (day === undefined ? null : dateOf(day));

/** Rule 85: what is due next, and how many days ago it was. */
function dueIn(known: Known, asked: Obedience | undefined): Pick<DisputeStanding, 'due' | 'dueOn' | 'daysOver'> {
  const running = dueNow(known.dispute, known.counting);
  const [due, day] = running
    ? (['STEP', running.dueOn] as const)
    : asked && !asked.complied
      ? (['RULING', asked.dueOn] as const)
      : [null, undefined];
  return { due, dueOn: dateOrNull(day), daysOver: day === undefined ? 0 : Math.max(0, known.moment.day - day) };
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
