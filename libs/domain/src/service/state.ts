import { dayOf, type Day, type Pence } from '#kernel';
import { withItem, type EventRef, type Evolution } from '../history.js';
import type { ServiceEvent } from './events.js';

export type Service = {
  readonly scheme: string;
  readonly holder: string;
  readonly commissioner: string;
  readonly from: Day;
  /** Left out while it runs. */
  readonly lastDay?: Day;
  readonly case?: string;
  readonly provider?: string;
  readonly expectedCostPence?: Pence;
  readonly expectedSavingPence?: Pence;
  readonly ref: EventRef;
};

/** The services of one practice or group, in the order in which they were recorded as started. */
export type Services = readonly Service[];

export const services: Evolution<Services, ServiceEvent> = {
  initial: [],
  evolve: {
    ServiceStarted: (state, { from, ...said }, ref) => withItem(state, { ...said, from: dayOf(from), ref }),
    ServiceStopped: (state, { scheme, lastDay }) =>
      state.map((service) =>
        service.scheme === scheme && runsOn(service, dayOf(lastDay))
          ? { ...service, lastDay: dayOf(lastDay) }
          : service,
      ),
  },
};

export const runsOn = ({ from, lastDay }: Service, day: Day): boolean =>
  from <= day && (lastDay === undefined || day <= lastDay);
