import type { QuestionName } from '#contract';

/** A question as people put it, and what answers it: a question of the contract, or a page. */
type Ask = {
  readonly says: string;
  readonly question?: QuestionName;
  readonly page?: string;
};

/** Who asks what of a record of commissioning, with where it is answered. */
export const WHO_ASKS: readonly { readonly who: string; readonly asks: readonly Ask[] }[] = [
  {
    who: 'In a dispute',
    asks: [
      { says: 'What did the practice know on 14 November?', question: 'entitlement' },
      { says: 'What changed between these two statements?', question: 'bridge' },
      { says: 'Which entry turns £56,000 into £18,200?', page: '/practices' },
    ],
  },
  {
    who: 'For the finances',
    asks: [
      { says: 'How much do we owe practices, and how sure is it?', question: 'exposure' },
      { says: 'Who is waiting for a budget, a statement, a decision?', page: '/overdue' },
      { says: 'What does my practice get this month?', page: '/practices' },
    ],
  },
  {
    who: 'For the regulator',
    asks: [
      { says: 'What do all the practices under a body come to?', question: 'rollUp' },
      { says: 'What was recorded, by whom, when and why?', page: '/journal' },
    ],
  },
];
