import { Code, Id, KnownAt, RowsAtMost, RowsPassedOver, TrueOrFalse, UpToPosition, YearField } from '../fields.js';

export class DisputeQuestion {
  @Id() readonly dispute!: string;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
}

export class DisputesQuestion {
  @Code({ optional: true, about: 'Of this practice or group only' }) readonly holder?: string;
  @Code({ optional: true, about: 'With this commissioner only' }) readonly commissioner?: string;
  @YearField({ optional: true }) readonly year?: string;
  @TrueOrFalse({ optional: true, about: 'Only those that are open; false: only those that are not' })
  readonly open?: boolean;
  @RowsAtMost() readonly limit?: number;
  @RowsPassedOver() readonly after?: number;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
}
