import { dateOf, dayOf, sumPence, type Day, type IsoDate, type Month, type Pence, type Year } from '#kernel';
import type { AccountEvent, RestatementCause } from '../account/events.js';
import type { Recorded } from '../history.js';
import { movedTo } from '../transfer/moved-cells.js';
import type { MadeTransfer } from '../transfer/state.js';
import type { Line } from '../service-lines.js';
import type { ChallengeOutcome } from './events.js';
import type { Challenge } from './state.js';

export const CHALLENGE_STATUSES = ['OPEN', 'OVERDUE', 'ACCEPTED', 'PART', 'REJECTED'] as const;
export type ChallengeStatus = 'OPEN' | 'OVERDUE' | ChallengeOutcome;

export type ToldChallenge = {
  readonly challenge: string;
  readonly practice: string;
  readonly year: Year;
  readonly month: Month;
  readonly line: Line;
  readonly status: ChallengeStatus;
  readonly reason: RestatementCause;
  readonly provider: string | null;
  /** By how much the actual is said to be too high. */
  readonly pence: Pence;
  readonly raisedOn: IsoDate;
  readonly deadline: IsoDate | null;
  /** After the deadline: of the answer, or so far. */
  readonly daysLate: number;
  readonly answeredOn: IsoDate | null;
  readonly acceptedPence: Pence;
  readonly restatement: string | null;
  /** The transfer that the answer names, or the last recorded that names the challenge. */
  readonly transfer: string | null;
  /** What that restatement, or those transfers, took off the line in the month; null while none is recorded. */
  readonly restatedPence: Pence | null;
  /** Accepted and not restated. */
  readonly notRestatedPence: Pence;
  readonly position: number;
};

/** The answer to `challenges` (rule 54). */
export type Challenges = {
  readonly practice: string | null;
  readonly commissioner: string | null;
  readonly open: number;
  readonly overdue: number;
  readonly openPence: Pence;
  readonly acceptedPence: Pence;
  readonly notRestatedPence: Pence;
  readonly rows: readonly ToldChallenge[];
};

type Restated = Recorded<Extract<AccountEvent, { type: 'ActualsRestated' }>>;
const isRestated = (event: Recorded): event is Restated => event.fact.type === 'ActualsRestated';

/** What a restatement took off one line in one month. */
function takenOff(
  account: readonly Recorded[],
  restatement: string | undefined,
  line: Line,
  month: Month,
): Pence | null {
  const found = account.filter(isRestated).find(({ fact }) => fact.data.restatement === restatement);
  if (!found) return null;
  const rows = found.fact.data.rows.filter((row) => row.line === line && row.month === month);
  return 0 - sumPence(rows.map(({ deltaPence }) => deltaPence));
}

function statusOf({ raised, answer }: Challenge, knownDay: Day): ChallengeStatus {
  if (answer) return answer.outcome;
  return raised!.deadline !== undefined && dayOf(raised!.deadline) < knownDay ? 'OVERDUE' : 'OPEN';
}

/** Rule 88: the transfer that the answer names, else all that name the challenge, in recorded order. */
function transfersFor({ raised, answer }: Challenge, transfers: readonly MadeTransfer[]): readonly MadeTransfer[] {
  if (answer?.restatement !== undefined) return [];
  const named = answer?.transfer;
  return transfers
    .filter(({ transfer, challenge }) => (named === undefined ? challenge === raised!.challenge : transfer === named))
    .toSorted((a, b) => a.ref.position - b.ref.position);
}

/**
 * @param account    the events of the practice's account of the year that count
 * @param transfers  those from and to the practice in the year
 */
export function toldChallenge(
  state: Challenge,
  account: readonly Recorded[],
  transfers: readonly MadeTransfer[],
  knownDay: Day,
): ToldChallenge {
  const { answer } = state;
  const { challenge, practice, year, month, line, reason, provider, pence, raisedOn, deadline, ref } = state.raised!;
  const made = transfersFor(state, transfers);
  const restatedPence =
    made.length > 0
      ? 0 - sumPence(made.map((each) => movedTo(each, practice, line, month)))
      : takenOff(account, answer?.restatement, line, month);
  const acceptedPence = answer?.pence ?? 0;
  return {
    challenge,
    practice,
    year,
    month,
    line,
    status: statusOf(state, knownDay),
    reason,
    provider: provider ?? null,
    pence,
    raisedOn,
    deadline: deadline ?? null,
    daysLate: deadline === undefined ? 0 : Math.max(0, (answer?.answeredOn ?? knownDay) - dayOf(deadline)),
    answeredOn: answer ? dateOf(answer.answeredOn) : null,
    acceptedPence,
    restatement: answer?.restatement ?? null,
    transfer: made.at(-1)?.transfer ?? answer?.transfer ?? null,
    restatedPence,
    notRestatedPence: acceptedPence === 0 ? 0 : acceptedPence - (restatedPence ?? 0),
    position: ref.position,
  };
}

export function toldChallenges(
  of: Pick<Challenges, 'practice' | 'commissioner'>,
  rows: readonly ToldChallenge[],
): Challenges {
  const open = rows.filter(({ answeredOn }) => answeredOn === null);
  return {
    ...of,
    open: open.length,
    overdue: open.filter(({ status }) => status === 'OVERDUE').length,
    openPence: sumPence(open.map(({ pence }) => pence)),
    acceptedPence: sumPence(rows.map(({ acceptedPence }) => acceptedPence)),
    notRestatedPence: sumPence(rows.map(({ notRestatedPence }) => notRestatedPence)),
    rows: rows.toSorted((a, b) => a.position - b.position),
  };
}
