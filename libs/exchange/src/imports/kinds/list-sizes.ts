import { streamOf } from '#domain';
import { dayOf } from '#kernel';
import { columns, Drafting, given, inForceIf, type Drafted } from '../draft.js';
import type { Known, Settled } from '../known.js';
import type { Cells } from '../cells.js';
import type { Column, ImportOptions, Layout } from '../layout.js';
import type { ImportKind } from './kind.js';
import { isUsualPracticeCode, UNUSUAL_CODE } from './practice-code.js';

type ListSize = {
  readonly practice: string | undefined;
  readonly censusDate: string | undefined;
  readonly patients: string | undefined;
};
type Settings = { readonly columnOf: (field: string) => string; readonly leavesOut: boolean };

/** Published lists name many bodies that are no GP practices. */
function unregistered(known: Known, practice: string): Settled | undefined {
  const isKnown = known.organisation(practice).registration ?? known.group(practice).created;
  return isKnown ? undefined : { is: 'left out', reason: 'the practice is not registered' };
}

function record(drafting: Drafting, row: Cells, size: ListSize, { columnOf, leavesOut }: Settings): void {
  const { practice = '', censusDate = '' } = size;
  drafting.add(row, {
    command: 'RecordListSize',
    with: given(size),
    ...{ key: `${practice}/${censusDate}`, lane: practice, columnOf },
    streams: [streamOf.organisation(practice), streamOf.group(practice)],
    settle(known, command) {
      const out = leavesOut ? unregistered(known, practice) : undefined;
      if (out) return out;
      const { censuses } = known.organisation(practice);
      const recorded = censuses.findLast(({ on }) => on === dayOf(censusDate));
      const flags = isUsualPracticeCode(practice) ? [] : [UNUSUAL_CODE];
      return (
        inForceIf(recorded?.patients === command.patients) ?? { is: 'new', with: command, lines: [row.line], flags }
      );
    },
  });
}

const TEMPLATE: Layout = {
  name: 'the template',
  columns: [
    { name: 'practice', about: 'code of the practice' },
    { name: 'censusDate', about: 'the day on which patients were counted, YYYY-MM-DD' },
    { name: 'patients', about: 'how many' },
  ],
  draft(rows) {
    const drafting = new Drafting();
    for (const row of rows) {
      const [practice, censusDate, patients] = ['practice', 'censusDate', 'patients'].map((column) => row.text(column));
      record(drafting, row, { practice, censusDate, patients }, { columnOf: columns('practice'), leavesOut: false });
    }
    return drafting.done();
  },
};

const WHOLE = /^\d{1,9}$/;

/** The sum of the bands, or undefined with each band noted that is no number of patients. */
function added(drafting: Drafting, row: Cells, bands: readonly string[]): number | undefined {
  const wrong = bands.filter((band) => !WHOLE.test(row.text(band) ?? ''));
  for (const band of wrong) {
    drafting.refuse(row, band, `must be a whole number, 0 or more; got ${JSON.stringify(row.text(band) ?? '')}`);
  }
  return wrong.length > 0 ? undefined : bands.reduce((sum, band) => sum + Number(row.text(band)), 0);
}

type Published = { readonly practice: string; readonly bands: readonly string[]; readonly total?: string };

const draftPublished =
  ({ practice: code, bands, total }: Published) =>
  (rows: readonly Cells[], { censusDate }: ImportOptions): Drafted => {
    const drafting = new Drafting();
    const columnOf = columns(code, { practice: code, patients: total ?? bands[0]! });
    for (const row of rows) {
      const sum = added(drafting, row, bands);
      if (sum === undefined) continue;
      if (total !== undefined && row.text(total) !== String(sum)) {
        drafting.refuse(row, total, `is ${row.text(total) ?? 'empty'}, but the bands add up to ${sum}`);
        continue;
      }
      record(
        drafting,
        row,
        { practice: row.text(code), censusDate, patients: String(sum) },
        { columnOf, leavesOut: true },
      );
    }
    return drafting.done();
  };

const notRead = (...names: string[]): Column[] =>
  names.map((name) => ({ name, about: '', optional: true, notRead: true }));
const counted = (names: readonly string[]): Column[] =>
  names.map((name) => ({ name, about: 'patients; all are added up' }));

const AGES_2013 = ['0-4', '5-14', '15-24', '25-34', '35-44', '45-54', '55-64', '65-74', '75+'];
const BANDS_2013 = AGES_2013.flatMap((age) => [`Male ${age}`, `Female ${age}`]);

const NHSBSA_2013: Layout = {
  name: 'NHSBSA list sizes of 2013',
  columns: [
    ...notRead(
      'Regional Office Name',
      'Regional Office Code',
      'Area Team Name',
      'Area Team Code',
      'PCO Name',
      'PCO Code',
    ),
    ...notRead('Practice Name'),
    { name: 'Practice Code', about: 'practice' },
    ...counted(BANDS_2013),
  ],
  needs: ['censusDate'],
  draft: draftPublished({ practice: 'Practice Code', bands: BANDS_2013 }),
};

const AGES_2014 = [...Array.from({ length: 19 }, (_, index) => `${index * 5}-${index * 5 + 4}`), '95+'];
const BANDS_2014 = ['MALE', 'FEMALE'].flatMap((sex) => AGES_2014.map((age) => `${sex}_${age}`));

const HSCIC_2014: Layout = {
  name: 'HSCIC list sizes of 2014',
  columns: [
    { name: 'GP_PRACTICE_CODE', about: 'practice' },
    ...notRead('POSTCODE', 'CCG_CODE', 'NHSE_AREA_TEAM_CODE', 'NHSE_REGION_CODE'),
    { name: 'TOTAL_ALL', about: 'patients; must be the sum of the bands' },
    ...notRead('TOTAL_MALE', 'TOTAL_FEMALES'),
    ...counted(BANDS_2014),
  ],
  needs: ['censusDate'],
  draft: draftPublished({ practice: 'GP_PRACTICE_CODE', bands: BANDS_2014, total: 'TOTAL_ALL' }),
};

export const listSizes: ImportKind = {
  summary: 'records how many patients practices had at a census',
  layouts: [TEMPLATE, NHSBSA_2013, HSCIC_2014],
  examples: [
    ['A99001', '2007-04-01', '9200'],
    ['A99002', '2007-04-01', '4850'],
  ],
};
