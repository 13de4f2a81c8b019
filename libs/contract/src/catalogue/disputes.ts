import * as commands from '../commands/index.js';
import * as questions from '../questions/disputes.js';
import { entry } from './entry.js';
import { PCT, PRACTICE, YEAR } from './examples.js';

/** Of the core. */
export const disputes = {
  OpenDispute: entry(commands.OpenDispute, 'Opens a dispute about the figure of a year', {
    dispute: 'D1',
    holder: PRACTICE,
    year: YEAR,
    about: 'The top-slice of 1 September',
  }),
  IssueRuling: entry(commands.IssueRuling, 'Rules on a dispute', {
    dispute: 'D1',
    outcome: 'PART_UPHELD',
    effects: [{ kind: 'COUNT_ENTRY', entry: 'TS1', portionBp: 5000 }],
  }),
};

/** What else is said and done in a dispute. */
export const disputeSteps = {
  EscalateDispute: entry(commands.EscalateDispute, 'Takes a dispute to the next step of the ladder', {
    dispute: 'D1',
    step: 'SHA',
    arbiter: 'Q39',
    startedOn: '2008-05-01',
  }),
  RequestExtension: entry(commands.RequestExtension, 'Asks for more time at the step that runs', {
    dispute: 'D1',
    extension: 'X1',
    organisation: PCT,
    until: '2008-06-20',
    requestedOn: '2008-05-20',
    because: 'The freeze of March is not in',
  }),
  GrantExtension: entry(commands.GrantExtension, 'Grants more time', {
    dispute: 'D1',
    extension: 'X1',
    agreedBy: [PCT, PRACTICE],
    grantedOn: '2008-05-21',
  }),
  AddEvidence: entry(commands.AddEvidence, 'Puts a document into a dispute', {
    dispute: 'D1',
    evidence: 'EV1',
    kind: 'LETTER',
    what: 'Letter that withholds the slice',
    organisation: PCT,
    sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    dated: '2007-09-03',
    receivedOn: '2008-05-02',
  }),
  StatePosition: entry(commands.StatePosition, 'States what a party says', {
    dispute: 'D1',
    statement: 'ST1',
    organisation: PRACTICE,
    text: 'The slice was decided after the guarantee was signed',
    statedOn: '2008-05-02',
  }),
  MakeOffer: entry(commands.MakeOffer, 'Offers to settle a dispute', {
    dispute: 'D1',
    offer: 'OF1',
    organisation: PCT,
    pence: 3_000_000,
    madeOn: '2008-05-06',
    until: '2008-07-31',
    terms: 'In two parts, by the end of the year',
  }),
  AcceptOffer: entry(commands.AcceptOffer, 'Accepts an offer: the dispute is closed by consent', {
    dispute: 'D1',
    offer: 'OF1',
    organisation: PRACTICE,
    acceptedOn: '2008-06-02',
  }),
  SupersedeRuling: entry(commands.SupersedeRuling, 'Puts another ruling, or none yet, in the place of one', {
    dispute: 'D1',
    because: 'It was given on the budget before the virement',
    outcome: 'UPHELD',
    effects: [{ kind: 'COUNT_ENTRY', entry: 'TS1', portionBp: 0 }],
    organisation: 'Q39',
  }),
  ComplyWithRuling: entry(commands.ComplyWithRuling, 'Says what was done to obey a ruling', {
    dispute: 'D1',
    organisation: PCT,
    what: 'Paid with the July run',
    payment: 'PAY1',
    compliedOn: '2008-06-20',
  }),
  CloseDispute: entry(commands.CloseDispute, 'Closes a dispute: withdrawn, settled or complied with', {
    dispute: 'D1',
    how: 'COMPLIED',
    organisation: PRACTICE,
    because: 'Paid in full',
    closedOn: '2008-06-23',
  }),
  ReopenDispute: entry(commands.ReopenDispute, 'Opens again a dispute that was ruled or closed', {
    dispute: 'D1',
    organisation: PRACTICE,
    because: 'The minutes of 3 September came to light',
    evidence: 'EV1',
    reopenedOn: '2008-06-25',
  }),
  PassDisputeDeadline: entry(
    commands.PassDisputeDeadline,
    'Tells that the limit of a step passed; the ledger’s own timer gives it',
    { dispute: 'D1', step: 'LOCAL', dueOn: '2008-05-29' },
  ),
};

export const disputeQuestions = {
  dispute: entry(questions.DisputeQuestion, 'Where a dispute stands: steps, limits, what was said, ruled and obeyed', {
    dispute: 'D1',
  }),
  disputes: entry(questions.DisputesQuestion, 'Disputes, what is due in each, and whether rulings were obeyed', {
    commissioner: PCT,
    year: YEAR,
  }),
};
