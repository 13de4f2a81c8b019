import { dateOf, sumPence, yearDays, type Day, type IsoDate, type Pence, type Year } from '#kernel';
import type { StatesFacts } from '../case/answer.js';
import type { CaseOutcome } from '../case/events.js';
import { businessCase, finalDecision } from '../case/state.js';
import { streamOf } from '../streams.js';
import { services, type Service } from './state.js';

/** What is missing below a service, in the order in which it is told. */
export const SERVICE_FLAGS = ['NO_CASE', 'NOT_APPROVED', 'BEFORE_APPROVAL'] as const;
export type ServiceFlag = (typeof SERVICE_FLAGS)[number];

/** A service, the case it rests on, and what was spent and claimed under its scheme in a year. */
export type ServiceTold = {
  readonly scheme: string;
  readonly holder: string;
  readonly commissioner: string;
  readonly case: string | null;
  readonly caseStatus: 'OPEN' | CaseOutcome | null;
  readonly approvedOn: IsoDate | null;
  readonly provider: string | null;
  readonly from: IsoDate;
  readonly lastDay: IsoDate | null;
  readonly expectedCostPence: Pence | null;
  readonly expectedSavingPence: Pence | null;
  readonly costPence: Pence;
  readonly claimedPence: Pence;
  readonly flags: readonly ServiceFlag[];
};

/** A claim as it was made. */
export type ClaimMade = {
  readonly claim: string;
  readonly holder: string;
  readonly scheme: string | null;
  readonly pence: Pence;
};

export type ServicesAnswer = {
  readonly year: Year;
  readonly claimedPence: Pence;
  /** Of services whose case is approved. */
  readonly tiedPence: Pence;
  readonly untiedPence: Pence;
  readonly untied: readonly ClaimMade[];
  readonly rows: readonly ServiceTold[];
};

/** @param claims  of these holders for the year */
export function servicesAnswer(
  facts: StatesFacts,
  holders: readonly string[],
  year: Year,
  claims: readonly ClaimMade[],
): ServicesAnswer {
  const rows = holders.flatMap((holder) => servicesOf(facts, holder, year, claims)).toSorted(inOrder);
  const approved = new Set(
    rows.filter(({ caseStatus }) => caseStatus === 'APPROVED').map(({ holder, scheme }) => `${holder} ${scheme}`),
  );
  const untied = claims.filter(({ holder, scheme }) => !approved.has(`${holder} ${scheme}`));
  const claimedPence = sumPence(claims.map(({ pence }) => pence));
  const untiedPence = sumPence(untied.map(({ pence }) => pence));
  return { year, claimedPence, tiedPence: claimedPence - untiedPence, untiedPence, untied, rows };
}

/** The services of a holder that ran on a day of the year: of a scheme that ran twice, the later run. */
function servicesOf(
  facts: StatesFacts,
  holder: string,
  year: Year,
  claims: readonly ClaimMade[],
): readonly ServiceTold[] {
  const { first, last } = yearDays(year);
  const running = new Map<string, Service>();
  for (const service of facts.stateOf(services, streamOf.services(holder))) {
    if (service.from > last || (service.lastDay ?? last) < first) continue;
    if ((running.get(service.scheme)?.from ?? -Infinity) <= service.from) running.set(service.scheme, service);
  }
  const costs = [...facts.account(holder, year).costs.values()];
  return [...running.values()].map((service) => {
    const ofScheme = claims.filter((claim) => claim.holder === holder && claim.scheme === service.scheme);
    return {
      ...serviceTold(facts, service),
      costPence: sumPence(costs.filter(({ scheme }) => scheme === service.scheme).map(({ pence }) => pence)),
      claimedPence: sumPence(ofScheme.map(({ pence }) => pence)),
    };
  });
}

function serviceTold(facts: StatesFacts, service: Service): Omit<ServiceTold, 'costPence' | 'claimedPence'> {
  const state = service.case === undefined ? undefined : facts.stateOf(businessCase, streamOf.case(service.case));
  const final = state && finalDecision(state);
  const approvedOn = final?.outcome === 'APPROVED' ? final.decidedOn : undefined;
  return {
    scheme: service.scheme,
    holder: service.holder,
    commissioner: service.commissioner,
    case: service.case ?? null,
    caseStatus: state?.submitted ? (state.decisions.at(-1)?.outcome ?? 'OPEN') : null,
    approvedOn: approvedOn === undefined ? null : dateOf(approvedOn),
    provider: service.provider ?? null,
    from: dateOf(service.from),
    lastDay: service.lastDay === undefined ? null : dateOf(service.lastDay),
    expectedCostPence: service.expectedCostPence ?? null,
    expectedSavingPence: service.expectedSavingPence ?? null,
    flags: flagsOf(service, approvedOn),
  };
}

function flagsOf(service: Service, approvedOn: Day | undefined): readonly ServiceFlag[] {
  if (service.case === undefined) return ['NO_CASE'];
  if (approvedOn === undefined) return ['NOT_APPROVED'];
  return service.from < approvedOn ? ['BEFORE_APPROVAL'] : [];
}

const keyOfRow = ({ holder, scheme }: ServiceTold): string => `${holder}\n${scheme}`;
const inOrder = (a: ServiceTold, b: ServiceTold): number => (keyOfRow(a) < keyOfRow(b) ? -1 : 1);
