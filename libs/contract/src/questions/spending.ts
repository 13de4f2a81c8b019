import { PURPOSES, type Purpose } from '../commands/accounts.js';
import { Code, DateField, KnownAt, OneOf, RowsAtMost, RowsPassedOver, UpToPosition, YearField } from '../fields.js';
import { ExactlyOneOf } from '../rules.js';

const AS_AT = 'Left out: the earlier of the day of knownAt and the last day of the year';
const OR_COMMISSIONER = 'A practice or a group; or commissioner';
const OR_HOLDER = 'All whom it owes, and their groups; or holder';

@ExactlyOneOf<UsesQuestion>('holder', 'commissioner')
export class UsesQuestion {
  @Code({ optional: true, about: OR_COMMISSIONER }) readonly holder?: string;
  @Code({ optional: true, about: OR_HOLDER }) readonly commissioner?: string;
  @YearField({ optional: true, about: 'The year whose money it is; left out: every year' }) readonly year?: string;
  @OneOf(PURPOSES, { optional: true }) readonly purpose?: Purpose;
  @RowsAtMost() readonly limit?: number;
  @RowsPassedOver() readonly after?: number;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
}

@ExactlyOneOf<PaymentsQuestion>('holder', 'commissioner')
export class PaymentsQuestion {
  @Code({ optional: true, about: OR_COMMISSIONER }) readonly holder?: string;
  @Code({ optional: true, about: OR_HOLDER }) readonly commissioner?: string;
  @YearField() readonly year!: string;
  @RowsAtMost() readonly limit?: number;
  @RowsPassedOver() readonly after?: number;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
}

export class IncentiveQuestion {
  @Code() readonly practice!: string;
  @YearField() readonly year!: string;
  @DateField({ optional: true, about: AS_AT }) readonly asAt?: string;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
}
