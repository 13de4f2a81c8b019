import { holder, type Declarations } from '../declaration.js';
import { streamOf } from '../streams.js';
import type { IssuedStatementCommands } from './commands.js';
import { issuedStatement } from './state.js';

export const issuedStatementDeclarations: Declarations<IssuedStatementCommands> = {
  IssueStatement: {
    names: ({ holder: code, to }) => [holder(code), { kind: 'party', code: to }],
    makes: ({ statement: id }) => [{ kind: 'statement', id }],
    figure: ({ holder: code, year }) => ({ holder: code, year }),
    knownAt: ({ knownAt }) => knownAt,
    stream: ({ statement }) => streamOf.statement(statement),
    refusals: ['UNKNOWN_ORGANISATION', 'WRONG_TYPE', 'ALREADY_EXISTS', 'FUTURE_DATE'],
  },
  IssueDifference: {
    names: () => [],
    mentions: ({ statement: id }) => [{ kind: 'statement', id }],
    figure: ({ statement }, facts) => facts.stateOf(issuedStatement, streamOf.statement(statement)).issued,
    stream: ({ statement }) => streamOf.statement(statement),
    looksAtStream: true,
    refusals: ['UNKNOWN_STATEMENT', 'ALREADY_EXISTS', 'UNKNOWN_ORGANISATION', 'NOTHING_TO_DIFFER'],
  },
};
