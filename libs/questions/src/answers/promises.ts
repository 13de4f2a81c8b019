import type { QuestionInput } from '#contract';
import {
  agreementDays,
  agreements,
  bothSigned,
  laterSigningDay,
  signedBy,
  streamOf,
  type Agreement,
  type Edition,
  type EventRef,
  type Signature,
  type Terms,
  type Variation,
} from '#domain';
import type { StoredEvent } from '#event-store';
import { dateOf, dayOf, within, type Day, type Instant } from '#kernel';
import type { AnsweredFrom, Asking } from '../asking.js';
import { Gathering } from '../gathering.js';
import { KnownFacts } from '../known-facts.js';
import { mustBeHolder } from '../subject.js';
import { Documents, toldClassification, type ToldClassification, type ToldDocument } from './attached.js';
import { keyOf } from '../directory-keys.js';

/** What an agreement or a variation says about a guarantee. */
export type GuaranteeTold = 'GIVEN' | 'NONE' | 'WITHDRAWN' | 'UNCHANGED';

/** One agreement or variation: what it says, and how it came to hold. */
export type PromiseRow = {
  readonly agreement: string;
  readonly variation: string | null;
  readonly commissioner: string;
  readonly from: string;
  readonly to: string;
  readonly edition: Edition | null;
  readonly shareBp: number | null;
  readonly guarantee: GuaranteeTold;
  /** The words of the guarantee. */
  readonly guaranteeText: string | null;
  readonly protectsBaseline: boolean | null;
  readonly proposedAt: Instant;
  readonly proposedBy: string;
  readonly holderSignedOn: string | null;
  readonly holderSignedAt: Instant | null;
  readonly holderActor: string | null;
  readonly commissionerSignedBy: string | null;
  readonly commissionerSignedOn: string | null;
  readonly commissionerSignedAt: Instant | null;
  readonly commissionerActor: string | null;
  /** By what authority the commissioner signed. */
  readonly authority: string | null;
  /** Whether a guarantee was signed for the commissioner and no authority was named. */
  readonly withoutAuthority: boolean;
  /** When both signatures were recorded. */
  readonly holdsSince: Instant | null;
  readonly endedAt: Instant | null;
  readonly endedBecause: string | null;
  readonly position: number;
  /** Others that were signed on the same day and say otherwise. */
  readonly contradicts: readonly string[];
  readonly documents: readonly ToldDocument[];
};

export type PromisesAnswer = {
  readonly holder: string;
  readonly on: string | null;
  /** In the order in which they were put on record. */
  readonly rows: readonly PromiseRow[];
  /** What other papers that are presented as promises were held to be. */
  readonly classifications: readonly ToldClassification[];
};

/** An agreement as it was proposed, or a variation of one. */
type Promised = {
  readonly id: string;
  readonly agreement: Agreement;
  readonly variation: Variation | undefined;
  readonly terms: Partial<Terms>;
  readonly signatures: readonly Signature[];
  readonly ref: EventRef;
};

export async function promises(
  asking: Asking,
  asked: QuestionInput<'promises'>,
): Promise<PromisesAnswer & Omit<AnsweredFrom, 'asAt'>> {
  const { holder, on } = asked;
  const moment = await asking.momentOf(asked);
  const gathering = new Gathering(asking.reader);
  await gathering.body(holder);
  const stream = streamOf.agreements(holder);
  await gathering.load([stream]);
  const facts = new KnownFacts(gathering, moment.position);
  mustBeHolder(facts, holder);
  const known = new Documents(asking, moment.position);
  const stored = await asking.store.readStream(stream, BigInt(moment.position));
  const byPosition = new Map(stored.map((event) => [Number(event.position), event]));
  const all = [...facts.stateOf(agreements, stream).values()].flatMap(promisedIn);
  const wanted = on === undefined ? all : all.filter((promised) => heldOn(promised, dayOf(on)));
  const rows: PromiseRow[] = [];
  for (const promised of wanted.toSorted((a, b) => a.ref.position - b.ref.position))
    rows.push(await rowOf(promised, all, byPosition, known));
  const others = await classificationsFor(asking, known, holder, moment.position);
  return { holder, on: on ?? null, rows, classifications: others, ...asking.from(moment) };
}

const promisedIn = (agreement: Agreement): readonly Promised[] => [
  { id: agreement.id, agreement, variation: undefined, terms: agreement.terms, ...signed(agreement) },
  ...[...agreement.variations.values()].map((variation) => ({
    id: variation.id,
    agreement,
    variation,
    terms: variation.terms,
    ...signed(variation),
  })),
];

const signed = ({ signatures, ref }: Pick<Promised, 'signatures' | 'ref'>) => ({ signatures, ref });

/** A variation holds only while its agreement does. */
const heldOn = (promised: Promised, day: Day): boolean =>
  bothSigned(promised) !== undefined && bothSigned(promised.agreement) !== undefined && within(day, daysOf(promised));

function daysOf({ agreement, variation }: Promised) {
  const days = agreementDays(agreement);
  return variation ? { first: variation.effectiveFrom, last: days.last } : days;
}

function guaranteeOf({ variation, terms }: Promised): GuaranteeTold {
  if (terms.guarantee === undefined) return 'UNCHANGED';
  if (terms.guarantee !== null) return 'GIVEN';
  return variation ? 'WITHDRAWN' : 'NONE';
}

type Stored = ReadonlyMap<number, StoredEvent>;

async function rowOf(promised: Promised, all: readonly Promised[], stored: Stored, known: Documents) {
  const { agreement, variation, terms, signatures, ref } = promised;
  const { first, last } = daysOf(promised);
  const { ended } = agreement;
  const guarantee = guaranteeOf(promised);
  const commissioner = signedBy(promised, 'COMMISSIONER');
  const authority = commissioner && stored.get(commissioner.ref.position)!.metadata.authority;
  const documents: ToldDocument[] = [];
  for (const { position } of [ref, ...signatures.map((signature) => signature.ref), ...(ended ? [ended.ref] : [])])
    documents.push(...(await known.of(stored.get(position)!, agreement.holder)));
  return {
    agreement: agreement.id,
    variation: variation?.id ?? null,
    commissioner: agreement.commissioner,
    from: dateOf(first),
    to: dateOf(last),
    edition: terms.edition ?? null,
    shareBp: terms.shareBp ?? null,
    guarantee,
    guaranteeText: terms.guarantee?.text ?? null,
    protectsBaseline: terms.guarantee?.protectsBaseline ?? null,
    proposedAt: ref.recordedAt,
    proposedBy: ref.actor,
    ...signingOfHolder(promised),
    commissionerSignedBy: commissioner?.organisation ?? null,
    commissionerSignedOn: commissioner ? dateOf(commissioner.signedOn) : null,
    commissionerSignedAt: commissioner?.ref.recordedAt ?? null,
    commissionerActor: commissioner?.ref.actor ?? null,
    authority: authority ?? null,
    withoutAuthority: guarantee === 'GIVEN' && commissioner !== undefined && authority === undefined,
    holdsSince: bothSigned(promised)?.ref.recordedAt ?? null,
    endedAt: ended?.ref.recordedAt ?? null,
    endedBecause: ended ? becauseOf(stored.get(ended.ref.position)!) : null,
    position: ref.position,
    contradicts: all.filter((other) => contradicts(promised, other)).map(({ id }) => id),
    documents,
  } satisfies PromiseRow;
}

function signingOfHolder(promised: Promised) {
  const signature = signedBy(promised, 'HOLDER');
  return {
    holderSignedOn: signature ? dateOf(signature.signedOn) : null,
    holderSignedAt: signature?.ref.recordedAt ?? null,
    holderActor: signature?.ref.actor ?? null,
  };
}

const becauseOf = ({ data }: StoredEvent): string => String(data['because']);

/** Two papers signed on one day that give different shares, or words, for the same days: which holds is for a decision. */
function contradicts(one: Promised, other: Promised): boolean {
  if (one.id === other.id || !one.signatures[0] || !other.signatures[0]) return false;
  const [mine, theirs] = [daysOf(one), daysOf(other)];
  const meet = mine.first <= theirs.last && theirs.first <= mine.last;
  return meet && laterSigningDay(one) === laterSigningDay(other) && saysOtherwise(one.terms, other.terms);
}

const saysOtherwise = (one: Partial<Terms>, other: Partial<Terms>): boolean =>
  (one.shareBp !== undefined && other.shareBp !== undefined && one.shareBp !== other.shareBp) ||
  (one.guarantee !== undefined &&
    other.guarantee !== undefined &&
    (one.guarantee?.text !== other.guarantee?.text ||
      one.guarantee?.protectsBaseline !== other.guarantee?.protectsBaseline));

async function classificationsFor(asking: Asking, known: Documents, holder: string, position: number) {
  const streams = await asking.store.lookUp(keyOf.about(holder), BigInt(position));
  const prefix = streamOf.document('');
  const classified = [];
  for (const { stream } of streams.filter((each) => each.stream.startsWith(prefix)))
    classified.push(...(await known.classified(stream.slice(prefix.length))));
  return classified
    .filter((each) => each.holder === holder)
    .map(toldClassification)
    .sort((a, b) => a.position - b.position);
}
