import { MONTHS, dateOf, dayOf, monthDays, type IsoDate, type Month, type Year } from '#kernel';
import type { Api } from '../api.js';
import type { Entitlement, EventPage, Exposure, ExposureHolder } from '../answers.js';
import { pinned, type Moment } from '../moment.js';
import { recordedUpTo, textOf, type Recorded } from './recorded.js';
import { entitlementOf, type Holder, type Statements } from './holder.js';

/** Everything that a statement shows, all of it as at one entry. */
export type Gathered = {
  readonly answer: Entitlement;
  readonly months: readonly MonthEnd[];
  /** What the commissioner can still pay of it; undefined for a group, or where nobody owes it. */
  readonly affordable: Pick<ExposureHolder, 'affordablePence' | 'shortfallPence'> | undefined;
  readonly account: readonly Recorded[];
  readonly agreements: readonly Recorded[];
  readonly disputes: readonly Recorded[];
  readonly finances: readonly Recorded[];
};

/** A month's last day, or the last day before the figure's, and the entitlement as at that day. */
export type MonthEnd = { readonly month: Month; readonly on: IsoDate; readonly entitlement?: Entitlement };

/** More events of one stream than a reader could look through. */
const MOST_EVENTS = 1000;

/** Asks for the rest of a statement once its figure is known, all at once and of the same entry. */
export async function gathered(
  api: Api,
  holder: Holder,
  answer: Entitlement,
  statements: Statements,
): Promise<Gathered> {
  const { code } = holder;
  const { year, debtor, position } = answer;
  const stream = async (name: string): Promise<readonly Recorded[]> => {
    const { events } = await api.get<EventPage>('/api/v1/events', { stream: name, limit: MOST_EVENTS });
    return recordedUpTo(events, position);
  };
  const [months, affordable, account, agreements, disputes, finances] = await Promise.all([
    monthEnds(api, holder, answer),
    affordableOf(api, holder, answer, statements),
    stream(`account-${code}-${year}`),
    stream(`agreements-${code}`),
    disputesOf(api, code, year, stream),
    debtor === null ? [] : stream(`finance-${debtor}-${year}`),
  ]);
  return { answer, months, affordable, account, agreements, disputes, finances };
}

async function monthEnds(api: Api, holder: Holder, answer: Entitlement): Promise<readonly MonthEnd[]> {
  const { year, asAt } = answer;
  const from = pinned(answer);
  return Promise.all(
    MONTHS.map(async (month): Promise<MonthEnd> => {
      const days = monthDays(year, month);
      if (days.first > dayOf(asAt)) return { month, on: dateOf(days.last) };
      const on = dateOf(Math.min(days.last, dayOf(asAt)));
      if (on === asAt) return { month, on, entitlement: answer };
      const moment: Moment = { asAt: on, knownAt: from.knownAt, position: String(from.position) };
      return { month, on, entitlement: await entitlementOf(api, holder, year, moment) };
    }),
  );
}

/** From the lists where they stand at the same entry; from the log where the figure is of the past. */
async function affordableOf(
  api: Api,
  { kind, code }: Holder,
  answer: Entitlement,
  { items, position }: Statements,
): Promise<Gathered['affordable']> {
  if (kind === 'GROUP' || answer.debtor === null) return undefined;
  const row = items.find(({ year }) => year === answer.year);
  if (row && position === answer.position && row.asAt === answer.asAt && row.commissioner === answer.debtor) return row;
  const { holders } = await exposureOf(api, answer.debtor, answer.year, {
    asAt: answer.asAt,
    knownAt: answer.knownAt,
    position: String(answer.position),
  });
  return holders.find(({ holder }) => holder === code);
}

export const exposureOf = (api: Api, commissioner: string, year: Year, moment: Moment): Promise<Exposure> =>
  api.get<Exposure>('/api/v1/exposure', { commissioner, year, ...moment });

async function disputesOf(
  api: Api,
  holder: string,
  year: Year,
  stream: (name: string) => Promise<readonly Recorded[]>,
): Promise<readonly Recorded[]> {
  const { events } = await api.get<EventPage>('/api/v1/events', {
    holder,
    year,
    type: 'DisputeOpened',
    limit: MOST_EVENTS,
  });
  const ids = events.flatMap((event) => textOf(event, 'dispute') ?? []);
  return (await Promise.all(ids.map((id) => stream(`dispute-${id}`)))).flat();
}
