import { nextYear, sumPence, yearDays, type Day, type Month, type Pence, type Year } from '#kernel';
import type { RecoveryTerms } from '../agreement/events.js';
import type { Account, Entry } from '../account/state.js';
import { amountsOf, monthsOfHolder, portionedAmounts, type Amount, type Amounts } from './amounts.js';
import type { Basis } from './basis.js';
import { isGroup, type Facts } from './facts.js';
import { figureOf, type Figure } from './figure.js';
import { piecesOf, type Piece, type Pieces } from './pieces.js';
import { addAmount, addSums, noSums, positionOf, type Sums } from './position.js';
import { dueSoFar, overspendsBefore, type Overspend } from './recovery.js';
import { portionBpOf, rulingEffects, type RulingEffects } from './rulings.js';
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
export type HolderFigure = Figure &
  Sums & {
    readonly recovery: Recovery;
    readonly monthsCounted: number;
    readonly estimated: boolean;
    readonly unbudgetedPence: Pence;
  };

/** A practice of a holder, and its days of the year that are the holder's. */
export type Share = { readonly practice: string; readonly pieces: Pieces; readonly own: readonly Piece[] };

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

  /** Every amount of the holder's own segments, as rulings about it count them: what its figure is the sum of. */
  amounts(holder: string, year: Year, asAt: Day): readonly Amount[] {
    const effects = rulingEffects(this.facts, holder, year);
    return this.shares(holder, year)
      .flatMap(({ practice, pieces }) => {
        const account = this.facts.account(practice, year);
        const amounts = amountsOf(account, practice, pieces, asAt);
        return effects ? ruledAmounts(account, practice, pieces, asAt, amounts, effects) : amounts.all;
      })
      .filter((amount) => amount.holder === holder);
  }

  recovery(holder: string, year: Year): Recovery {
    const key = `${holder} ${year}`;
    const kept = this.recoveries.get(key) ?? this.workOutRecovery(holder, year);
    this.recoveries.set(key, kept);
    return kept;
  }

  /** The practices whose days of the year belong to the holder, in code order; a practice itself even without any. */
  shares(holder: string, year: Year): readonly Share[] {
    if (!isGroup(this.facts, holder)) return [this.share(holder, holder, year)];
    return this.facts
      .everMembers(holder)
      .map((practice) => this.share(holder, practice, year))
      .filter(({ own }) => own.length > 0);
  }

  private share(holder: string, practice: string, year: Year): Share {
    const pieces = piecesOf(this.facts, practice, year);
    return { practice, pieces, own: pieces.all.filter((piece) => piece.holder === holder) };
  }

  private once(key: string, work: () => HolderFigure): HolderFigure {
    const kept = this.known.get(key) ?? work();
    this.known.set(key, kept);
    return kept;
  }

  private workOut(holder: string, year: Year, asAt: Day, effects: RulingEffects | undefined): HolderFigure {
    const shares = this.shares(holder, year);
    const accounts = shares.map(({ practice }) => this.facts.account(practice, year));
    const all = shares.map(({ practice, pieces }, index) => amountsOf(accounts[index]!, practice, pieces, asAt));
    const bySegment = emptySegments(shares);
    shares.forEach(({ practice, pieces }, index) => {
      const amounts = effects?.portions.size
        ? ruledAmounts(accounts[index]!, practice, pieces, asAt, all[index]!, effects)
        : undefined;
      if (amounts)
        for (const amount of amounts) if (amount.holder === holder) addAmount(bySegment.get(amount.segment)!, amount);
      if (!amounts)
        for (const [segment, sums] of all[index]!.sums.get(holder) ?? []) addSums(bySegment.get(segment)!, sums);
    });
    const positions = [...bySegment].map(([segment, sums]) => positionOf(segment, sums));
    const total = noSums();
    for (const sums of bySegment.values()) addSums(total, sums);
    const recovery = this.recovery(holder, year);
    const months = shares.flatMap(({ pieces }, index): readonly Month[] =>
      monthsOfHolder(pieces, all[index]!.months, holder),
    );
    return {
      ...figureOf(positions, recovery.duePence, effects),
      ...total,
      recovery,
      monthsCounted: new Set(months).size,
      estimated: all.some(({ estimated }) => estimated.has(holder)),
      unbudgetedPence: sumPence(all.map(({ unbudgetedPence }) => unbudgetedPence)),
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

/** Rule 23: a practice's amounts with the portions that a ruling counts in place of its entries. */
export function ruledAmounts(
  account: Account,
  practice: string,
  pieces: Pieces,
  asAt: Day,
  amounts: Amounts,
  effects: RulingEffects,
): readonly Amount[] {
  const portion = (entry: Entry) => portionBpOf(effects, account, practice, entry);
  const isRuled = ({ kind, id }: Amount) => kind === 'ENTRY' && portion(account.entries.get(id!)!) !== undefined;
  return [
    ...amounts.all.filter((amount) => !isRuled(amount)),
    ...portionedAmounts(account, practice, pieces, asAt, portion),
  ];
}

/** The holder's segments in the order of their days, each present even when nothing was recorded in it. */
function emptySegments(shares: readonly Share[]): ReadonlyMap<Segment, Sums> {
  const stretches = [...new Set(shares.flatMap(({ own }) => own.map(({ stretch }) => stretch)))].sort(
    (a, b) => a.days.first - b.days.first,
  );
  const segments = stretches.flatMap(({ main, beside }) => (beside ? [main, beside] : [main]));
  return new Map(segments.map((segment) => [segment, noSums()]));
}

/** The bases of a figure's segments, whatever they are worth. */
export const basesOf = ({ pools, effects }: Figure): readonly Basis[] =>
  effects ? ['RULING'] : pools.flatMap(({ positions }) => positions.map(({ segment }) => segment.basis));
