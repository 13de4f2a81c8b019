import { dateOf, londonDay, plus, type IsoDate, type Month, type Pence } from '#kernel';
import type { FinanceEvent } from '../finance/events.js';
import type { EventRef, Recorded } from '../history.js';

export const ACCOUNT_TELLINGS = ['FORECAST', 'SIGNED', 'RESTATED'] as const;

/** What a commissioner said its year came to, or would come to: one time that it said so. */
export type AccountTelling = {
  readonly kind: (typeof ACCOUNT_TELLINGS)[number];
  /** The day on which it was signed or restated; of a forecast that on which it was recorded. */
  readonly on: IsoDate;
  readonly recordedOn: IsoDate;
  /** To which month a forecast was made. */
  readonly month: Month | null;
  readonly outturnPence: Pence;
  /** Less what was told before; null for the first. */
  readonly changePence: Pence | null;
  readonly estimated: boolean;
  readonly because: string | null;
  readonly organisation: string | null;
  readonly actor: string;
  readonly position: number;
};

type Told = Pick<AccountTelling, 'kind' | 'on' | 'month' | 'outturnPence' | 'estimated' | 'because'>;

function toldBy(fact: FinanceEvent, recordedOn: IsoDate): Told | undefined {
  const plain = { month: null, because: null };
  switch (fact.type) {
    case 'ForecastReported': {
      const { month, forecastOutturnPence: outturnPence } = fact.data;
      return { kind: 'FORECAST', on: recordedOn, month, outturnPence, estimated: true, because: null };
    }
    case 'AccountsSigned': {
      const { signedOn: on, outturnPence, estimated = false } = fact.data;
      return { ...plain, kind: 'SIGNED', on, outturnPence, estimated };
    }
    case 'AccountsRestated': {
      const { restatedOn: on, outturnPence, estimated = false, because } = fact.data;
      return { ...plain, kind: 'RESTATED', on, outturnPence, estimated, because };
    }
    default:
      return undefined;
  }
}

const whoRecorded = ({ organisation, actor, position, because }: EventRef) => ({
  organisation: organisation ?? null,
  actor,
  position,
  because: because ?? null,
});

/** Rule 89: everything that was said of the year's outturn, in recorded order. @param events  of its finances, that count */
export function accountTellings(events: readonly Recorded[]): readonly AccountTelling[] {
  const rows: AccountTelling[] = [];
  for (const { fact, ref } of events) {
    const recordedOn = dateOf(londonDay(ref.recordedAt));
    const told = toldBy(fact as FinanceEvent, recordedOn);
    if (!told) continue;
    const before = rows.at(-1);
    const changePence = before ? plus(told.outturnPence, -before.outturnPence) : null;
    const { because, ...who } = whoRecorded(ref);
    rows.push({ ...told, recordedOn, changePence, ...who, because: told.because ?? because });
  }
  return rows;
}
