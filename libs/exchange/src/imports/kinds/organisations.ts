import { ORGANISATION_TYPES } from '#contract';
import { COMMISSIONER_TYPES, streamOf, type OrganisationType } from '#domain';
import { dateOf, dayOf } from '#kernel';
import { columns, Drafting, given, inForceIf, type Drafted } from '../draft.js';
import type { Known, Settled } from '../known.js';
import type { Cells } from '../cells.js';
import type { ImportOptions, Layout } from '../layout.js';
import type { ImportKind } from './kind.js';
import { dateOfOds, isUsualPracticeCode, UNUSUAL_CODE } from './practice-code.js';

/** Registrations come first, as one row may belong to another. */
const STAGE = { register: 0, assign: 1, close: 2 } as const;

/** A body as a row says it, and the columns in which it does. */
type Body = {
  readonly code: string | undefined;
  readonly type: string | undefined;
  readonly name: string | undefined;
  readonly opensOn: string | undefined;
};
type ColumnOf = ReturnType<typeof columns>;

function register(drafting: Drafting, row: Cells, body: Body, columnOf: ColumnOf): boolean {
  const { code = '' } = body;
  const isGood = drafting.add(row, {
    command: 'RegisterOrganisation',
    with: given(body),
    ...{ key: `register/${code}`, lane: code, stage: STAGE.register, columnOf },
    streams: [streamOf.organisation(code)],
    settle: (known, command) => registered(known, command, columnOf('code')),
  });
  if (isGood && body.type === 'PRACTICE' && !isUsualPracticeCode(code)) drafting.flag(row, UNUSUAL_CODE);
  return isGood;
}

type Registering = { code: string; type: string; name: string; opensOn: string };

function registered(known: Known, { code, type, name, opensOn }: Registering, column: string): Settled | undefined {
  const { registration } = known.organisation(code);
  if (!registration) return undefined;
  const isSame = registration.type === type && registration.name === name && dateOf(registration.opensOn) === opensOn;
  if (isSame) return inForceIf(true);
  const as = `${registration.type} ${JSON.stringify(registration.name)} from ${dateOf(registration.opensOn)}`;
  return { is: 'bad', column, message: `ALREADY_EXISTS: ${code} is registered otherwise, as ${as}` };
}

type Belonging = { readonly code: string; readonly to: string; readonly from: string | undefined };

function assign(drafting: Drafting, row: Cells, type: string, { code, to, from }: Belonging, columnOf: ColumnOf): void {
  const place = {
    key: `assign/${code}/${from ?? ''}`,
    lane: code,
    stage: STAGE.assign,
    columnOf,
    streams: [streamOf.organisation(code)],
  };
  const holds = (known: Known) => inForceIf(isAssigned(known, code, to, from!));
  if (type === 'PRACTICE') {
    drafting.add(row, {
      command: 'AssignPractice',
      with: given({ practice: code, commissioner: to, from }),
      ...place,
      settle: holds,
    });
  } else if (COMMISSIONER_TYPES.includes(type as OrganisationType)) {
    drafting.add(row, {
      command: 'AssignCommissioner',
      with: given({ commissioner: code, to, from }),
      ...place,
      settle: holds,
    });
  } else drafting.refuse(row, columnOf('to'), `only practices and commissioners belong to another body, not ${type}`);
}

/** Whether the last that was said of that very day is the same body. */
export function isAssigned(known: Known, code: string, to: string, from: string): boolean {
  const day = dayOf(from);
  return known.organisation(code).assignments.findLast((assignment) => assignment.from === day)?.to === to;
}

function close(
  drafting: Drafting,
  row: Cells,
  code: string,
  opensOn: string | undefined,
  lastDay: string,
  columnOf: ColumnOf,
): void {
  if (opensOn !== undefined && lastDay < opensOn) {
    drafting.refuse(row, columnOf('lastDay'), `must not be before ${columnOf('opensOn')} (${opensOn}); got ${lastDay}`);
    return;
  }
  drafting.add(row, {
    command: 'CloseOrganisation',
    with: { code, lastDay },
    ...{ key: `close/${code}`, lane: code, stage: STAGE.close, columnOf, streams: [streamOf.organisation(code)] },
    settle: (known) => inForceIf(known.organisation(code).closure?.lastDay === dayOf(lastDay)),
  });
}

function draftTemplate(rows: readonly Cells[]): Drafted {
  const drafting = new Drafting();
  const columnOf = columns('code', {
    lastDay: 'closesOn',
    from: 'belongsFrom',
    to: 'belongsTo',
    commissioner: 'code',
    practice: 'code',
  });
  const ofPractice = columns('code', {
    from: 'belongsFrom',
    commissioner: 'belongsTo',
    to: 'belongsTo',
    practice: 'code',
  });
  for (const row of rows) {
    const [code, type, name, opensOn] = ['code', 'type', 'name', 'opensOn'].map((column) => row.text(column));
    if (!register(drafting, row, { code, type, name, opensOn }, columnOf)) continue;
    const [to, from, lastDay] = ['belongsTo', 'belongsFrom', 'closesOn'].map((column) => row.text(column));
    if (to !== undefined) {
      assign(
        drafting,
        row,
        type!,
        { code: code!, to, from: from ?? opensOn },
        type === 'PRACTICE' ? ofPractice : columnOf,
      );
    } else if (from !== undefined) drafting.refuse(row, 'belongsTo', 'is missing where belongsFrom is given');
    if (lastDay !== undefined) close(drafting, row, code!, opensOn, lastDay, columnOf);
  }
  return drafting.done();
}

const TEMPLATE: Layout = {
  name: 'the template',
  columns: [
    { name: 'code', about: 'ODS code' },
    { name: 'type', about: ORGANISATION_TYPES.join(', ') },
    { name: 'name', about: 'its name' },
    { name: 'opensOn', about: 'its first day, YYYY-MM-DD' },
    { name: 'closesOn', about: 'its last day', optional: true },
    {
      name: 'belongsTo',
      about: 'of a practice its commissioner, of a commissioner its SHA or other body',
      optional: true,
    },
    { name: 'belongsFrom', about: 'the day from which it belongs there; empty: opensOn', optional: true },
  ],
  draft: draftTemplate,
};

/** ODS: 4 is a GP practice; other cost centres prescribe too. */
const GP_PRACTICE = '4';

function draftEpraccur(rows: readonly Cells[], { allSettings = false }: ImportOptions): Drafted {
  const drafting = new Drafting();
  const columnOf = columns('practice_code', { code: 'practice_code', opensOn: 'open_date', lastDay: 'close_date' });
  for (const row of rows) {
    if (!allSettings && row.text('prescribing_setting') !== GP_PRACTICE) {
      drafting.leaveOut(row, 'prescribing_setting is not 4: not a GP practice');
      continue;
    }
    const [code, name] = [row.text('practice_code'), row.text('name')];
    const [opensOn, lastDay] = [dateOfOds(row.text('open_date')), dateOfOds(row.text('close_date'))];
    if (!register(drafting, row, { code, type: 'PRACTICE', name, opensOn }, columnOf)) continue;
    if (lastDay !== undefined) close(drafting, row, code!, opensOn, lastDay, columnOf);
  }
  return drafting.done();
}

const notRead = (...names: string[]) => names.map((name) => ({ name, about: '', optional: true, notRead: true }));

const EPRACCUR: Layout = {
  name: 'ODS epraccur',
  columns: [
    { name: 'practice_code', about: 'code' },
    { name: 'name', about: 'name' },
    ...notRead('national_grouping', 'high_level_health_geography'),
    ...notRead('address_1', 'address_2', 'address_3', 'address_4', 'address_5', 'postcode'),
    { name: 'open_date', about: 'opensOn, YYYYMMDD' },
    { name: 'close_date', about: 'its last day, YYYYMMDD: CloseOrganisation', optional: true },
    ...notRead(
      'status',
      'sub_type',
      'commissioner_code',
      'join_commissioner_date',
      'left_commissioner_date',
      'amended',
    ),
    ...notRead('provider_purchaser'),
    { name: 'prescribing_setting', about: 'rows other than 4 are left out, without --all-settings' },
  ],
  takes: ['allSettings'],
  draft: draftEpraccur,
};

/** ODS gave care trusts codes of their own. */
const typeOfPct = (code: string | undefined): OrganisationType => (code?.startsWith('T') ? 'CARE_TRUST' : 'PCT');

/** ONS lists a PCT that lies in two SHAs twice: to which it answers is not in the file, so it is not said here either. */
function draftPcts(rows: readonly Cells[], { opensOn }: ImportOptions): Drafted {
  const drafting = new Drafting();
  const ofPct = columns('PCO12CDO', { code: 'PCO12CDO', name: 'PCO12NM', commissioner: 'PCO12CDO', to: 'SHA12CDO' });
  const ofSha = columns('SHA12CDO', { code: 'SHA12CDO', name: 'SHA12NM' });
  const shas = new Map<string, Set<string>>();
  const [pct, sha] = ['PCO12CDO', 'SHA12CDO'];
  for (const row of rows)
    shas.set(row.text(pct) ?? '', (shas.get(row.text(pct) ?? '') ?? new Set()).add(row.text(sha) ?? ''));
  for (const row of rows) {
    const [code, to] = [row.text(pct), row.text(sha)];
    const type = typeOfPct(code);
    const isSha = register(drafting, row, { code: to, type: 'SHA', name: row.text('SHA12NM'), opensOn }, ofSha);
    if (!register(drafting, row, { code, type, name: row.text('PCO12NM'), opensOn }, ofPct) || !isSha) continue;
    if (shas.get(code!)!.size === 1) assign(drafting, row, type, { code: code!, to: to!, from: opensOn }, ofPct);
    else drafting.flag(row, 'the PCT stands under several SHAs: it is assigned to none; record AssignCommissioner');
  }
  return drafting.done();
}

const ONS_PCTS: Layout = {
  name: 'ONS PCTs and SHAs of 2012',
  columns: [
    ...notRead('PCO12CD'),
    { name: 'PCO12CDO', about: 'code of the PCT (T…: a care trust)' },
    { name: 'PCO12NM', about: 'its name' },
    ...notRead('SHA12CD'),
    { name: 'SHA12CDO', about: 'code of the SHA to which it belongs' },
    { name: 'SHA12NM', about: 'its name' },
  ],
  needs: ['opensOn'],
  draft: draftPcts,
};

function draftCcgs(rows: readonly Cells[], { opensOn }: ImportOptions): Drafted {
  const drafting = new Drafting();
  const columnOf = columns('CCG13CDH', { code: 'CCG13CDH', name: 'CCG13NM' });
  for (const row of rows) {
    register(drafting, row, { code: row.text('CCG13CDH'), type: 'CCG', name: row.text('CCG13NM'), opensOn }, columnOf);
  }
  return drafting.done();
}

const ONS_CCGS: Layout = {
  name: 'ONS CCGs of 2013',
  columns: [...notRead('CCG13CD'), { name: 'CCG13CDH', about: 'code' }, { name: 'CCG13NM', about: 'name' }],
  needs: ['opensOn'],
  draft: draftCcgs,
};

export const organisations: ImportKind = {
  summary: 'registers practices, commissioners and other bodies; says to whom they belong and when they closed',
  layouts: [TEMPLATE, EPRACCUR, ONS_PCTS, ONS_CCGS],
  examples: [
    ['Q99', 'SHA', 'Exampleshire and Nearby SHA', '2006-07-01', '', '', ''],
    ['5X1', 'PCT', 'Exampleshire PCT', '2006-10-01', '', 'Q99', '2006-10-01'],
    ['A99001', 'PRACTICE', 'Ash Road Surgery', '2002-04-01', '', '', ''],
    ['A99002', 'PRACTICE', 'The Beeches, Market Street', '2002-04-01', '', '', ''],
    ['A99003', 'PRACTICE', 'Cedar Lane Practice', '2002-04-01', '2008-01-31', '5X1', '2006-10-01'],
  ],
};
