import { dateOf, nextYear, yearDays, type Year } from '#kernel';
import { Chance } from './chance.js';
import type { Asked } from './comparing.js';
import type { Step } from './facts.js';

const codesOf = (steps: readonly Step[], ...types: readonly string[]): readonly string[] =>
  steps
    .filter((step) => step.do === 'RegisterOrganisation')
    .map((step) => step.with as { readonly code: string; readonly type: string })
    .filter(({ type }) => types.includes(type))
    .map(({ code }) => code);

const groupsIn = (steps: readonly Step[]): readonly string[] =>
  steps.filter((step) => step.do === 'CreateGroup').map((step) => (step.with as { readonly group: string }).group);

/** The years that have budgets, and the one after them. */
function yearsIn(steps: readonly Step[]): readonly Year[] {
  const budgets = steps.filter((step) => step.do === 'SetIndicativeBudget');
  const years = [...new Set(budgets.map((step) => (step.with as { readonly year: Year }).year))].toSorted();
  return [...years, nextYear(years.at(-1) ?? '2006-07')];
}

type Moment = { readonly asAt?: string; readonly knownAt?: string };

/** Moments of asking: now, as of recorded times and of days between them, in mid-month, at the year's end, before all. */
function momentsOf(chance: Chance, steps: readonly Step[], year: Year): readonly Moment[] {
  const { first, last } = yearDays(year);
  const between = () =>
    new Date(Date.parse(chance.of(steps).at) + chance.whole(0, 40 * 24 * 3600) * 1000).toISOString();
  const inYear = () => dateOf(chance.whole(first, last));
  return [
    {},
    { knownAt: chance.of(steps).at },
    { knownAt: between() },
    { asAt: inYear() },
    { asAt: inYear(), knownAt: between() },
    { asAt: dateOf(last), knownAt: chance.of(steps).at },
    { asAt: dateOf(chance.of([first - 1, first + 29, last - 1, last + 1])), knownAt: between() },
    { knownAt: new Date(Date.parse(steps[0]!.at) - 1000).toISOString() },
  ];
}

/**
 * What is never supposed away: the bodies themselves, and what keeps two memberships of a practice apart.
 * A correction may keep them apart as well.
 */
const KEPT = ['RegisterOrganisation', 'CreateGroup', 'LeaveGroup', 'RecordInError'];

function supposition(chance: Chance, steps: readonly Step[]): object {
  const eligible = steps.filter((step) => !KEPT.includes(step.do));
  if (chance.likely(0.6) && eligible.length > 0) return { omit: chance.of(eligible).label };
  return chance.likely(0.5) ? { protectBaseline: chance.likely(0.5) } : { setShareBp: chance.whole(0, 10_000) };
}

function explanations(chance: Chance, steps: readonly Step[], holders: readonly string[]): readonly Asked[] {
  const years = yearsIn(steps);
  const bridges = Array.from({ length: 5 }, (): Asked => {
    const year = chance.of(years);
    const [from, to] = [chance.of(steps).at, chance.of([chance.of(steps).at, steps.at(-1)!.at])].toSorted();
    const { first, last } = yearDays(year);
    const asAt = chance.likely(0.5) ? { asAt: dateOf(chance.whole(first, last)) } : {};
    return { ask: 'bridge', with: { holder: chance.of(holders), year, from, to, ...asAt } };
  });
  const whatIfs = Array.from({ length: 8 }, (): Asked => {
    const year = chance.of(years);
    const suppose = Array.from({ length: chance.whole(1, 3) }, () => supposition(chance, steps));
    const moment = chance.of(momentsOf(chance, steps, year).slice(0, 5));
    return { ask: 'whatIf', with: { holder: chance.of(holders), year, ...moment, suppose } };
  });
  return [...bridges, ...whatIfs];
}

/** All questions at several moments, for all holders, commissioners and bodies of a history. */
export function questionsAbout(steps: readonly Step[], seed: number): readonly Asked[] {
  const chance = new Chance(seed * 7919 + 13);
  const holders = [...codesOf(steps, 'PRACTICE'), ...groupsIn(steps)];
  const commissioners = codesOf(steps, 'PCT', 'PCT_CLUSTER');
  const bodies = [...codesOf(steps, 'SHA'), ...commissioners, 'ENGLAND'];
  const statements = yearsIn(steps).flatMap((year) =>
    momentsOf(chance, steps, year).flatMap((moment): readonly Asked[] => [
      ...holders.map((holder) => ({ ask: 'entitlement', with: { holder, year, ...moment } })),
      ...commissioners.map((commissioner) => ({ ask: 'exposure', with: { commissioner, year, ...moment } })),
      ...bodies.map((of) => ({ ask: 'rollUp', with: { of, year, ...moment } })),
    ]),
  );
  return [...statements, ...explanations(chance, steps, holders)];
}
