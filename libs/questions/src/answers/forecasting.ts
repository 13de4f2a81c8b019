import {
  COURSES,
  Statements,
  forecastEntitlement,
  supposedAccount,
  type Account,
  type Course,
  type ForecastEntitlement,
} from '#domain';
import { yearDays, type Day, type Pence, type Year } from '#kernel';
import { KnownFacts, type Loaded } from '../known-facts.js';
import type { Moment } from '../moment.js';

/** What is known, but for the months of one year that are still open: they are supposed to have run on a course. */
class SupposedFacts extends KnownFacts {
  private readonly supposed = new Map<Account, Account>();

  constructor(
    loaded: Loaded,
    moment: Moment,
    private readonly openYear: Year,
    private readonly asAt: Day,
    private readonly course: Course,
  ) {
    super(loaded, moment.position);
  }

  override account(holder: string, year: Year): Account {
    const known = super.account(holder, year);
    if (year !== this.openYear) return known;
    const before = this.supposed.get(known);
    if (before) return before;
    const supposed = supposedAccount(known, year, this.asAt, this.course);
    this.supposed.set(known, supposed);
    return supposed;
  }
}

/** Rule 50: forecasts the entitlements of holders whose statements were gathered. */
export class Forecasting {
  private readonly statements: readonly (readonly [Course, Statements])[];

  constructor(
    loaded: Loaded,
    moment: Moment,
    private readonly year: Year,
    asAt: Day,
  ) {
    this.statements = COURSES.map((course) => [
      course,
      new Statements(new SupposedFacts(loaded, moment, year, asAt, course), moment.day),
    ]);
  }

  of(holder: string): ForecastEntitlement {
    const { last } = yearDays(this.year);
    const figures = this.statements.map(
      ([course, statements]) => [course, statements.entitlementPence(holder, this.year, last)] as const,
    );
    return forecastEntitlement(Object.fromEntries(figures) as Record<Course, Pence>);
  }
}
