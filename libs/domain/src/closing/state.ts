import type { Fact } from '#kernel';
import type { EventRef } from '../history.js';
import type { ClosingEvent, VersionsInForce } from './events.js';

/** A year's books, while they are closed. */
export type Closing = { readonly closure?: VersionsInForce & { readonly ref: EventRef } };

type Data<Type extends ClosingEvent['type']> = Extract<ClosingEvent, Fact<Type, object>>['data'];

export const closingSteps = {
  YearClosed: <State extends Closing>(
    state: State,
    { commissioner: _commissioner, year: _year, ...versions }: Data<'YearClosed'>,
    ref: EventRef,
  ): State => ({ ...state, closure: { ...versions, ref } }),
  YearReopened: <State extends Closing>({ closure: _reopened, ...state }: State): State => state as State,
};
