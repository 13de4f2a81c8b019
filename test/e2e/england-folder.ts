import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A row of the invented England: a practice, its PCT then, and the body that it stands under in the file of 2012. */
type Row = { readonly code: string; readonly pct: string; readonly later: string; readonly sha: string };

const rowsOf = (count: number, letter: string, pct: string, later: string, sha: string): readonly Row[] =>
  Array.from({ length: count }, (_, index) => ({
    code: `${letter}990${String(index + 1).padStart(2, '0')}`,
    pct,
    later,
    sha,
  }));

/** The code TZB means Oakshire in 2008 and Elmshire in 2012; two PCTs have become Beechshire by then. */
const PRACTICES: readonly Row[] = [
  ...rowsOf(11, 'A', '5ZA', 'TZB,Elmshire', 'Q30'),
  ...rowsOf(6, 'B', 'TZB', '5ZX,Oakshire', 'Q31'),
  ...rowsOf(3, 'C', '5ZC', '5ZY,Beechshire', 'Q31'),
  ...rowsOf(3, 'D', '5ZD', '5ZY,Beechshire', 'Q31'),
];
/** In no list of patients; in one of nobody. */
export const [WITHOUT_LIST, WITH_EMPTY_LIST] = ['A99003', 'B99002'];
export const PRACTICE_COUNT = PRACTICES.length;

const table = (header: string, rows: readonly string[]): string => [header, ...rows, ''].join('\n');

const files = (): Readonly<Record<string, string>> => ({
  'source/ods-practice-parent-membership-2019-08.csv': table(
    'practice_code,parent_code,parent_type,join_date,left_date,amended',
    [
      ...PRACTICES.flatMap(({ code, pct }) => [
        `${code},4YY99,W,19990401,20060930,0`,
        `${code},${pct},W,20061001,20130331,0`,
        `${code},99K,W,20130401,,0`,
      ]),
      'Y99001,5ZA,W,20061001,,0',
      'A99090,5ZA,W,20061001,20080930,0',
    ],
  ),
  'source/ods-gp-practices-epraccur-2019-08.csv': table('practice_code,name,open_date,close_date,prescribing_setting', [
    ...PRACTICES.map(({ code }) => `${code},SURGERY ${code},19740401,,4`),
    'Y99001,PRISON CLINIC,20000401,,8',
    'A99090,CLOSED SURGERY,19740401,20080930,4',
  ]),
  'source/practice-pct-sha-imd2010.csv': table(
    'sha_code,sha_name,pct_code,pct_name,practice_code,practice_name,imd_2010',
    PRACTICES.map(({ code, later, sha }) => `${sha},Authority ${sha},${later},${code},SURGERY ${code},20`),
  ),
  'source/practice-list-size-age-sex-2013-q1.csv': table(
    'Practice Name,Practice Code,Male 0-4,Female 0-4,Male 75+,Female 75+',
    PRACTICES.filter(({ code }) => code !== WITHOUT_LIST).map(({ code }, index) =>
      code === WITH_EMPTY_LIST ? `S,${code},0,0,0,0` : `S,${code},${1_000 + 100 * index},1500,1200,${900 + index}`,
    ),
  ),
  'source/practice-need-and-activity-metrics-2012.csv': table(
    'Practice Code,All outpatient attendances (per 1000)',
    PRACTICES.map(({ code }, index) => `${code},${index % 7 === 0 ? '' : 700 + 30 * index}`),
  ),
  'derived/practice-spine-2013.csv': table(
    'practice_code,need_index_2021_22,carr_hill_index_2014_15',
    PRACTICES.map(({ code }, index) => `${code},${index % 5 === 0 ? '' : 0.9 + index / 100},1.02`),
  ),
  'derived/monthly-phasing.csv': table(
    'financial_month,month,elective_admissions_share,non_elective_admissions_share,gp_referrals_share,first_outpatient_share,gp_prescribing_share_2019',
    Array.from({ length: 12 }, (_, index) => `${index + 1},M,0.08,0.084,0.083,0.0${80 + index},0.08333`),
  ),
  'derived/gp-prescribing-actual-cost-by-practice-month-2019.csv': table(
    'practice_code,name,2019-01,2019-02',
    PRACTICES.map(({ code }) => `${code},S,300000.5,299999.5`),
  ),
  'transcribed/hansard-pct-revenue-allocations-known-points.csv': table(
    'name,pct_code,year,allocation_gbp_k,per_head_gbp,note,source_url',
    ['Oakshire,TZB,2008-09,515905,,,', 'Elmshire,5ZA,2008-09,,1187,,', 'England,,2008-09,74200000,1449,,'],
  ),
});

/** An England of 23 invented practices, in files like the published ones. */
export function inventedEngland() {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-england-'));
  for (const name of ['source', 'derived', 'transcribed']) mkdirSync(join(folder, name));
  for (const [name, text] of Object.entries(files())) writeFileSync(join(folder, name), text);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
