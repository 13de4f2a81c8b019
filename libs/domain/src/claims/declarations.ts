import type { Year } from '#kernel';
import {
  OF_A_BODY,
  bodyStreams,
  holder,
  party,
  type Declaration,
  type Declarations,
  type Named,
} from '../declaration.js';
import { streamOf } from '../streams.js';
import type { ClaimCommands } from './commands.js';
import type { Baseline } from './events.js';

type OfHolder = { readonly holder: string; readonly year: Year };

const ofHolderYear = (command: OfHolder): string => streamOf.account(command.holder, command.year);

const agreedBy = ({ baselineAgreedBy: body }: Baseline): readonly Named[] => (body === undefined ? [] : [party(body)]);

const ofClaim: Declaration<{ claim: string; by: string }> = {
  names: ({ by }) => [party(by)],
  reads: ({ by }) => bodyStreams(by),
  mentions: ({ claim: id }) => [{ kind: 'claim', id }],
  stream: ({ claim: id }, facts) => facts.streamOfId('claim', id)!,
  refusals: ['UNKNOWN_ORGANISATION', 'UNKNOWN_CLAIM', 'CLAIM_WITHDRAWN'],
};

export const claimDeclarations: Declarations<ClaimCommands> = {
  ClaimSavings: {
    names: (command) => [holder(command.holder), ...agreedBy(command)],
    reads: ({ baselineAgreedBy }) => bodyStreams(baselineAgreedBy),
    makes: ({ claim: id }) => [{ kind: 'claim', id }],
    stream: ofHolderYear,
    refusals: [...OF_A_BODY, 'ALREADY_EXISTS', 'FUTURE_DATE'],
  },
  AttributeVariance: {
    names: ({ claim, ...command }) => [
      holder(command.holder),
      ...agreedBy(command),
      ...(claim === undefined
        ? []
        : [{ kind: 'claimOf', holder: command.holder, year: command.year, id: claim } as const]),
    ],
    reads: ({ baselineAgreedBy }) => bodyStreams(baselineAgreedBy),
    stream: ofHolderYear,
    looksAtStream: true,
    refusals: ['UNKNOWN_ORGANISATION', 'UNKNOWN_CLAIM', 'WRONG_TYPE', 'ALREADY_EXISTS', 'FUTURE_DATE'],
  },
  AgreeClaim: { ...ofClaim, refusals: [...ofClaim.refusals, 'MORE_THAN_CLAIMED'] },
  DisputeClaim: { ...ofClaim, refusals: [...ofClaim.refusals, 'MORE_THAN_CLAIMED'] },
  WithdrawClaim: ofClaim,
};
