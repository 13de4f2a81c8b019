import type { Page } from '../page.js';
import { AGREEMENT_STATUSES, BASES, FIGURE_STATUSES, OVERDUE_KINDS, RELEASE_STATUSES } from '../words/codes.js';
import { RULES_OF_THE_RECORD } from '../words/rules-of-the-record.js';
import { RULES } from '../words/rules.js';

/** What the words on the other pages mean. */
export const helpPage = (): Page => ({
  template: 'help.njk',
  title: 'What the words mean',
  section: 'help',
  model: {
    bases: Object.values(BASES),
    figureStatuses: Object.values(FIGURE_STATUSES),
    releaseStatuses: Object.values(RELEASE_STATUSES),
    agreementStatuses: Object.values(AGREEMENT_STATUSES),
    overdueKinds: Object.values(OVERDUE_KINDS),
    rules: [...RULES, ...RULES_OF_THE_RECORD],
  },
});
