import { nextYear, yearDays, type Day, type Pence, type Year } from '#kernel';
import type { RecoveryTerms } from '../agreement/events.js';
import type { Entry } from '../account/state.js';
import type { Amount } from './amount.js';
import { allAmounts, amountsOf, portionedAmounts, type Amounts } from './amounts.js';
import type { Basis } from './basis.js';
import type { Facts } from './facts.js';
import { figureOf, type Figure } from './figure.js';
import { addAmount, addSums, noSums, positionOf, type Sums } from './position.js';
import { dueSoFar, overspendsBefore, type Overspend } from './recovery.js';
import { portionBpOf, rulingEffects, type RulingEffects } from './rulings.js';
import { rosterOf, type Roster, type Share } from './roster.js';
import { keeper } from './remember.js';
import { ShareTotals } from './share-totals.js';

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
    /** 0 where none counts. */
    readonly lastMonthCounted: number;
    readonly estimated: boolean;
    readonly unbudgetedPence: Pence;
  };

const rosters = keeper<Roster>();
const running = keeper<ShareTotals>();

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
      .flatMap((share) =>
        effects ? this.ruledAmounts(share, year, asAt, effects) : allAmounts(this.amountsOf(share, year, asAt)),
      )
      .filter((amount) => amount.holder === holder);
  }

  /** B, A, C and X of a practice on its days that are the named holders', as rulings about each count them. */
  sumsOfPractice(practice: string, holders: readonly string[], year: Year, asAt: Day): Sums {
    const sum = noSums();
    for (const holder of holders) {
      const share = this.shares(holder, year).find((each) => each.practice === practice);
      if (!share) continue;
      const effects = rulingEffects(this.facts, holder, year);
      if (!effects) {
        for (const sums of this.amountsOf(share, year, asAt).sums.get(holder)?.values() ?? []) addSums(sum, sums);
        continue;
      }
      for (const amount of this.ruledAmounts(share, year, asAt, effects)) {
        if (amount.holder === holder) addAmount(sum, amount);
      }
    }
    return sum;
  }

  recovery(holder: string, year: Year): Recovery {
    const key = `${holder} ${year}`;
    const kept = this.recoveries.get(key) ?? this.workOutRecovery(holder, year);
    this.recoveries.set(key, kept);
    return kept;
  }

  /** The practices whose days of the year belong to the holder, in code order; a practice itself even without any. */
  shares(holder: string, year: Year): readonly Share[] {
    return this.roster(holder, year).shares;
  }

  private roster(holder: string, year: Year): Roster {
    return rosters(this.facts.standing, `${holder} ${year}`, () => rosterOf(this.facts, holder, year));
  }

  private once(key: string, work: () => HolderFigure): HolderFigure {
    const kept = this.known.get(key) ?? work();
    this.known.set(key, kept);
    return kept;
  }

  private workOut(holder: string, year: Year, asAt: Day, effects: RulingEffects | undefined): HolderFigure {
    const { shares, segments } = this.roster(holder, year);
    const fresh = () => new ShareTotals(holder, segments);
    const totals = effects ? fresh() : running(this.facts.standing, `${holder} ${year} ${asAt}`, fresh);
    if (effects) this.countRuled(totals, shares, year, asAt, effects);
    else this.count(totals, shares, year, asAt);
    const { monthsCounted, lastMonthCounted, estimated, unbudgetedPence } = totals;
    const sum = noSums();
    for (const [, sums] of totals.segments) addSums(sum, sums);
    const positions = totals.segments.map(([segment, sums]) => positionOf(segment, sums));
    const recovery = this.recovery(holder, year);
    const figure = figureOf(positions, recovery.duePence, effects);
    return { ...figure, ...sum, recovery, monthsCounted, lastMonthCounted, estimated, unbudgetedPence };
  }

  private count(totals: ShareTotals, shares: readonly Share[], year: Year, asAt: Day): void {
    totals.follow(shares, this.facts.movedAccounts(year), (share) => this.amountsOf(share, year, asAt));
  }

  private countRuled(
    totals: ShareTotals,
    shares: readonly Share[],
    year: Year,
    asAt: Day,
    effects: RulingEffects,
  ): void {
    for (const share of shares) {
      totals.addRuled(this.amountsOf(share, year, asAt), this.ruledAmounts(share, year, asAt, effects));
    }
  }

  private amountsOf({ practice, pieces }: Share, year: Year, asAt: Day): Amounts {
    return amountsOf(this.facts.account(practice, year), practice, pieces, asAt);
  }

  /** Rule 23: a practice's amounts with the portions that a ruling counts in place of its entries. */
  private ruledAmounts(share: Share, year: Year, asAt: Day, effects: RulingEffects): readonly Amount[] {
    const { practice, pieces } = share;
    const account = this.facts.account(practice, year);
    const portion = (entry: Entry) => portionBpOf(effects, account, practice, entry);
    const isRuled = ({ kind, id }: Amount) => kind === 'ENTRY' && portion(account.entries.get(id!)!) !== undefined;
    return [
      ...allAmounts(this.amountsOf(share, year, asAt)).filter((amount) => !isRuled(amount)),
      ...portionedAmounts(account, practice, pieces, asAt, portion),
    ];
  }

  private workOutRecovery(holder: string, year: Year): Recovery {
    const overspends = overspendsBefore(this.facts, holder, year);
    const { terms } = this.roster(holder, year);
    let recoveredBeforePence = 0;
    const [first] = overspends;
    for (let before = first ? nextYear(first.fromYear) : year; before < year; before = nextYear(before)) {
      recoveredBeforePence += this.own(holder, before, yearDays(before).last).recoveredPence;
    }
    const duePence = Math.max(0, dueSoFar(terms, overspends, year) - recoveredBeforePence);
    return { terms, overspends, recoveredBeforePence, duePence };
  }
}

/** The bases of a figure's segments, whatever they are worth. */
export const basesOf = ({ pools, effects }: Figure): readonly Basis[] =>
  effects ? ['RULING'] : pools.flatMap(({ positions }) => positions.map(({ segment }) => segment.basis));
