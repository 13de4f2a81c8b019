import { monthDays, yearDays, yearStarting, type Day, type Year } from '#kernel';
import { Chance } from './chance.js';

export const LINES = ['EL', 'NEL', 'PRESC'] as const;
export const GROUPS = ['GRP1', 'GRP2'] as const;
export const TRUSTS = ['5X1', '5X2', '5X3'] as const;

/** What is made up so far, and what the next moves may refer to. */
export class Story {
  readonly chance: Chance;
  readonly practices: readonly string[];
  readonly years: readonly Year[];
  /** Days on which borders fall, so that many fall together. */
  readonly hot: readonly Day[];
  readonly told: { day: Day; late: boolean; command: string; with: object }[] = [];
  readonly entries: { entry: string; practice: string; year: Year; lines: readonly string[] }[] = [];
  readonly payments: { holder: string; year: Year; payment: string; pence: number; day: Day }[] = [];
  private counted = 0;

  constructor(seed: number) {
    this.chance = new Chance(seed);
    const first = this.chance.of([2004, 2005, 2005, 2006, 2007]);
    this.years = Array.from({ length: this.chance.whole(1, 3) }, (_, index) => yearStarting(first + index));
    this.practices = Array.from({ length: this.chance.whole(2, 4) }, (_, index) => `A9900${index + 1}`);
    this.hot = this.hotDays();
  }

  private hotDays(): readonly Day[] {
    return this.years.flatMap((year) => {
      const { first, last } = yearDays(year);
      const months = [this.chance.whole(2, 12), this.chance.whole(2, 12)];
      const inMonths = months.map((month) => monthDays(year, month).first + this.chance.of([0, 10, 15, 27]));
      return [first, last, last - 1, monthDays(year, 11).last, ...inMonths, this.chance.whole(first, last)];
    });
  }

  get start(): Day {
    return yearDays(this.years[0]!).first - 2;
  }
  get end(): Day {
    return yearDays(this.years.at(-1)!).last + 200;
  }
  id(prefix: string): string {
    this.counted += 1;
    return `${prefix}${this.counted}`;
  }
  year(): Year {
    return this.chance.of(this.years);
  }
  practice(): string {
    return this.chance.of(this.practices);
  }
  holder(): string {
    return this.chance.likely(0.35) ? this.chance.of(GROUPS) : this.practice();
  }
  trustOf(holder: string): string {
    const index = this.practices.indexOf(holder);
    return TRUSTS[index < 0 ? 0 : index % 2]!;
  }
  day(): Day {
    return this.chance.whole(this.start + 1, this.end);
  }
  hotDay(): Day {
    return this.chance.likely(0.9) ? this.chance.of(this.hot) : this.chance.whole(this.start + 2, this.end - 200);
  }
  pence(): number {
    return this.chance.likely(0.5) ? this.chance.whole(0, 30) : this.chance.whole(0, 40_000);
  }
  signed(): number {
    return this.chance.likely(0.5) ? this.pence() : -this.pence();
  }
  tell(day: Day, command: string, fields: object): void {
    this.told.push({
      day: Math.max(this.start, day),
      late: day > this.start && this.chance.likely(0.15),
      command,
      with: fields,
    });
  }
}
