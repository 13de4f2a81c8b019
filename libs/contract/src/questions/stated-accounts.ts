import { Code, KnownAt, UpToPosition, YearField } from '../fields.js';

export class StatedAccountsQuestion {
  @Code() readonly commissioner!: string;
  @YearField() readonly year!: string;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
}
