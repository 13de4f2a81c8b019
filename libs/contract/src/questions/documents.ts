import { Code, DateField, InstantField, PositionField, RowsAtMost, RowsPassedOver, Sha256 } from '../fields.js';

const KNOWN_AT = 'What was known then; left out: everything recorded';
const POSITION = 'Only events up to this position';

export class DocumentsQuestion {
  @Code({ optional: true, about: 'Only of events about this practice or group' }) readonly holder?: string;
  @Code({ optional: true, about: 'Only of events about this commissioner' }) readonly commissioner?: string;
  @Sha256({ optional: true, about: 'Only this document' }) readonly sha256?: string;
  @RowsAtMost() readonly limit?: number;
  @RowsPassedOver() readonly after?: number;
  @InstantField({ optional: true, about: KNOWN_AT }) readonly knownAt?: string;
  @PositionField({ optional: true, about: POSITION }) readonly position?: number;
}

export class PromisesQuestion {
  @Code({ about: 'A practice or a group' }) readonly holder!: string;
  @DateField({ optional: true, about: 'Only what held on this day' }) readonly on?: string;
  @InstantField({ optional: true, about: KNOWN_AT }) readonly knownAt?: string;
  @PositionField({ optional: true, about: POSITION }) readonly position?: number;
}
