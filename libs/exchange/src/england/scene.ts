import type { Pence, Year } from '#kernel';
import { seeded, type Seeded } from './draws.js';
import { groupsOf, type Group } from './groups.js';
import { allocations, groupedByPct, practiceMoney, withLists, type Practice, type PracticeMoney } from './money.js';
import { realEngland, type Pct, type Sha } from './real-england.js';
import { profilesFrom, type Profiles } from './service-lines.js';
import { UnusableSource, type SourceFolder } from './source-files.js';

/** A part of England. Whoever is in it has the same facts as in the whole. */
export type Slice = {
  /** Only these PCTs. */
  readonly pcts?: readonly string[];
  /** Only so many practices, PCT by PCT. */
  readonly practices?: number;
};

/** Everything that the plan is drawn up from. */
export type Scene = {
  readonly year: Year;
  readonly seed: number;
  readonly draws: Seeded;
  /** What is said of a fact that no file holds. */
  readonly synthetic: string;
  readonly shas: readonly Sha[];
  readonly pcts: readonly Pct[];
  /** By PCT, then by code. */
  readonly practices: readonly Practice[];
  readonly groups: readonly Group[];
  readonly profiles: Profiles;
  allocationOf(pct: string): Pence;
  moneyOf(practice: string): PracticeMoney;
  /** PCTs that turn to a deficit in the autumn. */
  isInDeficit(pct: string): boolean;
  /** The groups in which a practice has any day of the year. */
  isInGroup(practice: string): boolean;
};

/** One PCT in ten turns to a deficit in mid-year. @see domain dossier 13.1, test data */
const DEFICITS = 0.1;

export function sceneOf(folder: SourceFolder, year: Year, seed: number, slice: Slice = {}): Scene {
  const draws = seeded(seed);
  const real = realEngland(folder, year);
  const everyone = withLists(real.practices, draws);
  const allocated = allocations(folder, real, everyone, year);
  const practices = within(slice, everyone);
  const inSlice = new Set(practices.map(({ code }) => code));
  const byPct = groupedByPct(practices);
  const pcts = real.pcts.filter(({ code }) => byPct.has(code));
  const wholePcts = groupedByPct(everyone);
  const money = new Map(
    pcts.flatMap(({ code }) => [...practiceMoney(allocated.get(code)!, code, wholePcts.get(code)!, draws)]),
  );
  const groups = pcts.flatMap((pct) => slicedGroups(groupsOf(pct, wholePcts.get(pct.code)!, year, draws), inSlice));
  const grouped = new Set(groups.flatMap(({ members }) => members.map(({ practice }) => practice)));
  const inDeficit = new Set(pcts.flatMap(({ code }) => (draws(`deficit/${code}`).happens(DEFICITS) ? [code] : [])));
  return {
    year,
    seed,
    draws,
    synthetic: `synthetic, seed ${seed}`,
    shas: real.shas.filter(({ code }) => pcts.some(({ sha }) => sha === code)),
    pcts,
    practices,
    groups,
    profiles: profilesFrom(folder),
    allocationOf: (pct) => allocated.get(pct)!,
    moneyOf: (practice) => money.get(practice)!,
    isInDeficit: (pct) => inDeficit.has(pct),
    isInGroup: (practice) => grouped.has(practice),
  };
}

function within({ pcts, practices: most }: Slice, practices: readonly Practice[]): readonly Practice[] {
  const unknown = pcts?.filter((code) => practices.every(({ pct }) => pct !== code)) ?? [];
  if (unknown.length > 0) throw new UnusableSource(`no PCT ${unknown.join(', ')} in that year`);
  return practices.filter(({ pct }) => pcts === undefined || pcts.includes(pct)).slice(0, most);
}

const slicedGroups = (groups: readonly Group[], inSlice: ReadonlySet<string>): readonly Group[] =>
  groups
    .map((group) => ({ ...group, members: group.members.filter(({ practice }) => inSlice.has(practice)) }))
    .filter(({ members }) => members.length > 0);
