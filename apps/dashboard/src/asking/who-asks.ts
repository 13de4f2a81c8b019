import type { QuestionName } from '#contract';

/** A question as people put it, and what answers it: a question of the contract, or a page. */
type Ask = { readonly says: string } & (
  { readonly question: QuestionName; readonly page?: never } | { readonly page: string; readonly question?: never }
);

/** Who asks what of a record of commissioning, with where it is answered. */
export const WHO_ASKS: readonly { readonly who: string; readonly asks: readonly Ask[] }[] = [
  {
    who: 'In a dispute',
    asks: [
      { says: 'What was promised, by whom, when, in what words?', question: 'promises' },
      { says: 'What did the ledger know on 14 November?', question: 'entitlement' },
      { says: 'What had the practice been told by then?', question: 'toldOn' },
      { says: 'What changed between these two statements?', question: 'bridge' },
      { says: 'Did the commissioner decide in time and give reasons?', question: 'cases' },
      { says: 'Which entry turns £56,000 into £18,200?', page: '/practices' },
      { says: 'Was anyone in conflict, and was the limit kept?', question: 'decisions' },
      { says: 'Who commissioned what, and who answered to whom, on that day?', question: 'responsibilities' },
      { says: 'Where does this dispute stand, and what is due in it?', question: 'dispute' },
      { says: 'Has the ruling been obeyed?', question: 'disputes' },
      { says: 'Which letters and minutes does it rest on?', question: 'documents' },
    ],
  },
  {
    who: 'For the finances',
    asks: [
      { says: 'Where are we against budget, and where are we heading?', question: 'position' },
      { says: 'How much do we owe practices, and how sure is it?', question: 'exposure' },
      { says: 'What would the exposure be at month 12?', question: 'forecastExposure' },
      { says: 'How stable are the figures?', question: 'movement' },
      { says: 'Which practices are over or under by more than 5 per cent?', question: 'league' },
      { says: 'Which activity was moved between which practices?', question: 'transfers' },
      { says: 'How did this budget come about?', question: 'budget' },
      { says: 'What have savings been spent on?', question: 'uses' },
      { says: 'What was paid, and what for?', question: 'payments' },
      { says: 'What came of each claim?', question: 'claims' },
      { says: 'Who is waiting for a budget, a decision, an answer?', page: '/overdue' },
      { says: 'Who waits for a statement, a ruling or money, and for how long?', question: 'waiting' },
      { says: 'What does my practice get this month?', page: '/practices' },
    ],
  },
  {
    who: 'For the regulator',
    asks: [
      { says: 'What was recorded, by whom, when and why?', page: '/journal' },
      { says: 'Can the figure that was told be reproduced?', question: 'statement' },
      { says: 'Which statements are wrong by now, and by how much?', question: 'statementsIssued' },
      { says: 'What falls below the minimum, and on whose authority?', question: 'exceptions' },
      { says: 'Which terms held on a day, and which version says so?', question: 'policy' },
      { says: 'What were the accounts said to come to, and when?', question: 'statedAccounts' },
      {
        says: 'Which guarantees were outstanding at closure, and to whom did they pass?',
        question: 'successionRegister',
      },
      { says: 'Do practice budgets add up to no more than the resources?', question: 'reconciliation' },
      { says: 'Gross and net savings, national and by scheme?', question: 'savings' },
      { says: 'How did what is owed move from one year end to the next?', question: 'rollForward' },
      { says: 'How much of the resource limit is under agreement?', question: 'underAgreement' },
      { says: 'What do all the practices under a body come to?', question: 'rollUp' },
      { says: 'Who looked at what?', page: '/access' },
    ],
  },
];
