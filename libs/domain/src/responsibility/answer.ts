import { dateOf, type Day, type IsoDate } from '#kernel';
import type { StatesFacts } from '../case/answer.js';
import { successionOn } from '../organisation/state.js';
import { SERVICE_LINES, type Line } from '../service-lines.js';
import { streamOf } from '../streams.js';
import type { Facts } from '../statement/facts.js';
import type { Scope } from './events.js';
import { holdingOn, responsibilities, type Accountability, type AssignedService } from './state.js';

/** Who commissions a service, or who answers to whom; what is of the other kind is null. */
export type ResponsibilityTold = {
  readonly kind: 'SERVICE' | 'ACCOUNTABILITY';
  readonly line: Line | null;
  readonly service: string | null;
  readonly scope: Scope | null;
  readonly to: string | null;
  /** `to`, or who had succeeded it by that day. */
  readonly heldBy: readonly string[];
  readonly who: string | null;
  readonly answersTo: string | null;
  readonly about: string | null;
  readonly from: IsoDate;
};

export type ResponsibilitiesAnswer = {
  readonly commissioner: string;
  readonly on: IsoDate;
  /** Lines of which nothing was said for that day. */
  readonly unassigned: readonly Line[];
  readonly rows: readonly ResponsibilityTold[];
};

const NOTHING = {
  line: null,
  service: null,
  scope: null,
  to: null,
  heldBy: [],
  who: null,
  answersTo: null,
  about: null,
};

export function responsibilitiesAnswer(facts: StatesFacts, commissioner: string, on: Day): ResponsibilitiesAnswer {
  const state = facts.stateOf(responsibilities, streamOf.responsibilities(commissioner));
  const services = holdingOn(state.services, thingOf, on);
  const accountabilities = holdingOn(state.accountabilities, matterOf, on);
  return {
    commissioner,
    on: dateOf(on),
    unassigned: SERVICE_LINES.filter((line) => services.every((each) => each.line !== line)),
    rows: [
      ...services.toSorted(byKey(placeOf)).map((each) => serviceTold(facts, each, on)),
      ...accountabilities.toSorted(byKey(matterOf)).map(accountabilityTold),
    ],
  };
}

const serviceTold = (
  facts: Facts,
  { line, service, scope, to, from }: AssignedService,
  on: Day,
): ResponsibilityTold => ({
  ...NOTHING,
  kind: 'SERVICE',
  line: line ?? null,
  service: service ?? null,
  scope,
  to,
  heldBy: succeededBy(facts, to, on),
  from: dateOf(from),
});

const accountabilityTold = ({ who, answersTo, about, from }: Accountability): ResponsibilityTold => ({
  ...NOTHING,
  kind: 'ACCOUNTABILITY',
  who,
  answersTo,
  about,
  from: dateOf(from),
});

/** Rule 38: the body itself while nobody had succeeded it by a day, else those that had, in any number of steps. */
function succeededBy(facts: Facts, body: string, on: Day, before: readonly string[] = []): readonly string[] {
  const successors = (successionOn(facts.organisation(body), on)?.successors ?? []).filter(
    (code) => !before.includes(code),
  );
  if (successors.length === 0) return [body];
  return [...new Set(successors.flatMap((code) => succeededBy(facts, code, on, [...before, body])))].sort();
}

const thingOf = ({ line, service }: AssignedService): string =>
  line === undefined ? `service ${service}` : `line ${line}`;
const matterOf = ({ about, who }: Accountability): string => `${about}\n${who}`;
/** Lines in their usual order, then other services by name. */
const placeOf = ({ line, service }: AssignedService): string =>
  line === undefined ? `~${service}` : String(SERVICE_LINES.indexOf(line)).padStart(2, '0');

const byKey =
  <T>(key: (item: T) => string) =>
  (a: T, b: T): number =>
    key(a) < key(b) ? -1 : 1;
