import { OF_A_BODY, agreement, commissioner, holder, type Declarations } from '../declaration.js';
import type { DecisionFacts } from '../decision.js';
import type { RefusalCode } from '../refusals.js';
import { streamOf } from '../streams.js';
import type { AgreementCommands } from './commands.js';

const ofAgreement = (command: { agreement: string }, facts: DecisionFacts): string =>
  streamOf.agreements(facts.holderOfAgreement(command.agreement)!);

const SIGNING: readonly RefusalCode[] = ['NOT_A_PARTY', 'ALREADY_SIGNED', 'FUTURE_DATE'];

export const agreementDeclarations: Declarations<AgreementCommands> = {
  ProposeAgreement: {
    names: (command) => [commissioner(command.commissioner), holder(command.holder)],
    makes: ({ agreement: id }) => [{ kind: 'agreement', id }],
    stream: (command) => streamOf.agreements(command.holder),
    refusals: [...OF_A_BODY, 'ALREADY_EXISTS'],
  },
  SignAgreement: {
    names: (command) => [{ kind: 'party', code: command.organisation }, agreement(command.agreement)],
    stream: ofAgreement,
    refusals: ['UNKNOWN_ORGANISATION', 'UNKNOWN_AGREEMENT', ...SIGNING, 'AGREEMENTS_OVERLAP'],
  },
  VaryAgreement: {
    names: (command) => [agreement(command.agreement)],
    makes: ({ variation: id }) => [{ kind: 'variation', id }],
    stream: ofAgreement,
    refusals: ['UNKNOWN_AGREEMENT', 'ALREADY_EXISTS', 'OUTSIDE_AGREEMENT'],
  },
  SignVariation: {
    names: (command) => [
      { kind: 'party', code: command.organisation },
      agreement(command.agreement),
      { kind: 'variation', agreement: command.agreement, id: command.variation },
    ],
    stream: ofAgreement,
    refusals: ['UNKNOWN_ORGANISATION', 'UNKNOWN_AGREEMENT', 'UNKNOWN_VARIATION', ...SIGNING],
  },
  EndAgreement: {
    names: (command) => [agreement(command.agreement)],
    stream: ofAgreement,
    refusals: ['UNKNOWN_AGREEMENT', 'NOT_IN_FORCE', 'OUTSIDE_AGREEMENT'],
  },
};
