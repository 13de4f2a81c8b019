import { Bp, Code, DateField, Id, MonthField, Nested, NumberOrEach, OneOf, Text, WholeNumber } from '../fields.js';
import { AtLeastOneOf, InOrder } from '../rules.js';
import { Rule } from '../shape.js';
import { Recovery } from './agreements.js';
import { SPLIT_KEYS, type SplitKey } from './groups.js';

const A_YEAR = 366;
const LAST_OF_MONTH = 31;
/** Of M1 (April) to M12; February as in most years. */
const DAYS_OF_MONTHS = [30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28, 31];

@Rule<DayOfYear>('day', ({ month, day }) =>
  day > DAYS_OF_MONTHS[month - 1]! ? `must be a day of M${month}; got ${day}` : undefined,
)
export class DayOfYear {
  @MonthField({ about: '1 is April' }) readonly month!: number;
  @WholeNumber(1, LAST_OF_MONTH) readonly day!: number;
}

@Rule<ContingencyRange>('most', ({ least, most }) =>
  most < least ? `must not be below least (${least}); got ${most}` : undefined,
)
export class ContingencyRange {
  @Bp() readonly least!: number;
  @Bp() readonly most!: number;
}

@AtLeastOneOf<DisputeStepDays>('LOCAL', 'PCT_PEC', 'PCT_BOARD', 'SHA', 'DH')
export class DisputeStepDays {
  @WholeNumber(1, A_YEAR, { optional: true }) readonly LOCAL?: number;
  @WholeNumber(1, A_YEAR, { optional: true }) readonly PCT_PEC?: number;
  @WholeNumber(1, A_YEAR, { optional: true }) readonly PCT_BOARD?: number;
  @WholeNumber(1, A_YEAR, { optional: true }) readonly SHA?: number;
  @WholeNumber(1, A_YEAR, { optional: true }) readonly DH?: number;
}

const AFTER_MONTH = 'Days after the end of a month';

/** What is left out is left as it is. */
@AtLeastOneOf<PolicyTerms>(
  ...(['minimumShareBp', 'budgetDue', 'caseLimitDays', 'disputeStepDays', 'contingencyBp', 'recovery'] as const),
  ...(['splitKey', 'fairShareToleranceBp', 'paceOfChangeBp', 'flexDays', 'freezeDays', 'statementDays'] as const),
  ...(['offerAnswerDays', 'suspensionReviewDays', 'rulingDays', 'spendingToleranceBp', 'useYears'] as const),
)
export class PolicyTerms {
  @Bp({ optional: true, about: 'The least share that is the practice’s' }) readonly minimumShareBp?: number;
  @Nested(DayOfYear, { optional: true, about: 'By when the budget of a year is set' }) readonly budgetDue?: DayOfYear;
  @WholeNumber(1, A_YEAR, { optional: true, about: 'Days until a business case is decided' })
  readonly caseLimitDays?: number;
  @NumberOrEach(1, A_YEAR, DisputeStepDays, { optional: true, about: 'Days of a step of a dispute: all, or each' })
  readonly disputeStepDays?: number | DisputeStepDays;
  @Nested(ContingencyRange, { optional: true, about: 'What part of the budgets is held back for risk' })
  readonly contingencyBp?: ContingencyRange;
  @Nested(Recovery, { optional: true, about: 'How overspends are recovered' }) readonly recovery?: Recovery;
  @OneOf(SPLIT_KEYS, { optional: true, about: 'How a group’s figure is split' }) readonly splitKey?: SplitKey;
  @Bp({ optional: true, about: 'How far a budget may lie from the fair share' }) readonly fairShareToleranceBp?: number;
  @Bp({ optional: true, about: 'The most by which a budget moves towards the fair share in a year' })
  readonly paceOfChangeBp?: number;
  @WholeNumber(1, A_YEAR, { optional: true, about: `${AFTER_MONTH} until its first data` }) readonly flexDays?: number;
  @WholeNumber(1, A_YEAR, { optional: true, about: `${AFTER_MONTH} until its final data` })
  readonly freezeDays?: number;
  @WholeNumber(1, A_YEAR, { optional: true, about: `${AFTER_MONTH} until the practice has its statement` })
  readonly statementDays?: number;
  @WholeNumber(1, A_YEAR, { optional: true, about: 'Days in which an offer is answered' })
  readonly offerAnswerDays?: number;
  @WholeNumber(1, A_YEAR, { optional: true, about: 'Days in which a suspension that names no day is reviewed' })
  readonly suspensionReviewDays?: number;
  @WholeNumber(1, A_YEAR, { optional: true, about: 'Days in which a ruling is obeyed' }) readonly rulingDays?: number;
  @Bp({ optional: true, about: 'How far spending may lie from the budget' }) readonly spendingToleranceBp?: number;
  @WholeNumber(1, 20, { optional: true, about: 'Years in which the money of an approved use is spent' })
  readonly useYears?: number;
}

const COUNTRY = 'ENGLAND';

@Rule<AdoptPolicy>('body', ({ body }) =>
  body === COUNTRY ? 'is left out where a policy is for the whole country' : undefined,
)
@Rule<AdoptPolicy>('approvedBy', ({ body, approvedBy }) =>
  approvedBy !== undefined && approvedBy === body ? 'must be another than the body itself' : undefined,
)
@InOrder<AdoptPolicy>('from', 'to')
export class AdoptPolicy {
  @Id() readonly policy!: string;
  @Code({ optional: true, about: 'A commissioner; left out: the whole country' }) readonly body?: string;
  @DateField() readonly from!: string;
  @DateField({ optional: true, about: 'The last day; left out: until another says otherwise' }) readonly to?: string;
  @Nested(PolicyTerms) readonly terms!: PolicyTerms;
  @Code({ optional: true, about: 'The organisation, such as the SHA, that approved what departs from the guidance' })
  readonly approvedBy?: string;
  @Text({ optional: true, about: 'The reference of the approval' }) readonly approval?: string;
  @Text({ optional: true }) readonly because?: string;
}

export class WithdrawPolicy {
  @Id() readonly policy!: string;
  @DateField({ about: 'The last day on which it holds' }) readonly lastDay!: string;
  @Text() readonly because!: string;
}
