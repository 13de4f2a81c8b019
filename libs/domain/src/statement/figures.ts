import { nextYear, sumPence, yearDays, type Day, type Month, type Pence, type Year } from '#kernel';
import type { RecoveryTerms } from '../agreement/events.js';
import { amountsOf, monthsOfHolder, type Amount, type Amounts } from './amounts.js';
import type { Basis } from './basis.js';
import { isGroup, type Facts } from './facts.js';
import { figureOf, type Figure } from './figure.js';
import { piecesOf, type Piece, type Pieces } from './pieces.js';
import { segmentPosition } from './position.js';
import { dueSoFar, overspendsBefore, type Overspend } from './recovery.js';
import { rulingEffects, type RulingEffects } from './rulings.js';
import { recoveryTerms, type Segment } from './segments.js';

/** Rule 12 for one holder and year. */
export type Recovery = {
  readonly terms: RecoveryTerms;
  readonly overspends: readonly Overspend[];
  /** What the statements of earlier years recovered. */
  readonly recoveredBeforePence: Pence;
  /** Due in this year, 0 or more. */
  readonly duePence: Pence;
};

/** A holder's own figure as at a day, with what it was made of. */
export type HolderFigure = Figure & {
  readonly recovery: Recovery;
  readonly monthsCounted: number;
  readonly estimated: boolean;
  readonly unbudgetedPence: Pence;
  readonly budgetPence: Pence;
  readonly actualPence: Pence;
  readonly serviceCostPence: Pence;
  readonly adjustmentPence: Pence;
};

type Share = { readonly practice: string; readonly pieces: Pieces; readonly own: readonly Piece[] };

/** Works out the figures of holders from one set of facts, each once. */
export class Figures {
  private readonly known = new Map<string, HolderFigure>();
  private readonly recoveries = new Map<string, Recovery>();

  constructor(readonly facts: Facts) {}

  /** The figure of the holder's own segments; a group's pools its members' (rule 15). */
  own(holder: string, year: Year, asAt: Day): HolderFigure {
    return this.once(`${holder} ${year} ${asAt}`, () =>
      this.workOut(holder, year, asAt, rulingEffects(this.facts, holder, year)),
    );
  }

  /** Rule 23: a group's figure as it is struck on a day: a ruling that sets the sum leaves it alone. */
  struck(group: string, year: Year, day: Day): HolderFigure {
    const effects = rulingEffects(this.facts, group, year);
    if (!effects?.entitlement) return this.own(group, year, day);
    const { entitlement: _set, ...rest } = effects;
    return this.once(`${group} ${year} ${day} struck`, () => this.workOut(group, year, day, rest));
  }

  recovery(holder: string, year: Year): Recovery {
    const key = `${holder} ${year}`;
    const kept = this.recoveries.get(key) ?? this.workOutRecovery(holder, year);
    this.recoveries.set(key, kept);
    return kept;
  }

  /** The practices whose days of the year belong to the holder, in code order. */
  shares(holder: string, year: Year): readonly Share[] {
    const practices = isGroup(this.facts, holder) ? this.facts.everMembers(holder) : [holder];
    return practices.flatMap((practice) => {
      const pieces = piecesOf(this.facts, practice, year);
      const own = pieces.all.filter((piece) => piece.holder === holder);
      return own.length > 0 ? [{ practice, pieces, own }] : [];
    });
  }

  private once(key: string, work: () => HolderFigure): HolderFigure {
    const kept = this.known.get(key) ?? work();
    this.known.set(key, kept);
    return kept;
  }

  private workOut(holder: string, year: Year, asAt: Day, effects: RulingEffects | undefined): HolderFigure {
    const shares = this.shares(holder, year);
    const accountOf = (practice: string) => this.facts.account(practice, year);
    const all = shares.map(({ practice, pieces }) => amountsOf(accountOf(practice), practice, pieces, asAt));
    const bySegment = amountsBySegment(holder, shares, all);
    const positions = [...bySegment].map(([segment, amounts]) => segmentPosition(segment, amounts, accountOf, effects));
    const recovery = this.recovery(holder, year);
    const months = shares.flatMap(({ pieces }, index): readonly Month[] =>
      monthsOfHolder(pieces, all[index]!.months, holder),
    );
    return {
      ...figureOf(positions, recovery.duePence, effects),
      recovery,
      monthsCounted: new Set(months).size,
      estimated: all.some(({ estimated }) => estimated.has(holder)),
      unbudgetedPence: sumPence(all.map(({ unbudgetedPence }) => unbudgetedPence)),
      budgetPence: sumPence(positions.map(({ budgetPence }) => budgetPence)),
      actualPence: sumPence(positions.map(({ actualPence }) => actualPence)),
      serviceCostPence: sumPence(positions.map(({ serviceCostPence }) => serviceCostPence)),
      adjustmentPence: sumPence(positions.map(({ adjustmentPence }) => adjustmentPence)),
    };
  }

  private workOutRecovery(holder: string, year: Year): Recovery {
    const overspends = overspendsBefore(this.facts, holder, year);
    const terms = this.lastTerms(holder, year);
    let recoveredBeforePence = 0;
    const [first] = overspends;
    for (let before = first ? nextYear(first.fromYear) : year; before < year; before = nextYear(before)) {
      recoveredBeforePence += this.own(holder, before, yearDays(before).last).recoveredPence;
    }
    const duePence = Math.max(0, dueSoFar(terms, overspends, year) - recoveredBeforePence);
    return { terms, overspends, recoveredBeforePence, duePence };
  }

  /** Rule 12: the terms of the year's last own segment. */
  private lastTerms(holder: string, year: Year): RecoveryTerms {
    const pieces = this.shares(holder, year).flatMap(({ own }) => own);
    const last = pieces.reduce<Piece | undefined>(
      (latest, piece) => (latest === undefined || piece.days.last > latest.days.last ? piece : latest),
      undefined,
    );
    return last ? recoveryTerms(last.stretch) : { kind: 'NONE' };
  }
}

/** The holder's amounts by segment, segments in the order of their days, each present even when it has no amount. */
function amountsBySegment(
  holder: string,
  shares: readonly Share[],
  all: readonly Amounts[],
): ReadonlyMap<Segment, readonly Amount[]> {
  const stretches = [...new Set(shares.flatMap(({ own }) => own.map(({ stretch }) => stretch)))].sort(
    (a, b) => a.days.first - b.days.first,
  );
  const bySegment = new Map<Segment, Amount[]>();
  for (const { main, beside } of stretches) for (const segment of beside ? [main, beside] : [main]) bySegment.set(segment, []);
  for (const amount of all.flatMap((amounts) => amounts.all)) {
    if (amount.holder === holder) bySegment.get(amount.segment)!.push(amount);
  }
  return bySegment;
}

/** The bases of a figure's segments, whatever they are worth. */
export const basesOf = ({ pools, effects }: Figure): readonly Basis[] =>
  effects ? ['RULING'] : pools.flatMap(({ positions }) => positions.map(({ segment }) => segment.basis));
