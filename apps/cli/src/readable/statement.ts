import type { Bridge, Entitlement, Exposure, RollUp, WhatIf } from '#domain';
import { columns, indented, type Row } from './columns.js';
import { percent, pounds } from '#kernel';
import { poundsOr } from './money.js';

const NOT_KNOWN = 'not known: no release fund is set';

/** The three figures that never mix, each on a line of its own. */
const threeFigures = (entitled: Row, affordable: Row, paid: Row): readonly string[] =>
  columns(
    [
      ['Entitled', ...entitled],
      ['Affordable', ...affordable],
      ['Paid', ...paid],
    ],
    [1],
  );

export function entitlementLines(answer: Entitlement): readonly string[] {
  const { year, debtor, outstandingPence } = answer;
  const elsewhere =
    debtor === null ? 'no one body owes this' : `ledger ask exposure --commissioner ${debtor} --year ${year}`;
  return [
    ...threeFigures(
      [
        pounds(answer.entitlementPence),
        `${answer.basis}, ${answer.figureStatus}${answer.contested ? ', contested' : ''}`,
      ],
      ['-', `is no part of this figure: ${elsewhere}`],
      [pounds(answer.paidPence), `${answer.releaseStatus}, ${pounds(outstandingPence)} outstanding`],
    ),
    '',
    'How the figure is made',
    ...indented(columns(makingOf(answer), [1])),
    ...section(
      'By basis',
      answer.parts.map(({ basis, pence }) => [basis, pounds(pence)]),
    ),
    ...section(
      'From groups',
      answer.groupParts.map(({ group, pence }) => [group, pounds(pence)]),
    ),
    ...section(
      'Owed by',
      answer.debtors.map(({ code, pence }) => [code, pounds(pence)]),
    ),
    ...section('Beside the figure', besides(answer)),
  ];
}

const makingOf = (answer: Entitlement): readonly Row[] => [
  ['budget', pounds(answer.budgetPence), monthsCounted(answer)],
  ['less actual', pounds(answer.actualPence), answer.estimated ? 'estimated: split over a border by days' : ''],
  ['less service costs', pounds(answer.serviceCostPence)],
  ['adjustments', pounds(answer.adjustmentPence)],
  ['variance', pounds(answer.variancePence)],
  ['gross saving', pounds(answer.grossPence)],
  ['overspend', pounds(answer.overspendPence)],
  ['less recovered', pounds(answer.recoveredPence), 'overspends of earlier years'],
  ['net saving', pounds(answer.netPence)],
  ['own part', pounds(answer.ownPence), answer.shareBp === undefined ? '' : `a share of ${percent(answer.shareBp)}`],
  ['commissioner’s part', pounds(answer.commissionerSharePence)],
];

const monthsCounted = ({ monthsCounted: months }: Entitlement): string =>
  `${months} ${months === 1 ? 'month' : 'months'} counted`;

/** What stands beside the figure, where there is anything. */
function besides(answer: Entitlement): readonly Row[] {
  const amounts: readonly (readonly [string, number | undefined])[] = [
    ['offered', answer.offeredPence],
    ['disputed', answer.disputedPence],
    ['last confirmed', answer.confirmedPence],
    ['released', answer.releasedPence || undefined],
    ['overpaid', answer.overpaidPence || undefined],
    ['still to recover', answer.stillToRecoverPence || undefined],
    ['actual without a budget', answer.unbudgetedPence || undefined],
  ];
  return amounts.flatMap(([name, pence]) => (pence === undefined ? [] : [[name, pounds(pence)]]));
}

function section(title: string, rows: readonly Row[]): readonly string[] {
  return rows.length === 0 ? [] : ['', title, ...indented(columns(rows, [1]))];
}

const byBasis = (answer: Exposure | RollUp): readonly string[] =>
  section(
    'Entitled by basis',
    Object.entries(answer.byBasis).map(([basis, pence]) => [basis, pounds(pence)]),
  );

export function exposureLines(answer: Exposure): readonly string[] {
  const { releaseFundPence, affordablePence, shortfallPence, holders } = answer;
  const fund =
    releaseFundPence === null
      ? NOT_KNOWN
      : `from a release fund of ${pounds(releaseFundPence)}, shortfall ${poundsOr(shortfallPence, '-')}`;
  const rows = holders.map((row): Row => [
    row.holder,
    pounds(row.entitlementPence),
    poundsOr(row.affordablePence, '-'),
    pounds(row.paidPence),
    pounds(row.outstandingPence),
    poundsOr(row.shortfallPence, '-'),
  ]);
  const heading: Row = ['Holder', 'entitled', 'affordable', 'paid', 'outstanding', 'shortfall'];
  return [
    ...threeFigures(
      [pounds(answer.entitledPence), ''],
      [poundsOr(affordablePence, '-'), fund],
      [pounds(answer.paidPence), `${pounds(answer.outstandingPence)} outstanding`],
    ),
    ...byBasis(answer),
    '',
    ...(rows.length === 0
      ? ['It owes no practice anything for this year.']
      : columns([heading, ...rows], [1, 2, 3, 4, 5])),
  ];
}

export const rollUpLines = (answer: RollUp): readonly string[] => [
  ...threeFigures(
    [pounds(answer.entitledPence), `${answer.practices} ${answer.practices === 1 ? 'practice' : 'practices'}`],
    ['-', 'is told by commissioner: ledger ask exposure'],
    [pounds(answer.paidPence), `${pounds(answer.outstandingPence)} outstanding`],
  ),
  ...byBasis(answer),
];

export function bridgeLines({ openingPence, lines, closingPence, residualPence }: Bridge): readonly string[] {
  const moves = lines.map(({ label, event, deltaPence, position, recordedAt }): Row => [
    `  ${event}${label === undefined ? '' : ` (${label})`}`,
    signed(deltaPence),
    `position ${position}, ${recordedAt}`,
  ]);
  return columns(
    [
      ['Opening', pounds(openingPence)],
      ...moves,
      ['Closing', pounds(closingPence)],
      ['Unexplained', pounds(residualPence)],
    ],
    [1],
  );
}

export const whatIfLines = ({ factPence, supposedPence, differencePence }: WhatIf): readonly string[] =>
  columns(
    [
      ['Fact', pounds(factPence), 'what is recorded'],
      ['Supposed', pounds(supposedPence), 'a supposition; nothing is recorded'],
      ['Difference', signed(differencePence)],
    ],
    [1],
  );

const signed = (pence: number): string => (pence > 0 ? `+${pounds(pence)}` : pounds(pence));
