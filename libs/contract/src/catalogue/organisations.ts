import * as commands from '../commands/index.js';
import { entry } from './entry.js';
import { PCT, PRACTICE } from './examples.js';

export const organisations = {
  RegisterOrganisation: entry(commands.RegisterOrganisation, 'Registers a practice, commissioner or other body', {
    code: PRACTICE,
    type: 'PRACTICE',
    name: 'Ash Road Surgery',
    opensOn: '2002-04-01',
  }),
  AssignPractice: entry(commands.AssignPractice, 'Says whose practice it is from a day on', {
    practice: PRACTICE,
    commissioner: PCT,
    from: '2002-04-01',
  }),
  AssignCommissioner: entry(
    commands.AssignCommissioner,
    'Says to which SHA or other body a commissioner belongs from a day on, for roll-ups',
    { commissioner: PCT, to: 'Q39', from: '2006-10-01' },
  ),
  RecordListSize: entry(commands.RecordListSize, 'Records how many patients a practice had at a census', {
    practice: PRACTICE,
    censusDate: '2007-04-01',
    patients: 9200,
  }),
};
