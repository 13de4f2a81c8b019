import { MONTHS, type Month } from '#kernel';
import { flexRows, frozenRows } from '../actuals.js';
import type { Scene } from '../scene.js';
import { daysAfter, flexDay, freezeDay, type Draft, type Wave } from '../wave.js';

/** One event for each practice, month and version: all twelve lines at once. */
export const actualsWaves = (scene: Scene): readonly Wave[] =>
  MONTHS.flatMap((month) => [flex(scene, month), freeze(scene, month), restatements(scene, month)]);

function flex(scene: Scene, month: Month): Wave {
  const { year, practices, synthetic: source } = scene;
  return {
    on: flexDay(year, month),
    doing: `flex of month ${month}`,
    *drafts() {
      for (const { code: practice } of practices) {
        const fields = () => ({ practice, year, version: 'FLEX', rows: flexRows(scene, practice, month) });
        yield { key: `${practice}/flex/${month}`, command: 'RecordActuals', source, with: fields };
      }
    },
  };
}

function freeze(scene: Scene, month: Month): Wave {
  const { year, practices, synthetic: source } = scene;
  return {
    on: freezeDay(year, month),
    doing: `freeze of month ${month}`,
    *drafts() {
      for (const { code: practice } of practices) {
        const fields = () => ({ practice, year, version: 'FREEZE', rows: frozenRows(scene, practice, month) });
        yield { key: `${practice}/freeze/${month}`, command: 'RecordActuals', source, with: fields };
      }
    },
  };
}

/** After the freeze, a part of the practices' months is put right in one line. */
const RESTATED = 0.02;
/** Days from the end of the month. */
const RESTATEMENT_LAG = 72;
const CAUSES = ['WRONG_PRACTICE', 'CODING', 'DUPLICATE', 'PRICE', 'OTHER'] as const;

function restatements(scene: Scene, month: Month): Wave {
  const { year, practices, draws, synthetic: source } = scene;
  return {
    on: daysAfter(year, month, RESTATEMENT_LAG),
    doing: `restatements of month ${month}`,
    *drafts(): Generator<Draft> {
      for (const { code: practice } of practices) {
        if (!draws(`${practice}/restated/${month}`).happens(RESTATED)) continue;
        const fields = () => {
          const draw = draws(`${practice}/restatement/${month}`);
          const { line, pence } = draw.oneOf(frozenRows(scene, practice, month));
          const deltaPence = Math.round(pence * draw.between(-0.2, 0.1)) || -100;
          const rows = [{ month, line, deltaPence }];
          return { practice, year, restatement: `R${month}`, cause: draw.oneOf(CAUSES), rows };
        };
        yield { key: `${practice}/restated/${month}`, command: 'RestateActuals', source, with: fields };
      }
    },
  };
}
