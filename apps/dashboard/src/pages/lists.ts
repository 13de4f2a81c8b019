import { percent } from '#kernel';
import { bodyAddress, commissionerAddress, groupAddress, organisationAddress, practiceAddress } from '../address.js';
import type { Listed } from '../answers.js';
import { YES_OR_NO, browsed, typeChoices, type BrowsedColumn } from '../browse.js';
import { statementCells, statementsBrowsed } from '../commissioner/practices.js';
import type { Page } from '../page.js';
import { yearAsked, type Asked } from '../request.js';
import type { AgreementRow, ExposureRow, GroupRow, OrganisationRow, StatementRow } from '../rows.js';
import { yearToday } from '../statement/holder.js';
import { amount, count, date, known, tags, text, type Cell } from '../table.js';
import {
  AGREEMENT_STATUSES,
  agreementTag,
  choicesOf,
  editionName,
  organisationType,
  splitName,
} from '../words/codes.js';
import { listPage } from './list-page.js';

const TYPES = ['PRACTICE', 'PCT', 'CARE_TRUST', 'SHA', 'PCT_CLUSTER', 'CCG', 'NHSCB', 'PROVIDER', 'LMC'];

export const organisationsPage = (asked: Asked): Promise<Page> =>
  listPage<OrganisationRow>(
    asked,
    browsed(asked, {
      filters: [
        { name: 'q', label: 'Code or name', type: 'search' },
        { name: 'type', label: 'Type', choices: typeChoices(TYPES) },
        { name: 'belongsTo', label: 'Belongs to (code)', type: 'text' },
        { name: 'group', label: 'Member of group (code)', type: 'text' },
      ],
      columns: [
        { label: 'Name', by: 'name' },
        { label: 'Type', by: 'type' },
        { label: 'Belongs to', by: 'belongsTo' },
        { label: 'Group', by: 'group' },
        { label: 'Patients', by: 'patients', numeric: true, order: 'amount' },
        { label: 'Opened', by: 'opensOn', order: 'date' },
        { label: 'Closed', by: 'closedOn', order: 'date' },
      ],
      usualSort: 'code',
      list: '/api/v1/organisations',
    }),
    ({ code, name, type, belongsTo, group, patients, opensOn, closedOn }) => [
      text(name, bodyAddress(type, code), code),
      text(organisationType(type)),
      text(belongsTo, belongsTo === null ? undefined : organisationAddress(belongsTo)),
      text(group, group === null ? undefined : groupAddress(group)),
      count(patients),
      date(opensOn),
      date(closedOn),
    ],
    {
      title: 'Organisations',
      section: 'practices',
      lead: 'Registered practices, commissioners and other bodies.',
      caption: 'Organisations',
      empty: 'No organisation is registered yet.',
    },
  );

export const groupsPage = (asked: Asked): Promise<Page> =>
  listPage<GroupRow>(
    asked,
    browsed(asked, {
      filters: [
        { name: 'q', label: 'Code or name', type: 'search' },
        { name: 'commissioner', label: 'Commissioner (code)', type: 'text' },
      ],
      columns: [
        { label: 'Group', by: 'name' },
        { label: 'Commissioner', by: 'commissioner' },
        { label: 'Split' },
        { label: 'Members now', by: 'members', numeric: true, order: 'amount' },
      ],
      usualSort: 'group',
      list: '/api/v1/groups',
    }),
    ({ group, name, commissioner, splitKey, members }) => [
      text(name, groupAddress(group), group),
      text(commissioner, organisationAddress(commissioner)),
      text(splitName(splitKey)),
      count(members),
    ],
    {
      title: 'Groups of practices',
      section: 'practices',
      lead: 'Practices that save together, and split what they earn.',
      caption: 'Groups',
      empty: 'No group is created yet.',
    },
  );

export const agreementsPage = (asked: Asked): Promise<Page> =>
  listPage<AgreementRow>(
    asked,
    browsed(asked, {
      filters: [
        { name: 'q', label: 'Agreement, holder or name', type: 'search' },
        { name: 'status', label: 'Status', choices: choicesOf(AGREEMENT_STATUSES) },
        { name: 'guarantee', label: 'Guarantee', choices: YES_OR_NO },
        { name: 'commissioner', label: 'Commissioner (code)', type: 'text' },
        { name: 'holder', label: 'Holder (code)', type: 'text' },
      ],
      columns: [
        { label: 'Holder', by: 'holderName' },
        { label: 'Agreement', by: 'agreement' },
        { label: 'Commissioner', by: 'commissioner' },
        { label: 'Status', by: 'status' },
        { label: 'From', by: 'from', order: 'date' },
        { label: 'To', by: 'to', order: 'date' },
        { label: 'Share', by: 'shareBp', numeric: true, order: 'amount' },
        { label: 'Guarantee' },
      ],
      usualSort: 'agreement',
      list: '/api/v1/agreements',
    }),
    (row) => [
      text(row.holderName, `${practiceAddress(row.holder)}#agreements`, row.holder),
      text(row.agreement, undefined, editionName(row.edition)),
      text(row.commissioner, commissionerAddress(row.commissioner)),
      tags(agreementTag(row.status)),
      date(row.from),
      row.endedOn === null ? date(row.to) : text('', undefined, `ended ${row.endedOn}`),
      text(percent(row.shareBp)),
      text(row.guarantee ? (row.protectsBaseline ? 'Yes, and protects the budget' : 'Yes') : 'No'),
    ],
    {
      title: 'Agreements',
      section: 'agreements',
      lead: 'Agreements between commissioners and practices or groups, each with the terms that hold now.',
      caption: 'Agreements',
      empty: 'No agreement is proposed yet.',
    },
  );

/** The practices of all England for a year. */
export async function practicesPage(asked: Asked): Promise<Page> {
  const { year, years } = await yearsOf(asked);
  return listPage<StatementRow>(asked, statementsBrowsed(asked, year), (row) => statementCells(row, { year }), {
    title: 'Practices',
    section: 'practices',
    lead: 'What each practice is entitled to, what can be paid of it, and what was paid.',
    caption: `Practices of ${year}`,
    empty: 'No practice has a statement for this year.',
    years,
  });
}

/** Every commissioner's year. */
export async function commissionersPage(asked: Asked): Promise<Page> {
  const { year, years } = await yearsOf(asked);
  const money = (label: string, by: string): BrowsedColumn => ({ label, by, numeric: true, order: 'amount' });
  return listPage<ExposureRow>(
    asked,
    browsed(asked, {
      kept: { year },
      filters: [{ name: 'q', label: 'Code or name', type: 'search' }],
      columns: [
        { label: 'Commissioner', by: 'name' },
        money('Entitled', 'entitledPence'),
        money('Affordable', 'affordablePence'),
        money('Paid', 'paidPence'),
        money('Outstanding', 'outstandingPence'),
        money('Shortfall', 'shortfallPence'),
        money('Practices', 'practices'),
      ],
      usualSort: 'commissioner',
      list: '/api/v1/exposures',
      fixed: { year },
    }),
    (row) => exposureCells(row),
    {
      title: 'Commissioners',
      section: 'commissioners',
      lead: 'What each commissioner owes its practices, beside what it can pay and what it paid.',
      caption: `Commissioners of ${year}`,
      empty: 'No commissioner owes anything for this year.',
      years,
    },
  );
}

export function exposureCells(row: ExposureRow): readonly Cell[] {
  const { commissioner, name, year } = row;
  const derivation = (figure: string) => commissionerAddress(commissioner, { year, figure }, '/derivation');
  return [
    text(name, commissionerAddress(commissioner, { year }), commissioner),
    amount(row.entitledPence, derivation('entitledPence')),
    known(row.affordablePence, derivation('affordablePence')),
    amount(row.paidPence, derivation('paidPence')),
    amount(row.outstandingPence, derivation('outstandingPence')),
    known(row.shortfallPence),
    count(row.practices),
  ];
}

const MOST_YEARS = 50;

/** The years of the ledger, and the one that is shown: the one asked for, else the latest. */
export async function yearsOf(asked: Asked) {
  const { items, asAt } = await asked.api.get<Listed<{ year: string }> & { asAt?: string }>('/api/v1/roll-ups', {
    of: 'ENGLAND',
    sort: '-year',
    limit: MOST_YEARS,
  });
  const year = yearAsked(asked) ?? items[0]?.year ?? yearToday(asAt);
  const all = [...new Set([...items.map((row) => row.year), year])].sort();
  return {
    year,
    years: all.map((each) => ({ text: each, href: `${asked.path}?year=${each}`, isCurrent: each === year })),
  };
}
