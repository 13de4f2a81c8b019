import { lengthOf, within, yearDays, type Bp, type Day, type Days, type Year } from '#kernel';
import type { RecoveryTerms, Terms } from '../agreement/events.js';
import {
  agreementDays,
  bothSigned,
  inForce,
  laterSigningDay,
  type Agreement,
  type Agreements,
  type InForce,
  type Variation,
} from '../agreement/state.js';
import type { EventRef } from '../history.js';
import type { Line } from '../service-lines.js';
import type { Basis } from './basis.js';
import { SHIPPED_MINIMUM, type MinimumShare, type MinimumShares } from './minimum-share.js';
import { remember } from './remember.js';

/** Since when, and by whose event, a segment's guarantee protects the baseline (rule 6). */
export type Protection = { readonly since: Day; readonly ref: EventRef };

/** Rule 7: days of a holder's year under one set of terms, for some lines. */
export type Segment = {
  readonly days: Days;
  readonly basis: Exclude<Basis, 'RULING'>;
  readonly shareBp: Bp;
  readonly recovery: RecoveryTerms;
  /** The agreement whose terms these are; left out under guidance. */
  readonly agreement?: string;
  /** Rule 27: under guidance, which version says the share. */
  readonly minimum?: MinimumShare;
  readonly standsAlone: boolean;
  readonly protection?: Protection;
  /** The events that made these terms what they are. */
  readonly terms: readonly EventRef[];
};

/** Days between two borders: one segment, or two where an agreement has some lines and guidance the rest. */
export type Stretch = {
  readonly days: Days;
  /** The agreement's segment, or guidance where there is none. Costs and adjustments belong here. */
  readonly main: Segment;
  /** Lines under `main`; guidance has the others. */
  readonly lines: 'ALL' | ReadonlySet<Line>;
  readonly beside?: Segment;
};

export const segmentOfLine = ({ main, lines, beside }: Stretch, line: Line): Segment =>
  beside && lines !== 'ALL' && !lines.has(line) ? beside : main;

/** Rule 27: the minimum share of the segment's first day. */
function guidance(days: Days, minimumShares: MinimumShares): Segment {
  const minimum = minimumShares(days.first);
  const { shareBp } = minimum;
  return { days, basis: 'GUIDANCE', shareBp, minimum, recovery: { kind: 'NONE' }, standsAlone: false, terms: [] };
}

type VariationInForce = { readonly variation: Variation; readonly position: number };

/** Variations in effect on a day, in the order in which their second signatures were recorded. */
const variationsOn = ({ variations }: Agreement, day: Day): readonly Variation[] =>
  signedVariations(variations.values())
    .filter(({ variation }) => variation.effectiveFrom <= day)
    .map(({ variation }) => variation);

const signedVariations = (variations: Iterable<Variation>): readonly VariationInForce[] =>
  [...variations]
    .flatMap((variation) => {
      const since = bothSigned(variation);
      return since ? [{ variation, position: since.ref.position }] : [];
    })
    .sort((a, b) => a.position - b.position);

/** Rule 6: who first gave the protection without a break since, and when both had signed it. */
function protectionOf(agreement: Agreement, variations: readonly Variation[]): Protection | undefined {
  let protection: Protection | undefined;
  for (const signed of [agreement, ...variations]) {
    const { guarantee } = signed.terms;
    if (guarantee === undefined) continue; // a variation that does not speak of it
    if (!guarantee?.protectsBaseline) protection = undefined;
    else protection ??= { since: laterSigningDay(signed), ref: bothSigned(signed)!.ref };
  }
  return protection;
}

function agreed({ agreement, since }: InForce, days: Days, minimumShares: MinimumShares): Stretch {
  const variations = variationsOn(agreement, days.first);
  const terms = variations.reduce<Terms>((held, variation) => ({ ...held, ...variation.terms }), agreement.terms);
  const protection = protectionOf(agreement, variations);
  const main: Segment = {
    days,
    basis: terms.guarantee ? 'GUARANTEE' : 'AGREEMENT',
    shareBp: terms.shareBp,
    recovery: terms.recovery,
    agreement: agreement.id,
    standsAlone: terms.segments === 'STAND_ALONE',
    ...(protection ? { protection } : {}),
    terms: [since.ref, ...variations.map((variation) => bothSigned(variation)!.ref)],
  };
  return terms.lines === 'ALL'
    ? { days, main, lines: 'ALL' }
    : { days, main, lines: new Set(terms.lines), beside: guidance(days, minimumShares) };
}

/** The days on which the terms may change: where agreements begin or end, and where variations take effect. */
function borders(signed: readonly InForce[], year: Days): readonly Day[] {
  const firsts = signed.flatMap(({ agreement }) => {
    const days = agreementDays(agreement);
    const effective = signedVariations(agreement.variations.values()).map(({ variation }) => variation.effectiveFrom);
    return [days.first, days.last + 1, ...effective.filter((day) => within(day, days))];
  });
  const inside = firsts.filter((day) => day > year.first && day <= year.last);
  return [...new Set([year.first, ...inside])].sort((a, b) => a - b);
}

/** Rule 7: a holder's year cut by its own agreements and variations, in order, without gaps. */
function cutByTerms(agreements: Agreements, year: Year, minimumShares: MinimumShares): readonly Stretch[] {
  const whole = yearDays(year);
  const signed = inForce(agreements).filter(({ agreement }) => lengthOf(agreementDays(agreement)) > 0);
  const firsts = borders(signed, whole);
  return firsts.map((first, index) => {
    const days = { first, last: (firsts[index + 1] ?? whole.last + 1) - 1 };
    const holding = signed.findLast(({ agreement }) => within(first, agreementDays(agreement)));
    return holding ? agreed(holding, days, minimumShares) : { days, main: guidance(days, minimumShares), lines: 'ALL' };
  });
}

const under = remember((minimumShares: MinimumShares, _key: 'stretches') =>
  remember((agreements: Agreements, year: Year) => cutByTerms(agreements, year, minimumShares)),
);

/** A holder's year in stretches. The same agreements, and the same minimum shares, give the same object. */
export const stretches = (
  agreements: Agreements,
  year: Year,
  minimumShares: MinimumShares = SHIPPED_MINIMUM,
): readonly Stretch[] => under(minimumShares, 'stretches')(agreements, year);

/** A stretch as it is where its days begin later: guidance has the minimum share of that day. */
export function beginningOn(stretch: Stretch, first: Day, minimumShares: MinimumShares): Stretch {
  const { days, main, beside } = stretch;
  const old = (main.minimum ?? beside?.minimum)?.policy;
  if (old === undefined || minimumShares(first).policy === old) return stretch;
  const later = guidance({ first, last: days.last }, minimumShares);
  return main.minimum ? { ...stretch, main: later } : { ...stretch, beside: later };
}
