import type { CaseAnswer, CaseFlag, CaseStatus } from './answer.js';

/** One line of the register: a case without its sittings. */
export type CaseLine = Omit<CaseAnswer, 'rows' | 'interests' | 'withdrawals'> & {
  readonly committee: string | null;
  readonly valuePence: number | null;
  readonly limitPence: number | null;
  readonly withinLimit: boolean | null;
};

export type CaseRegister = {
  readonly received: number;
  readonly open: number;
  readonly approved: number;
  readonly refused: number;
  readonly decidedInTime: number;
  readonly decidedLate: number;
  readonly overdue: number;
  /** Refused without reasons or without a cure. */
  readonly unexplained: number;
  readonly inConflict: number;
  readonly overLimit: number;
  readonly rows: readonly CaseLine[];
};

const lineOf = ({ rows, interests: _interests, withdrawals: _withdrawals, ...said }: CaseAnswer): CaseLine => {
  const { committee, valuePence, limitPence, withinLimit } = rows.at(-1) ?? NOT_DECIDED;
  return { ...said, committee, valuePence, limitPence, withinLimit };
};

const NOT_DECIDED = { committee: null, valuePence: null, limitPence: null, withinLimit: null };

/** By the day on which they were received, then by id. */
const inOrder = (a: CaseAnswer, b: CaseAnswer): number =>
  a.receivedOn === b.receivedOn ? (a.case < b.case ? -1 : 1) : a.receivedOn < b.receivedOn ? -1 : 1;

export function caseRegister(cases: readonly CaseAnswer[]): CaseRegister {
  const having = (...flags: CaseFlag[]) =>
    cases.filter((each) => each.flags.some((flag) => flags.includes(flag))).length;
  const being = (...states: CaseStatus[]) => cases.filter(({ status }) => states.includes(status)).length;
  return {
    received: cases.length,
    open: being('OPEN', 'DEFERRED'),
    approved: being('APPROVED'),
    refused: being('REFUSED'),
    decidedInTime: cases.filter(({ inTime }) => inTime === true).length,
    decidedLate: having('LATE'),
    overdue: having('OVERDUE'),
    unexplained: having('NO_REASONS', 'NO_CURE'),
    inConflict: having('CONFLICTED_MEMBER_PRESENT'),
    overLimit: having('OVER_LIMIT'),
    rows: cases.toSorted(inOrder).map(lineOf),
  };
}
