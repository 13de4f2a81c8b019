import type { IsoDate, Pence, Year } from '#kernel';
import { sumPence } from '#kernel';
import type { Basis } from '../statement/basis.js';

export const REGISTER_KINDS = ['ENTITLEMENT', 'AGREEMENT', 'DISPUTE', 'USE'] as const;

/** One obligation that a body had when it closed, and whose it is now. */
export type RegisterRow = {
  readonly body: string;
  readonly lastDay: IsoDate;
  readonly kind: (typeof REGISTER_KINDS)[number];
  readonly holder: string;
  /** Null for an agreement, which may run over several. */
  readonly year: Year | null;
  readonly basis: Basis | null;
  /** Those on which the pence rest, or the agreement itself. */
  readonly agreements: readonly string[];
  /** The dispute, or the one whose ruling the pence rest on. */
  readonly dispute: string | null;
  /** The use of savings that was approved, and what of it was not used by the closure. */
  readonly use: string | null;
  readonly unusedPence: Pence | null;
  readonly guaranteed: boolean;
  /** The last day of an agreement. */
  readonly until: IsoDate | null;
  /** As known at the closure; null where it is no sum. */
  readonly outstandingPence: Pence | null;
  /** Whether its release was suspended at the closure. */
  readonly suspended: boolean;
  /** Null while it has passed to nobody. */
  readonly passedTo: string | null;
  readonly passedOn: IsoDate | null;
  /** Whoever has it is closed, and nobody succeeded it. */
  readonly unassigned: boolean;
  /** What is outstanding of it at the moment of the question. */
  readonly nowPence: Pence | null;
};

/** The answer to `successionRegister` (rule 91). */
export type SuccessionRegister = {
  readonly commissioner: string | null;
  readonly on: IsoDate | null;
  readonly outstandingPence: Pence;
  readonly guaranteedPence: Pence;
  readonly passedPence: Pence;
  readonly toNobodyPence: Pence;
  readonly unassignedPence: Pence;
  readonly nowPence: Pence;
  /** What was approved for a use and not used by the closures; part of no other sum. */
  readonly unusedPence: Pence;
  /** Who has what of it; null for what has passed to nobody, last. */
  readonly receivers: readonly { readonly to: string | null; readonly pence: Pence }[];
  readonly rows: readonly RegisterRow[];
};

const outstandingOf = (rows: readonly RegisterRow[]): Pence =>
  sumPence(rows.map(({ outstandingPence }) => outstandingPence ?? 0));

function receiversOf(rows: readonly RegisterRow[]): SuccessionRegister['receivers'] {
  const owed = rows.filter(({ outstandingPence }) => outstandingPence !== null);
  const codes = [...new Set(owed.flatMap(({ passedTo }) => passedTo ?? []))].sort();
  const ofCode = (to: string | null) => ({ to, pence: outstandingOf(owed.filter(({ passedTo }) => passedTo === to)) });
  const toNobody = owed.some(({ passedTo }) => passedTo === null) ? [ofCode(null)] : [];
  return [...codes.map(ofCode), ...toNobody];
}

/** What is outstanding now is told at each closure that it went through, and counts once. */
function outstandingNow(rows: readonly RegisterRow[]): Pence {
  const each = new Map(rows.map(({ holder, year, basis, nowPence }) => [`${holder} ${year} ${basis}`, nowPence ?? 0]));
  return sumPence([...each.values()]);
}

/** @param rows  body by body */
export function successionRegister(
  of: Pick<SuccessionRegister, 'commissioner' | 'on'>,
  rows: readonly RegisterRow[],
): SuccessionRegister {
  return {
    ...of,
    outstandingPence: outstandingOf(rows),
    guaranteedPence: outstandingOf(rows.filter(({ guaranteed }) => guaranteed)),
    passedPence: outstandingOf(rows.filter(({ passedTo }) => passedTo !== null)),
    toNobodyPence: outstandingOf(rows.filter(({ passedTo }) => passedTo === null)),
    unassignedPence: outstandingOf(rows.filter(({ unassigned }) => unassigned)),
    nowPence: outstandingNow(rows.filter(({ kind }) => kind === 'ENTITLEMENT')),
    unusedPence: sumPence(rows.map(({ unusedPence }) => unusedPence ?? 0)),
    receivers: receiversOf(rows),
    rows,
  };
}
