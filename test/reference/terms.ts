import { dayOf, yearDays, type Day, type Year } from '#kernel';
import { membersOn, stayOn, stays } from './bodies.js';
import type { GivenTerms, Recovery } from './commands.js';
import { told, type Known, type Supposed, type Told } from './facts.js';
import { remembered } from './remembered.js';

/** Rule 13: the strongest first. */
export const BASES = ['RULING', 'GUARANTEE', 'AGREEMENT', 'GUIDANCE'] as const;
export type Basis = (typeof BASES)[number];

/** What a day's agreement says, all variations applied. */
export type Terms = {
  readonly agreement: string;
  readonly basis: Basis;
  readonly shareBp: number;
  readonly lines: 'ALL' | readonly string[];
  readonly recovery: Recovery;
  readonly segments: 'ADD_UP' | 'STAND_ALONE';
  /** The baseline is protected against what was decided on this day or later. */
  readonly protectedSince: Day | undefined;
};

/** A document that both parties signed: an agreement or a variation of it. */
type Signed = { readonly terms: GivenTerms; readonly from: Day; readonly signed: Day; readonly inForce: number };
export type Agreement = Signed & { readonly id: string; readonly last: Day; readonly variations: readonly Signed[] };

type Signature = Told<'SignAgreement'>;

/** When both parties had signed: the recorded order of the second signature, and the later of the two days. */
function bothSigned(holder: string, signatures: readonly Signature[]) {
  const own = signatures.find(({ organisation }) => organisation === holder);
  const other = signatures.find(({ organisation }) => organisation !== holder);
  if (!own || !other) return undefined;
  const days = [own, other].map(({ signedOn, day }) => (signedOn === undefined ? day : dayOf(signedOn)));
  return { signed: Math.max(...days), inForce: Math.max(own.order, other.order) };
}

function suppose(terms: GivenTerms, supposed: Supposed, speaksOfAll: boolean): GivenTerms {
  const { protectBaseline, setShareBp } = supposed;
  const share = setShareBp !== undefined && (speaksOfAll || terms.shareBp !== undefined) ? { shareBp: setShareBp } : {};
  const speaks = speaksOfAll || terms.guarantee !== undefined;
  const text = terms.guarantee?.text ?? 'supposed';
  const nothingToTakeAway = protectBaseline === false && (terms.guarantee ?? null) === null;
  const guarantee =
    protectBaseline !== undefined && speaks && !nothingToTakeAway
      ? { guarantee: { text, protectsBaseline: protectBaseline } }
      : {};
  return { ...terms, ...share, ...guarantee };
}

/** The agreements of a holder in force, in the order in which they came into force, each with its variations that hold. */
export const agreementsOf = remembered((known: Known, holder: string): readonly Agreement[] => {
  const supposing = known.supposed?.holder === holder ? known.supposed : undefined;
  const said = (terms: GivenTerms, all: boolean) => (supposing ? suppose(terms, supposing, all) : terms);
  return told(known, 'ProposeAgreement')
    .filter((proposed) => proposed.holder === holder)
    .flatMap((proposed) => {
      const id = proposed.agreement;
      const signatures = told(known, 'SignAgreement').filter(({ agreement }) => agreement === id);
      const both = bothSigned(holder, signatures);
      if (!both) return [];
      const end = told(known, 'EndAgreement').findLast(({ agreement }) => agreement === id);
      const variations = told(known, 'VaryAgreement')
        .filter(({ agreement }) => agreement === id)
        .flatMap(({ variation, effectiveFrom, terms }) => {
          const signed = told(known, 'SignVariation').filter((sign) => sign.variation === variation);
          const held = bothSigned(holder, signed);
          return held ? [{ ...held, from: dayOf(effectiveFrom), terms: said(terms, false) }] : [];
        })
        .toSorted((a, b) => a.inForce - b.inForce);
      const days = { from: dayOf(proposed.from), last: dayOf(end?.endsOn ?? proposed.to) };
      return [{ ...both, ...days, id, terms: said(proposed.terms, true), variations }];
    })
    .toSorted((a, b) => a.inForce - b.inForce);
});

/** Rule 6: the later signing day of what first gave the protection without a break since. */
function protectionOf(documents: readonly Signed[]): Day | undefined {
  let since: Day | undefined;
  for (const { terms, signed } of documents) {
    if (terms.guarantee === undefined) continue;
    if (terms.guarantee?.protectsBaseline !== true) since = undefined;
    else since ??= signed;
  }
  return since;
}

/** Rule 7: on each day all variations in effect apply in the order in which their second signatures were recorded. */
export function termsOn(agreements: readonly Agreement[], day: Day): Terms | undefined {
  const agreement = agreements.findLast(({ from, last }) => from <= day && day <= last);
  if (!agreement) return undefined;
  const documents = [agreement, ...agreement.variations.filter(({ from }) => from <= day)];
  const said = documents.reduce<GivenTerms>((before, { terms }) => ({ ...before, ...terms }), {});
  return {
    agreement: agreement.id,
    basis: (said.guarantee ?? null) === null ? 'AGREEMENT' : 'GUARANTEE',
    shareBp: said.shareBp!,
    lines: said.lines ?? 'ALL',
    recovery: said.recovery ?? { kind: 'NONE' },
    segments: said.segments ?? 'ADD_UP',
    protectedSince: protectionOf(documents),
  };
}

/** Days of a year, one after the other, that belong to one holder under the same terms, if any. */
export type Stretch = {
  readonly owner: string;
  readonly days: readonly Day[];
  readonly terms: Terms | undefined;
};

/** The days on which a holder's year is cut because of its agreements. */
const cutsOf = remembered(
  (known: Known, holder: string): ReadonlySet<Day> =>
    new Set(
      agreementsOf(known, holder).flatMap(({ from, last, variations }) => [
        from,
        last + 1,
        ...variations.map((variation) => variation.from).filter((day) => day <= last),
      ]),
    ),
);

const daysOfYear = (year: Year): readonly Day[] => {
  const { first, last } = yearDays(year);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
};

function stretched(days: readonly { day: Day; owner: string; isCut: boolean; terms: Terms | undefined }[]) {
  const found: { owner: string; days: Day[]; terms: Terms | undefined }[] = [];
  for (const { day, owner, isCut, terms } of days) {
    const now = found.at(-1);
    if (now && !isCut && now.owner === owner && now.days.at(-1) === day - 1) now.days.push(day);
    else found.push({ owner, days: [day], terms });
  }
  return found;
}

/** Rules 7 and 9: the year of a practice, cut; each day is the practice's own or its group's. */
export const stretchesOf = remembered((known: Known, practice: string, year: Year): readonly Stretch[] => {
  const mine = stays(known).filter((stay) => stay.practice === practice);
  return stretched(
    daysOfYear(year).map((day) => {
      const owner = stayOn(known, practice, day)?.group ?? practice;
      const isCut = cutsOf(known, owner).has(day) || mine.some(({ from, last }) => from === day || last + 1 === day);
      return { day, owner, isCut, terms: termsOn(agreementsOf(known, owner), day) };
    }),
  );
});

/** Rule 15: the days of a group's year on which it has members, cut. */
export const stretchesOfGroup = remembered((known: Known, group: string, year: Year): readonly Stretch[] => {
  const [its, cuts] = [agreementsOf(known, group), cutsOf(known, group)];
  return stretched(
    daysOfYear(year)
      .filter((day) => membersOn(known, group, day).length > 0)
      .map((day) => ({ day, owner: group, isCut: cuts.has(day), terms: termsOn(its, day) })),
  );
});

/** What a segment is for the figure. */
export type Segment = {
  readonly pool: string;
  readonly basis: Basis;
  readonly shareBp: number;
  readonly protectedSince: Day | undefined;
};

const LAST_OF_HALF = dayOf('2006-03-31');
const COMMON = 'the common pool';

const guidance = ({ days }: Stretch): Segment => ({
  pool: COMMON,
  basis: 'GUIDANCE',
  shareBp: days[0]! <= LAST_OF_HALF ? 5000 : 7000,
  protectedSince: undefined,
});

/** The segment of a line, or of what has no line, on the days of a stretch. */
export function segmentOf(stretch: Stretch, line: string | undefined): Segment {
  const { terms } = stretch;
  if (!terms || (line !== undefined && terms.lines !== 'ALL' && !terms.lines.includes(line))) return guidance(stretch);
  return {
    pool: terms.segments === 'STAND_ALONE' ? `alone ${terms.agreement}` : COMMON,
    basis: terms.basis,
    shareBp: terms.shareBp,
    protectedSince: terms.protectedSince,
  };
}

/** domain.md 13.2 */
const LINES = ['EL', 'DC', 'NEL', 'NELXBD', 'OPFA', 'OPFUP', 'OPPROC', 'AE', 'DIAG', 'CRIT', 'PRESC', 'COMM', 'MH', 'OTHER']; // prettier-ignore

/** All segments of a stretch: the agreement's, and the guidance's where lines are outside it. */
export const segmentsIn = (stretch: Stretch): readonly Segment[] => {
  const lines = stretch.terms?.lines ?? 'ALL';
  const splitLines = lines !== 'ALL' && LINES.some((line) => !lines.includes(line));
  return [segmentOf(stretch, undefined), ...(splitLines ? [guidance(stretch)] : [])];
};
