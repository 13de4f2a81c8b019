import { OF_A_BODY, ofHolder, practice, type Declarations, type Named } from '../declaration.js';
import type { DecisionFacts } from '../decision.js';
import { streamOf } from '../streams.js';
import type { DisputeCommands } from './commands.js';

/** Entries that a ruling counts: the holder's own, or of the practice that the effect names. */
function ruledEntries(
  { dispute, effects = [] }: DisputeCommands['IssueRuling'],
  facts: DecisionFacts,
): readonly Named[] {
  const { opened } = facts.dispute(dispute);
  if (!opened) return [];
  return effects.flatMap((effect): Named[] => {
    if (effect.kind !== 'COUNT_ENTRY') return [];
    const of = effect.practice ?? opened.holder;
    const named: Named[] = effect.practice === undefined ? [] : [practice(of)];
    return facts.group(of).created
      ? named
      : [...named, { kind: 'entry', practice: of, year: opened.year, id: effect.entry }];
  });
}

export const disputeDeclarations: Declarations<DisputeCommands> = {
  OpenDispute: {
    names: ofHolder,
    makes: ({ dispute: id }) => [{ kind: 'dispute', id }],
    stream: ({ dispute }) => streamOf.dispute(dispute),
    refusals: [...OF_A_BODY, 'ALREADY_EXISTS'],
  },
  IssueRuling: {
    names: (command, facts) => [{ kind: 'dispute', id: command.dispute }, ...ruledEntries(command, facts)],
    stream: ({ dispute }) => streamOf.dispute(dispute),
    refusals: [
      'UNKNOWN_ORGANISATION',
      'UNKNOWN_ENTRY',
      'UNKNOWN_DISPUTE',
      'WRONG_TYPE',
      'ALREADY_RULED',
      'EFFECT_NOT_ALLOWED',
    ],
  },
};
