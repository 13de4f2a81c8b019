import { WHOLE_BP, divideUp, pence, plus, type Pence } from '#kernel';
import type { BudgetInputs } from './events.js';

/** What the inputs of a budget come to (rule 45). */
export type BasisAmount = {
  /** Before the contingency is taken off; null for a LOCAL method, which the ledger cannot work out. */
  readonly methodPence: Pence | null;
  readonly historicPartPence: Pence | null;
  readonly fairSharePartPence: Pence | null;
  /** Whether a part of a penny was rounded up to the practice's favour. */
  readonly roundedUp: boolean;
  /** After the contingency: what the base of the budget should be. */
  readonly expectedPence: Pence | null;
};

const TEN_THOUSAND = BigInt(WHOLE_BP);

type Method = Omit<BasisAmount, 'expectedPence'>;

const whole = (historic: Pence | null, fairShare: Pence | null): Method => ({
  methodPence: historic ?? fairShare,
  historicPartPence: historic,
  fairSharePartPence: fairShare,
  roundedUp: false,
});

/** Each part rounded down, what is left of the sum by penny to the larger remainder, a tie to history. */
function blended(historic: Pence, fairShare: Pence, historicBp: number): Method {
  const exact = [BigInt(historic) * BigInt(historicBp), BigInt(fairShare) * BigInt(WHOLE_BP - historicBp)] as const;
  const [ofHistory, ofNeed] = exact.map((part) => ({ floor: part / TEN_THOUSAND, rest: part % TEN_THOUSAND }));
  const sum = divideUp(exact[0] + exact[1], TEN_THOUSAND);
  const spare = sum - ofHistory!.floor - ofNeed!.floor;
  const isHistorysFirst = ofHistory!.rest >= ofNeed!.rest;
  const toHistory = spare === 2n || (spare === 1n && isHistorysFirst) ? 1n : 0n;
  return {
    methodPence: pence(sum),
    historicPartPence: pence(ofHistory!.floor + toHistory),
    fairSharePartPence: pence(ofNeed!.floor + spare - toHistory),
    roundedUp: (exact[0] + exact[1]) % TEN_THOUSAND !== 0n,
  };
}

function ofMethod({ method, historicPence = 0, fairSharePence = 0, historicBp = 0 }: BudgetInputs): Method {
  switch (method) {
    case 'HISTORIC':
      return whole(historicPence, null);
    case 'WEIGHTED_CAPITATION':
      return whole(null, fairSharePence);
    case 'BLENDED':
      return blended(historicPence, fairSharePence, historicBp);
    case 'LOCAL':
      return whole(null, null);
  }
}

export function basisAmount(inputs: BudgetInputs): BasisAmount {
  const of = ofMethod(inputs);
  return {
    ...of,
    expectedPence: of.methodPence === null ? null : plus(of.methodPence, -(inputs.contingencyPence ?? 0)),
  };
}

/**
 * `pence` in basis points of `of`, to the nearest, a half away from 0; null where `of` is 0. It may pass 10,000 either
 * way.
 */
export function basisPointsOf(pence: Pence, of: Pence): number | null {
  if (of === 0) return null;
  const [size, whole] = [BigInt(Math.abs(pence)) * BigInt(WHOLE_BP), BigInt(Math.abs(of))];
  const rounded = Number((2n * size + whole) / (2n * whole));
  return rounded === 0 || Math.sign(pence) === Math.sign(of) ? rounded : -rounded;
}
