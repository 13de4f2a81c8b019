import type { Day, Pence } from '#kernel';
import { limitOn, type Delegation } from '../delegation/state.js';
import type { Conduct } from './state.js';

/** How a committee, or whoever held a role, came to a decision: as far as it was recorded. */
export type Sitting = {
  /** Whose committee it was. */
  readonly organisation: string;
  readonly committee: string;
  readonly decidedOn: Day;
  /** Opaque ids of members. */
  readonly present?: readonly string[];
  readonly quorum?: number;
  readonly valuePence?: Pence;
};

/** The fields of an event that a sitting is made of, but for its day. */
export const seated = ({ organisation, committee, present, quorum, valuePence }: Omit<Sitting, 'decidedOn'>) => ({
  organisation,
  committee,
  ...(present === undefined ? {} : { present }),
  ...(quorum === undefined ? {} : { quorum }),
  ...(valuePence === undefined ? {} : { valuePence }),
});

/** What the record shows of a sitting that should not be, in the order in which it is told. Nothing of it is refused. */
export const SITTING_FLAGS = [
  'ATTENDANCE_NOT_RECORDED',
  'NO_QUORUM',
  'CONFLICTED_MEMBER_PRESENT',
  'INTEREST_DECLARED_LATE',
  'NOT_THE_COMMISSIONER',
  'NO_LIMIT_SET',
  'OVER_LIMIT',
] as const;
export type SittingFlag = (typeof SITTING_FLAGS)[number];

export type SittingTold = {
  readonly organisation: string;
  readonly committee: string;
  readonly present: readonly string[];
  readonly quorum: number | null;
  /** Those present who had not withdrawn. */
  readonly membersDeciding: number | null;
  readonly valuePence: Pence | null;
  readonly limitPence: Pence | null;
  readonly withinLimit: boolean | null;
};

export type Judged = { readonly told: SittingTold; readonly flags: readonly SittingFlag[] };

/** What a sitting is seen against. */
export type Setting = {
  readonly conduct: Conduct;
  readonly delegation: Delegation;
  /** Whether the body was the commissioner concerned, or had succeeded it. */
  readonly isTheCommissioner: boolean;
  /** Whether money or a right was decided upon; a deferral decides nothing. */
  readonly decides: boolean;
};

/** Rules 33 and 34. */
export function judged(sitting: Sitting, { conduct, delegation, isTheCommissioner, decides }: Setting): Judged {
  const { organisation, committee, decidedOn, present, quorum, valuePence } = sitting;
  const deciding = present?.filter((member) => !hasWithdrawn(conduct, member, decidedOn));
  const limit = limitOn(delegation, committee, decidedOn);
  const weighed = decides && valuePence !== undefined;
  const isOver = weighed && limit?.limitPence !== undefined && valuePence > limit.limitPence;
  const flags: { readonly [Flag in SittingFlag]: boolean } = {
    ATTENDANCE_NOT_RECORDED: present === undefined || quorum === undefined,
    NO_QUORUM: deciding !== undefined && quorum !== undefined && deciding.length < quorum,
    CONFLICTED_MEMBER_PRESENT: deciding?.some((member) => firstDeclared(conduct, member) !== undefined) ?? false,
    INTEREST_DECLARED_LATE:
      present?.some((member) => (firstDeclared(conduct, member) ?? -Infinity) > decidedOn) ?? false,
    NOT_THE_COMMISSIONER: !isTheCommissioner,
    NO_LIMIT_SET: weighed && limit === undefined,
    OVER_LIMIT: isOver,
  };
  const told: SittingTold = {
    organisation,
    committee,
    present: present ?? [],
    quorum: quorum ?? null,
    membersDeciding: deciding?.length ?? null,
    valuePence: valuePence ?? null,
    limitPence: limit?.limitPence ?? null,
    withinLimit: weighed && limit ? !isOver : null,
  };
  return { told, flags: SITTING_FLAGS.filter((flag) => flags[flag]) };
}

/** Who has left the room for a matter has no part in it from that day on. */
const hasWithdrawn = ({ withdrawals }: Conduct, member: string, day: Day): boolean =>
  withdrawals.some((withdrawal) => withdrawal.member === member && withdrawal.withdrewOn <= day);

function firstDeclared({ interests }: Conduct, member: string): Day | undefined {
  const days = interests.filter((interest) => interest.member === member).map(({ declaredOn }) => declaredOn);
  return days.length === 0 ? undefined : Math.min(...days);
}
