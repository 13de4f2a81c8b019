import {
  Code,
  DateField,
  Id,
  NonZeroPence,
  Pence,
  PositivePence,
  SignedPence,
  Text,
  TrueOrFalse,
  WholeNumber,
  YearField,
} from '../fields.js';
import { Rule } from '../shape.js';

export class RecordUse {
  @Code({ about: 'A practice or a group' }) readonly holder!: string;
  @YearField({ about: 'The year whose money it is' }) readonly year!: string;
  @Id({ about: 'A use that was approved' }) readonly use!: string;
  @NonZeroPence({ about: 'Below 0: money that came back, as from a sale' }) readonly pence!: number;
  @DateField({ optional: true, about: 'Left out: the day recorded' }) readonly usedOn?: string;
  @Text({ about: 'What it was spent on' }) readonly what!: string;
}

type Years = { readonly fromYear: string; readonly toYear: string };

const laterYear = ({ fromYear, toYear }: Years): string | undefined =>
  toYear > fromYear ? undefined : `must be later than fromYear (${fromYear}); got ${toYear}`;

@Rule<CarryForward>('toYear', laterYear)
export class CarryForward {
  @Code({ about: 'A practice or a group' }) readonly holder!: string;
  @YearField({ about: 'The year in which it was earned' }) readonly fromYear!: string;
  @YearField({ about: 'The year in which it is spent' }) readonly toYear!: string;
  @PositivePence() readonly pence!: number;
}

@Rule<SetOffOverpayment>('toYear', laterYear)
export class SetOffOverpayment {
  @Id({ about: 'New within holder and fromYear' }) readonly setOff!: string;
  @Code({ about: 'A practice or a group' }) readonly holder!: string;
  @YearField({ about: 'The year that was overpaid' }) readonly fromYear!: string;
  @YearField({ about: 'The year against which it is set' }) readonly toYear!: string;
  @PositivePence() readonly pence!: number;
}

const MOST_PATIENTS = 10_000_000;

export class PayIncentive {
  @Code() readonly practice!: string;
  @YearField() readonly year!: string;
  @WholeNumber(1, 2, { about: '1 for a plan agreed, 2 for its objectives met' }) readonly component!: 1 | 2;
  @WholeNumber(0, MOST_PATIENTS) readonly listSize!: number;
  @Pence({ about: 'For each patient' }) readonly ratePence!: number;
  @TrueOrFalse() readonly objectivesMet!: boolean;
  @SignedPence({ about: 'What is paid now; below 0 what is taken back' }) readonly pence!: number;
  @Id({ optional: true, about: 'New among the incentive payments of practice and year' }) readonly payment?: string;
}
