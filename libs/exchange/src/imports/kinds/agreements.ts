import { EDITIONS, RECOVERY_KINDS, SEGMENTS, type CommandInput } from '#contract';
import { SERVICE_LINES, streamOf, type Agreement, type Terms } from '#domain';
import { dateOf } from '#kernel';
import { columns, Drafting, given, inForceIf, sameContent } from '../draft.js';
import type { Known, Settled } from '../known.js';
import type { Cells } from '../cells.js';
import type { Layout } from '../layout.js';
import type { ImportKind } from './kind.js';
import { linesOf } from './lines.js';

const STAGE = { propose: 0, sign: 1 } as const;

/** What a proposal leaves out. @see scenarios README, Terms */
const LEFT_OUT = { guarantee: null, lines: 'ALL', recovery: { kind: 'NONE' }, segments: 'ADD_UP' } as const;

const columnOf = columns('agreement', {
  'terms.edition': 'edition',
  'terms.shareBp': 'shareBp',
  'terms.guarantee': 'guaranteeText',
  'terms.guarantee.text': 'guaranteeText',
  'terms.guarantee.protectsBaseline': 'protectsBaseline',
  'terms.recovery': 'recovery',
  'terms.recovery.kind': 'recovery',
  'terms.recovery.years': 'recoveryYears',
  'terms.segments': 'segments',
  terms: 'lines',
});

function termsOf(row: Cells): object {
  const [text, protectsBaseline] = [row.text('guaranteeText'), row.text('protectsBaseline')];
  const [kind, years] = [row.text('recovery'), row.text('recoveryYears')];
  return given({
    edition: row.text('edition'),
    shareBp: row.text('shareBp'),
    guarantee: text === undefined && protectsBaseline === undefined ? undefined : given({ text, protectsBaseline }),
    lines: linesOf(row.text('lines')),
    recovery: kind === undefined && years === undefined ? undefined : given({ kind, years }),
    segments: row.text('segments'),
  });
}

type Proposal = CommandInput<'ProposeAgreement'>;

/** Lines in the order of the contract, so that their order in the file says nothing. */
const comparable = (terms: Partial<Terms>): object => {
  const all = { ...LEFT_OUT, ...terms };
  return { ...all, lines: all.lines === 'ALL' ? all.lines : SERVICE_LINES.filter((line) => all.lines.includes(line)) };
};

function isSame({ commissioner, holder, from, to, terms }: Agreement, proposed: Proposal): boolean {
  const recorded = { commissioner, holder, from: dateOf(from), to: dateOf(to), terms: comparable(terms) };
  const { agreement: _id, ...rest } = proposed;
  return sameContent(recorded, { ...rest, terms: comparable(rest.terms as Partial<Terms>) });
}

function proposed(known: Known, proposal: Proposal): Settled | undefined {
  const agreement = known.agreements(proposal.holder).get(proposal.agreement);
  if (!agreement) return undefined;
  if (isSame(agreement, proposal)) return inForceIf(true);
  const message = `ALREADY_EXISTS: agreement ${proposal.agreement} is recorded with other content`;
  return { is: 'bad', column: 'agreement', message };
}

type Party = 'holder' | 'commissioner';

function sign(drafting: Drafting, row: Cells, party: Party): void {
  const [agreement = '', holder = '', organisation = ''] = ['agreement', 'holder', party].map((column) =>
    row.text(column),
  );
  const [signatory, signedOn] = [row.text(`${party}Signatory`), row.text(`${party}SignedOn`)];
  if (signatory === undefined && signedOn === undefined) return;
  drafting.add(row, {
    command: 'SignAgreement',
    with: given({ agreement, organisation, signatory, signedOn }),
    ...{ key: `sign/${agreement}/${party}`, lane: holder, stage: STAGE.sign },
    columnOf: columns('agreement', {
      organisation: party,
      signatory: `${party}Signatory`,
      signedOn: `${party}SignedOn`,
    }),
    streams: [streamOf.agreements(holder)],
    settle: (known, command) => signed(known, holder, party, command),
  });
}

type Signing = Omit<CommandInput<'SignAgreement'>, 'signedOn'> & { readonly signedOn?: string };

/** A name that was erased cannot be compared any more: the party and the day speak for the signature. */
async function signed(known: Known, holder: string, party: Party, signing: Signing): Promise<Settled | undefined> {
  const { agreement, organisation, signatory, signedOn } = signing;
  const signatures = known.agreements(holder).get(agreement)?.signatures ?? [];
  const signature = signatures.find((one) => one.organisation === organisation);
  if (!signature) return undefined;
  const recorded = await known.keyring.open(String(known.said(signature.ref)['signatory']));
  const day = dateOf(signature.signedOn);
  const isSaid = (signedOn ?? day) === day && (recorded ?? signatory) === signatory;
  if (isSaid) return inForceIf(true);
  const message = `ALREADY_SIGNED: ${organisation} signed ${agreement} on ${day}, otherwise than this row has it`;
  return { is: 'bad', column: `${party}Signatory`, message };
}

const TEMPLATE: Layout = {
  name: 'the template',
  columns: [
    { name: 'agreement', about: 'name of the agreement, once in the ledger' },
    { name: 'commissioner', about: 'code of the commissioner' },
    { name: 'holder', about: 'code of the practice or group' },
    { name: 'from', about: 'its first day' },
    { name: 'to', about: 'its last day' },
    { name: 'edition', about: EDITIONS.join(', ') },
    { name: 'shareBp', about: 'share of the holder in basis points: 7000 is 70 per cent' },
    { name: 'guaranteeText', about: 'the words of the guarantee; empty: none', optional: true },
    { name: 'protectsBaseline', about: 'true or false, with guaranteeText', optional: true },
    { name: 'lines', about: 'ALL, or service lines parted by spaces; empty: ALL', optional: true },
    { name: 'recovery', about: `${RECOVERY_KINDS.join(', ')}; empty: NONE`, optional: true },
    { name: 'recoveryYears', about: '1 to 99, with INSTALMENTS', optional: true },
    { name: 'segments', about: `${SEGMENTS.join(', ')}; empty: ADD_UP`, optional: true },
    { name: 'holderSignatory', about: 'who signed for the holder; empty: not signed yet', optional: true },
    { name: 'holderSignedOn', about: 'empty: the day on which it is recorded', optional: true },
    { name: 'commissionerSignatory', about: 'who signed for the commissioner; empty: not signed yet', optional: true },
    { name: 'commissionerSignedOn', about: 'empty: the day on which it is recorded', optional: true },
  ],
  draft(rows) {
    const drafting = new Drafting();
    for (const row of rows) {
      const [agreement, commissioner, holder, from, to] = ['agreement', 'commissioner', 'holder', 'from', 'to'].map(
        (column) => row.text(column),
      );
      const isGood = drafting.add(row, {
        command: 'ProposeAgreement',
        with: given({ agreement, commissioner, holder, from, to, terms: termsOf(row) }),
        ...{ key: `propose/${agreement}`, lane: holder ?? '', stage: STAGE.propose, columnOf },
        streams: [streamOf.agreements(holder ?? '')],
        settle: proposed,
      });
      if (isGood) for (const party of ['holder', 'commissioner'] as const) sign(drafting, row, party);
    }
    return drafting.done();
  },
};

export const agreements: ImportKind = {
  summary: 'takes over a register of agreements: proposes each, and records who signed',
  layouts: [TEMPLATE],
  examples: [
    [
      ...['AG-A99001-07', '5X1', 'A99001', '2007-04-01', '2008-03-31', 'DH-2006-PRACTICAL', '7000'],
      ...['Paid whatever the finances of the PCT, in full', 'true', 'ALL', 'INSTALMENTS', '3', 'ADD_UP'],
      ...['Dr A Partner', '2007-04-16', 'B Director of Finance', '2007-04-20'],
    ],
    [
      ...['AG-A99002-07', '5X1', 'A99002', '2007-04-01', '2008-03-31', 'DH-2006-PRACTICAL', '5000'],
      ...['', '', 'EL DC PRESC', '', '', '', 'Dr C Single-Handed', '2007-05-02', '', ''],
    ],
  ],
};
