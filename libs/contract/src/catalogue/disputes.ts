import * as commands from '../commands/index.js';
import { entry } from './entry.js';
import { PRACTICE, YEAR } from './examples.js';

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
