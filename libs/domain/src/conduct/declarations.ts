import type { Declarations } from '../declaration.js';
import type { RefusalCode } from '../refusals.js';
import { streamOf } from '../streams.js';
import type { ConductCommands } from './commands.js';

type OfWhat = { case?: string; decision?: string };

const REFUSALS: readonly RefusalCode[] = ['UNKNOWN_CASE', 'UNKNOWN_DECISION', 'FUTURE_DATE'];

const ofWhat = {
  names: () => [],
  mentions: ({ case: id, decision }: OfWhat) => [
    id === undefined ? { kind: 'decision' as const, id: decision! } : { kind: 'case' as const, id },
  ],
  stream: ({ case: id, decision }: OfWhat): string =>
    id === undefined ? streamOf.decision(decision!) : streamOf.case(id),
  looksAtStream: true as const,
  refusals: REFUSALS,
};

export const conductDeclarations: Declarations<ConductCommands> = { DeclareInterest: ofWhat, WithdrawMember: ofWhat };
