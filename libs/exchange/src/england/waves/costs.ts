import { MONTHS, yearStarting, type Month } from '#kernel';
import type { Scene } from '../scene.js';
import { dayIn, daysAfter, flexDay, type Draft, type Wave } from '../wave.js';

/** Parts of the practices that run a scheme, have a costly case, an agreed adjustment, or an overspend of last year. */
const [WITH_SCHEME, WITH_CASE, WITH_ADJUSTMENT, WITH_OVERSPEND] = [0.08, 0.03, 0.05, 0.12];
/** Above it a case is pooled, in pence. */
const THRESHOLD_PENCE = 2_000_000;

/** What else moves a figure beside budgets and actuals. */
export const costWaves = (scene: Scene): readonly Wave[] => [
  overspends(scene),
  adjustments(scene),
  ...MONTHS.flatMap((month) => [schemes(scene, month), cases(scene, month)]),
];

function overspends({ year, practices, draws, synthetic: source }: Scene): Wave {
  const fromYear = yearStarting(Number(year.slice(0, 4)) - 1);
  return {
    on: dayIn(year, 1, 3),
    doing: 'overspends of last year',
    *drafts() {
      for (const { code: holder } of practices) {
        const draw = draws(`overspend/${holder}`);
        if (!draw.happens(WITH_OVERSPEND)) continue;
        const fields = { holder, fromYear, pence: draw.whole(300_000, 9_000_000) };
        yield { key: `${holder}/overspend`, command: 'RecordOverspend', source, with: () => fields };
      }
    },
  };
}

function adjustments({ year, practices, draws, synthetic: source }: Scene): Wave {
  return {
    on: dayIn(year, 8, 12),
    doing: 'adjustments agreed',
    *drafts(): Generator<Draft> {
      for (const { code: practice } of practices) {
        const draw = draws(`adjustment/${practice}`);
        if (!draw.happens(WITH_ADJUSTMENT)) continue;
        const of = draw.happens(0.5) ? { kind: 'TARIFF', month: 6 } : { kind: draw.oneOf(['WINDFALL', 'DATA_ERROR']) };
        const fields = { practice, year, adjustment: 'ADJ1', ...of, pence: draw.whole(-1_500_000, 2_500_000) };
        yield { key: `${practice}/adjustment`, command: 'AgreeAdjustment', source, with: () => fields };
      }
    },
  };
}

function schemes({ year, practices, draws, synthetic: source }: Scene, month: Month): Wave {
  return {
    on: flexDay(year, month),
    doing: `service costs of month ${month}`,
    *drafts() {
      for (const { code: practice } of practices) {
        const draw = draws(`scheme/${practice}`);
        if (!draw.happens(WITH_SCHEME)) continue;
        const scheme = draw.oneOf(['DERMATOLOGY', 'DIABETES', 'MINOR-SURGERY', 'PHYSIOTHERAPY']);
        const pence = Math.round(draw.whole(80_000, 500_000) * draws(`scheme/${practice}/${month}`).between(0.8, 1.2));
        const fields = { practice, year, scheme, month, pence };
        yield { key: `${practice}/scheme/${month}`, command: 'RecordServiceCost', source, with: () => fields };
      }
    },
  };
}

function cases({ year, practices, draws, synthetic: source }: Scene, month: Month): Wave {
  return {
    on: daysAfter(year, month, 63),
    doing: `pooled cases of month ${month}`,
    *drafts(): Generator<Draft> {
      for (const { code: practice } of practices) {
        const draw = draws(`case/${practice}`);
        if (!draw.happens(WITH_CASE) || draw.whole(1, MONTHS.length) !== month) continue;
        const costPence = draw.whole(THRESHOLD_PENCE, 8_000_000);
        const line = draw.oneOf(['NEL', 'EL', 'CRIT']);
        const fields = { practice, year, case: 'HC1', month, line, costPence, thresholdPence: THRESHOLD_PENCE };
        yield { key: `${practice}/case`, command: 'PoolHighCostCase', source, with: () => fields };
      }
    },
  };
}
