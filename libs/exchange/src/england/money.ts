import { apportion, pence, sumPence, type Pence, type Year } from '#kernel';
import type { Seeded } from './draws.js';
import type { RealEngland, RealPractice } from './real-england.js';
import { LINE_PRICES } from './service-lines.js';
import { UnusableSource, numberIn, type SourceFolder } from './source-files.js';

/** A practice with the list that it has in the load. */
export type Practice = RealPractice & {
  readonly patients: number;
  /** False where the files have no list and one was drawn. */
  readonly hasRealList: boolean;
};

/** What a practice was given and how it used it, beside the chance of each month. */
export type PracticeMoney = {
  /** By line, in the order of LINE_PRICES. */
  readonly budget: readonly Pence[];
  /** 1.05 uses a twentieth more than the budget. */
  readonly use: number;
};

/** All revenue allocations of PCTs in £m, and a head in £. 2009-10 and 2010-11 were told in one sum, at +5.5 % a year. */
const NATIONAL: Readonly<Record<Year, { readonly gbpM: number; readonly perHead: number }>> = {
  '2006-07': { gbpM: 64_000, perHead: 1_274 },
  '2007-08': { gbpM: 70_000, perHead: 1_388 },
  '2008-09': { gbpM: 74_200, perHead: 1_449 },
  '2009-10': { gbpM: 79_800, perHead: 1_529 },
  '2010-11': { gbpM: 84_200, perHead: 1_612 },
};

/** The years for which the national sums are known. */
export const YEARS: readonly Year[] = Object.keys(NATIONAL);

/** Above or below the fair share in 2010-11, by SHA: London and East Midlands. */
const ERA: Readonly<Record<string, number>> = { Q36: 1.081, Q33: 0.942 };
/** South Gloucestershire and Islington in 2008-09, the ends of the scale. */
const [LEAST_INDEX, MOST_INDEX] = [0.81, 1.43];

/** Lists that are in no file are drawn about this size, log-normally; in patients. */
const [MIDDLE_LIST, SMALLEST_LIST, LARGEST_LIST] = [4_500, 1_000, 15_000];

export const withLists = (practices: readonly RealPractice[], draws: Seeded): readonly Practice[] =>
  practices.map((practice) => ({
    ...practice,
    patients: practice.patients ?? drawnList(practice.code, draws),
    hasRealList: practice.patients !== undefined,
  }));

function drawnList(code: string, draws: Seeded): number {
  const size = Math.round(MIDDLE_LIST * Math.exp(0.5 * draws(`list/${code}`).normal()));
  return Math.min(LARGEST_LIST, Math.max(SMALLEST_LIST, size));
}

export function groupedByPct(practices: readonly Practice[]): ReadonlyMap<string, readonly Practice[]> {
  const found = new Map<string, Practice[]>();
  for (const practice of practices) {
    const others = found.get(practice.pct);
    if (others) others.push(practice);
    else found.set(practice.pct, [practice]);
  }
  return found;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const patientsOf = (practices: readonly Practice[]): number => sum(practices.map(({ patients }) => patients));
const clamped = (low: number, value: number, high: number): number => Math.min(high, Math.max(low, value));

/** Synthetic allocations of PCTs, in pence, but for those few that Hansard told: they stand as they are. */
export function allocations(
  folder: SourceFolder,
  { pcts }: RealEngland,
  practices: readonly Practice[],
  year: Year,
): ReadonlyMap<string, Pence> {
  const national = NATIONAL[year];
  if (!national) throw new UnusableSource(`no allocations are known for ${year}, only for ${YEARS.join(', ')}`);
  const points = folder
    .rows('allocations', 'pct_code', 'year', 'allocation_gbp_k', 'per_head_gbp')
    .filter((row) => row['year'] === year && row['pct_code'] !== '');
  const byPct = groupedByPct(practices);
  const known = new Map<string, Pence>();
  const weights = pcts.map(({ code, sha }) => {
    const own = byPct.get(code) ?? [];
    const point = points.find((row) => row['pct_code'] === code);
    const gbpK = numberIn(point, 'allocation_gbp_k');
    if (gbpK !== undefined) known.set(code, pence(Math.round(gbpK * 100_000)));
    const need = sum(own.map(({ patients, needIndex = 1 }) => patients * needIndex)) / patientsOf(own);
    const perHead = numberIn(point, 'per_head_gbp');
    const index =
      perHead === undefined ? clamped(LEAST_INDEX, need * (ERA[sha] ?? 1), MOST_INDEX) : perHead / national.perHead;
    return known.has(code) ? 0 : Math.round(patientsOf(own) * index);
  });
  const parts = apportion(pence(national.gbpM * 100_000_000) - sumPence(known.values()), weights);
  return new Map(pcts.map(({ code }, index) => [code, known.get(code) ?? parts[index]!]));
}

/** What part of an allocation is inside practice-based commissioning. */
const SCOPE = [0.45, 0.6] as const;
/** How much of the indicative budget still follows what was used before; the rest follows the fair share. */
const HISTORIC_PART = 0.6;
/** How practices differ from their budget: 44 % were over by 8 % on average, 49 % under by 8 %. */
const USE_DEVIATION = 0.08;

/** The indicative budgets of a PCT's practices: the part of its allocation that is in scope, shared out. */
export function practiceMoney(
  allocation: Pence,
  pct: string,
  practices: readonly Practice[],
  draws: Seeded,
): ReadonlyMap<string, PracticeMoney> {
  const scope = draws(`scope/${pct}`).between(...SCOPE);
  const rates = practices.flatMap(({ outpatientRate }) => outpatientRate ?? []);
  const meanRate = rates.length === 0 ? 1 : sum(rates) / rates.length;
  const fair = shares(practices.map(({ patients, needIndex = 1 }) => patients * needIndex));
  const historic = shares(practices.map(({ patients, outpatientRate = meanRate }) => patients * outpatientRate));
  const blended = fair.map((part, index) => HISTORIC_PART * historic[index]! + (1 - HISTORIC_PART) * part);
  const totals = apportion(
    pence(Math.floor(allocation * scope)),
    blended.map((part) => Math.round(part * 1e12)),
  );
  return new Map(
    practices.map((practice, index) => {
      const draw = draws(`use/${practice.code}`);
      const habit = 0.25 * (historic[index]! / blended[index]! - 1);
      const use = clamped(0.75, 1 + habit + USE_DEVIATION * draw.normal(), 1.3);
      return [practice.code, { budget: apportion(totals[index]!, lineWeights(practice)), use }];
    }),
  );
}

const shares = (weights: readonly number[]): readonly number[] => {
  const whole = sum(weights);
  return weights.map((weight) => weight / whole);
};

/** Prescribing of 2019 brought down to the prices of the era, and kept within what a practice spends a head. */
const PRESCRIBING_SCALE = 0.95;
const [LEAST_PRESCRIBING, MOST_PRESCRIBING] = [60, 300];

/** England's rates by line, with the practice's own prescribing where a file has it; in whole pounds per 1,000. */
const lineWeights = ({ patients, prescribingGbp }: Practice): readonly number[] =>
  LINE_PRICES.map(({ line, gbpPer1000 }) => {
    if (line !== 'PRESC' || prescribingGbp === undefined) return Math.round(gbpPer1000);
    const perHead = (prescribingGbp / patients) * PRESCRIBING_SCALE;
    return Math.round(1000 * clamped(LEAST_PRESCRIBING, perHead, MOST_PRESCRIBING));
  });
