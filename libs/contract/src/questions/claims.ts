import { Code, DateField, Id, KnownAt, RowsAtMost, RowsPassedOver, UpToPosition, YearField } from '../fields.js';
import { ExactlyOneOf } from '../rules.js';

const AS_AT = 'Left out: the earlier of the day of knownAt and the last day of the year';
const OR_COMMISSIONER = 'A practice or a group; or commissioner';
const OR_HOLDER = 'All whom it owes, and their groups; or holder';

@ExactlyOneOf<ClaimsQuestion>('holder', 'commissioner')
export class ClaimsQuestion {
  @Code({ optional: true, about: OR_COMMISSIONER }) readonly holder?: string;
  @Code({ optional: true, about: OR_HOLDER }) readonly commissioner?: string;
  @YearField({ optional: true, about: 'Left out: every year' }) readonly year?: string;
  @Id({ optional: true, about: 'Only what speaks of this scheme' }) readonly scheme?: string;
  @RowsAtMost() readonly limit?: number;
  @RowsPassedOver() readonly after?: number;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
}

@ExactlyOneOf<SavingsQuestion>('of', 'holder')
export class SavingsQuestion {
  @Code({ optional: true, about: 'The code of a body, or ENGLAND; or holder' }) readonly of?: string;
  @Code({ optional: true, about: 'A practice or a group; or of' }) readonly holder?: string;
  @YearField() readonly year!: string;
  @DateField({ optional: true, about: AS_AT }) readonly asAt?: string;
  @RowsAtMost() readonly limit?: number;
  @RowsPassedOver() readonly after?: number;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
}
