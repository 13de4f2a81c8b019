import { dayOf, type Bp, type Day, type Month, type Pence } from '#kernel';
import { withEntry, type EventRef, type Evolution } from '../history.js';
import { claimSteps, noClaims, type Claiming } from '../claims/state.js';
import { suspended, type Suspension } from '../finance/state.js';
import { nothingSpent, spendingSteps, type Spending } from '../spending/state.js';
import type { Line, Lines } from '../service-lines.js';
import { NO_CELLS, withActuals, withRestatement, type Cells } from './cells.js';
import type { BudgetEvent } from '../budget/events.js';
import type { AccountEvent, AdjustmentKind, EntryReason, UsePurpose, Weights } from './events.js';

export type Budget = {
  readonly lines: Lines;
  readonly profile?: Weights;
  readonly profiles: { readonly [L in Line]?: Weights };
  readonly ref: EventRef;
};
export type Entry = {
  readonly id: string;
  readonly effectiveOn: Day;
  readonly decidedOn: Day;
  readonly reason: EntryReason;
  readonly lines: Lines;
  /** The entry that this one gives back. */
  readonly returns?: string;
  readonly ref: EventRef;
};
export type ServiceCost = {
  readonly scheme: string;
  readonly month: Month;
  readonly pence: Pence;
  readonly ref: EventRef;
};
export type PooledCase = {
  readonly id: string;
  readonly month: Month;
  readonly line: Line;
  readonly costPence: Pence;
  readonly thresholdPence: Pence;
  readonly ref: EventRef;
};
export type Adjustment = {
  readonly id: string;
  readonly kind: AdjustmentKind;
  readonly month?: Month;
  readonly pence: Pence;
  readonly ref: EventRef;
};
export type Offer = { readonly shareBp?: Bp; readonly pence?: Pence; readonly ref: EventRef };
export type Payment = {
  readonly pence: Pence;
  readonly reverses?: string;
  /** Who paid, and what was given instead of money. */
  readonly by?: string;
  readonly inKind?: string;
  readonly ref: EventRef;
};
export type Release = { readonly pence: Pence; readonly purpose?: UsePurpose; readonly ref: EventRef };

/** Which ids there are. */
export type Ids = ReadonlyMap<string, true>;

/** Everything recorded of one practice or group in one year. */
export type Account = Claiming &
  Spending & {
    readonly budget?: Budget;
    readonly entries: ReadonlyMap<string, Entry>;
    readonly cells: Cells;
    readonly restatements: Ids;
    readonly costs: ReadonlyMap<string, ServiceCost>;
    readonly cases: ReadonlyMap<string, PooledCase>;
    readonly adjustments: ReadonlyMap<string, Adjustment>;
    /** Overspend of this year, brought forward to later ones. */
    readonly overspend?: { readonly pence: Pence; readonly ref: EventRef };
    readonly offer?: Offer;
    readonly confirmed?: { readonly pence: Pence; readonly ref: EventRef };
    /** Set while a suspension of this holder's release holds. */
    readonly suspension?: Suspension;
    readonly releases: ReadonlyMap<string, Release>;
    readonly payments: ReadonlyMap<string, Payment>;
  };

const withId = (ids: Ids, id: string): Ids => withEntry(ids, id, true);

const unchanged = (state: Account): Account => state;

export const account: Evolution<Account, AccountEvent | BudgetEvent> = {
  initial: {
    entries: new Map(),
    cells: NO_CELLS,
    restatements: new Map(),
    costs: new Map(),
    cases: new Map(),
    adjustments: new Map(),
    ...noClaims,
    ...nothingSpent,
    releases: new Map(),
    payments: new Map(),
  },
  evolve: {
    IndicativeBudgetSet: (state, { lines, profile, profiles }, ref) => ({
      ...state,
      budget: { lines, ...(profile === undefined ? {} : { profile }), profiles: profiles ?? {}, ref },
    }),
    BudgetEntryPosted: (state, { entry: id, effectiveOn, decidedOn, reason, lines, returns }, ref) => ({
      ...state,
      entries: withEntry(state.entries, id, {
        id,
        effectiveOn: dayOf(effectiveOn),
        decidedOn: dayOf(decidedOn),
        reason,
        lines,
        ...(returns === undefined ? {} : { returns }),
        ref,
      }),
    }),
    ActualsRecorded: (state, data, ref) => ({ ...state, cells: withActuals(state.cells, data, ref) }),
    ActualsRestated: (state, { restatement, rows }, ref) => ({
      ...state,
      restatements: withId(state.restatements, restatement),
      cells: withRestatement(state.cells, rows, ref),
    }),
    ServiceCostRecorded: (state, { scheme, month, pence }, ref) => ({
      ...state,
      costs: withEntry(state.costs, `${month}/${scheme}`, { scheme, month, pence, ref }),
    }),
    HighCostCasePooled: (state, { case: id, month, line, costPence, thresholdPence }, ref) => ({
      ...state,
      cases: withEntry(state.cases, id, { id, month, line, costPence, thresholdPence, ref }),
    }),
    AdjustmentAgreed: (state, { adjustment: id, kind, month, pence }, ref) => ({
      ...state,
      adjustments: withEntry(state.adjustments, id, {
        id,
        kind,
        ...(month === undefined ? {} : { month }),
        pence,
        ref,
      }),
    }),
    OverspendCarried: (state, { pence }, ref) => ({ ...state, overspend: { pence, ref } }),
    ReleaseOffered: (state, { shareBp, pence }, ref) => ({
      ...state,
      offer: { ...(shareBp === undefined ? {} : { shareBp }), ...(pence === undefined ? {} : { pence }), ref },
    }),
    ...claimSteps,
    ...spendingSteps,
    EntitlementConfirmed: (state, { entitlementPence: pence }, ref) => ({ ...state, confirmed: { pence, ref } }),
    ReleaseSuspended: (state, data, ref) => ({ ...state, suspension: suspended(data, ref) }),
    SuspensionLifted: ({ suspension: _lifted, ...state }) => state,
    UseApproved: (state, { use: id, pence, purpose }, ref) => ({
      ...state,
      uses: withEntry(state.uses, id, { id, pence, ...(purpose === undefined ? {} : { purpose }), spent: [], ref }),
    }),
    FundsReleased: (state, { release, holder: _holder, year: _year, ...said }, ref) => ({
      ...state,
      releases: withEntry(state.releases, release, { ...said, ref }),
    }),
    PaymentMade: (state, { payment, holder: _holder, year: _year, ...said }, ref) => ({
      ...state,
      payments: withEntry(state.payments, payment, { ...said, ref }),
    }),
    PaymentReversed: (state, { payment, holder: _holder, year: _year, ...said }, ref) => ({
      ...state,
      payments: withEntry(state.payments, payment, { ...said, ref }),
    }),
    BudgetBasisRecorded: unchanged,
    BudgetStatementIssued: unchanged,
  },
};
