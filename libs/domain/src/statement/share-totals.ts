import { MONTHS, plus, type Month, type Pence } from '#kernel';
import type { Amount } from './amount.js';
import type { Amounts } from './amounts.js';
import { addAmount, addSums, noSums, type Sums } from './position.js';
import type { Share } from './roster.js';
import type { Segment } from './segments.js';

type AmountsOf = (share: Share) => Amounts;

/**
 * What the practices of a holder come to together. When one practice's amounts change, only its own part is taken out
 * and put in again, so that a bridge over a large group adds up what moved and nothing else.
 */
export class ShareTotals {
  private readonly bySegment: ReadonlyMap<Segment, Sums>;
  private counted: Map<string, { readonly share: Share; amounts: Amounts }> | undefined;
  private followed = 0;
  private readonly months = new Map<Month, number>();
  private estimates = 0;
  private unbudgeted: Pence = 0;

  constructor(
    private readonly holder: string,
    segments: readonly Segment[],
  ) {
    this.bySegment = new Map(segments.map((segment) => [segment, noSums()]));
  }

  /**
   * Counts the practices' amounts: all of them at first, then only those whose accounts moved since.
   * @param moved  holders whose accounts moved, in order; never shorter than the last time
   */
  follow(shares: readonly Share[], moved: readonly string[], amountsOf: AmountsOf): void {
    if (!this.counted) {
      this.counted = new Map(shares.map((share) => [share.practice, { share, amounts: amountsOf(share) }]));
      for (const { amounts } of this.counted.values()) this.count(amounts, 1);
    } else {
      for (const holder of moved.slice(this.followed)) this.recount(this.counted.get(holder), amountsOf);
    }
    this.followed = moved.length;
  }

  /** The part of a practice whose amounts a ruling counts otherwise (rule 23). */
  addRuled(amounts: Amounts, ruled: readonly Amount[]): void {
    this.countMonths(amounts, 1);
    for (const amount of ruled) {
      if (amount.holder === this.holder) addAmount(this.bySegment.get(amount.segment)!, amount);
    }
  }

  /** B, A, C and X by segment, segments in the order of their days. */
  get segments(): readonly (readonly [Segment, Sums])[] {
    return [...this.bySegment].map(([segment, sums]) => [segment, { ...sums }]);
  }

  get monthsCounted(): number {
    return MONTHS.filter((month) => (this.months.get(month) ?? 0) > 0).length;
  }

  /** 0 where none counts. */
  get lastMonthCounted(): Month | 0 {
    return MONTHS.findLast((month) => (this.months.get(month) ?? 0) > 0) ?? 0;
  }

  get estimated(): boolean {
    return this.estimates > 0;
  }

  get unbudgetedPence(): Pence {
    return this.unbudgeted;
  }

  private recount(counted: { readonly share: Share; amounts: Amounts } | undefined, amountsOf: AmountsOf): void {
    if (!counted) return;
    const amounts = amountsOf(counted.share);
    this.count(counted.amounts, -1);
    this.count(amounts, 1);
    counted.amounts = amounts;
  }

  private count(amounts: Amounts, sign: 1 | -1): void {
    for (const [segment, sums] of amounts.sums.get(this.holder) ?? [])
      addSums(this.bySegment.get(segment)!, sums, sign);
    this.countMonths(amounts, sign);
  }

  private countMonths(amounts: Amounts, sign: 1 | -1): void {
    for (const month of amounts.months.get(this.holder) ?? []) {
      this.months.set(month, (this.months.get(month) ?? 0) + sign);
    }
    if (amounts.estimated.has(this.holder)) this.estimates += sign;
    this.unbudgeted = plus(this.unbudgeted, sign * amounts.unbudgetedPence);
  }
}
