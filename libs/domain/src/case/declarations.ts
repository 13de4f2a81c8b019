import { OF_A_BODY, commissioner, holder, type Declarations } from '../declaration.js';
import { streamOf } from '../streams.js';
import type { CaseCommands } from './commands.js';

const ofCase = (command: { case: string }): string => streamOf.case(command.case);

const submitting = {
  names: (command: { commissioner: string; holder: string }) => [
    commissioner(command.commissioner),
    holder(command.holder),
  ],
  makes: ({ case: id }: { case: string }) => [{ kind: 'case' as const, id }],
  stream: ofCase,
};

export const caseDeclarations: Declarations<CaseCommands> = {
  SubmitPlan: { ...submitting, refusals: [...OF_A_BODY, 'ALREADY_EXISTS', 'FUTURE_DATE'] },
  SubmitBusinessCase: {
    ...submitting,
    mentions: ({ plan, follows }) => [plan, follows].flatMap((id) => (id === undefined ? [] : [{ kind: 'case', id }])),
    refusals: ['UNKNOWN_ORGANISATION', 'UNKNOWN_CASE', 'WRONG_TYPE', 'ALREADY_EXISTS', 'FUTURE_DATE'],
  },
  DecideBusinessCase: {
    names: ({ organisation }) => (organisation === undefined ? [] : [commissioner(organisation)]),
    mentions: ({ case: id }) => [{ kind: 'case', id }],
    stream: ofCase,
    looksAtStream: true,
    refusals: [
      'UNKNOWN_ORGANISATION',
      'UNKNOWN_CASE',
      'WRONG_TYPE',
      'ALREADY_DECIDED',
      'FUTURE_DATE',
      'BEFORE_RECEIVED',
    ],
  },
};
