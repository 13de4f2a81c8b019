import type { Derivation } from '#domain';
import { dateOf, dayOf, yearDays, type Day, type Instant, type WorkingCalendar, type Year } from '#kernel';
import type { Clock, EventStore, HasDocument } from '#event-store';
import { Gathering } from './gathering.js';
import { momentOf, type Moment } from './moment.js';
import type { StreamReader } from './stream-reader.js';

/** What an answer was computed from: asked again with both, it is the same for ever. */
export type AnsweredFrom = {
  /** Where `explain` was asked: every figure down to its events. */
  readonly derivation?: readonly Derivation[];
  readonly asAt: string;
  readonly knownAt: Instant;
  readonly position: number;
  readonly clock: Clock;
};

/** What every question may say of the moment that it is about. */
export type AskedAt = { readonly knownAt?: string; readonly position?: number };

/** What an answer is worked out with: the log, and the moment that is asked about. */
export class Asking {
  constructor(
    readonly reader: StreamReader,
    private readonly now: () => Instant,
    /** By which limits are counted. */
    readonly calendar: WorkingCalendar,
    readonly hasDocument: HasDocument,
  ) {}

  get store(): EventStore {
    return this.reader.store;
  }

  momentOf({ knownAt, position }: AskedAt): Promise<Moment> {
    return momentOf(this.store, this.now, knownAt, position);
  }

  /** With everything that the statement of a holder rests on. */
  async gather(holder: string, year: Year): Promise<Gathering> {
    const gathering = new Gathering(this.reader);
    await gathering.statement(holder, year);
    return gathering;
  }

  from({ knownAt, position }: Moment): Omit<AnsweredFrom, 'asAt'>;
  from({ knownAt, position }: Moment, asAt: Day): AnsweredFrom;
  from({ knownAt, position }: Moment, asAt?: Day): Omit<AnsweredFrom, 'asAt'> & { readonly asAt?: string } {
    return {
      ...(asAt === undefined ? {} : { asAt: dateOf(asAt) }),
      knownAt,
      position,
      clock: this.store.clock,
    };
  }
}

/** Rule 1: by default the earlier of the day of `knownAt` and the year's last day; never after that day. */
export const asAtOf = ({ asAt, year }: { readonly asAt?: string; readonly year: Year }, { day }: Moment): Day =>
  Math.min(asAt === undefined ? day : dayOf(asAt), yearDays(year).last);

/** Where it was asked for, what an answer is derived from. */
export const explained = (derivation: readonly Derivation[] | false | undefined): Pick<AnsweredFrom, 'derivation'> =>
  derivation ? { derivation } : {};
