import type { Year } from '#kernel';
import { commissionerAddress, practiceAddress } from '../address.js';
import type { Parameters } from '../api.js';
import { YES_OR_NO, browsed, type BrowsedColumn, type Browsing, type Filter } from '../browse.js';
import type { Asked } from '../request.js';
import type { StatementRow } from '../rows.js';
import { amount, known, tags, text, type Cell } from '../table.js';
import {
  BASES,
  CONTESTED,
  FIGURE_STATUSES,
  RELEASE_STATUSES,
  basisTag,
  choicesOf,
  figureTag,
  releaseTag,
} from '../words/codes.js';

const FILTERS: readonly Filter[] = [
  { name: 'q', label: 'Code or name', type: 'search' },
  { name: 'basis', label: 'Basis', choices: choicesOf(BASES) },
  { name: 'figureStatus', label: 'Status of the figure', choices: choicesOf(FIGURE_STATUSES) },
  { name: 'releaseStatus', label: 'Status of the money', choices: choicesOf(RELEASE_STATUSES) },
  { name: 'contested', label: 'Contested', choices: YES_OR_NO },
];

const money = (label: string, by: string): BrowsedColumn => ({ label, by, numeric: true, order: 'amount' });

export const STATEMENT_COLUMNS: readonly BrowsedColumn[] = [
  { label: 'Practice', by: 'name' },
  money('Entitled', 'entitlementPence'),
  money('Affordable', 'affordablePence'),
  money('Paid', 'paidPence'),
  money('Outstanding', 'outstandingPence'),
  { label: 'Basis', by: 'basis' },
  { label: 'Figure', by: 'figureStatus' },
  { label: 'Money', by: 'releaseStatus' },
];

/** The practices of a commissioner, or of England. */
export const statementsBrowsed = (asked: Asked, year: Year, fixed: Readonly<Record<string, string>> = {}): Browsing =>
  browsed(asked, {
    kept: { year },
    filters: FILTERS,
    columns: STATEMENT_COLUMNS,
    usualSort: 'holder',
    list: '/api/v1/statements',
    fixed: { ...fixed, year, holderType: 'PRACTICE' },
  });

/** A statement as a row; each figure leads to how it came about. */
export function statementCells(row: StatementRow, dated: Parameters): readonly Cell[] {
  const { holder, name, commissioner, basis, figureStatus, releaseStatus, contested, budgeted } = row;
  const derivation = (figure: string): string => practiceAddress(holder, { ...dated, figure }, '/derivation');
  return [
    text(name, practiceAddress(holder, dated), budgeted ? holder : `${holder} · no budget`),
    amount(row.entitlementPence, derivation('entitlementPence')),
    known(
      row.affordablePence,
      commissioner === null
        ? undefined
        : commissionerAddress(commissioner, { ...dated, figure: 'affordablePence' }, '/derivation'),
    ),
    amount(row.paidPence, derivation('paidPence')),
    amount(row.outstandingPence, derivation('outstandingPence')),
    tags(basisTag(basis), ...(contested ? [CONTESTED] : [])),
    tags(figureTag(figureStatus)),
    tags(releaseTag(releaseStatus)),
  ];
}
