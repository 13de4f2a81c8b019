import * as questions from '../questions/cases.js';
import { entry } from './entry.js';
import { PCT, PRACTICE, YEAR } from './examples.js';

export const caseQuestions = {
  case: entry(
    questions.CaseQuestion,
    'How a plan or business case was dealt with: its clock, decisions and conflicts',
    {
      case: 'BC1',
    },
  ),
  cases: entry(questions.CasesQuestion, 'The register of plans and business cases, and which were decided late', {
    commissioner: PCT,
    year: YEAR,
  }),
  arrangements: entry(
    questions.ArrangementsQuestion,
    'What holders arranged with commissioners, and on what assurance',
    {
      holder: PRACTICE,
    },
  ),
  responsibilities: entry(
    questions.ResponsibilitiesQuestion,
    'Who commissions what for a population, and who answers to whom, on a day',
    { commissioner: PCT, on: '2007-10-01' },
  ),
  services: entry(questions.ServicesQuestion, 'The services of a year, and which claims rest on an approved case', {
    commissioner: PCT,
    year: YEAR,
  }),
  decisions: entry(
    questions.DecisionsQuestion,
    'Every decision on record, and whether it was within delegated limits',
    {
      holder: PRACTICE,
    },
  ),
};
