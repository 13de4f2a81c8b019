// Records commands one after the other, and writes a line the moment that each is acknowledged.
import { writeSync } from 'node:fs';
import { openLedger } from '#ledger';

const [, , path, folder] = process.argv;
process.chdir(folder);
const ledger = await openLedger(`embedded:${path}`);
const practices = ['A99001', 'A99002', 'A99003'];
const registered = (code, type) => ({
  command: 'RegisterOrganisation',
  with: { code, type, name: `${type} ${code}`, opensOn: '2002-04-01' },
});
const terms = { edition: 'DH-2006-PRACTICAL', shareBp: 7000 };
const span = { from: '2007-04-01', to: '2008-03-31' };
const commands = [
  registered('5X1', 'PCT'),
  ...practices.flatMap((practice, index) => {
    const agreement = `AG${index}`;
    return [
      registered(practice, 'PRACTICE'),
      { command: 'AssignPractice', with: { practice, commissioner: '5X1', from: '2002-04-01' } },
      { command: 'ProposeAgreement', with: { agreement, commissioner: '5X1', holder: practice, ...span, terms } },
      { command: 'SignAgreement', with: { agreement, organisation: practice, signatory: `Dr No. ${index}` } },
    ];
  }),
];
for (const order of commands) {
  const { outcome } = await ledger.recorder.record(order);
  const facts = outcome.events.map(({ type }) => type);
  writeSync(1, `acknowledged ${facts}\n`);
}
await ledger.close();
