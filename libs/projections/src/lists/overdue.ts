import { list } from './column.js';

export const overdue = list({
  about:
    'What should have been done by today and is not recorded: budgets, freezes, answers to offers, reviews of suspensions',
  columns: {
    kind: {
      kind: 'text',
      about: 'BUDGET_NOT_SET, FREEZE_MISSING, OFFER_UNANSWERED or SUSPENSION_PAST_REVIEW',
      filter: 'kind',
      sortable: true,
    },
    subject: {
      kind: 'text',
      about: 'Whose: a practice, a group or a commissioner',
      filter: 'subject',
      searched: true,
      sortable: true,
    },
    name: { kind: 'text', about: 'Its name', searched: true, sortable: true },
    commissioner: {
      kind: 'text',
      about: 'The commissioner that must see to it',
      optional: true,
      filter: 'commissioner',
      sortable: true,
    },
    year: { kind: 'year', about: 'Financial year', filter: 'year', sortable: true },
    what: { kind: 'text', about: 'The month whose freeze is missing, or the event that waits', sortable: true },
    dueOn: { kind: 'date', about: 'The last day on which it was in time', range: ['dueFrom', 'dueTo'], sortable: true },
    because: { kind: 'text', about: 'In words', optional: true },
  },
  key: ['kind', 'subject', 'year', 'what'],
  sort: 'dueOn',
});
