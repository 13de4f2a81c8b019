import { isDate, isYear, type Instant, type IsoDate } from '#kernel';
import type { AnsweredFrom, JournalHead } from './answers.js';
import type { FieldError, Parameters } from './api.js';
import { NO_YEAR, WrongInput, type Query } from './request.js';
import { londonDate, momentMeant } from './words/dates.js';

/** Of which day the figures of a page are, and what the ledger knew; as they stand in the address. */
export type Moment = {
  readonly asAt?: IsoDate;
  /** A date, meaning its end in London, or an instant. */
  readonly knownAt?: string;
  /** Only entries up to this one. */
  readonly position?: string;
};

const NAMES = ['asAt', 'knownAt', 'position'] as const;

/** @throws WrongInput for what is no date, position or year: all that is wrong is said at once */
export function momentIn(query: Query): Moment {
  const moment = query.of(NAMES) as Moment;
  const errors: FieldError[] = [];
  const year = query.get('year');
  if (year !== undefined && !isYear(year)) errors.push(NO_YEAR);
  if (moment.asAt !== undefined && !isDate(moment.asAt)) errors.push({ field: 'asAt', message: NO_DATE });
  if (moment.knownAt !== undefined && momentMeant(moment.knownAt) === undefined) {
    errors.push({ field: 'knownAt', message: NO_DATE });
  }
  if (moment.position !== undefined && !POSITION.test(moment.position)) {
    errors.push({ field: 'position', message: 'must be the number of an entry' });
  }
  if (errors.length > 0) throw new WrongInput(errors);
  return moment;
}

export const NO_DATE = 'must be a real date, such as 2007-11-14';
export const POSITION = /^\d{1,15}$/;

/** As the API's questions take it. */
export const questioned = ({ asAt, knownAt, position }: Moment): Parameters => ({
  asAt,
  knownAt: knownAt === undefined ? undefined : momentMeant(knownAt),
  position,
});

/** Whether it tells of the past, so that nothing recorded later changes the page. */
export const isPinned = ({ knownAt, position }: Moment): boolean => knownAt !== undefined || position !== undefined;

/** What exactly was answered from, so that other questions are answered from the same. */
export const pinned = ({ knownAt, position }: AnsweredFrom): { knownAt: Instant; position: number } => ({
  knownAt,
  position,
});

/** The date in the field for "known at". */
export const knownDate = (knownAt: string): IsoDate => (isDate(knownAt) ? knownAt : londonDate(momentMeant(knownAt)!));

/** The moment at which lists stand: now; on a simulated clock the time of the last entry is the ledger's now. */
export const nowOf = ({ clock, items }: JournalHead): Instant =>
  (clock === 'simulated' ? items[0]?.recordedAt : undefined) ?? new Date().toISOString();
