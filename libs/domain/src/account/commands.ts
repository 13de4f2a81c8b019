import type { Bp, IsoDate, Month, Pence, Year } from '#kernel';
import type { Line, Lines } from '../service-lines.js';
import type {
  ActualRow,
  ActualsVersion,
  AdjustmentKind,
  BudgetMethod,
  Coverage,
  EntryReason,
  RestatementCause,
  RestatementRow,
  UsePurpose,
  Weights,
} from './events.js';

type OfPractice = { practice: string; year: Year };
type OfHolder = { holder: string; year: Year };

export type AccountCommands = {
  SetIndicativeBudget: OfPractice & {
    method: BudgetMethod;
    lines: Lines;
    profile?: Weights;
    profiles?: { readonly [L in Line]?: Weights };
  };
  PostBudgetEntry: OfPractice & {
    entry: string;
    effectiveOn: IsoDate;
    decidedOn?: IsoDate;
    reason: EntryReason;
    lines: Lines;
    returns?: string;
  };
  RecordActuals: OfPractice & {
    version: ActualsVersion;
    rows: readonly ActualRow[];
    covers?: Coverage;
  };
  RestateActuals: OfPractice & { restatement: string; cause: RestatementCause; rows: readonly RestatementRow[] };
  RecordServiceCost: OfPractice & { scheme: string; month: Month; pence: Pence };
  PoolHighCostCase: OfPractice & { case: string; month: Month; line: Line; costPence: Pence; thresholdPence: Pence };
  AgreeAdjustment: OfPractice & { adjustment: string; kind: AdjustmentKind; month?: Month; pence: Pence };
  RecordOverspend: { holder: string; fromYear: Year; pence: Pence };
  OfferRelease: OfHolder & { shareBp?: Bp; pence?: Pence };
  ConfirmEntitlement: OfHolder & { acceptEstimates?: readonly Line[] };
  ApproveUse: OfHolder & { use: string; pence: Pence; purpose?: UsePurpose };
  ReleaseFunds: OfHolder & { release: string; pence: Pence; purpose?: UsePurpose };
  RecordPayment: OfHolder & { payment: string; pence: Pence; reverses?: string; by?: string; inKind?: string };
};
