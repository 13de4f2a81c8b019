import type { Line } from '#domain';
import { MONTHS, type Month, type Pence } from '#kernel';
import type { Scene } from './scene.js';
import { LINE_PRICES } from './service-lines.js';

export type ActualsRow = { readonly month: Month; readonly line: Line; readonly pence: Pence };

/** The first data lack a little, or count a little twice. */
const [LEAST_COMPLETE, MOST_COMPLETE] = [0.95, 1.01];

/** What a practice used in a month, as the final data say: things counted by chance, at the price of their line. */
export function frozenRows({ draws, moneyOf, profiles }: Scene, practice: string, month: Month): readonly ActualsRow[] {
  const { budget, use } = moneyOf(practice);
  const draw = draws(`${practice}/month/${month}`);
  return LINE_PRICES.map(({ line, unitPence, noise = 0 }, index) => {
    const planned = budget[index]! * shareOf(profiles[line], month);
    if (unitPence === undefined) {
      const habit = line === 'PRESC' ? use : 1; // community and mental health services come in blocks
      return { month, line, pence: Math.max(0, Math.round(planned * habit * (1 + noise * draw.normal()))) };
    }
    return { month, line, pence: draw.poisson((planned * use) / unitPence) * unitPence };
  });
}

/** The same month as the first data told it. */
export function flexRows(scene: Scene, practice: string, month: Month): readonly ActualsRow[] {
  const draw = scene.draws(`${practice}/flex/${month}`);
  return frozenRows(scene, practice, month).map(({ pence, ...row }) => ({
    ...row,
    pence: Math.round(pence * draw.between(LEAST_COMPLETE, MOST_COMPLETE)),
  }));
}

function shareOf(profile: readonly number[] | undefined, month: Month): number {
  if (!profile) return 1 / MONTHS.length;
  return profile[month - 1]! / profile.reduce((sum, weight) => sum + weight, 0);
}
