import { plus, sumPence, within, yearDays, type Day, type Pence, type Year } from '#kernel';
import { strongest } from './basis.js';
import { splitByBasis, type BasisPart } from './figure.js';
import { keeper } from './remember.js';
import { basesOf, type Figures, type HolderFigure } from './figures.js';
import { membershipsOf } from './memberships.js';
import { membersOn, partAmong, splitAmong, type Member, type MemberPart } from './split-key.js';

/** Rule 15: parts that were struck because a practice left or joined. */
export type Strike = {
  readonly day: Day;
  readonly because: 'LEAVING' | 'JOINING';
  /** E of the pool as at that day. */
  readonly entitledPence: Pence;
  readonly parts: readonly MemberPart[];
};

/** A group's figure and how it falls to its members (rules 15 to 17). */
export type GroupFigure = {
  readonly pool: HolderFigure;
  readonly strikes: readonly Strike[];
  /** What remained at `asAt`, among the members of that day. */
  readonly remaining: readonly MemberPart[];
  /** Each practice's part, in code order. */
  readonly byPractice: ReadonlyMap<string, Pence>;
  /** The sum of all parts: the group's figure. */
  readonly entitlementPence: Pence;
  readonly parts: readonly BasisPart[];
};

const total = (parts: readonly MemberPart[]): Pence => sumPence(parts.map(({ pence }) => pence));

const days = keeper<readonly Day[]>();

/** The days on which the pool is struck, in order: last days of leavers, and days before joiners. */
const strikingDays = (figures: Figures, group: string, year: Year, asAt: Day): readonly Day[] =>
  days(figures.facts.standing, `${group} ${year} ${asAt}`, () => workOutDays(figures, group, year, asAt));

function workOutDays(figures: Figures, group: string, year: Year, asAt: Day): readonly Day[] {
  const found = figures.facts
    .everMembers(group)
    .flatMap((practice) =>
      membershipsOf(figures.facts.organisation(practice), 'all').filter((held) => held.group === group),
    )
    .flatMap(({ from, lastDay }) => [from - 1, ...(lastDay === undefined ? [] : [lastDay])])
    .filter((day) => within(day, yearDays(year)) && day < asAt);
  return [...new Set(found)].sort((a, b) => a - b);
}

class Striking {
  readonly strikes: Strike[] = [];
  private struckPence = 0;

  constructor(
    private readonly figures: Figures,
    private readonly group: string,
    private readonly year: Year,
  ) {}

  /** What the pool holds as at a day beyond what was struck before. */
  leftOf(entitledPence: Pence): Pence {
    return Math.max(0, entitledPence - this.struckPence);
  }

  /** The same, split among some members. */
  split(entitledPence: Pence, members: readonly Member[]): readonly MemberPart[] {
    return splitAmong(this.figures.facts, this.group, members, this.year, this.leftOf(entitledPence));
  }

  at(day: Day): void {
    const members = membersOn(this.figures.facts, this.group, day);
    const leaves = ({ membership }: Member) => membership.lastDay === day;
    const staying = members.filter((member) => !leaves(member));
    if (staying.length < members.length) {
      const leaving = new Set(members.filter(leaves).map(({ practice }) => practice));
      this.strike(day, 'LEAVING', members, ({ practice }) => leaving.has(practice));
    }
    const joined = membersOn(this.figures.facts, this.group, day + 1).some(
      ({ membership }) => membership.from === day + 1,
    );
    if (joined && staying.length > 0) this.strike(day, 'JOINING', staying, () => true);
  }

  private strike(
    day: Day,
    because: Strike['because'],
    members: readonly Member[],
    isStruck: (part: MemberPart) => boolean,
  ): void {
    const { entitledPence } = this.figures.struck(this.group, this.year, day);
    const parts = this.split(entitledPence, members).filter(isStruck);
    this.struckPence += total(parts);
    this.strikes.push({ day, because, entitledPence, parts });
  }
}

/** Rule 15: what every border before `asAt` struck. */
function struckBefore(figures: Figures, group: string, year: Year, asAt: Day): Striking {
  const striking = new Striking(figures, group, year);
  for (const day of strikingDays(figures, group, year, asAt)) striking.at(day);
  return striking;
}

/** The sum of all parts, as `groupFigure` gives it, without splitting what remained at `asAt`. */
export function groupEntitledPence(figures: Figures, group: string, year: Year, asAt: Day): Pence {
  const striking = struckBefore(figures, group, year, asAt);
  const { entitledPence } = figures.own(group, year, asAt);
  const remainingPence = membersOn(figures.facts, group, asAt).length > 0 ? striking.leftOf(entitledPence) : 0;
  return plus(sumPence(striking.strikes.map(({ parts }) => total(parts))), remainingPence);
}

/** One practice's part, as `groupFigure` gives it. */
export function memberPartPence(figures: Figures, group: string, practice: string, year: Year, asAt: Day): Pence {
  const striking = struckBefore(figures, group, year, asAt);
  const { entitledPence } = figures.own(group, year, asAt);
  const members = membersOn(figures.facts, group, asAt);
  const remaining = partAmong(figures.facts, group, members, year, striking.leftOf(entitledPence), practice);
  const struck = striking.strikes.map(({ parts }) => parts.find((part) => part.practice === practice)?.pence ?? 0);
  return plus(sumPence(struck), remaining);
}

/** Rule 15: strikes at every border before `asAt`, then splits what remains. */
export function groupFigure(figures: Figures, group: string, year: Year, asAt: Day): GroupFigure {
  const striking = struckBefore(figures, group, year, asAt);
  const pool = figures.own(group, year, asAt);
  const remaining = striking.split(pool.entitledPence, membersOn(figures.facts, group, asAt));
  const byPractice = partsByPractice([...striking.strikes.flatMap(({ parts }) => parts), ...remaining]);
  const entitlementPence = sumPence(byPractice.values());
  const weights = pool.entitledPence === 0 ? [] : pool.weights;
  return {
    pool,
    strikes: striking.strikes,
    remaining,
    byPractice,
    entitlementPence,
    parts: splitByBasis(entitlementPence, weights, strongest(basesOf(pool)) ?? 'GUIDANCE'),
  };
}

/** Each practice's part, in code order. */
function partsByPractice(parts: readonly MemberPart[]): ReadonlyMap<string, Pence> {
  const sums = new Map<string, Pence>();
  let inOrder = true;
  let before = '';
  for (const { practice, pence } of parts) {
    inOrder &&= before < practice;
    before = practice;
    sums.set(practice, (sums.get(practice) ?? 0) + pence);
  }
  return inOrder ? sums : new Map([...sums].sort(([a], [b]) => (a < b ? -1 : 1)));
}
