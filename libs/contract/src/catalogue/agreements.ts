import * as commands from '../commands/index.js';
import { entry } from './entry.js';
import { PCT, PRACTICE } from './examples.js';

export const agreements = {
  ProposeAgreement: entry(
    commands.ProposeAgreement,
    'Proposes an agreement between a commissioner and a practice or group',
    {
      agreement: 'AG1',
      commissioner: PCT,
      holder: PRACTICE,
      from: '2007-04-01',
      to: '2008-03-31',
      terms: {
        edition: 'DH-2006-PRACTICAL',
        shareBp: 7000,
        guarantee: { text: 'Paid whatever the finances of the PCT', protectsBaseline: true },
        lines: 'ALL',
        recovery: { kind: 'NONE' },
        segments: 'ADD_UP',
      },
    },
  ),
  SignAgreement: entry(
    commands.SignAgreement,
    'Signs an agreement for one party; it is in force once both have signed',
    { agreement: 'AG1', organisation: PRACTICE, signatory: 'Dr A Partner', signedOn: '2007-04-16' },
  ),
  VaryAgreement: entry(commands.VaryAgreement, 'Proposes a change to an agreement, with only the terms that change', {
    agreement: 'AG1',
    variation: 'V1',
    effectiveFrom: '2007-10-01',
    terms: { shareBp: 9000 },
  }),
  SignVariation: entry(commands.SignVariation, 'Signs a variation for one party; it holds once both have signed', {
    agreement: 'AG1',
    variation: 'V1',
    organisation: PCT,
    signatory: 'B Director of Finance',
    signedOn: '2007-08-30',
  }),
  EndAgreement: entry(commands.EndAgreement, 'Ends an agreement before its time', {
    agreement: 'AG1',
    endsOn: '2008-02-15',
    because: 'The partnership dissolves',
  }),
};
