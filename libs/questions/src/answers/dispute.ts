import type { QuestionInput } from '#contract';
import {
  Rejected,
  arbiterOn,
  counting,
  disputeExceptions,
  followedByTerms,
  limitOf,
  standsOn,
  streamOf,
  type DisputeException,
  type Effect,
  type EventRef,
  type Offered,
  type Outcome,
  type Recorded,
  type Step,
} from '#domain';
import { dateOf, londonDay, type Day, type Instant, type IsoDate } from '#kernel';
import type { AnsweredFrom, Asking } from '../asking.js';
import { knownDispute, obedienceOf, standing, type DisputeStanding, type Known } from './dispute-facts.js';

/** Everything that was said and done, in recorded order. */
export type DisputeEntry = {
  readonly event: string;
  /** When it was done. */
  readonly on: IsoDate;
  readonly id: string | null;
  readonly organisation: string | null;
  readonly text: string | null;
  readonly pence: number | null;
  readonly shareBp: number | null;
  readonly recordedAt: Instant;
  /** In the log. */
  readonly entryPosition: number;
};

type Told = Omit<DisputeStanding, 'dispute'>;

export type DisputeAnswer = Told & {
  readonly dispute: string;
  readonly ladder: readonly {
    readonly step: Step;
    readonly arbiter: string | null;
    readonly startedOn: IsoDate;
    readonly limitDays: number;
    /** The version of policy that says the limit. */
    readonly policy: string;
    readonly dueOn: IsoDate;
    /** Whether the limit was told as passed. */
    readonly passed: boolean;
  }[];
  readonly extensions: readonly {
    readonly extension: string;
    readonly step: Step;
    readonly organisation: string;
    readonly until: IsoDate;
    readonly requestedOn: IsoDate;
    readonly grantedOn: IsoDate | null;
    readonly agreedBy: readonly string[];
  }[];
  readonly evidence: readonly {
    readonly evidence: string;
    readonly kind: string;
    readonly what: string;
    readonly organisation: string;
    readonly sha256: string | null;
    readonly dated: IsoDate | null;
    readonly receivedOn: IsoDate;
  }[];
  readonly positions: readonly {
    readonly statement: string;
    readonly organisation: string;
    readonly text: string;
    readonly statedOn: IsoDate;
  }[];
  readonly offers: readonly (Offered & {
    readonly offer: string;
    readonly organisation: string;
    readonly madeOn: IsoDate;
    readonly until: IsoDate | null;
    readonly terms: string | null;
    readonly standing: boolean;
    readonly acceptedOn: IsoDate | null;
    /** Of an accepted one: whether terms of the holder's year came into force after it. */
    readonly inTerms: boolean | null;
  })[];
  readonly rulings: readonly {
    readonly outcome: Outcome;
    readonly effects: readonly Effect[];
    readonly organisation: string | null;
    readonly ruledOn: IsoDate;
    readonly inForce: boolean;
    readonly supersededOn: IsoDate | null;
    readonly supersededBecause: string | null;
  }[];
  readonly compliance: readonly {
    readonly organisation: string;
    readonly what: string;
    readonly pence: number | null;
    readonly payment: string | null;
    readonly compliedOn: IsoDate;
  }[];
  readonly exceptions: readonly DisputeException[];
  readonly rows: readonly DisputeEntry[];
};

const dateOrNull = (day: Day | undefined): IsoDate | null => (day === undefined ? null : dateOf(day));
const recordedOn = ({ recordedAt }: EventRef): IsoDate => dateOf(londonDay(recordedAt));

/** Where a dispute stands, with all that was said and done in it (rule 86). */
export async function dispute(
  asking: Asking,
  asked: QuestionInput<'dispute'>,
): Promise<DisputeAnswer & Omit<AnsweredFrom, 'asAt'>> {
  const moment = await asking.momentOf(asked);
  const known = await knownDispute(asking, streamOf.dispute(asked.dispute), moment);
  if (!known) throw new Rejected('UNKNOWN_DISPUTE', `dispute ${asked.dispute} is not recorded at that moment`);
  await known.gathering.load([streamOf.agreements(known.dispute.opened.holder)]);
  return {
    ...standing(known, await obedienceOf(known)),
    ...whatWasAsked(known),
    ...whatWasSaid(known),
    ...whatWasRuled(known),
    exceptions: disputeExceptions(known.facts, known.dispute, known.counting),
    rows: entries(known),
    ...asking.from(moment),
  };
}

function whatWasAsked({ dispute, facts, moment, counting: by }: Known): Pick<DisputeAnswer, 'ladder' | 'extensions'> {
  const { stages, extensions, passed } = dispute;
  return {
    ladder: stages.map((stage) => {
      const { step, startedOn } = stage;
      const { days, policy, dueOn } = limitOf(dispute, stage, by);
      return {
        step,
        arbiter: arbiterOn(facts, dispute, stage, moment.day)?.code ?? null,
        startedOn: dateOf(startedOn),
        limitDays: days,
        policy,
        dueOn: dateOf(dueOn),
        passed: passed.some((each) => each.step === step && each.dueOn === dueOn),
      };
    }),
    extensions: extensions.map(({ id, stage, organisation, until, requestedOn, granted }) => ({
      extension: id,
      step: stages[stage]!.step,
      organisation,
      until: dateOf(until),
      requestedOn: dateOf(requestedOn),
      grantedOn: dateOrNull(granted?.on),
      agreedBy: granted?.agreedBy ?? [],
    })),
  };
}

function whatWasSaid({ dispute, facts, moment }: Known): Pick<DisputeAnswer, 'evidence' | 'positions' | 'offers'> {
  const { evidence, positions, offers, opened } = dispute;
  return {
    evidence: evidence.map(({ id, kind, what, organisation, sha256, dated, receivedOn }) => ({
      evidence: id,
      kind,
      what,
      organisation,
      sha256: sha256 ?? null,
      dated: dateOrNull(dated),
      receivedOn: dateOf(receivedOn),
    })),
    positions: positions.map(({ id, organisation, text, statedOn }) => ({
      statement: id,
      organisation,
      text,
      statedOn: dateOf(statedOn),
    })),
    offers: offers.map((offer) => {
      const { id, organisation, madeOn, until, terms, accepted, ref: _ref, ...offered } = offer;
      return {
        offer: id,
        organisation,
        ...offered,
        madeOn: dateOf(madeOn),
        until: dateOrNull(until),
        terms: terms ?? null,
        standing: accepted === undefined && standsOn(dispute, offer, moment.day),
        acceptedOn: dateOrNull(accepted?.on),
        inTerms: accepted ? followedByTerms(facts, opened.holder, opened.year, accepted.ref) : null,
      };
    }),
  };
}

function whatWasRuled({ dispute }: Known): Pick<DisputeAnswer, 'rulings' | 'compliance'> {
  return {
    rulings: dispute.rulings.map(({ outcome, effects, organisation, superseded, ref }) => ({
      outcome,
      effects,
      organisation: organisation ?? null,
      ruledOn: recordedOn(ref),
      inForce: outcome !== 'REMITTED' && superseded === undefined,
      supersededOn: superseded ? recordedOn(superseded.ref) : null,
      supersededBecause: superseded?.because ?? null,
    })),
    compliance: dispute.compliance.map(({ organisation, what, pence, payment, on }) => ({
      organisation,
      what,
      pence: pence ?? null,
      payment: payment ?? null,
      compliedOn: dateOf(on),
    })),
  };
}

/** The fields that say when something was done, that name it, and that tell it in words. */
const ON = [
  'openedOn',
  'startedOn',
  'requestedOn',
  'grantedOn',
  'receivedOn',
  'statedOn',
  'madeOn',
  'acceptedOn',
  'compliedOn',
  'closedOn',
  'reopenedOn',
];
const IDS = ['extension', 'evidence', 'statement', 'offer', 'payment'];
const TEXTS = ['about', 'text', 'what', 'terms', 'because', 'how', 'outcome', 'step'];
const WHO = ['organisation', 'arbiter'];

function entries({ gathering, stream, moment }: Known): readonly DisputeEntry[] {
  return counting(gathering.histories.get(stream)!.upTo(moment.position)).map(entryOf);
}

function entryOf({ fact: { type, data }, ref }: Recorded): DisputeEntry {
  const said = data as Readonly<Record<string, unknown>>;
  const text = (fields: readonly string[]): string | null => {
    const field = fields.find((name) => typeof said[name] === 'string');
    return field === undefined ? null : (said[field] as string);
  };
  const number = (field: string): number | null => (typeof said[field] === 'number' ? said[field] : null);
  return {
    event: type,
    on: text(ON) ?? recordedOn(ref),
    id: text(IDS),
    organisation: text(WHO),
    text: text(TEXTS),
    pence: number('pence'),
    shareBp: number('shareBp'),
    recordedAt: ref.recordedAt,
    entryPosition: ref.position,
  };
}
