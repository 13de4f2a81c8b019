import type { IsoDate, Year } from '#kernel';
import type { Closing, Effect, EvidenceKind, Offered, Outcome, Step } from './events.js';

type By = { readonly organisation: string };

export type DisputeCommands = {
  OpenDispute: { dispute: string; holder: string; year: Year; about: string; openedOn?: IsoDate };
  EscalateDispute: { dispute: string; step: Step; arbiter?: string; startedOn?: IsoDate };
  RequestExtension: By & {
    dispute: string;
    extension: string;
    until: IsoDate;
    requestedOn?: IsoDate;
    because?: string;
  };
  GrantExtension: { dispute: string; extension: string; agreedBy: readonly string[]; grantedOn?: IsoDate };
  AddEvidence: By & {
    dispute: string;
    evidence: string;
    kind: EvidenceKind;
    what: string;
    sha256?: string;
    dated?: IsoDate;
    receivedOn?: IsoDate;
  };
  StatePosition: By & { dispute: string; statement: string; text: string; statedOn?: IsoDate };
  MakeOffer: By & Offered & { dispute: string; offer: string; madeOn?: IsoDate; until?: IsoDate; terms?: string };
  AcceptOffer: By & { dispute: string; offer: string; acceptedOn?: IsoDate };
  IssueRuling: { dispute: string; outcome: Outcome; effects?: readonly Effect[]; organisation?: string };
  SupersedeRuling: {
    dispute: string;
    because: string;
    outcome?: Outcome;
    effects?: readonly Effect[];
    organisation?: string;
  };
  ComplyWithRuling: By & { dispute: string; what: string; pence?: number; payment?: string; compliedOn?: IsoDate };
  CloseDispute: { dispute: string; how: Closing; closedOn?: IsoDate; organisation?: string; because?: string };
  ReopenDispute: By & { dispute: string; because: string; reopenedOn?: IsoDate; evidence?: string };
  PassDisputeDeadline: { dispute: string; step: Step; dueOn: IsoDate };
};
