import { sumPence, type Pence } from '#kernel';
import type { Practice } from '../money.js';
import type { Scene } from '../scene.js';
import { dayIn, type Draft, type Wave } from '../wave.js';
import { TOP_SLICE } from './budgets.js';

/** Parts of those who saved: who claim, are offered a share, have a use approved and money released, are paid, paid back. */
const [CLAIM, OFFER, RELEASE, PAY, PAY_BACK] = [0.5, 0.25, 0.15, 0.3, 0.03];
/** Parts of all practices. */
const [CONFIRM, SUSPEND, DISPUTE] = [0.1, 0.01, 0.02];
/** Of a saving; the share that the guidance gives at least. */
const USUAL_SHARE = 0.7;

/** Disputes in the winter; claims, offers and payments after the year; confirmations once all months are frozen. */
export const settlementWaves = (scene: Scene): readonly Wave[] => [
  disputesOpened(scene),
  rulings(scene),
  suspensionsOfPractices(scene),
  claims(scene),
  offers(scene),
  uses(scene),
  releases(scene),
  payments(scene),
  paymentsOfGroups(scene),
  reversals(scene),
  confirmations(scene),
];

/** What a practice will have saved, about: below 0 it used more than it had. */
const savingOf = ({ moneyOf }: Scene, practice: string): Pence => {
  const { budget, use } = moneyOf(practice);
  return Math.round(sumPence(budget) * (1 - use));
};

/** Practices that saved, outside groups, with a draw of their own for one purpose. */
function* savers(
  scene: Scene,
  purpose: string,
  probability: number,
): Generator<{ code: string; pct: string; about: Pence }> {
  for (const { code, pct } of scene.practices) {
    const about = Math.round(savingOf(scene, code) * USUAL_SHARE);
    const isOne = about > 0 && !scene.isInGroup(code) && scene.draws(`${purpose}/${code}`).happens(probability);
    if (isOne) yield { code, pct, about };
  }
}

const isDisputed = ({ draws }: Scene, { code }: Practice): boolean => draws(`dispute/${code}`).happens(DISPUTE);

function disputesOpened(scene: Scene): Wave {
  const { year, practices, isInDeficit, synthetic: source } = scene;
  return {
    on: dayIn(year, 9, 10),
    doing: 'disputes opened',
    *drafts() {
      for (const practice of practices) {
        if (!isDisputed(scene, practice)) continue;
        const { code: holder, pct } = practice;
        const about = isInDeficit(pct) ? 'The top-slice of December' : 'The share that is paid';
        const fields = { dispute: `D-${holder}-${year}`, holder, year, about };
        yield { key: `${holder}/disputed`, command: 'OpenDispute', source, with: () => fields };
      }
    },
  };
}

/** Two in three are ruled by March: dismissed, or for the practice. */
function rulings(scene: Scene): Wave {
  const { year, practices, draws, isInDeficit, synthetic: source } = scene;
  return {
    on: dayIn(year, 12, 10),
    doing: 'rulings',
    *drafts(): Generator<Draft> {
      for (const practice of practices) {
        const { code, pct } = practice;
        const draw = draws(`ruling/${code}`);
        if (!isDisputed(scene, practice) || !draw.happens(2 / 3)) continue;
        const dispute = `D-${code}-${year}`;
        const half = { outcome: 'PART_UPHELD', effects: [{ kind: 'COUNT_ENTRY', entry: TOP_SLICE, portionBp: 5_000 }] };
        const share = { outcome: 'UPHELD', effects: [{ kind: 'SET_SHARE', shareBp: draw.oneOf([8_000, 9_000]) }] };
        const won = isInDeficit(pct) ? half : share;
        const fields = { dispute, ...(draw.happens(0.5) ? won : { outcome: 'DISMISSED' }) };
        yield { key: `${code}/ruled`, command: 'IssueRuling', source, with: () => fields };
      }
    },
  };
}

function suspensionsOfPractices({ year, practices, draws, synthetic: source }: Scene): Wave {
  return {
    on: dayIn(year, 11, 4),
    doing: 'releases to practices suspended',
    *drafts() {
      for (const { code: holder } of practices) {
        if (!draws(`suspended/${holder}`).happens(SUSPEND)) continue;
        const fields = { holder, year, because: 'Data are being checked', reviewOn: dayIn(year, 13, 15) };
        yield { key: `${holder}/suspended`, command: 'SuspendRelease', source, with: () => fields };
      }
    },
  };
}

function claims(scene: Scene): Wave {
  const { year, draws, synthetic: source } = scene;
  return {
    on: dayIn(year, 13, 20),
    doing: 'savings claimed',
    *drafts() {
      for (const { code: holder, about } of savers(scene, 'claim', CLAIM)) {
        const pence = Math.round(about * draws(`claimed/${holder}`).between(0.8, 1.3));
        const fields = { claim: `C-${holder}-${year}`, holder, year, pence, method: 'Budget less actuals' };
        yield { key: `${holder}/claim`, command: 'ClaimSavings', source, with: () => fields };
      }
    },
  };
}

function offers(scene: Scene): Wave {
  const { year, draws, synthetic: source } = scene;
  return {
    on: dayIn(year, 14, 11),
    doing: 'offers',
    *drafts() {
      for (const { code: holder } of savers(scene, 'offer', OFFER)) {
        const fields = { holder, year, shareBp: draws(`offered/${holder}`).oneOf([3_000, 5_000, 7_000]) };
        yield { key: `${holder}/offer`, command: 'OfferRelease', source, with: () => fields };
      }
    },
  };
}

/** Money is released where no PCT and nobody for the practice has suspended it. */
function* released(scene: Scene): Generator<{ code: string; pence: Pence }> {
  for (const { code, pct, about } of savers(scene, 'release', RELEASE)) {
    const isSuspended = scene.isInDeficit(pct) || scene.draws(`suspended/${code}`).happens(SUSPEND);
    if (!isSuspended) yield { code, pence: Math.round(about * scene.draws(`released/${code}`).between(0.2, 0.6)) };
  }
}

function uses(scene: Scene): Wave {
  const { year, draws, synthetic: source } = scene;
  return {
    on: dayIn(year, 14, 13),
    doing: 'uses approved',
    *drafts() {
      for (const { code: holder, pence } of released(scene)) {
        const purpose = draws(`use-of/${holder}`).oneOf(['PATIENT_SERVICE', 'PREMISES', 'MANAGEMENT']);
        yield {
          key: `${holder}/use`,
          command: 'ApproveUse',
          source,
          with: () => ({ holder, year, use: 'USE1', pence, purpose }),
        };
      }
    },
  };
}

function releases(scene: Scene): Wave {
  const { year, synthetic: source } = scene;
  return {
    on: dayIn(year, 14, 18),
    doing: 'funds released',
    *drafts() {
      for (const { code: holder, pence } of released(scene)) {
        yield {
          key: `${holder}/release`,
          command: 'ReleaseFunds',
          source,
          with: () => ({ holder, year, release: 'RL1', pence }),
        };
      }
    },
  };
}

function* paid(scene: Scene): Generator<{ code: string; pence: Pence }> {
  for (const { code, about } of savers(scene, 'payment', PAY)) {
    yield { code, pence: Math.max(1, Math.round(about * scene.draws(`paid/${code}`).between(0.2, 1))) };
  }
}

function payments(scene: Scene): Wave {
  const { year, synthetic: source } = scene;
  return {
    on: dayIn(year, 14, 20),
    doing: 'payments',
    *drafts() {
      for (const { code: holder, pence } of paid(scene)) {
        yield {
          key: `${holder}/payment`,
          command: 'RecordPayment',
          source,
          with: () => ({ holder, year, payment: 'PAY1', pence }),
        };
      }
    },
  };
}

/** A third of the groups that saved are paid a part. */
function paymentsOfGroups(scene: Scene): Wave {
  const { year, groups, draws, synthetic: source } = scene;
  return {
    on: dayIn(year, 14, 21),
    doing: 'payments to groups',
    *drafts() {
      for (const { code: holder, members } of groups) {
        const saved = sumPence(members.map(({ practice }) => savingOf(scene, practice)));
        const draw = draws(`paid/${holder}`);
        if (saved <= 0 || !draw.happens(1 / 3)) continue;
        const fields = {
          holder,
          year,
          payment: 'PAY1',
          pence: Math.max(1, Math.round(saved * draw.between(0.1, 0.6))),
        };
        yield { key: `${holder}/payment`, command: 'RecordPayment', source, with: () => fields };
      }
    },
  };
}

function reversals(scene: Scene): Wave {
  const { year, draws, synthetic: source } = scene;
  return {
    on: dayIn(year, 14, 28),
    doing: 'payments reversed',
    *drafts() {
      for (const { code: holder, pence } of paid(scene)) {
        if (!draws(`reversed/${holder}`).happens(PAY_BACK)) continue;
        const fields = { holder, year, payment: 'PAY1-BACK', pence: -pence, reverses: 'PAY1' };
        yield { key: `${holder}/reversal`, command: 'RecordPayment', source, with: () => fields };
      }
    },
  };
}

/** All months are frozen by the end of May; then some figures are confirmed. */
function confirmations({ year, practices, draws, synthetic: source }: Scene): Wave {
  return {
    on: dayIn(year, 15, 15),
    doing: 'entitlements confirmed',
    *drafts() {
      for (const { code: holder } of practices) {
        if (!draws(`confirmed/${holder}`).happens(CONFIRM)) continue;
        yield { key: `${holder}/confirmed`, command: 'ConfirmEntitlement', source, with: () => ({ holder, year }) };
      }
    },
  };
}
