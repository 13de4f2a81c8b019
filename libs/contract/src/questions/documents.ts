import { Code, DateField, KnownAt, RowsAtMost, RowsPassedOver, Sha256, UpToPosition } from '../fields.js';

export class DocumentsQuestion {
  @Code({ optional: true, about: 'Only of events about this practice or group' }) readonly holder?: string;
  @Code({ optional: true, about: 'Only of events about this commissioner' }) readonly commissioner?: string;
  @Sha256({ optional: true, about: 'Only this document' }) readonly sha256?: string;
  @RowsAtMost() readonly limit?: number;
  @RowsPassedOver() readonly after?: number;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
}

export class PromisesQuestion {
  @Code({ about: 'A practice or a group' }) readonly holder!: string;
  @DateField({ optional: true, about: 'Only what held on this day' }) readonly on?: string;
  @KnownAt() readonly knownAt?: string;
  @UpToPosition() readonly position?: number;
}
