import type { Bp, Month, Pence } from '#kernel';
import type { EventRef } from '../history.js';
import type { Line } from '../service-lines.js';
import type { Segment } from './segments.js';

export type AmountKind =
  'BUDGET' | 'ENTRY' | 'ACTUAL' | 'RESTATEMENT' | 'TRANSFER' | 'SERVICE_COST' | 'POOLED_CASE' | 'ADJUSTMENT';

/** One recorded amount's part in one segment of one holder. Every figure is a sum of these. */
export type Amount = {
  readonly kind: AmountKind;
  /** The id of the entry, transfer, scheme, case or adjustment. */
  readonly id?: string;
  readonly practice: string;
  readonly line?: Line;
  readonly month: Month;
  readonly pence: Pence;
  readonly holder: string;
  readonly segment: Segment;
  /** False where rule 6 keeps a cut out of a protected baseline. */
  readonly counts: boolean;
  /** Of an entry of which a ruling counts a portion: `pence` is of that portion already (rule 23). */
  readonly portionBp?: Bp;
  readonly ref: EventRef;
};
