import { MONTHS, plus, type Month, type Pence } from '#kernel';
import type { Amount } from './amount.js';
import type { Amounts } from './amounts.js';
import { addAmount, addSums, noSums, type Sums } from './position.js';
import type { Segment } from './segments.js';

/**
 * What the practices of a holder come to together. When one practice's amounts change, only its own part is taken out
 * and put in again, so that a bridge over a large group adds up what moved and nothing else.
 */
export class ShareTotals {
  private readonly bySegment: ReadonlyMap<Segment, Sums>;
  private readonly counted: (Amounts | undefined)[] = [];
  private readonly months = new Map<Month, number>();
  private estimates = 0;
  private unbudgeted: Pence = 0;

  constructor(
    private readonly holder: string,
    segments: readonly Segment[],
  ) {
    this.bySegment = new Map(segments.map((segment) => [segment, noSums()]));
  }

  /** The part of the practice at `index`, in place of the one before. */
  set(index: number, amounts: Amounts): void {
    const before = this.counted[index];
    if (before === amounts) return;
    if (before) this.count(before, -1);
    this.count(amounts, 1);
    this.counted[index] = amounts;
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

  get estimated(): boolean {
    return this.estimates > 0;
  }

  get unbudgetedPence(): Pence {
    return this.unbudgeted;
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
