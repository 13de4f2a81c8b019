import type { EntryReason, Line } from '#domain';
import { dateOf, dayOf, type IsoDate, type Pence } from '#kernel';
import type { Practice } from '../money.js';
import type { Scene } from '../scene.js';
import { LINES } from '../service-lines.js';
import { dayIn, type Draft, type Wave } from '../wave.js';

/** Indicative budgets before 1 May, and all that changes them in the year. */
export const budgetWaves = (scene: Scene): readonly Wave[] => [
  budgetsSet(scene),
  ...entryWaves(scene),
  slicesReturned(scene),
];

function budgetsSet({ year, practices, profiles, moneyOf, synthetic: source }: Scene): Wave {
  return {
    on: dayIn(year, 1, 24),
    doing: 'indicative budgets',
    *drafts() {
      for (const { code: practice } of practices) {
        const fields = () => ({ practice, year, method: 'BLENDED', lines: byLine(moneyOf(practice).budget), profiles });
        yield { key: `${practice}/budget`, command: 'SetIndicativeBudget', source, with: fields };
      }
    },
  };
}

const byLine = (amounts: readonly Pence[]): { readonly [L in Line]?: Pence } =>
  Object.fromEntries(LINES.map((line, index) => [line, amounts[index]!]));

/** A kind of entry: whose it is, what it does, and when. */
type EntryKind = {
  readonly id: string;
  readonly reason: EntryReason;
  /** Month and day of the year. */
  readonly recorded: readonly [number, number];
  readonly effective: readonly [number, number];
  /** What part of each line is given or taken; undefined where the practice has no such entry. */
  part(scene: Scene, practice: Practice): number | undefined;
};

/** A part between two ends for all practices of those PCTs whose draw happens. */
const ofPct =
  (id: string, probability: number, low: number, high: number): EntryKind['part'] =>
  ({ draws }, { pct }) => {
    const draw = draws(`${id}/${pct}`);
    return draw.happens(probability) ? draw.between(low, high) : undefined;
  };

const ofPractice =
  (id: string, probability: number, low: number, high: number): EntryKind['part'] =>
  ({ draws }, { code }) => {
    const draw = draws(`${id}/${code}`);
    return draw.happens(probability) ? draw.between(low, high) : undefined;
  };

/** The slice that PCTs in deficit pass on in December. */
export const TOP_SLICE = 'TOP-SLICE';
const TOP_SLICE_PART = -0.015;

const ENTRY_KINDS: readonly EntryKind[] = [
  { id: 'CONTINGENCY', reason: 'CONTINGENCY', recorded: [1, 28], effective: [2, 1], part: ofPct('contingency', 0.3, -0.05, -0.03) },
  { id: 'SAVINGS', reason: 'SAVINGS_TARGET', recorded: [2, 26], effective: [3, 1], part: ofPct('savings', 0.15, -0.015, -0.005) },
  { id: 'GROWTH', reason: 'GROWTH', recorded: [3, 25], effective: [4, 1], part: ofPct('growth', 0.5, 0.005, 0.02) },
  { id: 'LIST', reason: 'LIST_CHANGE', recorded: [7, 6], effective: [7, 1], part: ofPractice('list-change', 0.08, -0.02, 0.03) },
  {
    id: TOP_SLICE,
    reason: 'TOP_SLICE',
    recorded: [8, 26],
    effective: [9, 1],
    part: ({ isInDeficit }, { pct }) => (isInDeficit(pct) ? TOP_SLICE_PART : undefined),
  },
]; // prettier-ignore

const entryWaves = (scene: Scene): readonly Wave[] => [
  ...ENTRY_KINDS.map((kind) => entriesOf(scene, kind)),
  virements(scene),
];

function entriesOf(scene: Scene, kind: EntryKind): Wave {
  const { year, practices, moneyOf, synthetic: source } = scene;
  const { id: entry, reason, recorded, effective } = kind;
  const effectiveOn = dayIn(year, ...effective);
  return {
    on: dayIn(year, ...recorded),
    doing: `budget entries ${reason}`,
    *drafts() {
      for (const practice of practices) {
        const part = kind.part(scene, practice);
        if (part === undefined) continue;
        const lines = () => byLine(moneyOf(practice.code).budget.map((pence) => Math.trunc(pence * part)));
        const fields = () => ({ practice: practice.code, year, entry, effectiveOn, reason, lines: lines() });
        yield { key: `${practice.code}/entry/${entry}`, command: 'PostBudgetEntry', source, with: fields };
      }
    },
  };
}

/** Some practices move money from the hospital into the community. */
function virements({ year, practices, draws, moneyOf, synthetic: source }: Scene): Wave {
  const entry = 'VIREMENT';
  return {
    on: dayIn(year, 5, 27),
    doing: 'budget entries VIREMENT',
    *drafts() {
      for (const { code: practice } of practices) {
        const draw = draws(`virement/${practice}`);
        if (!draw.happens(0.05)) continue;
        const moved = Math.trunc(moneyOf(practice).budget[LINES.indexOf('EL')]! * draw.between(0.02, 0.08));
        const lines = { EL: -moved, COMM: moved };
        const fields = { practice, year, entry, effectiveOn: dayIn(year, 6, 1), reason: 'VIREMENT', lines };
        yield { key: `${practice}/entry/${entry}`, command: 'PostBudgetEntry', source, with: () => fields };
      }
    },
  };
}

/** PCTs whose deficit is overcome by the end of the winter. */
export const recovers = ({ draws, isInDeficit }: Scene, pct: string): boolean =>
  isInDeficit(pct) && draws(`recovers/${pct}`).happens(0.4);

/** Whoever recovers gives back half of the slice. */
function slicesReturned(scene: Scene): Wave {
  const { year, practices, moneyOf, synthetic: source } = scene;
  const on: IsoDate = dayIn(year, 12, 3);
  const returned = (practice: string) => ({
    practice,
    year,
    entry: `${TOP_SLICE}-RETURNED`,
    effectiveOn: dateOf(dayOf(on) + 12),
    reason: 'TOP_SLICE_RETURNED',
    lines: byLine(moneyOf(practice).budget.map((pence) => Math.trunc((-pence * TOP_SLICE_PART) / 2))),
    returns: TOP_SLICE,
  });
  return {
    on,
    doing: 'budget entries TOP_SLICE_RETURNED',
    *drafts(): Generator<Draft> {
      for (const { code, pct } of practices) {
        if (!recovers(scene, pct)) continue;
        yield {
          key: `${code}/entry/${TOP_SLICE}-RETURNED`,
          command: 'PostBudgetEntry',
          source,
          with: () => returned(code),
        };
      }
    },
  };
}
