import { MONTHS, type Month, type Pence } from '#kernel';
import type { Scene } from '../scene.js';
import { dayIn, daysAfter, type Draft, type Wave } from '../wave.js';
import { recovers } from './budgets.js';

/** The PCTs' own money. None of it moves an entitlement: it decides what can be paid, and when. */
export const financeWaves = (scene: Scene): readonly Wave[] => [
  limitsSet(scene),
  topSlices(scene),
  ...MONTHS.map((month) => forecasts(scene, month)),
  limitsAdjusted(scene),
  recoveryPlans(scene),
  suspensions(scene),
  suspensionsLifted(scene),
  topSlicesReturned(scene),
  releaseFunds(scene),
];

const partOf = (pence: Pence, part: number): Pence => Math.round(pence * part);

function limitsSet({ year, pcts, allocationOf, synthetic: source }: Scene): Wave {
  const because = 'Initial allocation';
  return {
    on: dayIn(year, 1, 1),
    doing: 'resource limits',
    *drafts() {
      for (const { code: commissioner } of pcts) {
        const fields = { commissioner, year, pence: allocationOf(commissioner), because, recurrent: true };
        yield { key: `${commissioner}/limit`, command: 'SetResourceLimit', source, with: () => fields };
      }
    },
  };
}

function topSlices({ year, pcts, draws, allocationOf, synthetic: source }: Scene): Wave {
  const because = 'Reserve of the strategic health authority';
  return {
    on: dayIn(year, 2, 12),
    doing: 'top-slices of PCTs',
    *drafts() {
      for (const { code: commissioner, sha: by } of pcts) {
        const pence = partOf(allocationOf(commissioner), draws(`sha-slice/${by}`).between(0.01, 0.03));
        yield {
          key: `${commissioner}/slice`,
          command: 'ApplyTopSlice',
          source,
          with: () => ({ commissioner, year, pence, by, because }),
        };
      }
    },
  };
}

/** Forecasts come three weeks after the month; those of a deficit turn in month 6 and are overcome, or not, by month 11. */
function forecasts(scene: Scene, month: Month): Wave {
  const { year, pcts, draws, isInDeficit, allocationOf, synthetic: source } = scene;
  const part = (pct: string): number => {
    const draw = draws(`forecast/${pct}`);
    const [surplus, deficit] = [draw.between(0, 0.006), draw.between(-0.04, -0.005)];
    if (!isInDeficit(pct) || month < 6) return surplus;
    return recovers(scene, pct) && month >= 11 ? surplus / 2 : deficit;
  };
  return {
    on: daysAfter(year, month, 21),
    doing: `forecasts of month ${month}`,
    *drafts() {
      for (const { code: commissioner } of pcts) {
        const forecastOutturnPence = partOf(allocationOf(commissioner), part(commissioner));
        const fields = { commissioner, year, month, forecastOutturnPence };
        yield { key: `${commissioner}/forecast/${month}`, command: 'ReportForecast', source, with: () => fields };
      }
    },
  };
}

function limitsAdjusted({ year, pcts, draws, allocationOf, synthetic: source }: Scene): Wave {
  return {
    on: dayIn(year, 10, 13),
    doing: 'resource limits adjusted',
    *drafts() {
      for (const { code: commissioner } of pcts) {
        const draw = draws(`limit-adjusted/${commissioner}`);
        if (!draw.happens(0.2)) continue;
        const deltaPence = partOf(allocationOf(commissioner), draw.between(-0.004, 0.006));
        const fields = { commissioner, year, deltaPence, because: 'In-year allocations' };
        yield { key: `${commissioner}/limit-adjusted`, command: 'AdjustResourceLimit', source, with: () => fields };
      }
    },
  };
}

function* ofPctsInDeficit({ pcts, isInDeficit }: Scene): Generator<string> {
  for (const { code } of pcts) if (isInDeficit(code)) yield code;
}

function* ofPctsThatRecover(scene: Scene): Generator<string> {
  for (const code of ofPctsInDeficit(scene)) if (recovers(scene, code)) yield code;
}

const recoveryPlans = (scene: Scene): Wave => ({
  on: dayIn(scene.year, 8, 24),
  doing: 'recovery plans',
  *drafts(): Generator<Draft> {
    for (const commissioner of ofPctsInDeficit(scene)) {
      const fields = { commissioner, year: scene.year, because: 'A deficit is forecast' };
      yield { key: `${commissioner}/plan`, command: 'AdoptRecoveryPlan', source: scene.synthetic, with: () => fields };
    }
  },
});

const suspensions = (scene: Scene): Wave => ({
  on: dayIn(scene.year, 8, 25),
  doing: 'releases suspended',
  *drafts(): Generator<Draft> {
    const reviewOn = dayIn(scene.year, 10, 31);
    for (const commissioner of ofPctsInDeficit(scene)) {
      const fields = { commissioner, year: scene.year, because: 'Recovery plan', reviewOn };
      yield {
        key: `${commissioner}/suspended`,
        command: 'SuspendRelease',
        source: scene.synthetic,
        with: () => fields,
      };
    }
  },
});

const suspensionsLifted = (scene: Scene): Wave => ({
  on: dayIn(scene.year, 12, 2),
  doing: 'suspensions lifted',
  *drafts(): Generator<Draft> {
    for (const commissioner of ofPctsThatRecover(scene)) {
      const fields = { commissioner, year: scene.year, because: 'Balance is forecast again' };
      yield { key: `${commissioner}/lifted`, command: 'LiftSuspension', source: scene.synthetic, with: () => fields };
    }
  },
});

function topSlicesReturned({ year, pcts, draws, allocationOf, synthetic: source }: Scene): Wave {
  const because = 'Half of the reserve returned';
  return {
    on: dayIn(year, 11, 24),
    doing: 'top-slices of PCTs returned',
    *drafts() {
      for (const { code: commissioner, sha: by } of pcts) {
        if (!draws(`slice-returned/${commissioner}`).happens(0.3)) continue;
        const pence = partOf(allocationOf(commissioner), draws(`sha-slice/${by}`).between(0.01, 0.03) / 2);
        const fields = { commissioner, year, pence, by, because };
        yield { key: `${commissioner}/slice-returned`, command: 'ReturnTopSlice', source, with: () => fields };
      }
    },
  };
}

/** Set aside in the accounts of the year, in May: enough in some PCTs, not in others. Some set nothing aside. */
function releaseFunds({ year, pcts, draws, allocationOf, synthetic: source }: Scene): Wave {
  return {
    on: dayIn(year, 14, 5),
    doing: 'release funds',
    *drafts() {
      for (const { code: commissioner } of pcts) {
        const draw = draws(`fund/${commissioner}`);
        if (!draw.happens(0.85)) continue;
        const fields = { commissioner, year, pence: partOf(allocationOf(commissioner), draw.between(0.002, 0.02)) };
        yield { key: `${commissioner}/fund`, command: 'SetReleaseFund', source, with: () => fields };
      }
    },
  };
}
