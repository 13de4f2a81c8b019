import { schema, type EventSchema, type Fact, type IsoDate, type Pence } from '#kernel';

export type CaseOutcome = 'APPROVED' | 'REFUSED' | 'DEFERRED';

type OfCase = { case: string; commissioner: string; holder: string };
type Submitted = OfCase & { about: string; receivedOn: IsoDate };
type Decided = OfCase & {
  organisation: string;
  committee: string;
  decidedOn: IsoDate;
  present?: readonly string[];
  quorum?: number;
  valuePence?: Pence;
  reasons?: string;
  cure?: string;
};

export type CaseEvent =
  | Fact<'PlanSubmitted', Submitted>
  | Fact<
      'BusinessCaseSubmitted',
      Submitted & {
        plan?: string;
        follows?: string;
        scheme?: string;
        provider?: string;
        expectedCostPence?: Pence;
        expectedSavingPence?: Pence;
      }
    >
  | Fact<'BusinessCaseApproved', Decided>
  | Fact<'BusinessCaseRefused', Decided>
  | Fact<'BusinessCaseDeferred', Decided>;

export const caseSchemas = {
  PlanSubmitted: schema(),
  BusinessCaseSubmitted: schema(),
  BusinessCaseApproved: schema(),
  BusinessCaseRefused: schema(),
  BusinessCaseDeferred: schema(),
} satisfies Record<CaseEvent['type'], EventSchema>;
